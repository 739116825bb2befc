"""Judges the examples plainly, item by item, so that their answers are checked by something else than the runner.

It knows only what the shipped examples use, and stops with a KeyError at anything else.
"""

import json
import math
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from carded import first_wrong, made
from stepped import AS_REQUIRED
from walked import DIFFERS, Walked, in_units

Row = Mapping[str, str]
Spec = dict[str, Any]

ABOUT = {
    "title",
    "class",
    "because",
    "column",
    "unit",
    "recorded_in",
    "when",
    "cases",
    "optional",
    "accept",
    "id",
    "per",
    "inspect",
    "may_be_none",
}
LIMITS = {"lower", "upper", "above", "below", "nominal", "tolerance"}
SPANS = {"s": "seconds", "min": "minutes", "h": "hours", "days": "days"}
TO_RECORDED: dict[tuple[str, str], Callable[[Fraction], Fraction]] = {
    ("degF", "degC"): lambda limit: (limit - 32) * Fraction(5, 9),
    ("degC", "degF"): lambda limit: limit * Fraction(9, 5) + 32,
}
#: Ac of a sample by its size and the AQL: ISO 2859-1, single, normal, level II, which asks for 80 of 501 to 1200
ACCEPTED = {(80, "0.65"): 1, (80, "1.0"): 2}
GAPS = {"gap", "mode_gap"}
STATISTICS: dict[str, Callable[[list[Any]], float]] = {
    "mean": statistics.fmean,
    "median": statistics.median,
    "stdev": statistics.stdev,
    "range": lambda values: max(values) - min(values),
    "total": sum,
    "count": len,
    "distinct": lambda values: len(set(values)),
}


def read(path: Path) -> Spec:
    spec: Spec = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    base = spec.pop("extends", None)
    return merged(read(path.parent / base), spec) if base else spec


def merged(base: Any, over: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(over, dict):
        return over
    both = {
        key: merged(base[key], over[key]) if key in base and key in over else {**base, **over}[key]
        for key in {**base, **over}
    }
    return {key: value for key, value in both.items() if value != "null"}


def time_of(text: str) -> datetime:
    return datetime.fromisoformat(text)


@cache
def number(text: str) -> Fraction:
    return Fraction(text[:-2]) / 100 if text.endswith(" %") else Fraction(text)


def bounds(block: Spec, convert: Callable[[Fraction], Fraction] = lambda limit: limit) -> dict[str, Fraction]:
    """The limits of a block; `below` and `above` stay exclusive."""
    limits = {key: number(block[key]) for key in block if key in LIMITS - {"nominal", "tolerance"}}
    if "nominal" in block:
        nominal, tolerance = Fraction(block["nominal"]), block["tolerance"]
        if isinstance(tolerance, list):
            less, more = (Fraction(end) for end in tolerance)
        else:
            more = number(tolerance) * (nominal if tolerance.endswith(" %") else 1)
            less = -more
        limits |= {"lower": nominal + less, "upper": nominal + more}
    return {key: convert(limit) for key, limit in limits.items()}


def outside(value: Fraction, limits: Mapping[str, Fraction]) -> str | None:
    if value < limits.get("lower", value) or ("above" in limits and value <= limits["above"]):
        return "below"
    return "above" if value > limits.get("upper", value) or ("below" in limits and value >= limits["below"]) else None


def other(row: Row, operand: Any) -> datetime:
    n, span = operand.get("plus", "0 s").split(maxsplit=1)
    return time_of(row[operand["column"]]) + timedelta(**{SPANS[span]: int(n)})


def holds(row: Row, condition: Mapping[str, Any] | None) -> bool:
    """A condition as the examples write them: a scalar, `one_of`, or limits."""
    return all(_is(row[column], wanted) for column, wanted in (condition or {}).items())


def _is(text: str, wanted: Any) -> bool:
    if not isinstance(wanted, dict):
        return bool(text == wanted)
    return text in wanted["one_of"] if "one_of" in wanted else not outside(number(text), bounds(wanted))


def finder(name: str, wanted: Any, convert: Callable[[Fraction], Fraction]) -> Callable[[str, Row], str | None]:
    """What to say of a value that can be read, made once for all the rows."""
    limits = bounds(wanted if isinstance(wanted, dict) else {}, convert)
    too = {"below": "too short", "above": "too long"}
    finders: dict[str, Callable[[str, Row], str | None]] = {
        "limits": lambda text, _: outside(number(text), limits),
        "exactly": lambda text, _: None if number(text) == number(wanted) else "not the value",
        "equals": lambda text, _: None if text == wanted else "not the value",
        "one_of": lambda text, _: None if text in wanted else "not allowed",
        "none_of": lambda text, _: "forbidden" if text in wanted else None,
        "matches": lambda text, _: None if re.search(wanted, text) else "no match",
        "length": lambda text, _: too.get(outside(Fraction(len(text)), limits) or ""),
        "differs_from": lambda text, row: "same" if same_person(text, row[wanted]) else None,
        "no_later_than": lambda text, row: "late" if time_of(text) > other(row, wanted) else None,
        "not_before": lambda text, row: "early" if time_of(text) < other(row, wanted) else None,
        "later_than": lambda text, row: "early" if time_of(text) <= other(row, wanted) else None,
        "no_less_than": lambda text, row: "below" if number(text) < number(row[wanted]) else None,
        "found_in": lambda _, row: "not found" if row[wanted] == "not found" else None,
        "present": lambda *_: None,
        "absent": lambda *_: None,
        "unique": lambda *_: None,
        "increases": lambda *_: None,
        "steps": lambda text, _: None if text == AS_REQUIRED else text,
    }
    return finders[name]


def same_person(one: str, another: str) -> bool:
    return one.strip().casefold() == another.strip().casefold()


def criteria(block: Spec) -> Iterator[tuple[str, Any]]:
    if limits := {key: value for key, value in block.items() if key in LIMITS}:
        yield "limits", limits
    yield from ((key, value) for key, value in block.items() if key not in LIMITS | ABOUT | {"requirements"})


def unreadable(name: str, text: str) -> bool:
    times = {"no_later_than", "not_before", "later_than"}
    try:
        if name in {"limits", "exactly"}:
            number(text)
        elif name in times:
            time_of(text)
    except ValueError:
        return True
    return False


def statistic(name: str, block: Spec, texts: Sequence[str]) -> float:
    if name == "gap":
        measured = block.get("measured")
        found = float(number(measured["share"])) if measured else statistic("share", block, texts)
        return float(number(block["claimed"]["share"])) - found
    if name == "mode_gap":
        ((usual, _),) = Counter(texts).most_common(1)
        return float(number(block["claimed"])) - int(usual) / 100
    if name == "csat":
        return sum(float(text) > int(block["scale"]) - 2 for text in texts) / len(texts)
    if name == "nps":
        scores = Counter("promoter" if float(text) >= 9 else "detractor" * (float(text) <= 6) for text in texts)
        return 100 * (scores["promoter"] - scores["detractor"]) / len(texts)
    if name == "share" and "present" in block["of"]:
        return sum(map(bool, texts)) / len(texts)
    if name == "share":
        wanted = block["of"]
        within: list[bool] = [
            text in wanted.get("one_of", [wanted.get("equals")])
            if {"equals", "one_of"} & {*wanted}
            else not outside(number(text), bounds(wanted))
            for text in texts
        ]
        return sum(within) / len(within)
    if name == "distinct":
        return len(set(texts))
    values = [float(text) for text in texts]
    if name == "quantile":
        cuts = statistics.quantiles(values, n=100, method="inclusive")
        return float(cuts[int(block["at"].removesuffix(" %")) - 1])
    return STATISTICS[name](values)


def scopes(spec: Spec, rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    yield "", list(rows)
    per = spec["samples"]["per"]
    for keys in per if isinstance(per[0], list) else [per]:
        groups = defaultdict(list)
        for row in rows:
            groups[",".join(f"{key}={'' if row[key] == DIFFERS else row[key]}" for key in keys)].append(row)
        if len(keys) == 1:
            for value in spec["samples"].get("expected", {}).get(keys[0], []):
                groups.setdefault(f"{keys[0]}={value}", [])
        yield from ((f"[{name}]", members) for name, members in groups.items())


def same_in_a_row(texts: Sequence[str]) -> int:
    longest = length = 1
    for before, text in pairwise(texts):
        length = length + 1 if number(text) == number(before) else 1
        longest = max(longest, length)
    return longest


def excluded(spec: Spec, row: Row) -> bool:
    """Whether an entry of `exclude` takes the row out: by a condition, by its name, or by that of its lot."""
    samples = spec["samples"]
    return any(
        ("when" in each and holds(row, each["when"]))
        or row[samples["item"]] in each.get("items", [])
        or ("lots" in each and row[samples["lot"]] in each["lots"])
        for each in spec.get("exclude", [])
    )


def allowed(accept: Spec | None, n: int) -> float:
    at_most = (accept or {"at_most": "0"})["at_most"]
    return float(number(at_most)) * (n if at_most.endswith(" %") else 1)


class Judge:
    """One procedure on one sample; what it finds is gathered in `items` and `ids`."""

    def __init__(
        self,
        path: Path,
        prefix: str,
        rows: Sequence[Row],
        beside: Mapping[str, Sequence[Row]] | None = None,
        promised: Sequence[Spec] = (),
    ) -> None:
        self._spec = read(path)
        self._promised = promised
        in_units(self._spec)
        self._path, self._prefix = path, prefix
        walked = Walked(self._spec, rows, beside or {})
        self._rows = [{**made(self._spec, row), **row} for row in walked.items if not excluded(self._spec, row)]
        self._key = self._spec["samples"]["item"]
        self._at_least = int(self._spec.get("inspect", {}).get("at_least", 1))
        self.items: set[tuple[str, str, str]] = walked.told
        self.ids: set[tuple[str, str]] = set()
        self._plans: dict[str, str] = self._spec.get("accept", {}).get("plan", {}).get("aql", {})
        self._counted: dict[str, list[tuple[str, dict[int, str]]]] = defaultdict(list)
        self._judge()

    def _judge(self) -> None:
        seen = Counter(row[self._key] for row in self._rows)
        self.items |= {(item, "@item", "repeated") for item, n in seen.items() if n > 1}
        for end, members in scopes(self._spec, self._rows):
            if len(members) < self._at_least:
                self.ids.add((f"{self._prefix}::*{end}", "not inspected"))
        self._judge_characteristics()
        for severity, aql in self._plans.items():
            self._class(severity, aql)

    def _class(self, severity: str, aql: str) -> None:
        """If one lot has more nonconforming items than its plan accepts, the class tells of all of them."""
        lots: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows:
            lots[row[self._spec["samples"]["lot"]["column"]]].append(row)
        told = {
            id(row): name for name, found in reversed(self._counted[severity]) for row in self._rows if id(row) in found
        }
        refused = False
        for members in lots.values():
            assert all(501 <= int(row[self._spec["samples"]["lot"]["size"]["column"]]) <= 1200 for row in members)
            n = len({row[self._key] for row in members})
            refused = refused or sum(id(row) in told for row in members) > ACCEPTED[n, aql]
        if refused:
            self.items |= {(row[self._key], f"@{severity}", told[id(row)]) for row in self._rows if id(row) in told}
            for name, found in self._counted[severity]:
                self.items |= {(row[self._key], name, found[id(row)]) for row in self._rows if id(row) in found}

    def _judge_characteristics(self) -> None:
        for name, characteristic in self._spec["characteristics"].items():
            common = {key: value for key, value in characteristic.items() if key in ABOUT}
            for block in characteristic.get("requirements", [characteristic]):
                for criterion, wanted in criteria(block):
                    self._require(name, {**common, **block}, criterion, wanted)

    def _require(self, name: str, block: Spec, criterion: str, wanted: Any) -> None:
        column = block.get("column", name)
        population = [row for row in self._rows if holds(row, block.get("when"))]
        if criterion in {*STATISTICS, *GAPS, "share", "quantile", "csat", "nps"}:
            self._statistic(f"{name}::{block.get('id', criterion)}", block, criterion, wanted, column)
            return
        if criterion == "checklist":
            population = [row for row in population if first_wrong(wanted, row)]
            self.items |= {(row[self._key], name, first_wrong(wanted, row)) for row in population}
            return
        if criterion == "chart":
            self._chart(f"{name}::{block.get('id', criterion)}", wanted, column)
            return
        if criterion == "capability":
            self._capability(f"{name}::{block.get('id', criterion)}", block, wanted, column)
            return
        if criterion == "agreement":
            self._agreement(f"{name}::{block.get('id', criterion)}", wanted, column)
            return
        if criterion == "alike":
            self._alike(f"{name}::{block.get('id', criterion)}", wanted, column)
            return
        if criterion == "checkers_alike":
            self._watched(f"{name}::{block.get('id', criterion)}", wanted, column)
            return
        if criterion == "consistent":
            self._consistent(f"{name}::{block.get('id', criterion)}", wanted, column)
            return
        if criterion in {"unique", "increases"}:
            self.items |= {(row[self._key], name, what) for row, what in self._ordered(criterion, column, population)}
            population = [row for row in population if not row[column]]
        convert = TO_RECORDED[block["unit"], block["recorded_in"]] if "recorded_in" in block else lambda limit: limit
        cases = [
            (case["when"], finder(*requirement, convert))
            for case in block.get("cases", [])
            for requirement in criteria(case)
        ] + [({}, finder(criterion, wanted, convert))]
        found: dict[int, str] = {}
        for row in population:
            find = next(find for when, find in cases if holds(row, when))
            if what := self._finding(row[column], row, criterion, find, "optional" in block):
                found[id(row)] = what
        self._recurs(name, f"{self._prefix}::{name}::{block.get('id', criterion)}", found)
        if block.get("class") in self._plans and "accept" not in block:
            self._counted[block["class"]].append((name, found))
            return
        for _, members in scopes(self._spec, population):
            bad = [row for row in members if id(row) in found]
            if len(bad) > allowed(block.get("accept"), len(members)):
                self.items |= {(row[self._key], name, found[id(row)]) for row in bad}

    def _recurs(self, name: str, node: str, found: Mapping[int, str]) -> None:
        """What was promised to be mended and is there again in a lot from then on, whatever is borne with."""
        lot, time = self._spec["samples"].get("lot"), self._spec["samples"].get("time")
        for each in self._promised:
            if node != each["for"]:
                continue
            begins = min(row[time] for row in self._rows if row[lot] == each["from_lot"])
            after = [row for row in self._rows if row[time] >= begins and holds(row, each["stratum"])]
            assert len({row[lot] for row in after}) >= int(each["verify"]["lots"])
            self.items |= {(row[self._key], each["id"], found[id(row)]) for row in after if id(row) in found}

    def _finding(
        self, text: str, row: Row, criterion: str, find: Callable[[str, Row], str | None], optional: bool
    ) -> str | None:
        if criterion == "absent":
            return "recorded" if text else None
        if not text:
            return None if optional else "missing"
        return "unreadable" if text == DIFFERS or unreadable(criterion, text) else find(text, row)

    def _ordered(self, criterion: str, column: str, population: list[Row]) -> Iterator[tuple[Row, str]]:
        if criterion == "unique":
            seen = Counter(row[column] for row in population if row[column])
            yield from ((row, "repeated") for row in population if seen[row[column]] > 1)
            return
        for _, members in scopes(self._spec, population):
            by_time = sorted(members, key=lambda row: row[self._spec["samples"]["time"]])
            yield from (
                (row, "not increasing") for before, row in pairwise(by_time) if int(row[column]) <= int(before[column])
            )

    def _chart(self, node: str, wanted: Spec, column: str) -> None:
        """An Xbar-S chart by the frozen centre and sigma; whoever has no subgroup has no place."""
        frozen = json.loads((self._path.parent / wanted["baseline"]).read_text(encoding="utf-8"))
        limits = frozen["charts"][""]
        groups = defaultdict(list)
        for row in self._rows:
            groups[row[wanted["subgroup"]]].append(float(row[column]))
        unplaced = groups.pop("", []) + groups.pop(DIFFERS, [])
        ends = [
            (statistics.fmean(values) - limits["centre"], 3 * limits["sigma"] / len(values) ** 0.5)
            for values in groups.values()
        ]
        for values in groups.values():
            half = (len(values) - 1) / 2
            c4 = math.exp(math.lgamma(half + 0.5) - math.lgamma(half)) / half**0.5
            ends.append((statistics.stdev(values) - c4 * limits["sigma"], 3 * limits["sigma"] * (1 - c4**2) ** 0.5))
        if any(abs(off) > width for off, width in ends):
            self.ids.add((f"{self._prefix}::{node}", "signals"))
        elif unplaced:
            self.ids.add((f"{self._prefix}::{node}", "not inspected"))

    def _agreement(self, node: str, wanted: Spec, column: str) -> None:
        """Cohen's kappa from the cross table, of each pair of categories."""
        for end, members in scopes(self._spec, self._rows):
            if len(members) < self._at_least:
                continue
            table = Counter((row[column], row[wanted["with"]]) for row in members)
            names = {name for pair in table for name in pair}
            n = table.total()
            alike = sum(table[name, name] for name in names) / n
            down = {name: sum(table[name, each] for each in names) / n for name in names}
            across = {name: sum(table[each, name] for each in names) / n for name in names}
            chance = sum(down[name] * across[name] for name in names)
            kappa = (alike - chance) / (1 - chance)
            if alike < number(wanted["percent"]["lower"]) or kappa < float(wanted["kappa"]["lower"]):
                self.ids.add((f"{self._prefix}::{node}{end}", "not alike"))

    def _capability(self, node: str, block: Spec, wanted: Spec, column: str) -> None:
        """Cpk by the pooled variance of the subgroups; so many degrees of freedom that c4 hardly matters."""
        limits = bounds({key: block[key] for key in ("nominal", "tolerance")})
        for end, members in scopes(self._spec, self._rows):
            groups = defaultdict(list)
            for row in members:
                groups[row[wanted["subgroup"]]].append(float(row[column]))
            free = len(members) - len(groups)
            variance = sum(statistics.variance(group) * (len(group) - 1) for group in groups.values()) / free
            mean = statistics.fmean(float(row[column]) for row in members)
            room = min(mean - float(limits["lower"]), float(limits["upper"]) - mean)
            cpk = room / (3 * variance**0.5 * (1 + 1 / (4 * free)))
            if cpk < float(wanted["cpk"]["lower"]):
                self.ids.add((f"{self._prefix}::{node}{end}", "not capable"))

    def _alike(self, node: str, wanted: Spec, column: str) -> None:
        groups = defaultdict(list)
        for row in self._rows:
            groups[row[wanted["across"]]].append(number(row[column]))
        means = [statistics.mean(values) for values in groups.values()]
        if max(means) - min(means) > number(wanted["mean_within"]):
            self.ids.add((f"{self._prefix}::{node}[{wanted['across']}=*]", "above"))

    def _narrowed(self, end: str, per: Any) -> bool:
        """Whether a requirement with sets of strata of its own has none like this one."""
        return per is not None and not any(end.startswith(f"[{keys[0]}=") for keys in per)

    def _watched(self, node: str, wanted: Spec, column: str) -> None:
        """Bonferroni's correction instead of Holm's: of the least likely one they say the same."""
        groups = defaultdict(list)
        for row in self._rows:
            groups[row[wanted["checker"]]].append(row)
        least = timedelta(seconds=int(wanted["least_time"].removesuffix(" s")))
        for name, own in groups.items():
            others = [
                row[column] == wanted["finding"]["equals"] for row in self._rows if row[wanted["checker"]] != name
            ]
            nothing = not any(row[column] == wanted["finding"]["equals"] for row in own)
            rare = nothing and (1 - sum(others) / len(others)) ** len(own) * len(groups) < 0.01
            took = [time_of(row[wanted["ended"]]) - time_of(row[wanted["began"]]) for row in own]
            longest = same_in_a_row([row[wanted["runs"]] for row in sorted(own, key=lambda row: row["began_at"])])
            readings = Counter(row[wanted["runs"]] for row in self._rows)
            expected = 0.0
            for times in readings.values():
                chance = times / readings.total()
                # one run begins at the first of them, or after another value at one of the others
                expected += chance**longest + (len(own) - longest) * (1 - chance) * chance**longest
            rare = rare or expected * len(groups) < 0.01
            if rare or (statistics.median_low(took) < least and statistics.median_high(took) < least):
                self.ids.add((f"{self._prefix}::{node}[{wanted['checker']}=*]", "marginal"))

    def _consistent(self, node: str, wanted: Spec, column: str) -> None:
        def difference(rows: Sequence[Row]) -> float:
            first, second = (
                [row[column] == wanted["of"]["equals"] for row in rows if row[wanted["between"]] == wanted[group]]
                for group in ("first", "second")
            )
            return statistics.mean(second) - statistics.mean(first)

        lines = {row[wanted["across"]] for row in self._rows}
        each = [difference([row for row in self._rows if row[wanted["across"]] == line]) for line in lines]
        total = difference(self._rows)
        if (total > 0 and max(each) <= 0 > min(each)) or (total < 0 and min(each) >= 0 < max(each)):
            self.ids.add((f"{self._prefix}::{node}[{wanted['across']}=*]", "marginal"))

    def _statistic(self, node: str, block: Spec, name: str, wanted: Spec, column: str) -> None:
        for end, members in scopes(self._spec, [row for row in self._rows if holds(row, block.get("when"))]):
            if len(members) < self._at_least or (end and self._narrowed(end, block.get("per"))):
                continue
            blanks = "present" in wanted.get("of", {}) or (name == "share" and "optional" not in block)
            texts = [row[column] for row in members if blanks or row[column]]
            if len(texts) < int(block.get("inspect", {}).get("at_least", 0)):
                self.ids.add((f"{self._prefix}::{node}{end}", "not inspected"))
                continue
            value = statistic(name, wanted, texts)
            limits = {key: float(limit) for key, limit in bounds(wanted).items()}
            if name in GAPS:
                limits = {"upper": float(wanted["at_most"].removesuffix(" points")) / 100}
            if isinstance(value, float) and min(abs(value - limit) for limit in limits.values()) < 1e-6:
                raise ValueError(f"{node}{end} lies on its limit, where engines may differ")
            if what := outside(Fraction(value), {key: Fraction(limit) for key, limit in limits.items()}):
                self.ids.add((f"{self._prefix}::{node}{end}", what))

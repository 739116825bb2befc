"""From the lines of a log to its items, by a plain walk; and what items are looked up in.

It knows only what the shipped examples use, and stops with a KeyError at anything else.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from itertools import combinations
from typing import Any

from stepped import finding_of

Row = Mapping[str, str]
Spec = dict[str, Any]

#: in place of what the lines of an item do not agree on
DIFFERS = "(differs)"
SECONDS = {"s": 1, "min": 60, "h": 3600, "days": 86400}


class Walked:
    """The items of a procedure's sample, and what is said of the list that they should be in."""

    def __init__(self, spec: Spec, rows: Sequence[Row], beside: Mapping[str, Sequence[Row]]) -> None:
        self._samples, self._observations = spec["samples"], spec.get("observations", {})
        self._steps = {name: each["steps"] for name, each in spec["characteristics"].items() if "steps" in each}
        self._calendar = spec.get("calendar", {})
        self.items: list[Row] = list(rows)
        self.told: set[tuple[str, str, str]] = set()
        for name, reference in self._samples.get("references", {}).items():
            self.items = [looked_up(row, name, reference, beside[name], self._samples["time"]) for row in self.items]
        if "events" in self._samples:
            self._gather(beside["of"])

    def _gather(self, listed: Sequence[Row]) -> None:
        key, log = self._samples["item"], dict[str, list[Row]]()
        for row in self.items:
            log.setdefault(row[key], []).append(row)
        names = [row[self._samples["of"]["key"]] for row in listed]
        self.told |= {(name, "@item", "not recorded") for name in names if name not in log}
        self.told |= {(name, "@item", "not in the list") for name in log if name not in names}
        columns = list(self.items[0])
        lines = {row[self._samples["of"]["key"]]: row for row in listed}
        self.items = [
            self._item(name, log.get(name, []), columns, lines.get(name, dict.fromkeys(listed[0], "")))
            for name in dict.fromkeys([*log, *names])
        ]

    def _item(self, name: str, events: Sequence[Row], columns: Sequence[str], line: Row) -> Row:
        item = {f"of.{column}": text for column, text in line.items()}
        for column in columns:
            texts = {row[column] for row in events} - {""}
            item[column] = DIFFERS if len(texts) > 1 else "".join(texts)
        item[self._samples["item"]] = name
        for observed, written in self._observations.items():
            ((kind, of),) = written.items()
            value = less(item, of) if kind == "minus" else KINDS[kind](self, of, events)
            item[observed] = "" if value is None else str(value)
        for name, steps in self._steps.items():
            item[name] = finding_of(
                steps, lambda where: self.among(events, where), self._samples["time"], self._calendar
            )
        return item

    def is_one(self, row: Row, where: Any) -> bool:
        if isinstance(where, Mapping):
            return all(row[column] in as_list(wanted) for column, wanted in where.items())
        return where == "true" or row[self._samples["events"]["name"]] in as_list(where)

    def among(self, events: Sequence[Row], where: Any) -> list[Row]:
        return [row for row in events if self.is_one(row, where)]

    def times(self, events: Sequence[Row], where: Any) -> list[datetime]:
        return sorted(self._readable(self.among(events, where)))

    def _readable(self, events: Sequence[Row]) -> Iterator[datetime]:
        for row in events:
            try:
                yield datetime.fromisoformat(row[self._samples["time"]])
            except ValueError:
                continue

    def first(self, events: Sequence[Row], where: Any) -> datetime | None:
        return next(iter(self.times(events, where)), None)

    def position(self, of: Any, events: Sequence[Row]) -> int | None:
        first = self.first(events, of["of"])
        return None if first is None else sum(time <= first for time in self.times(events, of["among"]))

    def elapsed(self, of: Any, events: Sequence[Row]) -> Fraction | None:
        start = self._moment(of["from"], events, None)
        end = self._moment(of["to"], events, start)
        if start is None or end is None:
            return None
        return Fraction((end - start).total_seconds()) / SECONDS[of.get("in", "s")]

    def _moment(self, of: Any, events: Sequence[Row], start: datetime | None) -> datetime | None:
        if "last" in of:
            return next(iter(reversed(self.times(events, of["last"]))), None)
        times = self.times(events, of["first"])
        if "after" not in of:
            return next(iter(times), None)
        return next((time for time in times if start is not None and time >= start), None)

    def wrong_order(self, steps: Sequence[str], events: Sequence[Row]) -> str | None:
        times = {step: time for step in steps if (time := self.first(events, step))}
        pairs = [(one, two) for one, two in combinations(steps, 2) if one in times and two in times]
        return next((f"{two} too early" for one, two in pairs if times[two] < times[one]), None)

    def distinct(self, of: Any, events: Sequence[Row]) -> int:
        column, where = (of["column"], of["of"]) if isinstance(of, Mapping) else (of, "true")
        return len({row[column] for row in self.among(events, where)})

    def total(self, of: Any, events: Sequence[Row]) -> Fraction | None:
        texts = [row[of["column"]] for row in self.among(events, of["of"]) if row[of["column"]]]
        return sum(map(Fraction, texts), Fraction()) if texts else None

    def repeats(self, of: Any, events: Sequence[Row]) -> int:
        return sum(max(len(self.among(events, one)) - 1, 0) for one in as_list(of))


def as_list(written: Any) -> list[Any]:
    return written if isinstance(written, list) else [written]


def less(item: Row, columns: Sequence[str]) -> Fraction | None:
    """The first column of an item less the others; nothing where one of them is blank."""
    if not all(item[column] for column in columns):
        return None
    first, *others = (Fraction(item[column]) for column in columns)
    return first - sum(others)


def looked_up(row: Row, name: str, reference: Spec, lines: Sequence[Row], time: str) -> Row:
    key = reference["key"]
    found = [line for line in lines if all(line[theirs] == row[mine] for theirs, mine in key.items())]
    if "valid" in reference:
        ((_, after),) = reference["valid"].items()
        found = [line for line in found if datetime.fromisoformat(line[after]) < datetime.fromisoformat(row[time])]
    if "any" in reference:
        return {**row, name: "found" if found else "not found"}
    if len(found) > 1:
        raise ValueError(f"{name} has several lines for {row}")
    told = {f"{name}.{column}": found[0][column] if found else "" for column in lines[0]}
    return {**row, name: "found" if found else "not found", **told}


def in_units(spec: Spec) -> None:
    """Limits that say their unit, in that of the observation which they are limits of."""
    for name, block in spec["characteristics"].items():
        ((_, of),) = spec.get("observations", {}).get(block.get("column", name), {"": ""}).items()
        for key in ("lower", "upper"):
            number, _, unit = str(block.get(key, "")).partition(" ")
            if unit in SECONDS:
                block[key] = str(Fraction(number) * SECONDS[unit] / SECONDS[of.get("in", "s")])


KINDS: Mapping[str, Callable[[Walked, Any, Sequence[Row]], Any]] = {
    "count": lambda walked, of, events: len(walked.among(events, of)),
    "distinct": Walked.distinct,
    "repeats": Walked.repeats,
    "total": lambda walked, of, events: walked.total(of, events),
    "position": Walked.position,
    "first": lambda walked, of, events: walked.first(events, of),
    "elapsed": Walked.elapsed,
    "missing_step": lambda walked, of, events: next((step for step in of if not walked.among(events, step)), None),
    "wrong_order": lambda walked, of, events: walked.wrong_order(of, events),
}

"""One requirement that was not met, told in full: what was required, what was found, which items."""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from qa_run.cli.screen.gathering import Group, in_short, stratum_of
from qa_run.cli.screen.outcomes import LOOKS
from qa_run.cli.screen.page import Line, Span, labelled, line, rule
from qa_run.cli.screen.tables import table
from qa_run.model.outcome import Outcome
from qa_run.model.verdict import Nonconformity, Verdict

#: How many strata of one requirement are listed, and of how many the items are, before the reader drowns.
STRATA, WORST = 8, 3


def block(group: Group, width: int) -> Iterator[Line]:
    """A rule with the node id, then all there is to say."""
    first, look = group.verdicts[0], LOOKS[group.outcome]
    word = "" if group.outcome is Outcome.FAILED else f"{look.word} "
    yield rule("_", line(Span(word + group.id, look.colour)), width, look.colour)
    yield from _required(first, group.title, width)
    yield from labelled("found", _headline(first) if first.tables else found_by(group), width)
    yield from _numbers(first, width)
    yield from labelled("written", str(first.place), width, "faint")
    if first.overrides is not None:
        yield from labelled("changes", str(first.overrides), width, "faint")
    if len(group.verdicts) > 1:
        yield line()
        yield from _strata(group.verdicts, width)
    if first.tables:
        yield from _tables(first, width)
    else:
        yield from _items(group.verdicts, width)
    yield line()


def found_by(group: Group) -> str:
    """What was found, in a line: over all, or in the worst of several strata."""
    first = group.verdicts[0]
    if not first.per:
        return first.message
    worst = f"{stratum_of(first)}: {first.message}"
    return worst if len(group.verdicts) == 1 else f"{len(group.verdicts)} strata; the worst is {worst}"


def _required(verdict: Verdict, title: str, width: int) -> Iterator[Line]:
    named = f"{title}: {verdict.requirement}" if title else verdict.requirement
    yield from labelled("required", named + (f" ({verdict.severity})" if verdict.severity else ""), width, "bold")
    if verdict.because:
        yield from labelled("because", verdict.because, width)
    if verdict.correction and "others" in verdict.correction:
        promise = verdict.correction
        yield from labelled("promised", f"{promise['id']} by {promise['by']}: {promise['said']}", width)


def _numbers(verdict: Verdict, width: int) -> Iterator[Line]:
    ends = {name: value for name, value in verdict.limits.items() if name not in ("unit", "as_written")}
    if ends:
        unit = f" {verdict.limits['unit']}" if verdict.limits.get("unit") else ""
        yield from labelled("limits", ", ".join(f"{name} {number(value)}{unit}" for name, value in ends.items()), width)
    if verdict.measured and verdict.inspected:
        told = ", ".join(f"{name} {number(value)}" for name, value in verdict.measured.items())
        yield from labelled("measured", told + (f" ({verdict.convention})" if verdict.convention else ""), width)
    buckets = verdict.buckets
    aside = {
        "excluded": buckets.excluded, "out of scope": buckets.out_of_scope, "not yet due": buckets.not_yet_due,
        "with an unreadable condition": buckets.unreadable_condition, "missing": buckets.missing,
        "unreadable": buckets.unreadable, **buckets.findings, "conforming": buckets.conforming,
    }  # fmt: skip
    if buckets.population != verdict.inspected:
        told = ", ".join(f"{count} {name}" for name, count in aside.items() if count)
        yield from labelled("counted", f"{buckets.population}: {told}", width)


def _headline(verdict: Verdict) -> str:
    """What the tables come to, without what stands in them."""
    return verdict.message.partition("; ")[0]


def _tables(verdict: Verdict, width: int) -> Iterator[Line]:
    for each in verdict.tables:
        yield line()
        yield line(Span(f"  {each.title}", "bold"))
        yield from table(each.headers, each.rows, width, right=range(1, len(each.headers)))


def _strata(verdicts: Sequence[Verdict], width: int) -> list[Line]:
    names = list(dict.fromkeys(name for verdict in verdicts for name in verdict.per))
    rows: list[list[str | Span]] = []
    for verdict in verdicts[:STRATA]:
        look = LOOKS[verdict.outcome]
        strata: list[str | Span] = [verdict.per.get(name, "") for name in names]
        if not verdict.per:
            strata[0] = "(all)"
        rows.append([*strata, Span(look.word, look.colour), str(verdict.inspected), *_found(verdict)])
    headers = [*names, "outcome", "n", "bad", "found"]
    lines = table(headers, rows, width, right=[len(names) + 1, len(names) + 2])
    if left := verdicts[STRATA:]:
        lines.append(line(Span(f"  and {len(left)} strata more (-v shows all)", "faint")))
    return lines


def _found(verdict: Verdict) -> list[str]:
    """How many are nonconforming, and with what; a statistic tells its number."""
    buckets = verdict.buckets
    kinds = {
        "unreadable condition": buckets.unreadable_condition,
        "missing": buckets.missing,
        "unreadable": buckets.unreadable,
        **buckets.findings,
    }
    more = sum(kinds.values()) - verdict.nonconforming
    for allowed in (["missing"], ["unreadable condition"], ["missing", "unreadable condition"]):
        if more and more == sum(kinds[name] for name in allowed):  # optional, or skipped: nothing is wrong with these
            return _in_numbers(verdict, {**kinds, **dict.fromkeys(allowed, 0)})
    return _in_numbers(verdict, kinds)


def _in_numbers(verdict: Verdict, kinds: Mapping[str, int]) -> list[str]:
    told = ", ".join(f"{count} {name}" for name, count in kinds.items() if count)
    if verdict.outcome is Outcome.FAILED and verdict.nonconforming and told:
        return [str(verdict.nonconforming), told]
    return [str(verdict.nonconforming or ""), in_short(verdict)]


def _items(verdicts: Sequence[Verdict], width: int) -> Iterator[Line]:
    """The items over all; where over all is well, those of the worst strata."""
    shown = verdicts[:1] if verdicts[0].items else verdicts[:WORST]
    items = _distinct(shown)
    if not items:
        return
    yield line()
    for verdict in shown:
        points = [item for item in verdict.items if item.items]
        if points and verdict.per:  # a point is called by its number or subgroup, which other strata have as well
            yield from labelled("  in", f"{stratum_of(verdict)}: {verdict.message}", width)
        for point in points:
            yield from _point(point, width)
    rows = [[item.item, _value(item.value), item.finding, item.place] for item in items if not item.items]
    if rows:
        yield from table(["item", "value", "finding", "place"], rows, width, keep_end=[3])
    left = sum(verdict.items_total for verdict in shown) - len(items)
    if left > 0:
        yield line(Span(f"  and {left} more", "faint"))


def _point(point: Nonconformity, width: int) -> Iterator[Line]:
    """A point of a sequence, told whole: by which rule it signals, when it was, and which items it is made of."""
    at = f" at {point.time}" if point.time else ""
    value = "" if point.value is None else f"{number(point.value)}{at}; "
    yield from labelled(f"  {point.item}", f"{value}{point.finding}", width)
    if point.place in point.items:  # items without names
        more = f" and {point.many - 1} more" if point.many > 1 else ""
        yield from labelled("", f"{point.place}{more}", width, "faint")
        return
    more = f" and {point.many - len(point.items)} more" if point.many > len(point.items) else ""
    named = "" if point.items == (point.item,) else f"of {', '.join(point.items)}{more}; "
    yield from labelled("", f"{named}{point.place}", width, "faint")


def _distinct(verdicts: Sequence[Verdict]) -> list[Nonconformity]:
    found = {(item.place, item.item): item for verdict in verdicts for item in verdict.items}
    return list(found.values())


def _value(value: Any) -> str | Span:
    return Span("(blank)", "faint") if value is None or value == "" else number(value)


def number(value: Any) -> str:
    """A value for people: numbers with at most six significant digits."""
    return f"{value:.6g}" if isinstance(value, float) and isfinite(value) else str(value)

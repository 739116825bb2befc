"""Strata side by side: the mean, or the share of nonconforming items, of each, with its 95 % interval."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any

from attrs import frozen

from qa_run import Verdict
from qa_run.builtin.reporters.html.scales import WIDTH, Scale, spread
from qa_run.builtin.reporters.html.shown import clipped, number, share

LEFT, RIGHT, TOP, ROW = 112.0, 54.0, 24.0, 17.0
MOST = 40


@frozen(eq=False, repr=False)
class Stratum:
    """A stratum: where its dot and its interval are, and its numbers as they are told."""

    label: str
    short: str
    n: int
    y: float
    dot: float
    left: float | None
    right: float | None
    value: str
    interval: str


@frozen(kw_only=True, eq=False, repr=False)
class LevelsView:
    """What the template draws."""

    title: str
    what: str
    by: str
    strata: tuple[Stratum, ...]
    overall: float
    overall_told: str
    height: float
    ticks: tuple[tuple[float, str], ...]
    note: str
    told: str


def levels_of(levels: Any, unit: str) -> LevelsView:
    """The view of `Levels`: means."""
    found = [(each.stratum, each.n, each.mean, each.lower, each.upper) for each in levels.levels]
    by = ", ".join(levels.by)
    return _view(f"Mean by {by}{f' in {unit}' if unit else ''}", "mean", by, found, levels.overall, levels.of, number)


def shares_of(verdicts: Sequence[Verdict]) -> Iterator[tuple[str, LevelsView]]:
    """Of each characteristic whose strata have counts of items: the share that does not conform."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Verdict]] = defaultdict(list)
    for each in verdicts:
        if each.per and each.inspected and not each.characteristic.startswith("@"):
            groups[each.characteristic, each.id.partition("[")[0].rpartition("::")[2], tuple(each.per)].append(each)
    for (characteristic, requirement, by), strata in groups.items():
        if len(strata) > 1 and any(each.nonconforming for each in strata):
            yield characteristic, _shares(requirement, by, strata)


def _shares(requirement: str, by: tuple[str, ...], strata: Sequence[Verdict]) -> LevelsView:
    bad, n = [each.nonconforming for each in strata], [each.inspected for each in strata]
    overall = sum(bad) / sum(n)
    far = sorted(range(len(strata)), key=lambda at: -abs(bad[at] / n[at] - overall))[:MOST]
    rows = [(", ".join(strata[at].per.values()), n[at], bad[at] / n[at], *wilson(bad[at], n[at])) for at in sorted(far)]
    named = ", ".join(by)
    title = f"Share nonconforming ({requirement}) by {named}"
    return _view(title, "share nonconforming", named, rows, overall, len(strata), share)


def wilson(bad: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval; the one in `qa_run.statistics` imports a library that a picture can do without."""
    part, square = bad / n, 3.841458820694124
    middle, reach = part + square / (2 * n), sqrt(square * (part * (1 - part) + square / (4 * n)) / n)
    return max(0.0, (middle - reach) / (1 + square / n)), min(1.0, (middle + reach) / (1 + square / n))


def _view(title: str, what: str, by: str, rows: Sequence[Any], overall: float, of: int, told: Any) -> LevelsView:
    ends = [end for _, _, middle, low, high in rows for end in (middle, low, high) if end is not None]
    wide = spread([*ends, overall], LEFT + 4, WIDTH - RIGHT)
    if what != "mean":
        wide = Scale(0.0, max(wide.high, 0.01), wide.start, wide.end)
    strata = tuple(
        Stratum(
            label=label,
            short=clipped(label, 19),
            n=n,
            y=TOP + place * ROW + ROW / 2,
            dot=wide.at(middle),
            left=None if low is None else wide.at(low),
            right=None if high is None else wide.at(high),
            value=told(middle),
            interval="" if low is None else f"{told(low)} to {told(high)}",
        )
        for place, (label, n, middle, low, high) in enumerate(rows)
    )
    far = f"{len(rows)} of {of} strata are drawn: those farthest from the whole" if of > len(rows) else ""
    low, high = min(rows, key=lambda row: row[2]), max(rows, key=lambda row: row[2])
    return LevelsView(
        title=title,
        what=what,
        by=by,
        strata=strata,
        overall=wide.at(overall),
        overall_told=told(overall),
        height=TOP + len(strata) * ROW + 24,
        ticks=tuple((wide.at(tick), told(tick)) for tick in wide.ticks(4)),
        note=far,
        told=f"Lowest {low[0]} with {told(low[2])}, highest {high[0]} with {told(high[2])}; {told(overall)} over all.",
    )

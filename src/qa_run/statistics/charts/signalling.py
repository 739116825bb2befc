"""Which points signal, by which rule."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from attrs import evolve, frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arrays import Flags, Floats, Integers, same
from qa_run.statistics.charts.chart import Chart, beyond
from qa_run.statistics.charts.rules import Outside, Rule
from qa_run.statistics.charts.standings import Standing, placed, standing_of

#: So many points are looked at together: what the rules note of them meanwhile stays in a processor's cache.
TOGETHER = 2**15


@frozen(eq=False)
class Signals:
    """Every rule's answer for every point: `flags` is rules x points (rules x charts x points for many charts)."""

    rules: tuple[Rule, ...]
    flags: Flags

    @property
    def any(self) -> Flags:
        """Which points signal by at least one rule."""
        return np.asarray(self.flags.any(axis=0))

    @property
    def first(self) -> np.ndarray:
        """The number, from 1, of the first rule that each point signals by; 0 for none (as qcc 3.0 reports)."""
        numbers = np.zeros(self.flags.shape[1:], dtype=np.intp)
        for number in range(len(self.rules), 0, -1):
            numbers[self.flags[number - 1]] = number
        return numbers

    def points(self, number: int) -> np.ndarray:
        """The places, from 0, of the points that rule `number`, from 1, flags on a single chart."""
        return np.flatnonzero(self.flags[number - 1])


@frozen(eq=False)
class Flagged:
    """The points of a chart that signal: their places, from 0, and by which rules (rules x these points)."""

    places: Integers
    flags: Flags


def signals(chart: Chart, rules: Sequence[Rule], *, excluded: ArrayLike | None = None) -> Signals:
    """What the `rules` find on a chart.

    excluded: points that are left out, true or false for each: they flag nothing, and the points before and after
      them are neighbours. Limits are not touched: leave the points out there with `counted`.

    ValueError when a rule means nothing on this chart, or `excluded` does not fit.
    """
    flags = np.zeros((len(rules), chart.statistic.size), dtype=np.bool_)
    for where, found in _stretches(chart, rules, excluded):
        flags[:, where] = found
    return Signals(tuple(rules), flags)


def flagged(chart: Chart, rules: Sequence[Rule], *, excluded: ArrayLike | None = None) -> Flagged:
    """The same, of the points alone that signal: what is kept does not grow with those that do not."""
    places, kept = [np.zeros(0, dtype=np.intp)], [np.zeros((len(rules), 0), dtype=np.bool_)]
    for where, found in _stretches(chart, rules, excluded):
        at = np.flatnonzero(found.any(axis=0))
        places.append(at + where.start if isinstance(where, slice) else where[at])
        kept.append(found[:, at])
    return Flagged(np.concatenate(places), np.concatenate(kept, axis=1))


def flagged_on_each(charts: Sequence[Chart], rules: Sequence[Rule]) -> list[Flagged]:
    """What `flagged` finds on each of many charts; short ones of one length are looked at together."""
    found: dict[int, Flagged] = {}
    alike: dict[tuple[int, bool], list[int]] = {}
    for number, chart in enumerate(charts):
        if chart.scored is not None or chart.limits_only or not 0 < chart.statistic.size <= TOGETHER // 2:
            found[number] = flagged(chart, rules)
        else:
            alike.setdefault((chart.statistic.size, chart.zone is None), []).append(number)
    for (size, _), numbers in alike.items():
        many = TOGETHER // size
        for start in range(0, len(numbers), many):
            some = numbers[start : start + many]
            found |= zip(some, _on_rows([charts[number] for number in some], rules), strict=True)
    return [found[number] for number in range(len(charts))]


def signals_among(points: Standing, rules: Sequence[Rule]) -> Signals:
    """What the `rules` find among points, of one chart or of many at once."""
    flags = np.empty((len(rules), *points.outside.shape), dtype=np.bool_)
    for place, rule in enumerate(rules):
        flags[place] = rule.found(points)
    return Signals(tuple(rules), flags)


def part(chart: Chart, which: Flags | Integers | slice) -> Chart:
    """Some points of a chart, with their limits as they are."""
    return evolve(
        chart,
        statistic=chart.statistic[which],
        centre=chart.centre[which],
        lower=chart.lower[which],
        upper=chart.upper[which],
        n=chart.n[which],
        sigma=None if chart.sigma is None else chart.sigma[which],
        zone=None if chart.zone is None else chart.zone[which],
        counted=chart.counted[which],
        scored=None if chart.scored is None else (chart.scored[0][which], chart.scored[1][which]),
    )


def _stretches(
    chart: Chart, rules: Sequence[Rule], excluded: ArrayLike | None
) -> Iterator[tuple[slice | Integers, Flags]]:
    """What the rules find, stretch by stretch, each seen with the points before it that a rule looks back at."""
    if chart.limits_only and not all(rule.of_limits for rule in rules):
        raise ValueError(f"on a chart of kind {chart.kind} the only rule that holds is a point beyond the limits")
    kept = None if excluded is None else _kept(excluded, chart.statistic)
    length = chart.statistic.size if kept is None else kept.size
    only_limits = all(isinstance(rule, Outside) for rule in rules)
    back = max((rule.reach for rule in rules), default=0)
    for start in range(0, length, TOGETHER):
        first, end = max(0, start - back), min(start + TOGETHER, length)
        seen = slice(first, end) if kept is None else kept[first:end]
        some = chart if kept is None and length <= TOGETHER else part(chart, seen)
        flags = (
            np.repeat(some.outside[np.newaxis], len(rules), axis=0)
            if only_limits
            else signals_among(standing_of(some), rules).flags
        )
        yield slice(start, end) if kept is None else kept[start:end], flags[:, start - first :]


def _kept(excluded: ArrayLike, statistic: Floats) -> Integers:
    left_out = np.asarray(excluded)
    if left_out.dtype != np.bool_ or left_out.shape != statistic.shape:
        raise ValueError(f"excluded: a true or false for each of the {statistic.size} points is needed")
    return np.flatnonzero(~left_out)


def _on_rows(charts: Sequence[Chart], rules: Sequence[Rule]) -> list[Flagged]:
    """Charts of one length as the rows of arrays."""
    statistic = np.stack([chart.statistic for chart in charts])
    centre, lower, upper = (_rows([getattr(chart, name) for chart in charts]) for name in ("centre", "lower", "upper"))
    zones = [chart.zone for chart in charts if chart.zone is not None]
    outside = beyond(statistic, centre, lower, upper)
    flags = signals_among(placed(statistic, centre, _rows(zones) if zones else None, outside), rules).flags
    row, place = np.nonzero(flags.any(axis=0))
    ends = np.searchsorted(row, np.arange(len(charts) + 1))
    found = flags[:, row, place]
    return [Flagged(place[start:end], found[:, start:end]) for start, end in pairwise(ends)]


def _rows(lines: Sequence[Floats]) -> Floats:
    """Lines of many charts below each other; those that are level as one number each."""
    if all(map(same, lines)):
        return np.array([[line[0]] for line in lines])
    return np.stack(lines)

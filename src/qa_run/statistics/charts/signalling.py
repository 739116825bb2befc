"""Which points signal, by which rule."""

from collections.abc import Sequence

import numpy as np
from attrs import evolve, frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arrays import Flags
from qa_run.statistics.charts.chart import Chart
from qa_run.statistics.charts.rules import Rule
from qa_run.statistics.charts.standings import Standing, standing_of


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


def signals(chart: Chart, rules: Sequence[Rule], *, excluded: ArrayLike | None = None) -> Signals:
    """What the `rules` find on a chart.

    excluded: points that are left out, true or false for each: they flag nothing, and the points before and after
      them are neighbours. Limits are not touched: leave the points out there with `counted`.

    ValueError when a rule means nothing on this chart, or `excluded` does not fit.
    """
    if chart.limits_only and not all(rule.of_limits for rule in rules):
        raise ValueError(f"on a chart of kind {chart.kind} the only rule that holds is a point beyond the limits")
    if excluded is None:
        return signals_among(standing_of(chart), rules)
    left_out = np.asarray(excluded)
    if left_out.dtype != np.bool_ or left_out.shape != chart.statistic.shape:
        raise ValueError(f"excluded: a true or false for each of the {chart.statistic.size} points is needed")
    flags = np.zeros((len(rules), left_out.size), dtype=np.bool_)
    if not left_out.all():
        flags[:, ~left_out] = signals_among(standing_of(part(chart, ~left_out)), rules).flags
    return Signals(tuple(rules), flags)


def signals_among(points: Standing, rules: Sequence[Rule]) -> Signals:
    """What the `rules` find among points, of one chart or of many at once."""
    flags = np.empty((len(rules), *points.outside.shape), dtype=np.bool_)
    for place, rule in enumerate(rules):
        flags[place] = rule.found(points)
    return Signals(tuple(rules), flags)


def part(chart: Chart, which: Flags | slice) -> Chart:
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

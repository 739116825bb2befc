"""How points stand to their centre lines, zones and limits: what the rules look at."""

import numpy as np
from attrs import frozen

from qa_run.statistics.arguments import finite, nonnegative, together
from qa_run.statistics.arrays import Flags, Floats
from qa_run.statistics.charts.chart import TIE, Chart


@frozen(eq=False)
class Standing:
    """Points of one chart, or of many of the same length (charts x points); rules look along the last axis.

    What has two sides has them along the first axis, the upper one first. `sides`: strictly above or below the centre.
    `moves`: strictly higher or lower than the point before. `zones`: the distance from the centre to that side in
    zones of the point itself, negative on the other side, None where the chart has no zones. `slack`: what rounding
    may have done to `zones`. `outside` has one side only: strictly beyond a limit.
    """

    sides: Flags
    moves: Flags
    outside: Flags
    zones: Floats | None
    slack: Floats | None

    def beyond(self, zones: float) -> Flags:
        """Which points are strictly more than so many zones away, on either side."""
        distance, slack = self._measured
        return np.asarray(distance > slack + zones)

    def within(self, zones: float) -> Flags:
        """Which points are strictly less than so many zones away; one side only."""
        distance, slack = self._measured
        return np.asarray(np.abs(distance[0]) < zones - slack)

    @property
    def _measured(self) -> tuple[Floats, Floats]:
        if self.zones is None or self.slack is None:
            raise ValueError("this chart has no sigma, so a rule about zones cannot be asked of it")
        return self.zones, self.slack


def standing(
    statistic: Floats, centre: Floats, zone: Floats | None, outside: Flags, plotted: Floats | None = None
) -> Standing:
    """How `statistic` stands to `centre` and its `zone`; arrays that broadcast, points along the last axis.

    `plotted`: what trends are seen in, where it is another scale. Differences in the last places are ties. Where the
    zone is 0 (nothing varies), a point off the centre is infinitely many zones away. ValueError for what is no number.
    """
    lines = {"statistic": finite(statistic, "statistic"), "centre": finite(centre, "centre")}
    together(**lines, **({} if zone is None else {"zone": nonnegative(zone, "zone")}))
    return placed(statistic, centre, zone, outside, plotted)


def placed(
    statistic: Floats, centre: Floats, zone: Floats | None, outside: Flags, plotted: Floats | None = None
) -> Standing:
    """`standing` of what a chart was drawn from, which was looked at then."""
    away = np.empty((2, *np.broadcast_shapes(statistic.shape, centre.shape)))
    np.subtract(statistic, centre, out=away[0])
    np.negative(away[0], out=away[1])
    slack = TIE * np.maximum(np.abs(statistic), np.abs(centre))
    sides = away > slack
    zones = rounding = None
    if zone is not None and (zone > 0).all():
        zones, rounding = away / zone, slack / zone
    elif zone is not None:
        zones, rounding = _flat(away, sides, slack, zone)
    return Standing(sides, _moves(statistic if plotted is None else plotted), outside, zones, rounding)


def standing_of(chart: Chart) -> Standing:
    """How the points of a chart stand."""
    if chart.scored is None:
        return placed(chart.statistic, chart.centre, chart.zone, chart.outside)
    points, centre = chart.scored
    return placed(points, centre, chart.zone, chart.outside, chart.statistic)


def _moves(seen: Floats) -> Flags:
    moves = np.zeros((2, *seen.shape), dtype=np.bool_)
    step = seen[..., 1:] - seen[..., :-1]
    slack = TIE * np.abs(seen[..., 1:])
    np.greater(step, slack, out=moves[0][..., 1:])
    np.less(step, -slack, out=moves[1][..., 1:])
    return moves


def _flat(away: Floats, sides: Flags, slack: Floats, zone: Floats) -> tuple[Floats, Floats]:
    """Zones where some have no width."""
    flat = np.broadcast_to(zone <= 0, away.shape[1:])
    width = np.where(flat, 1.0, zone)
    endless = np.where(sides, np.inf, np.where(sides[::-1], -np.inf, 0.0))
    return np.where(flat, endless, away / width), np.where(flat, 0.0, slack / width)

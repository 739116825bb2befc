"""How points stand to their centre lines, zones and limits: what the rules look at."""

import numpy as np
from attrs import frozen

from qa_run.statistics.charts.chart import TIE, Chart
from qa_run.statistics.charts.columns import Flags, Floats


@frozen(eq=False)
class Standing:
    """Points of one chart, or of many of the same length (charts x points); rules look along the last axis.

    `zones` is each point's distance from its centre in its own zones, signed, 0 on the centre; None where the chart
    has no zones. `high`, `low`: strictly above or below the centre. `up`, `down`: strictly higher or lower than the
    point before. `outside`: strictly beyond a limit. `slack` is what rounding may have done to `zones`.
    """

    zones: Floats | None
    slack: Floats | None
    high: Flags
    low: Flags
    up: Flags
    down: Flags
    outside: Flags

    def above(self, zones: float) -> Flags:
        return np.asarray(self._zones[0] > zones + self._zones[1])

    def below(self, zones: float) -> Flags:
        return np.asarray(self._zones[0] < -zones - self._zones[1])

    def away(self, zones: float) -> Flags:
        return np.asarray(np.abs(self._zones[0]) > zones + self._zones[1])

    def inside(self, zones: float) -> Flags:
        return np.asarray(np.abs(self._zones[0]) < zones - self._zones[1])

    @property
    def _zones(self) -> tuple[Floats, Floats]:
        if self.zones is None or self.slack is None:
            raise ValueError("this chart has no sigma, so a rule about zones cannot be asked of it")
        return self.zones, self.slack


def standing(
    statistic: Floats, centre: Floats, zone: Floats | None, outside: Flags, plotted: Floats | None = None
) -> Standing:
    """How `statistic` stands to `centre` and its `zone`; arrays that broadcast, points along the last axis.

    `plotted`: what trends are seen in, where it is another scale. Differences in the last places are ties. Where the
    zone is 0 (nothing varies), a point off the centre is infinitely many zones away.
    """
    off = statistic - centre
    slack = TIE * np.maximum(np.abs(statistic), np.abs(centre))
    off = np.where(np.abs(off) <= slack, 0.0, off)
    seen = statistic if plotted is None else plotted
    up, down = _steps(seen)
    zones = rounding = None
    if zone is not None:
        with np.errstate(divide="ignore", invalid="ignore"):
            zones, rounding = off / zone, slack / zone
        if not np.all(zone > 0):
            flat = np.broadcast_to(zone <= 0, off.shape)
            zones = np.where(flat, np.sign(off) * np.inf, zones)
            zones[flat & (off == 0)] = 0.0
            rounding = np.where(flat, 0.0, rounding)
    return Standing(zones, rounding, off > 0, off < 0, up, down, outside)


def standing_of(chart: Chart) -> Standing:
    """How the points of a chart stand."""
    if chart.scored is None:
        return standing(chart.statistic, chart.centre, chart.zone, chart.outside)
    points, centre = chart.scored
    return standing(points, centre, chart.zone, chart.outside, chart.statistic)


def _steps(seen: Floats) -> tuple[Flags, Flags]:
    up, down = np.zeros((2, *seen.shape), dtype=np.bool_)
    step = seen[..., 1:] - seen[..., :-1]
    slack = TIE * np.abs(seen[..., 1:])
    np.greater(step, slack, out=up[..., 1:])
    np.less(step, -slack, out=down[..., 1:])
    return up, down

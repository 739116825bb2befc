"""The tabular CUSUM: what exceeds an allowance adds up until it passes the decision interval."""

from itertools import accumulate

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import number, row_of
from qa_run.statistics.arrays import Flags, Floats, full
from qa_run.statistics.charts.chart import TIE, Chart
from qa_run.statistics.charts.drawing import mean_of
from qa_run.statistics.spread.columns import mask, sizes
from qa_run.statistics.spread.sigma import Sigma, given


@frozen(eq=False)
class Cusum:
    """Both sides as charts in standard errors: `high` from 0 up to its limit h, `low` from 0 down to -h.

    `high_from` and `low_from` are for each point the place (from 0) where its sum last began: when the sum signals,
    the shift most likely happened there (Montgomery 9.1.2).
    """

    high: Chart
    low: Chart
    high_from: np.ndarray
    low_from: np.ndarray

    @property
    def outside(self) -> Flags:
        return self.high.outside | self.low.outside


def cusum_chart(
    means: ArrayLike,
    sigma: Sigma | float,
    *,
    n: ArrayLike = 1,
    shift: float = 1.0,
    decision_interval: float = 5.0,
    head_start: float = 0.0,
    centre: float | None = None,
    counted: ArrayLike | None = None,
) -> Cusum:
    """C+ = max(0, z - shift/2 + C+ before) and C- likewise below, z = (mean - centre) / (sigma / sqrt(n)).

    means: single values, or means of subgroups of sizes `n`
    shift: the shift to be found, in standard errors; the allowance k is its half
    decision_interval: h, in standard errors; strictly beyond it is a signal
    head_start: where both sums begin; h/2 is the fast initial response (Lucas and Crosier 1982)
    centre: the target, or else the mean of all counted values; `counted` as in `xbar_chart`

    Montgomery, *Introduction to Statistical Quality Control*, 9.1. ValueError when sigma is 0 while values vary.
    """
    read = row_of(means, "means")
    size, marked, of_values = sizes(n, read.size), mask(counted, read.size), given(sigma)
    number(shift, "shift", above=0)
    number(head_start, "head start", least=0, most=number(decision_interval, "decision interval", above=0))
    middle = mean_of(read, size, marked) if centre is None else number(centre, "centre")
    z = _standardised(read, middle, of_values.value, size)
    estimated = centre is None or isinstance(sigma, Sigma)
    words = f"shift {shift:g}, decision interval {decision_interval:g}, head start {head_start:g}"

    def side(statistic: Floats, lower: float, upper: float) -> Chart:
        return Chart(
            kind="CUSUM",
            statistic=statistic,
            centre=full(0.0, read.size),
            lower=full(lower, read.size),
            upper=full(upper, read.size),
            n=size,
            sigma=None,
            zone=None,
            counted=marked,
            process_centre=middle,
            process_sigma=of_values.value,
            estimated=estimated,
            convention=f"{words}; {of_values.convention}",
            limits_only=True,
        )

    above, below = _summed(z - shift / 2, head_start), _summed(-z - shift / 2, head_start)
    return Cusum(
        high=side(above, 0.0, decision_interval),
        low=side(0.0 - below, -decision_interval, 0.0),
        high_from=_began(above),
        low_from=_began(below),
    )


def _standardised(read: Floats, middle: float, sigma: float, size: Floats) -> Floats:
    if sigma > 0:
        return np.asarray((read - middle) / (sigma / np.sqrt(size)))
    if (np.abs(read - middle) > TIE * max(abs(middle), float(np.abs(read).max()))).any():
        raise ValueError("sigma is 0, but not every value is on the centre: sums in standard errors have no size")
    return np.zeros(read.size)


def _summed(excess: Floats, start: float) -> Floats:
    steps = accumulate(
        excess.tolist(), lambda before, step: total if (total := before + step) > 0 else 0.0, initial=start
    )
    return np.fromiter(steps, np.float64, excess.size + 1)[1:]


def _began(sums: Floats) -> np.ndarray:
    """The point after the last one whose sum was 0."""
    places = np.arange(sums.size)
    return np.minimum(np.maximum.accumulate(np.where(sums == 0, places + 1, 0)), places)

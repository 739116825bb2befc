"""The run chart, and the tests for shifts that need neither sigma nor limits."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import number, row_of
from qa_run.statistics.arrays import Floats, full
from qa_run.statistics.charts.chart import TIE, Chart
from qa_run.statistics.charts.discrete import binomial_quantile
from qa_run.statistics.spread.columns import fitting, mask


@frozen
class Runs:
    """How the points lie about the centre line; those on it are not useful and do not break a run.

    A shift is signalled (Anhoej and Olesen 2014) by a run longer than `longest_expected`, or by fewer crossings of
    the centre line than `fewest_expected`.
    """

    useful: int
    longest: int
    longest_expected: int
    crossings: int
    fewest_expected: int

    @property
    def signal(self) -> bool:
        return self.longest > self.longest_expected or self.crossings < self.fewest_expected


def run_chart(values: ArrayLike, *, centre: float | None = None, counted: ArrayLike | None = None) -> Chart:
    """The values about a centre line, the median of those that count unless it is known; no limits, no sigma."""
    read = row_of(values, "values")
    marked = mask(counted, read.size)
    middle = float(np.median(read[marked])) if centre is None else number(centre, "centre")
    return Chart(
        kind="run",
        statistic=read,
        centre=full(middle, read.size),
        lower=full(-np.inf, read.size),
        upper=full(np.inf, read.size),
        n=full(1.0, read.size),
        sigma=None,
        zone=None,
        counted=marked,
        process_centre=middle,
        process_sigma=0.0,
        estimated=centre is None,
        convention="centre line: the median, no limits" if centre is None else "centre line given, no limits",
    )


def runs_about(values: ArrayLike, centre: ArrayLike) -> Runs:
    """Anhoej's two tests of `values` about `centre`, one number or one for each value.

    The longest run expected is log2(n) + 3, rounded, and the fewest crossings the 5 % quantile of a binomial
    distribution with n - 1 trials of 1/2, n being the useful points: about 5 % false alarms for any n (Anhoej and
    Olesen 2014, PLoS ONE 9(11); qicharts2). Too few useful points for a signal give none: from 10 up it means much.
    """
    read = row_of(values, "values")
    side = _sides(read, fitting(centre, read.size, "centre"))
    useful = int(side.size)
    if not useful:
        return Runs(0, 0, 0, 0, 0)
    turns = np.flatnonzero(np.diff(side))
    lengths = np.diff(np.concatenate(([-1], turns, [useful - 1])))
    fewest = binomial_quantile(0.05, np.array([float(useful - 1)]), 0.5)
    return Runs(
        useful=useful,
        longest=int(lengths.max()),
        longest_expected=round(float(np.log2(useful) + 3)),
        crossings=int(turns.size),
        fewest_expected=int(fewest[0]),
    )


def _sides(read: Floats, centre: Floats) -> Floats:
    away = read - centre
    return np.asarray(np.sign(away[np.abs(away) > TIE * np.maximum(np.abs(read), np.abs(centre))]))

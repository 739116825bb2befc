"""Charts of subgroups of measurements: means, ranges, standard deviations."""

import math
from typing import Literal

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import nonnegative_row, number, one_of, row_of
from qa_run.statistics.arrays import Floats, full
from qa_run.statistics.charts.chart import Chart, Width
from qa_run.statistics.charts.drawing import drawn, mean_of
from qa_run.statistics.spread.columns import mask, sizes
from qa_run.statistics.spread.constants import by_size, c4, c5, d2, d3
from qa_run.statistics.spread.range_distribution import range_quantile
from qa_run.statistics.spread.sigma import Sigma, given, sigma_of_ranges, sigma_of_sds

#: Where the centre line of ranges or standard deviations of unequal subgroups runs.
CentreLine = Literal["average", "expected"]


@frozen(eq=False)
class Pair:
    """A chart of the level and one of the spread, from the same subgroups."""

    level: Chart
    spread: Chart


def xbar_chart(
    n: ArrayLike,
    means: ArrayLike,
    sigma: Sigma | float,
    *,
    centre: float | None = None,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
    confidence: float | None = None,
) -> Chart:
    """Means of subgroups of sizes `n`, limits centre +- nsigmas sigma / sqrt(n), each point with its own.

    sigma: of single values: estimated by `sigma_of_ranges` or `sigma_of_sds`, or a known number
    centre: known, or else the mean of all counted values
    counted: the subgroups that the centre is estimated from; the others are drawn and tested against the limits
    confidence: in place of nsigmas, the probability of a point within the limits, as of a normal distribution

    Montgomery, *Introduction to Statistical Quality Control*, 6.2 and 6.3; ISO 7870-2, 6. Units of the values.
    """
    mean = row_of(means, "means")
    size, marked = sizes(n, mean.size), mask(counted, mean.size)
    of_values = given(sigma)
    middle = mean_of(mean, size, marked) if centre is None else number(centre, "centre")
    return drawn(
        "Xbar",
        mean,
        n=size,
        centre=full(middle, mean.size),
        sigma=by_size(lambda n: of_values.value / math.sqrt(n), size),
        width=Width(nsigmas, confidence),
        counted=marked,
        process=(middle, of_values.value),
        estimated=centre is None or isinstance(sigma, Sigma),
        convention=of_values.convention,
    )


def r_chart(
    n: ArrayLike,
    ranges: ArrayLike,
    *,
    sigma: Sigma | float | None = None,
    centre: float | None = None,
    centre_line: CentreLine = "average",
    method: Literal["weighted", "mean"] = "weighted",
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
    confidence: float | None = None,
) -> Chart:
    """Ranges of subgroups of sizes `n` from 2, limits centre +- nsigmas d3(n) sigma, not below 0.

    sigma: known, or else estimated by `method` (see `sigma_of_ranges`)
    centre_line: average: one line, the mean range weighted by size (qcc); expected: d2(n) sigma for each point
      (Minitab), of which a baseline gives back sigma alone; both the same for equal sizes. Where sigma is a known
      number and no centre is, it is the expected one
    confidence: exact limits of the range of normal values, in place of nsigmas

    Montgomery, *Introduction to Statistical Quality Control*, 6.2; ISO 7870-2, 6. Units of the values.
    """
    read = nonnegative_row(ranges, "ranges")
    size, marked = sizes(n, read.size, 2), mask(counted, read.size)
    known = given(sigma) if sigma is not None else sigma_of_ranges(size, read, method=method, counted=marked)
    width = Width(nsigmas, confidence)
    exact = None
    if confidence is not None:
        low, high = width.tails
        exact = (
            known.value * by_size(lambda size: range_quantile(low, int(size)), size),
            known.value * by_size(lambda size: range_quantile(high, int(size)), size),
        )
    line, average = _centre_line(read, size, marked, known, sigma, centre, centre_line, by_size(d2, size))
    return drawn(
        "R",
        read,
        n=size,
        centre=line,
        sigma=by_size(lambda n: known.value * d3(n), size),
        width=width,
        counted=marked,
        process=(average, known.value),
        estimated=sigma is None or isinstance(sigma, Sigma),
        convention=known.convention,
        possible=(0.0, np.inf),
        limits=exact,
    )


def s_chart(
    n: ArrayLike,
    sds: ArrayLike,
    *,
    sigma: Sigma | float | None = None,
    centre: float | None = None,
    centre_line: CentreLine = "average",
    method: Literal["weighted", "mean", "pooled"] = "weighted",
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
    confidence: float | None = None,
) -> Chart:
    """Standard deviations of subgroups of sizes `n` from 2, limits centre +- nsigmas sqrt(1 - c4^2) sigma, from 0.

    sigma: known, or else estimated by `method` (see `sigma_of_sds`)
    centre_line: average: one line, the mean weighted by size (qcc); expected: c4(n) sigma for each point (Minitab);
      see `r_chart`
    confidence: exact limits by the chi-square distribution, in place of nsigmas

    Montgomery, *Introduction to Statistical Quality Control*, 6.3; ISO 7870-2, 6. Units of the values.
    """
    read = nonnegative_row(sds, "standard deviations")
    size, marked = sizes(n, read.size, 2), mask(counted, read.size)
    known = given(sigma) if sigma is not None else sigma_of_sds(size, read, method=method, counted=marked)
    width = Width(nsigmas, confidence)
    exact = None
    if confidence is not None:
        from scipy.special import gammaincinv

        half = (size - 1) / 2
        low, high = (known.value * np.sqrt(gammaincinv(half, tail) / half) for tail in width.tails)
        exact = (low, high)
    line, average = _centre_line(read, size, marked, known, sigma, centre, centre_line, by_size(c4, size))
    return drawn(
        "S",
        read,
        n=size,
        centre=line,
        sigma=by_size(lambda n: known.value * c5(n), size),
        width=width,
        counted=marked,
        process=(average, known.value),
        estimated=sigma is None or isinstance(sigma, Sigma),
        convention=known.convention,
        possible=(0.0, np.inf),
        limits=exact,
    )


def xbar_r(
    n: ArrayLike,
    means: ArrayLike,
    ranges: ArrayLike,
    *,
    method: Literal["weighted", "mean"] = "weighted",
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
) -> Pair:
    """Xbar and R charts of the same subgroups (of sizes from 2), with trial limits from those that are counted."""
    sigma = sigma_of_ranges(n, ranges, method=method, counted=counted)
    return Pair(
        xbar_chart(n, means, sigma, counted=counted, nsigmas=nsigmas),
        r_chart(n, ranges, sigma=sigma, counted=counted, nsigmas=nsigmas),
    )


def xbar_s(
    n: ArrayLike,
    means: ArrayLike,
    sds: ArrayLike,
    *,
    method: Literal["weighted", "mean", "pooled"] = "weighted",
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
) -> Pair:
    """Xbar and S charts of the same subgroups (of sizes from 2), with trial limits from those that are counted."""
    sigma = sigma_of_sds(n, sds, method=method, counted=counted)
    return Pair(
        xbar_chart(n, means, sigma, counted=counted, nsigmas=nsigmas),
        s_chart(n, sds, sigma=sigma, counted=counted, nsigmas=nsigmas),
    )


def _centre_line(
    read: Floats,
    size: Floats,
    marked: np.ndarray,
    known: Sigma,
    sigma: Sigma | float | None,
    centre: float | None,
    centre_line: str,
    expected: Floats,
) -> tuple[Floats, float]:
    """The line, and the one number that a baseline keeps of it."""
    one_of(centre_line, ("average", "expected"), "centre_line")
    if centre is not None:
        return full(number(centre, "centre"), read.size), float(centre)
    if centre_line == "expected" or not (sigma is None or isinstance(sigma, Sigma)):
        line = known.value * expected
        return line, float(line.mean())
    average = mean_of(read, size, marked)
    return full(average, read.size), average

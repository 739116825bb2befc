"""Intervals for a mean and for a standard deviation, from n, mean and standard deviation."""

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import Side, counted, finite, nonnegative, positive, tail
from qa_run.statistics.arrays import Floats, plain
from qa_run.statistics.intervals.interval import Interval


def mean_interval(
    n: ArrayLike, mean: ArrayLike, sd: ArrayLike, confidence: float = 0.95, side: Side = "both", known: bool = False
) -> Interval:
    """An interval for the mean of a normal distribution.

    n:    sizes of the samples, 2 or more (1 or more where sigma is known); mean, sd: in the unit of the values; they
          broadcast: one interval for each stratum
    known: `sd` is the sigma of the process, known from elsewhere: normal quantiles instead of Student's t (n - 1)

    A standard deviation of 0 gives an interval without width. Raises ValueError.
    """
    from scipy.special import ndtri, stdtrit

    size, middle, spread = np.broadcast_arrays(
        counted(n, "n", 1 if known else 2), finite(mean, "mean"), (positive if known else nonnegative)(sd, "sd")
    )
    outside = tail(confidence, side)
    quantile = -ndtri(outside) if known else -stdtrit(size - 1, outside)
    reach = quantile * spread / np.sqrt(size)
    return _interval(middle, middle - reach, middle + reach, confidence, side, "normal" if known else "Student's t")


def sigma_interval(n: ArrayLike, sd: ArrayLike, confidence: float = 0.95, side: Side = "both") -> Interval:
    """An interval for the standard deviation of a normal distribution, by the chi-square distribution of (n - 1) s^2.

    n: sizes of the samples, 2 or more; sd: their standard deviations, in the unit of the values, which broadcast.
    Very sensitive to values that are not normally distributed. Raises ValueError.
    """
    from scipy.special import gammainccinv, gammaincinv

    size, spread = np.broadcast_arrays(counted(n, "n", 2), nonnegative(sd, "sd"))
    outside, half = tail(confidence, side), (size - 1) / 2
    lower = spread * np.sqrt(half / gammainccinv(half, outside))
    upper = spread * np.sqrt(half / gammaincinv(half, outside))
    return _interval(spread, lower, upper, confidence, side, "chi-square", 0.0)


def _interval(
    estimate: Floats,
    lower: Floats,
    upper: Floats,
    confidence: float,
    side: Side,
    method: str,
    least: float = -np.inf,
) -> Interval:
    return Interval(
        estimate=plain(estimate),
        lower=plain(np.full(estimate.shape, least) if side == "upper" else lower),
        upper=plain(np.full(estimate.shape, np.inf) if side == "lower" else upper),
        confidence=confidence,
        side=side,
        method=method,
    )

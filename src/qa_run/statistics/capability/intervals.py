"""How well the indices are known: confidence intervals, and one-sided bounds as what is judged.

Elementwise over numbers and arrays. `side` says where the error lies: "both" gives equal tails, "lower" and "upper"
give one bound at the whole confidence; the other end is infinite, or 0 where an index cannot be less. "Cpk is at least
1.33" is judged by the lower bound.
An index that is infinite or undefined has no interval: its ends are NaN.

What the references do: qcc gives "both" for Cp, Cpk and Cpm; for Cpl and Cpu it prints the lower and the upper
one-sided bound beside each other. It takes n - 1 degrees of freedom whichever sigma is used, and so is the default
here; who knows better (v of a pooled sigma, as Minitab) says so. For a negative index qcc swaps the ends; not here.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv, ndtri

from qa_run.statistics.arguments import Side, finite, positive, tail
from qa_run.statistics.arrays import Floats, plain
from qa_run.statistics.capability.indices import deviation
from qa_run.statistics.intervals.interval import Interval


def cp_interval(
    index: ArrayLike, degrees_of_freedom: ArrayLike, confidence: float = 0.95, side: Side = "both"
) -> Interval:
    """The interval of Cp (Pp): Cp sqrt(chi2_p,v / v), exact for a normal process.

    Source: Kane 1986; Montgomery, chapter 8. Raises ValueError where v is not positive.
    """
    return _chi_square(index, degrees_of_freedom, confidence, side, "chi-square")


def cpk_interval(
    index: ArrayLike,
    n: ArrayLike,
    degrees_of_freedom: ArrayLike | None = None,
    confidence: float = 0.95,
    side: Side = "both",
    spread: float = 6.0,
) -> Interval:
    """The interval of Cpk, Cpl and Cpu (Ppk, ...) of `n` values: index -+ z sqrt(1 / (9 n) + index^2 / (2 v)).

    v are the degrees of freedom of sigma, n - 1 unless given; 9 is (spread / 2)^2. An approximation.

    Source: Bissell, How Reliable is Your Capability Index?, Applied Statistics 39 (1990); Montgomery, chapter 8.
    Raises ValueError where n is less than 2 or v is not positive.
    """
    number = np.asarray(n, float)
    if not (number >= 2).all():
        raise ValueError("the interval of Cpk needs at least 2 values")
    free = _free(number - 1 if degrees_of_freedom is None else degrees_of_freedom)
    value = np.asarray(index, float)
    low, high = _tails(confidence, side)
    with np.errstate(invalid="ignore", over="ignore"):
        error = np.sqrt(1 / ((spread / 2) ** 2 * number) + value**2 / (2 * free))
        ends = value + ndtri(low) * error, value + ndtri(high) * error
    return _stated(value, ends, confidence, side, "Bissell")


def boyles_degrees_of_freedom(n: ArrayLike, mean: ArrayLike, sigma: ArrayLike, target: ArrayLike) -> Floats:
    """n (1 + d^2)^2 / (1 + 2 d^2) with d = (mean - target) / sigma: the chi-square that is nearest to tau^2.

    Source: Boyles, The Taguchi Capability Index, J. Qual. Tech. 23 (1991). qcc writes the numerator without its
    square, which makes its intervals too wide off target. Without any spread the off-target part is known: infinite.
    Raises ValueError for what is no number.
    """
    size, off = positive(n, "n"), finite(mean, "mean") - finite(target, "target")
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        square = (off / deviation(sigma)) ** 2
        return np.asarray(size * np.where(square > 1e100, np.inf, (1 + square) ** 2 / (1 + 2 * square)))


def cpm_interval(
    index: ArrayLike, degrees_of_freedom: ArrayLike, confidence: float = 0.95, side: Side = "both"
) -> Interval:
    """The interval of Cpm and Cpm*: Cpm sqrt(chi2_p,v / v), v from `boyles_degrees_of_freedom`. An approximation."""
    return _chi_square(index, degrees_of_freedom, confidence, side, "Boyles")


def _chi_square(
    index: ArrayLike, degrees_of_freedom: ArrayLike, confidence: float, side: Side, method: str
) -> Interval:
    value, free = np.asarray(index, float), _free(degrees_of_freedom)
    if (value < 0).any():
        raise ValueError("Cp, Cpm and Cpm* are never negative: this one has no interval")
    low, high = _tails(confidence, side)
    with np.errstate(invalid="ignore"):
        lower, upper = (np.asarray(value * _root(p, free)) for p in (low, high))
    return _stated(value, (lower, np.full_like(upper, np.inf) if high == 1 else upper), confidence, side, method)


def _root(p: float, free: Floats) -> Floats:
    """The root of a chi-square quantile over its degrees of freedom; 1 where these are infinite."""
    half = np.where(np.isinf(free), 1.0, free / 2)
    return np.where(np.isinf(free), 1.0, np.sqrt(gammaincinv(half, p) / half))


def _stated(value: Floats, ends: tuple[Floats, Floats], confidence: float, side: Side, method: str) -> Interval:
    lower, upper = (plain(np.where(np.isfinite(value), end, np.nan)) for end in ends)
    return Interval(estimate=plain(value), lower=lower, upper=upper, confidence=confidence, side=side, method=method)


def _tails(confidence: float, side: Side) -> tuple[float, float]:
    """How much lies below each end."""
    outside = tail(confidence, side)
    return 0.0 if side == "upper" else outside, 1.0 if side == "lower" else 1 - outside


def _free(degrees_of_freedom: ArrayLike) -> Floats:
    free = np.asarray(degrees_of_freedom, float)
    if not (free > 0).all():
        raise ValueError("the interval of an index needs at least 1 degree of freedom: two values, or more subgroups")
    return free

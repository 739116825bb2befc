"""Confidence intervals for variances that are sums and differences of mean squares."""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtri, fdtri

from qa_run.statistics.arguments import nonnegative, positive, row_of, tail
from qa_run.statistics.arrays import Floats
from qa_run.statistics.searching import crossing


def satterthwaite_df(coefficients: ArrayLike, mean_squares: ArrayLike, df: ArrayLike) -> float | None:
    """Degrees of freedom of sum(c * MS): its square over sum((c * MS)^2 / df); None where the sum is 0.

    Satterthwaite, Biometrics Bulletin 2 (1946) 110-114. The three arguments have the same length.
    """
    c, squares, freedom = _terms(coefficients, mean_squares, df)
    terms = c * squares
    spread = float(np.sum(terms**2 / freedom))
    total = float(terms.sum())
    return total**2 / spread if spread > 0 and total != 0 else None


def satterthwaite_interval(
    coefficients: ArrayLike, mean_squares: ArrayLike, df: ArrayLike, confidence: float = 0.95
) -> tuple[float, float] | None:
    """Two-sided interval v * s^2 / chi-square(v), v from `satterthwaite_df`; None where the estimate is not above 0."""
    c, squares, _ = _terms(coefficients, mean_squares, df)
    estimate = float(np.dot(c, squares))
    freedom = satterthwaite_df(coefficients, mean_squares, df)
    if freedom is None or estimate <= 0:
        return None
    outside = tail(confidence, "both")
    return freedom * estimate / float(chdtri(freedom, outside)), freedom * estimate / float(
        chdtri(freedom, 1 - outside)
    )


def mls_interval(
    coefficients: ArrayLike, mean_squares: ArrayLike, df: ArrayLike, confidence: float = 0.95
) -> tuple[float, float]:
    """Two-sided modified large sample interval for sum(c * E[MS]); bounds under 0 are 0, for a variance is meant.

    Sums as Graybill and Wang (JASA 75 (1980) 869-873), with differences as Ting, Burdick, Graybill, Jeyaratnam and Lu
    (J. Stat. Comput. Simul. 35 (1990) 135-143); both in Burdick and Graybill, Confidence Intervals on Variance
    Components (1992), chapter 3, and in Burdick, Borror and Montgomery, Design and Analysis of Gauge R&R Studies
    (2005). Exact for one mean square.
    """
    lower, upper = _bounds(*_terms(coefficients, mean_squares, df), tail(confidence, "both"))
    return max(0.0, lower), max(0.0, upper)


def mls_ratio_interval(
    numerator: ArrayLike, denominator: ArrayLike, mean_squares: ArrayLike, df: ArrayLike, confidence: float = 0.95
) -> tuple[float, float]:
    """Two-sided interval for the ratio of two variances, both of them sums(c * E[MS]) of the same mean squares.

    numerator, denominator: the coefficients of each. A ratio r belongs to the interval if the modified large sample
    interval of numerator - r * denominator has 0 in it: a bound is the r at which one of its ends is 0 (Gui, Graybill,
    Burdick and Ting, J. Stat. Plann. Inference 48 (1995) 215-227, for sums that share mean squares; Burdick, Borror and
    Montgomery, J. Qual. Technol. 35 (2003) 342-354, for measurement systems). From 0 on; infinite where the numerator
    may be as many times larger as it likes.
    """
    over, squares, freedom = _terms(numerator, mean_squares, df)
    under = _terms(denominator, mean_squares, df)[0]
    outside = tail(confidence, "both")

    def at(end: int) -> float:
        def off(angle: float) -> float:
            # r is the tangent of the angle: from 0 to infinity in one bracket
            return _bounds(math.cos(angle) * over - math.sin(angle) * under, squares, freedom, outside)[end]

        low, high = 0.0, math.pi / 2
        if off(low) <= 0:
            return 0.0
        return math.inf if off(high) > 0 else math.tan(crossing(off, low, high))

    return at(0), at(1)


def _terms(coefficients: ArrayLike, mean_squares: ArrayLike, df: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """One number of each kind for every mean square. Raises ValueError."""
    c, squares = row_of(coefficients, "coefficients"), nonnegative(mean_squares, "mean_squares")
    freedom = positive(df, "df")
    if not c.shape == squares.shape == freedom.shape:
        raise ValueError("coefficients, mean squares and df need one number each for every mean square")
    return c, squares, freedom


def _bounds(c: Floats, mean_squares: Floats, df: Floats, outside: float) -> tuple[float, float]:
    used = c != 0
    sizes, v, plus = np.abs(c * mean_squares)[used], df[used], c[used] > 0
    estimate = float(sizes[plus].sum() - sizes[~plus].sum())
    shrink = 1 - v / chdtri(v, outside)
    grow = v / chdtri(v, 1 - outside) - 1
    lower = _spread(sizes, v, plus, shrink, grow, outside)
    upper = _spread(sizes, v, plus, grow, shrink, 1 - outside)
    if plus.any() and not plus.all():
        lower += _same_signs(sizes[plus], v[plus], outside)
        upper += _same_signs(sizes[~plus], v[~plus], outside)
    return estimate - math.sqrt(max(0.0, lower)), estimate + math.sqrt(max(0.0, upper))


def _spread(sizes: Floats, v: Floats, plus: np.ndarray, ours: Floats, theirs: Floats, outside: float) -> float:
    """The variance that a bound is built on: the squares, and the products of unlike signs."""
    factors = np.where(plus, ours, theirs)
    total = float(np.sum((factors * sizes) ** 2))
    for one in np.flatnonzero(plus):
        for other in np.flatnonzero(~plus):
            ratio = float(fdtri(v[one], v[other], 1 - outside))
            product = ((ratio - 1) ** 2 - (ours[one] * ratio) ** 2 - theirs[other] ** 2) / ratio
            total += product * sizes[one] * sizes[other]
    return total


def _same_signs(sizes: Floats, v: Floats, outside: float) -> float:
    """The products of like signs, which a difference needs where more than one mean square is on a side."""
    total = 0.0
    shrink = 1 - v / chdtri(v, outside)
    for one in range(sizes.size):
        for other in range(one + 1, sizes.size):
            both = v[one] + v[other]
            joint = (1 - both / chdtri(both, outside)) ** 2 * both**2 / (v[one] * v[other])
            product = joint - shrink[one] ** 2 * v[one] / v[other] - shrink[other] ** 2 * v[other] / v[one]
            total += product / (sizes.size - 1) * sizes[one] * sizes[other]
    return total

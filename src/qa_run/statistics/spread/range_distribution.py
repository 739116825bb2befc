"""The distribution of the range of n values from a standard normal distribution."""

from functools import cache

import numpy as np
from scipy.special import ndtr

from qa_run.statistics.arguments import share
from qa_run.statistics.arrays import Floats
from qa_run.statistics.searching import where_zero

#: The step resolves the smallest of a million values (its standard deviation is about 0.2): the trapezoid rule
#: converges faster than any power of the step for such functions, and beyond 9.5 there is nothing left to add.
STEP = 1 / 24
REACH = 9.5
WIDEST = 20.0
PANELS = 16


def range_cdf(w: Floats, n: int) -> Floats:
    """The probability that the range of `n` values is at most `w`, in units of sigma; `w` of one dimension.

    n times the integral of phi(x) (Phi(x + w) - Phi(x))^(n-1) over the smallest value x (Harter 1960; David and
    Nagaraja, *Order Statistics*, 2.3). Absolute error below 1e-12.
    """
    least = np.arange(-REACH, REACH + STEP, STEP)
    density = np.exp(-0.5 * least**2) * (n * STEP / np.sqrt(2 * np.pi))
    wide = np.maximum(np.asarray(w, dtype=np.float64), 0.0)
    # one minus what lies outside keeps the digits where nearly everything lies inside
    inside = 1.0 - ndtr(least) - ndtr(-(least + wide[:, None]))
    return np.asarray(np.clip(np.maximum(inside, 0.0) ** (n - 1) @ density, 0.0, 1.0))


@cache
def range_moments(n: int) -> tuple[float, float]:
    """Mean and standard deviation of the range of `n` values, in units of sigma: d2 and d3."""
    nodes, weights = np.polynomial.legendre.leggauss(12)
    half = WIDEST / PANELS / 2
    w = (half * (2 * np.arange(PANELS)[:, None] + 1 + nodes)).ravel()
    above = (1.0 - range_cdf(w, n)) * np.tile(weights * half, PANELS)
    mean = float(above.sum())
    return mean, float(np.sqrt(2 * (w * above).sum() - mean**2))


@cache
def range_quantile(probability: float, n: int) -> float:
    """The range that `n` values stay within with this probability, in units of sigma."""
    share(probability, "probability")
    return float(where_zero(lambda w: range_cdf(w, n) - probability, np.zeros(1), np.array([WIDEST]))[0])

"""The distribution of the range of n values from a standard normal distribution."""

import math
from functools import cache

import numpy as np

from qa_run.statistics.arguments import row_of, share, whole
from qa_run.statistics.arrays import Floats
from qa_run.statistics.searching import where_zero

#: The step resolves the smallest of a million values (its standard deviation is about 0.2): the trapezoid rule
#: converges faster than any power of the step for such functions, and beyond 9.5 there is nothing left to add.
STEP = 1 / 24
REACH = 9.5
WIDEST = 20.0
PANELS = 16
_LEAST = np.arange(-REACH, REACH + STEP, STEP)


def range_cdf(w: Floats, n: int) -> Floats:
    """The probability that the range of `n` values is at most `w`, in units of sigma; `w` of one dimension.

    n times the integral of phi(x) (Phi(x + w) - Phi(x))^(n-1) over the smallest value x (Harter 1960; David and
    Nagaraja, *Order Statistics*, 2.3). Absolute error below 1e-12. Raises ValueError.
    """
    return _all_within(_inside(np.maximum(row_of(w, "w"), 0.0)), whole(n, "n", 1))


def _inside(w: Floats) -> Floats:
    """Phi(x + w) - Phi(x): widths x smallest values."""
    # one minus what lies outside keeps the digits where nearly everything lies inside
    return np.maximum(1.0 - _normal(_LEAST) - _normal(-(_LEAST + w[:, None])), 0.0)


def _all_within(inside: Floats, n: int) -> Floats:
    density = np.exp(-0.5 * _LEAST**2) * (n * STEP / np.sqrt(2 * np.pi))
    return np.asarray(np.clip(inside ** (n - 1) @ density, 0.0, 1.0))


def _normal(x: Floats) -> Floats:
    """The normal distribution function; scipy has it, too, but takes longer to import than a chart to draw."""
    root = math.sqrt(0.5)
    return np.array([0.5 * math.erfc(-root * each) for each in x.ravel().tolist()]).reshape(x.shape)


@cache
def _ruled() -> tuple[Floats, Floats, Floats]:
    """Widths, their weights in an integral, and what lies inside of them, which is the same for every n."""
    nodes, weights = np.polynomial.legendre.leggauss(12)
    half = WIDEST / PANELS / 2
    w = (half * (2 * np.arange(PANELS)[:, None] + 1 + nodes)).ravel()
    return w, np.tile(weights * half, PANELS), _inside(w)


@cache
def range_moments(n: int) -> tuple[float, float]:
    """Mean and standard deviation of the range of `n` values, in units of sigma: d2 and d3."""
    w, weights, inside = _ruled()
    above = (1.0 - _all_within(inside, n)) * weights
    mean = float(above.sum())
    return mean, float(np.sqrt(2 * (w * above).sum() - mean**2))


@cache
def range_quantile(probability: float, n: int) -> float:
    """The range that `n` values stay within with this probability, in units of sigma."""
    share(probability, "probability")
    return float(where_zero(lambda w: range_cdf(w, n) - probability, np.zeros(1), np.array([WIDEST]))[0])

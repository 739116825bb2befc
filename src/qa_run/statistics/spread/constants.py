"""The constants of samples of normal values, computed for any size, never looked up."""

import math
from collections.abc import Callable
from functools import cache

import numpy as np

from qa_run.statistics.arguments import whole
from qa_run.statistics.arrays import Floats, full, same
from qa_run.statistics.spread.columns import sizes
from qa_run.statistics.spread.range_distribution import range_moments, range_quantile

#: Sizes below this are looked up by their own number, larger ones are sorted first.
MANY = 1000


def _size(n: float) -> int:
    return whole(n, "the size of a subgroup", 2)


@cache
def _log_c4(n: float) -> float:
    half = (n - 1) / 2
    if half < 25:
        return math.lgamma(half + 0.5) - math.lgamma(half) - 0.5 * math.log(half)
    # the series keeps the digits that a difference of two large logarithms loses
    return -1 / (8 * half) + 1 / (192 * half**3) - 1 / (640 * half**5) + 17 / (14336 * half**7)


def c4(n: float) -> float:
    """Mean of the sample standard deviation of `n` normal values, in units of sigma.

    sqrt(2/(n-1)) Gamma(n/2) / Gamma((n-1)/2) (Montgomery, *Introduction to Statistical Quality Control*, appendix VI;
    ISO 7870-2). `n` from 2.
    """
    return math.exp(_log_c4(_size(n)))


def c5(n: float) -> float:
    """Standard deviation of the sample standard deviation of `n` normal values: sqrt(1 - c4^2)."""
    return math.sqrt(-math.expm1(2 * _log_c4(_size(n))))


def d2(n: float) -> float:
    """Mean of the range of `n` normal values, in units of sigma (Tippett 1925)."""
    return range_moments(_size(n))[0]


def d3(n: float) -> float:
    """Standard deviation of the range of `n` normal values, in units of sigma (Harter 1960)."""
    return range_moments(_size(n))[1]


def d4(n: float) -> float:
    """Median of the range of `n` normal values, in units of sigma: for charts of median ranges."""
    return range_quantile(0.5, _size(n))


def d2_star(n: float, groups: float) -> float:
    """Duncan's d2*: by it the mean of `groups` ranges of `n` values is divided, so that its square estimates sigma^2.

    sqrt(d2^2 + d3^2 / groups), which goes to d2 with many groups (Duncan, *Quality Control and Industrial Statistics*,
    appendix D3; AIAG, *Measurement Systems Analysis*, appendix C, prints it to three figures).
    """
    return math.hypot(d2(n), d3(n) / math.sqrt(whole(groups, "the number of groups", 1)))


def by_size(constant: Callable[[float], float], n: Floats) -> Floats:
    """`constant` for each size in the array `n`, computed once for each size that occurs.

    ValueError for sizes that are no whole numbers from 1 on.
    """
    n = sizes(n, np.size(n))
    if same(n):
        return full(constant(float(n[0])), n.size)
    if n.max() < MANY:
        whole = n.astype(np.intp)
        table = np.zeros(MANY)
        for size in np.flatnonzero(np.bincount(whole)):
            table[size] = constant(float(size))
        return table[whole]
    kinds, where = np.unique(n, return_inverse=True)
    return np.array([constant(float(size)) for size in kinds])[where]

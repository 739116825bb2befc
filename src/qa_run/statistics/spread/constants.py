"""The constants of variables charts, computed for any subgroup size, never looked up."""

import math
from collections.abc import Callable
from functools import cache

import numpy as np
from attrs import frozen

from qa_run.statistics.spread.columns import Floats, full, same
from qa_run.statistics.spread.range_distribution import range_moments, range_quantile

#: Sizes below this are looked up by their own number, larger ones are sorted first.
MANY = 1000


def _size(n: float) -> int:
    if n != int(n) or n < 2:
        raise ValueError(f"a subgroup of {n:g} has no spread: at least 2 values are needed")
    return int(n)


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


@frozen
class Factors:
    """The factors by which centre lines and limits follow from R-bar, s-bar or sigma (ISO 7870-2, table 2).

    Xbar: A sigma, A2 R-bar, A3 s-bar. Range: D1, D2 of sigma, D3, D4 of R-bar. Standard deviation: B5, B6 of sigma,
    B3, B4 of s-bar. Individuals: E2 of the mean moving range. Lower factors below 0 are 0.
    """

    n: int
    A: float
    A2: float
    A3: float
    B3: float
    B4: float
    B5: float
    B6: float
    D1: float
    D2: float
    D3: float
    D4: float
    E2: float


def factors(n: float, nsigmas: float = 3.0) -> Factors:
    """All factors for subgroups of `n` and limits at `nsigmas`; `n` from 2."""
    size, mean_s, mean_r = _size(n), c4(n), d2(n)
    of_s, of_r = nsigmas * c5(n), nsigmas * d3(n)
    return Factors(
        n=size,
        A=nsigmas / math.sqrt(size),
        A2=nsigmas / (mean_r * math.sqrt(size)),
        A3=nsigmas / (mean_s * math.sqrt(size)),
        B3=max(0.0, 1 - of_s / mean_s),
        B4=1 + of_s / mean_s,
        B5=max(0.0, mean_s - of_s),
        B6=mean_s + of_s,
        D1=max(0.0, mean_r - of_r),
        D2=mean_r + of_r,
        D3=max(0.0, 1 - of_r / mean_r),
        D4=1 + of_r / mean_r,
        E2=nsigmas / mean_r,
    )


def by_size(constant: Callable[[float], float], n: Floats) -> Floats:
    """`constant` for each size in the array `n` (see `columns.sizes`), computed once for each size that occurs."""
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

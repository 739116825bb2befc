"""Two samples of any shape: how far one lies above the other (Hodges and Lehmann; Mann and Whitney)."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import SIDES, Side, one_of, row_of, tail
from qa_run.statistics.arrays import Floats

#: Up to this many values on each side, and without ties, the distribution of the ranks is counted out.
_COUNTED_OUT = 50


@frozen(kw_only=True)
class MediansCompared:
    """How far the first sample lies above the second; None where the samples are too small to bound it."""

    shift: float  #: the median of all differences, first less second
    lower: float | None
    upper: float | None
    statistic: float  #: Mann and Whitney's U: pairs in which the first is larger, ties counting half
    p: float
    confidence: float
    side: Side
    method: str  #: exact or normal


def difference_of_medians(
    first: ArrayLike, second: ArrayLike, confidence: float = 0.95, side: Side = "both"
) -> MediansCompared:
    """The shift between two samples with an interval, and the test that there is none.

    first, second: rows of finite numbers in one unit, 1 or more each. Hodges and Lehmann's estimate (1963, Annals of
    Mathematical Statistics 34, 598) is the median of all n1 n2 differences; the bounds are two of them (Hollander,
    Wolfe and Chicken, Nonparametric Statistical Methods, 4.3). It is a difference of medians if both distributions have
    one shape. Below 50 values a side and without ties the ranks are counted out; else they are taken as normal, with
    corrections for ties and continuity. Differences are never all in memory. Raises ValueError.
    """
    one_of(side, SIDES, "side")
    one, two = np.sort(row_of(first)), np.sort(row_of(second))
    pairs = one.size * two.size
    below = np.searchsorted(two, one, "left").sum()
    statistic = float(below + np.searchsorted(two, one, "right").sum()) / 2
    together = np.concatenate([one, two])
    ties = np.unique(together, return_counts=True)[1]
    exact = bool((ties == 1).all()) and max(one.size, two.size) < _COUNTED_OUT
    if exact:
        chances = np.cumsum(_chances(one.size, two.size))
        p = _exact_p(chances, statistic, side)
        rank = int(np.searchsorted(chances, tail(confidence, side) * (1 + 1e-12), side="right"))
    else:
        deviation = _deviation(one.size, two.size, ties.astype(np.float64))
        p = _normal_p(statistic - pairs / 2, deviation, side)
        rank = _normal_rank(pairs, deviation, tail(confidence, side))
    bounded = 1 <= rank <= pairs
    return MediansCompared(
        shift=(_difference(one, two, (pairs + 1) // 2) + _difference(one, two, pairs // 2 + 1)) / 2,
        lower=_difference(one, two, rank) if bounded and side != "upper" else None,
        upper=_difference(one, two, pairs + 1 - rank) if bounded and side != "lower" else None,
        statistic=statistic,
        p=p,
        confidence=confidence,
        side=side,
        method="exact" if exact else "normal",
    )


def _chances(n1: int, n2: int) -> Floats:
    """How probable each U from 0 to n1 n2 is, all orders being equally likely (Mann and Whitney's recursion)."""
    few, many = sorted((n1, n2))
    ways = np.zeros((few + 1, n1 * n2 + 1))
    ways[:, 0] = 1.0
    for _ in range(many):
        # the largest of all is on the longer side, above every one of the shorter, or it is on the shorter side
        before, ways = ways, np.zeros_like(ways)
        ways[0, 0] = 1.0
        for taken in range(1, few + 1):
            ways[taken] = ways[taken - 1]
            ways[taken, taken:] += before[taken, :-taken]
    chances: Floats = ways[few] / ways[few].sum()
    return chances


def _exact_p(chances: Floats, statistic: float, side: Side) -> float:
    u = int(statistic)
    at_most, at_least = float(chances[u]), float(1 - (chances[u - 1] if u else 0.0))
    return {"both": min(1.0, 2 * min(at_most, at_least)), "lower": at_least, "upper": at_most}[side]


def _deviation(n1: int, n2: int, ties: Floats) -> float:
    n = n1 + n2
    tied = float((ties**3 - ties).sum()) / (n * (n - 1))
    return float(np.sqrt(n1 * n2 / 12 * max(n + 1 - tied, 0.0)))


def _normal_p(off: float, deviation: float, side: Side) -> float:
    from scipy.special import ndtr

    if deviation == 0:  # all values are equal
        return 1.0
    if side == "both":
        return min(1.0, 2 * float(ndtr(-max(abs(off) - 0.5, 0.0) / deviation)))
    return float(ndtr(-((off if side == "lower" else -off) - 0.5) / deviation))


def _normal_rank(pairs: int, deviation: float, outside: float) -> int:
    from scipy.special import ndtri

    return int(np.floor(pairs / 2 + float(ndtri(outside)) * deviation + 0.5))


def _difference(one: Floats, two: Floats, rank: int) -> float:
    """The `rank`-th smallest of all differences of two ordered samples, by halving; counted from 1."""
    low, high = one[0] - two[-1], one[-1] - two[0]

    def at_most(bound: float) -> int:
        return int((two.size - np.searchsorted(two, one - bound, "left")).sum())

    for _ in range(200):
        middle = low + (high - low) / 2
        if not low < middle < high:
            break
        low, high = (low, middle) if at_most(middle) >= rank else (middle, high)
    return float(low if at_most(low) >= rank else high)

"""Simpson's reversal: what holds in every stratum does not hold of all of them together."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import counted
from qa_run.statistics.arrays import Floats


@frozen(kw_only=True, eq=False)
class Reversal:
    """Two groups compared in each stratum and in total; differences are second less first.

    Signs are exact: they come from whole numbers, not from rounded shares.
    """

    signs: Floats  #: of each stratum -1, 0 or 1; NaN where one of the groups has no items
    total: int  #: of all together
    differences: Floats  #: of each stratum, of shares; NaN where there is none
    total_difference: float
    adjusted: float  #: with the same mix of strata in both groups; NaN where no stratum has both
    reversed: bool  #: no stratum goes the way of the total, and at least one goes the other way
    method: str


def reversal_of_proportions(
    count_first: ArrayLike, n_first: ArrayLike, count_second: ArrayLike, n_second: ArrayLike
) -> Reversal:
    """Does the difference of two groups' shares change its sign when strata are put together?

    count_first, n_first, count_second, n_second: one whole number of each for every stratum, 0 <= count <= n

    Simpson (1951, Journal of the Royal Statistical Society B 13, 238). The adjusted difference is that of Mantel and
    Haenszel, with the weights n1 n2 / (n1 + n2) (Greenland and Robins, 1985, Biometrics 41, 55). Raises ValueError.
    """
    x1, n1, x2, n2 = (
        np.atleast_1d(counted(each, name))
        for each, name in (
            (count_first, "count_first"),
            (n_first, "n_first"),
            (count_second, "count_second"),
            (n_second, "n_second"),
        )
    )
    if not x1.shape == n1.shape == x2.shape == n2.shape or x1.ndim != 1:
        raise ValueError("every stratum needs a count and an n of both groups")
    if (x1 > n1).any() or (x2 > n2).any():
        raise ValueError("count: more items than there are; swap count and n?")
    if not n1.sum() or not n2.sum():
        raise ValueError("one of the groups has no items; there is nothing to compare")
    both = (n1 > 0) & (n2 > 0)
    signs = np.where(both, _signs(x1, n1, x2, n2), np.nan)
    whole = [np.atleast_1d(each.sum()) for each in (x1, n1, x2, n2)]
    total = int(_signs(*whole)[0])
    safe1, safe2 = np.where(n1 > 0, n1, 1.0), np.where(n2 > 0, n2, 1.0)
    differences = np.where(both, x2 / safe2 - x1 / safe1, np.nan)
    weights = np.where(both, n1 * n2 / np.where(both, n1 + n2, 1.0), 0.0)
    adjusted = float(np.nansum(differences * weights) / weights.sum()) if weights.sum() else float("nan")
    return Reversal(
        signs=signs,
        total=total,
        differences=differences,
        total_difference=float(whole[2][0] / whole[3][0] - whole[0][0] / whole[1][0]),
        adjusted=adjusted,
        reversed=is_reversed(signs, total),
        method="exact signs; Mantel-Haenszel difference",
    )


def is_reversed(signs: Floats, total: int) -> bool:
    """Whether no stratum that can be compared goes the way of the total, and at least one goes the other way."""
    told = signs[~np.isnan(signs)]
    return bool(total != 0 and not (told == total).any() and (told == -total).any())


def _signs(x1: Floats, n1: Floats, x2: Floats, n2: Floats) -> Floats:
    """Which share is larger, by whole numbers: 1 the second, -1 the first, 0 neither."""
    rows = zip(*(map(int, each) for each in (x1, n1, x2, n2)), strict=True)
    return np.array([(b * m > a * k) - (b * m < a * k) for a, m, b, k in rows], dtype=np.float64)

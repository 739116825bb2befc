"""Kendall's concordance of raters who rank or grade: W of several, tau-b of two."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtr

from qa_run.statistics.agreement.ratings import at_least, coded, paired
from qa_run.statistics.arrays import Floats, Integers
from qa_run.statistics.ranking import midranks


@frozen
class Concordance:
    """Kendall's W, 0 to 1, with its chi-square test against no concordance."""

    w: float
    chi_square: float
    df: int
    p: float
    items: int
    raters: int
    left_out: int


@frozen
class Correlation:
    """Kendall's tau-b, -1 to 1, with its normal test against 0 (ties reckoned with, no correction for continuity)."""

    tau: float
    z: float
    p: float
    concordant: int
    discordant: int
    items: int
    left_out: int


def kendall_w(ratings: ArrayLike, *, categories: Sequence[Any] | None = None) -> Concordance:
    """Kendall's coefficient of concordance of items by raters, with the correction for ties.

    Labels are ordered as sorted, or as `categories` says. Items that somebody did not rate are left out and counted.
    ValueError: fewer than two complete items, or no rater who tells any two items apart.
    Source: Kendall, Rank Correlation Methods, 4th ed. (1970), chapter 6 (as R's irr, kendall(correct=TRUE)).
    """
    every = coded(ratings, categories)
    codes = every.complete.codes
    items, raters = codes.shape
    at_least(items)
    ranks, ties = np.empty(codes.shape), 0.0
    for at in range(raters):
        ranks[:, at], sizes = midranks(codes[:, at])
        ties += float(np.sum(sizes**3 - sizes))
    sums = ranks.sum(axis=1)
    spread = float(np.sum((sums - sums.mean()) ** 2))
    most = raters**2 * (items**3 - items) - raters * ties
    if most <= 0:
        raise ValueError("every rater gave all items one rating: there is no order to agree on")
    w = 12 * spread / most
    chi_square = raters * (items - 1) * w
    p = float(chdtrc(items - 1, chi_square))
    return Concordance(w, chi_square, items - 1, p, items, raters, every.codes.shape[0] - items)


def kendall_tau(first: ArrayLike, second: ArrayLike, *, categories: Sequence[Any] | None = None) -> Correlation:
    """Kendall's tau-b of two lists of numbers or grades: two appraisers, or one and the standard.

    Labels are ordered as sorted, or as `categories` says. Items that one list does not rate are left out and counted.
    ValueError: fewer than two items, a list with all items alike.
    Source: Kendall, Rank Correlation Methods, 4th ed. (1970), chapters 3 and 4.
    """
    every = paired(first, second, categories)
    codes = every.complete.codes
    items = codes.shape[0]
    at_least(items)
    x, y = (np.unique(codes[:, at], return_inverse=True)[1].reshape(-1) for at in (0, 1))
    of_x, of_y = np.bincount(x).astype(float), np.bincount(y).astype(float)
    joint = np.unique(x * of_y.size + y, return_counts=True)[1].astype(float)
    pairs = items * (items - 1) / 2
    tied_x, tied_y, tied_both = (float(np.sum(each * (each - 1))) / 2 for each in (of_x, of_y, joint))
    if pairs in (tied_x, tied_y):
        raise ValueError("one list holds the same rating for all items: there is no order to compare")
    discordant = _inversions(y[np.lexsort((y, x))])
    concordant = round(pairs - tied_x - tied_y + tied_both) - discordant
    score = concordant - discordant
    tau = score / math.sqrt((pairs - tied_x) * (pairs - tied_y))
    z = score / math.sqrt(_variance(items, of_x, of_y))
    left_out = every.codes.shape[0] - items
    return Correlation(tau, z, 2 * float(ndtr(-abs(z))), concordant, discordant, items, left_out)


def _inversions(values: Integers) -> int:
    """Pairs that stand in the wrong order, counted at the highest bit in which they differ: n log n steps."""
    total = 0
    for bit in range(int(values.max()).bit_length()):
        order = np.argsort(values >> (bit + 1), kind="stable")
        group, high = (values >> (bit + 1))[order], ((values >> bit) & 1)[order]
        seen = np.cumsum(high)
        starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
        before = (seen - high)[starts]
        ones = seen - np.repeat(before, np.diff(np.r_[starts, values.size]))
        total += int(ones[high == 0].sum())
    return total


def _variance(items: int, of_x: Floats, of_y: Floats) -> float:
    """The variance of the score under independence, with ties in both lists."""

    def sums(sizes: Floats) -> tuple[float, float, float]:
        pairs = sizes * (sizes - 1)
        return float(np.sum(pairs * (2 * sizes + 5))), float(pairs.sum()), float(np.sum(pairs * (sizes - 2)))

    x, y = sums(of_x), sums(of_y)
    pairs = items * (items - 1)
    found = (pairs * (2 * items + 5) - x[0] - y[0]) / 18 + x[1] * y[1] / (2 * pairs)
    return found + (x[2] * y[2] / (9 * pairs * (items - 2)) if items > 2 else 0.0)

"""Many comparisons at once: p-values and levels that allow for how many there are."""

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import one_of, share, shares
from qa_run.statistics.arrays import Floats

#: By which correction each of many comparisons is judged.
CORRECTIONS = ("bonferroni", "sidak", "benjamini-hochberg", "none")
#: The same, and those that have no limit of their own to draw.
OF_P_VALUES = (*CORRECTIONS, "holm")


def adjusted_p_values(p_values: ArrayLike, correction: str = "bonferroni") -> Floats:
    """p-values, each compared with the level meant for all comparisons together.

    p_values:   one row of shares; the result has its order
    correction: "bonferroni" and "sidak" (independent comparisons) keep the probability of any false signal; so does
                "holm" (1979, Scandinavian Journal of Statistics 6, 65), which finds at least what "bonferroni" finds;
                "benjamini-hochberg" (1995, Journal of the Royal Statistical Society B 57, 289) keeps the share of false
                ones among the signals; "none"
    Raises ValueError.
    """
    one_of(correction, OF_P_VALUES, "the correction")
    p = np.atleast_1d(shares(p_values, "p_values"))
    many = p.size
    if correction == "bonferroni":
        return np.minimum(p * many, 1.0)
    if correction == "sidak":
        adjusted: Floats = -np.expm1(many * np.log1p(-np.minimum(p, 1 - 1e-16)))
        return adjusted
    if correction == "holm":
        order = np.argsort(p, kind="stable")
        stepped = np.empty(many)
        stepped[order] = np.minimum(np.maximum.accumulate(p[order] * np.arange(many, 0, -1)), 1.0)
        return stepped
    if correction == "benjamini-hochberg":
        order = np.argsort(p, kind="stable")
        scaled = p[order] * many / np.arange(1, many + 1)
        result = np.empty(many)
        result[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
        return result
    return p


def level_of_each(level: float, comparisons: int, correction: str = "bonferroni") -> float:
    """The level of each of many comparisons that keeps `level` for all of them: level / m, or 1 - (1 - level)^(1/m).

    "benjamini-hochberg" has no level of its own for each comparison: it needs the p-values. Raises ValueError.
    """
    one_of(correction, ("bonferroni", "sidak", "none"), "the correction")
    share(level, "level")
    if not 1 <= comparisons < float("inf"):
        raise ValueError(f"{comparisons} comparisons are none; give 1 or more")
    if correction == "bonferroni":
        return level / comparisons
    return float(-np.expm1(np.log1p(-level) / comparisons)) if correction == "sidak" else level

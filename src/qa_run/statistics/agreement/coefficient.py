"""What the coefficients of many raters share: agreement item by item, and the variance over items."""

import math
from typing import Any

import numpy as np
from attrs import frozen
from scipy.special import stdtr, stdtrit

from qa_run.statistics.agreement.weights import beyond_chance
from qa_run.statistics.arguments import tail
from qa_run.statistics.arrays import Floats


@frozen
class Coefficient:
    """Agreement of several raters beyond chance: (observed - chance) / (1 - chance).

    `standard_error` is that over items drawn at random; `lower`, `upper` and `p` are by t with one degree of freedom
    less than items; upper at most 1. `items` were rated by somebody (Krippendorff: by two or more).
    """

    name: str
    value: float
    observed: float
    chance: float
    standard_error: float
    lower: float
    upper: float
    p: float
    items: int
    raters: int
    categories: tuple[Any, ...]
    confidence: float


@frozen(eq=False)
class Agreement:
    """Counts of items by categories, how much the raters of each item agree, and how many items that can be said of."""

    counts: Floats
    raters: Floats
    each: Floats
    pairs: int

    @property
    def observed(self) -> float:
        return float(self.each.sum()) / self.pairs

    @property
    def shares(self) -> Floats:
        """For each category the mean over items of the share of raters who chose it."""
        return np.asarray((self.counts / self.raters[:, None]).mean(axis=0))


def agreement(counts: Floats, matrix: Floats) -> Agreement:
    """Agreement of pairs of raters within each item; items that nobody rated are dropped."""
    counts = counts[counts.sum(axis=1) > 0]
    raters = counts.sum(axis=1)
    several = raters >= 2
    if counts.shape[0] < 2 or not several.any():
        raise ValueError("agreement needs at least two items, and some item that two raters rated")
    together = np.sum(counts * (counts @ matrix.T - 1), axis=1)
    each = np.where(several, together / np.where(several, raters * (raters - 1), 1), 0.0)
    return Agreement(counts, raters, each, int(several.sum()))


def linearised(found: Agreement, chance: float, chances: Floats) -> tuple[float, float]:
    """The coefficient and its standard error; `chances` is how much each item adds to the chance agreement.

    Source: Gwet, Br. J. Math. Stat. Psychol. 61 (2008) 29-48; Handbook of Inter-Rater Reliability, 4th ed.
    """
    beyond_chance(chance)
    items = found.raters.size
    value = (found.observed - chance) / (1 - chance)
    plain = items / found.pairs * (found.each - chance * (found.raters >= 2)) / (1 - chance)
    adjusted = plain - 2 * (1 - value) * (chances - chance) / (1 - chance)
    return value, math.sqrt(float(np.sum((adjusted - value) ** 2)) / (items * (items - 1)))


def with_interval(
    name: str,
    value: float,
    error: float,
    *,
    observed: float,
    chance: float,
    items: int,
    raters: int,
    categories: tuple[Any, ...],
    confidence: float,
) -> Coefficient:
    """The coefficient with its t interval. Without any spread over items the interval is the value itself, and p 0."""
    half = float(-stdtrit(items - 1, tail(confidence, "both"))) * error
    untested = 0.0 if value != 0 else 1.0
    p = 2 * float(stdtr(items - 1, -abs(value) / error)) if error > 0 else untested
    upper = min(1.0, value + half)
    return Coefficient(
        name, value, observed, chance, error, value - half, upper, p, items, raters, categories, confidence
    )

"""Coefficients of two or more raters that differ in what they call chance: Gwet, Brennan-Prediger, Krippendorff."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.agreement.coefficient import Coefficient, agreement, linearised, with_interval
from qa_run.statistics.agreement.ratings import at_least, coded, differing
from qa_run.statistics.agreement.weights import Scheme, Scores, beyond_chance, weights_of
from qa_run.statistics.arrays import Floats


def gwet_ac(
    ratings: ArrayLike,
    *,
    weights: Scheme | ArrayLike = "identity",
    categories: Sequence[Any] | None = None,
    scores: Scores = "values",
    confidence: float = 0.95,
) -> Coefficient:
    """Gwet's AC1, or AC2 with weights, of items by raters; some items may be unrated by some (None, NaN).

    It stays near the percentage of agreement where one category is rare, where kappas collapse. Chance agreement
    depends on the number of categories: name those too that nobody chose. ValueError: fewer than two items,
    nothing rated twice, fewer than two categories.
    Source: Gwet, Br. J. Math. Stat. Psychol. 61 (2008) 29-48.
    """
    rated = coded(ratings, categories)
    size = len(rated.categories)
    if size < 2:
        differing(rated)
    matrix = weights_of(rated.categories, weights, scores)
    found = agreement(rated.counts, matrix)
    shares, factor = found.shares, float(matrix.sum()) / (size * (size - 1))
    chance = factor * float(np.sum(shares * (1 - shares)))
    value, error = linearised(found, chance, factor * (found.counts @ (1 - shares)) / found.raters)
    name = "AC1" if isinstance(weights, str) and weights == "identity" else "AC2"
    return with_interval(
        name, value, error, observed=found.observed, chance=chance, items=found.raters.size,
        raters=rated.codes.shape[1], categories=rated.categories, confidence=confidence,
    )  # fmt: skip


def brennan_prediger(
    ratings: ArrayLike,
    *,
    weights: Scheme | ArrayLike = "identity",
    categories: Sequence[Any] | None = None,
    scores: Scores = "values",
    confidence: float = 0.95,
) -> Coefficient:
    """Brennan and Prediger's coefficient (Bennett's S): by chance all categories are alike. As `gwet_ac` otherwise.

    Source: Brennan and Prediger, Educ. Psychol. Meas. 41 (1981) 687-699; variance: Gwet, Handbook, 4th ed.
    """
    rated = coded(ratings, categories)
    size = len(rated.categories)
    if size < 2:
        differing(rated)
    matrix = weights_of(rated.categories, weights, scores)
    found = agreement(rated.counts, matrix)
    chance = float(matrix.sum()) / size**2
    value, error = linearised(found, chance, np.full(found.raters.size, chance))
    return with_interval(
        "Brennan-Prediger", value, error, observed=found.observed, chance=chance, items=found.raters.size,
        raters=rated.codes.shape[1], categories=rated.categories, confidence=confidence,
    )  # fmt: skip


def krippendorff_alpha(
    ratings: ArrayLike,
    *,
    weights: Scheme | ArrayLike = "identity",
    categories: Sequence[Any] | None = None,
    scores: Scores = "values",
    confidence: float = 0.95,
) -> Coefficient:
    """Krippendorff's alpha of items by raters; items with fewer than two ratings do not count.

    "identity" weights for nominal, "quadratic" for interval data. ValueError: fewer than two items rated twice,
    all ratings of one category.
    Source: Krippendorff, Sociological Methodology 2 (1970) 139-150, as written and with the standard error of
    Gwet, Handbook of Inter-Rater Reliability, 4th ed. (R's irrCAC).
    """
    rated = coded(ratings, categories)
    matrix = weights_of(rated.categories, weights, scores)
    counts = rated.counts
    counts = counts[counts.sum(axis=1) >= 2]
    at_least(counts.shape[0])
    used = rated.codes[(rated.codes >= 0).sum(axis=1) >= 2]
    differing(type(rated)(rated.categories, used))
    raters = counts.sum(axis=1)
    items, mean = raters.size, float(raters.mean())
    each = np.sum(counts * (counts @ matrix.T - 1), axis=1) / (mean * (raters - 1))
    plain, small = float(each.mean()), 1 / float(raters.sum())
    observed = (1 - small) * plain + small
    shares = counts.sum(axis=0) / (items * mean)
    chance = float(shares @ matrix @ shares)
    beyond_chance(chance)
    value, uncorrected = (observed - chance) / (1 - chance), (plain - chance) / (1 - chance)
    adjusted = _influences(counts, matrix, each, observed, chance, uncorrected)
    error = math.sqrt(float(np.sum((adjusted - uncorrected) ** 2)) / (items * (items - 1)))
    return with_interval(
        "Krippendorff's alpha", value, error, observed=observed, chance=chance, items=items,
        raters=rated.codes.shape[1], categories=rated.categories, confidence=confidence,
    )  # fmt: skip


def _influences(
    counts: Floats, matrix: Floats, each: Floats, observed: float, chance: float, uncorrected: float
) -> Floats:
    """What each item adds to alpha: its agreement, its share in the chance agreement, its number of raters."""
    raters = counts.sum(axis=1)
    mean = raters.mean()
    off = (raters - mean) / mean
    shares = counts.sum(axis=0) / raters.sum()
    chances = counts @ ((matrix + matrix.T) @ shares / 2) / mean - chance * off
    plain = (each - observed * off - chance) / (1 - chance)
    return np.asarray(plain - 2 * (1 - uncorrected) * (chances - chance) / (1 - chance))

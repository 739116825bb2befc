"""Fleiss' kappa of several raters, over all categories and for each."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import ndtr

from qa_run.statistics.agreement.coefficient import Coefficient, agreement, linearised, with_interval
from qa_run.statistics.agreement.ratings import Ratings, at_least, coded, differing
from qa_run.statistics.agreement.weights import Scheme, Scores, weights_of
from qa_run.statistics.arrays import Floats


@frozen
class CategoryKappa:
    """Kappa of one category against all others; None with its z and p where nobody, or everybody, chose it."""

    category: Any
    kappa: float | None
    z: float | None
    p: float | None


@frozen
class FleissKappa:
    """`coefficient` with its interval over items; `z` and `p` against kappa 0, under chance alone."""

    coefficient: Coefficient
    z: float | None
    p: float | None
    by_category: tuple[CategoryKappa, ...]
    left_out: int
    convention: str

    @property
    def kappa(self) -> float:
        return self.coefficient.value


def fleiss_kappa(
    ratings: ArrayLike, *, categories: Sequence[Any] | None = None, confidence: float = 0.95
) -> FleissKappa:
    """Fleiss' kappa of items by raters (or trials); items that somebody did not rate are left out and counted.

    ValueError: fewer than two complete items, all ratings of one category.
    Source: Fleiss, Psychological Bulletin 76 (1971) 378-382; z, p and categories: Fleiss, Nee and Landis,
    Psychological Bulletin 86 (1979) 974-977 (as R's irr); interval: Gwet, Handbook of Inter-Rater Reliability.
    """
    every = coded(ratings, categories)
    return _fleiss(every.complete, every.codes.shape[0], confidence)


def fleiss_kappa_weighted(
    ratings: ArrayLike,
    *,
    weights: Scheme | ArrayLike = "identity",
    categories: Sequence[Any] | None = None,
    scores: Scores = "values",
    confidence: float = 0.95,
) -> Coefficient:
    """Fleiss' kappa with weights, and with items that only some raters rated (None, NaN). As `gwet_ac` otherwise.

    Source: Gwet, Handbook of Inter-Rater Reliability, 4th ed. (R's irrCAC, fleiss.kappa.raw).
    """
    rated = coded(ratings, categories)
    return _coefficient(rated, weights_of(rated.categories, weights, scores), confidence)


def _coefficient(rated: Ratings, matrix: Floats, confidence: float) -> Coefficient:
    differing(rated)
    found = agreement(rated.counts, matrix)
    shares = found.shares
    chance = float(shares @ matrix @ shares)
    chances = found.counts @ ((matrix + matrix.T) @ shares / 2) / found.raters
    value, error = linearised(found, chance, chances)
    return with_interval(
        "Fleiss' kappa", value, error, observed=found.observed, chance=chance, items=found.raters.size,
        raters=rated.codes.shape[1], categories=rated.categories, confidence=confidence,
    )  # fmt: skip


def _fleiss(rated: Ratings, given: int, confidence: float) -> FleissKappa:
    items, raters = rated.codes.shape
    at_least(items)
    coefficient = _coefficient(rated, np.eye(len(rated.categories)), confidence)
    share = rated.counts.sum(axis=0) / (items * raters)
    mixed = share * (1 - share)
    spread = float(mixed.sum()) ** 2 - float(np.sum(mixed * (1 - 2 * share)))
    pairs = items * raters * (raters - 1)
    error = math.sqrt(2 * max(0.0, spread) / pairs) / float(mixed.sum())
    z = coefficient.value / error if error > 0 else None
    return FleissKappa(
        coefficient,
        z,
        None if z is None else 2 * float(ndtr(-abs(z))),
        tuple(_category(rated, place) for place in range(len(rated.categories))),
        given - items,
        "Fleiss' kappa; z by Fleiss, Nee and Landis, interval by Gwet",
    )


def _category(rated: Ratings, place: int) -> CategoryKappa:
    items, raters = rated.codes.shape
    chosen = rated.counts[:, place]
    share = float(chosen.sum()) / (items * raters)
    if share in (0.0, 1.0):
        return CategoryKappa(rated.categories[place], None, None, None)
    pairs = items * raters * (raters - 1)
    kappa = 1 - float(np.sum(chosen * (raters - chosen))) / (pairs * share * (1 - share))
    z = kappa / math.sqrt(2 / pairs)
    return CategoryKappa(rated.categories[place], kappa, z, 2 * float(ndtr(-abs(z))))

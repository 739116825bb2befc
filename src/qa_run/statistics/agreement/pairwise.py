"""Kappas of several raters that are made from pairs of raters: Light's mean of kappas, Conger's kappa."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.agreement.coefficient import Coefficient, agreement, linearised, with_interval
from qa_run.statistics.agreement.cohen import cohen_kappa_of_table
from qa_run.statistics.agreement.ratings import Ratings, at_least, coded, differing
from qa_run.statistics.agreement.weights import Scheme, Scores, weights_of
from qa_run.statistics.arrays import Floats


@frozen
class LightKappa:
    """The mean of Cohen's kappas of all pairs; `pairs` holds (rater, rater, kappa), raters counted from 0."""

    kappa: float
    pairs: tuple[tuple[int, int, float], ...]
    items: int
    left_out: int


def light_kappa(ratings: ArrayLike, *, categories: Sequence[Any] | None = None) -> LightKappa:
    """Light's kappa of items by raters; items that somebody did not rate are left out and counted.

    ValueError: fewer than two complete items, two raters who both used one and the same category.
    Source: Light, Psychological Bulletin 76 (1971) 365-377; Conger, Psychological Bulletin 88 (1980) 322-328.
    """
    every = coded(ratings, categories)
    rated = every.complete
    at_least(rated.codes.shape[0])
    pairs = tuple(
        (one, other, cohen_kappa_of_table(rated.table(one, other)).kappa)
        for one, other in combinations(range(rated.codes.shape[1]), 2)
    )
    items = rated.codes.shape[0]
    return LightKappa(float(np.mean([kappa for _, _, kappa in pairs])), pairs, items, every.codes.shape[0] - items)


def conger_kappa(
    ratings: ArrayLike,
    *,
    weights: Scheme | ArrayLike = "identity",
    categories: Sequence[Any] | None = None,
    scores: Scores = "values",
    confidence: float = 0.95,
) -> Coefficient:
    """Conger's kappa of items by raters: chance from each rater's own shares; with two raters it is Cohen's kappa.

    Some items may be unrated by some (None, NaN). ValueError: fewer than two items, a rater who rated nothing, all
    ratings of one category. Source: Conger, Psychological Bulletin 88 (1980) 322-328 (the "exact" kappa of R's irr);
    standard error: Gwet, Handbook of Inter-Rater Reliability, 4th ed.
    """
    rated = coded(ratings, categories)
    differing(rated)
    idle = np.flatnonzero((rated.codes < 0).all(axis=0))
    if idle.size:
        raise ValueError(f"rater {idle[0] + 1} rated nothing; leave the column out")
    matrix = weights_of(rated.categories, weights, scores)
    found = agreement(rated.counts, matrix)
    used = Ratings(rated.categories, rated.codes[(rated.codes >= 0).any(axis=1)])
    chance, chances = _chance(used, matrix)
    value, error = linearised(found, chance, chances)
    return with_interval(
        "Conger's kappa", value, error, observed=found.observed, chance=chance, items=found.raters.size,
        raters=rated.codes.shape[1], categories=rated.categories, confidence=confidence,
    )  # fmt: skip


def _chance(rated: Ratings, matrix: Floats) -> tuple[float, Floats]:
    """Chance agreement of two different raters, and what each item adds to it."""
    items, raters = rated.codes.shape
    rated_at = rated.codes >= 0
    numbers = rated_at.sum(axis=0)
    shares = np.array(
        [np.bincount(rated.codes[rated_at[:, at], at], minlength=len(matrix)) / numbers[at] for at in range(raters)]
    )
    others = shares.sum(axis=0) - shares
    pull = others @ matrix  # raters by categories: how far a choice agrees with what the others choose
    chance = float(np.sum(shares * pull)) / (raters * (raters - 1))
    chances = np.zeros(items)
    for at in range(raters):
        chosen = np.where(rated_at[:, at], pull[at][rated.codes[:, at]], 0.0)
        absent = rated_at[:, at] - numbers[at] / items
        chances += (chosen - absent * float(shares[at] @ pull[at])) * items / numbers[at]
    return chance, chances / (raters * (raters - 1))

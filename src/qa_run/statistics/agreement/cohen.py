"""Cohen's kappa of two raters, plain and weighted."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from qa_run.statistics.agreement.ratings import at_least, paired
from qa_run.statistics.agreement.weights import Scheme, Scores, beyond_chance, weights_of
from qa_run.statistics.arguments import tail
from qa_run.statistics.arrays import Floats


@frozen
class Kappa:
    """Agreement of two raters beyond chance: (observed - chance) / (1 - chance).

    `standard_error`, `lower`, `upper`: of kappa as it is; `z`, `p`: against kappa 0, with the standard error under
    chance alone. They are None where a rater used one category only: kappa is then 0 whatever the ratings.
    """

    kappa: float
    observed: float
    chance: float
    standard_error: float | None
    lower: float | None
    upper: float | None
    z: float | None
    p: float | None
    items: int
    left_out: int
    categories: tuple[Any, ...]
    confidence: float
    convention: str


def cohen_kappa(
    first: ArrayLike,
    second: ArrayLike,
    *,
    weights: Scheme | ArrayLike = "identity",
    categories: Sequence[Any] | None = None,
    scores: Scores = "places",
    confidence: float = 0.95,
) -> Kappa:
    """Kappa of two raters' lists, item by item; items that one of them did not rate are left out and counted.

    `categories` in their order matter for weights: name those too that nobody chose. See `weights_of`.
    The interval is normal, cut at -1 and 1. ValueError: fewer than two items, all ratings of one category.
    Source: Cohen, Educ. Psychol. Meas. 20 (1960) 37-46; standard errors: Fleiss, Cohen and Everitt, Psychological
    Bulletin 72 (1969) 323-327.
    """
    rated = paired(first, second, categories)
    table = rated.table(0, 1)
    left_out = rated.codes.shape[0] - int(table.sum())
    return _kappa(table, rated.categories, left_out, weights, scores, confidence)


def cohen_kappa_of_table(
    table: ArrayLike,
    *,
    weights: Scheme | ArrayLike = "identity",
    categories: Sequence[Any] | None = None,
    scores: Scores = "places",
    confidence: float = 0.95,
) -> Kappa:
    """As `cohen_kappa`, from the square table of counts: first rater in rows, second in columns, categories in order.

    ValueError also for a table that is not square, or holds what no count can be.
    """
    counts = np.asarray(table, dtype=np.float64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or counts.size == 0:
        raise ValueError(f"the table has the shape {counts.shape}: give as many rows as columns")
    if not np.isfinite(counts).all() or (counts < 0).any() or (counts != np.floor(counts)).any():
        raise ValueError("the table must hold counts: whole numbers, none below 0")
    names = tuple(range(1, len(counts) + 1)) if categories is None else tuple(categories)
    if len(names) != len(counts):
        raise ValueError(f"{len(names)} categories are named, the table has {len(counts)}")
    return _kappa(counts, names, 0, weights, scores, confidence)


def _kappa(
    table: Floats,
    categories: tuple[Any, ...],
    left_out: int,
    weights: Scheme | ArrayLike,
    scores: Scores,
    confidence: float,
) -> Kappa:
    items = int(table.sum())
    at_least(items)
    share = table / items
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    if ((rows > 0) | (columns > 0)).sum() < 2:
        raise ValueError("all ratings are of one category: kappa is not defined; look at percent_agreement")
    matrix = weights_of(categories, weights, scores)
    observed, chance = float(np.sum(matrix * share)), float(rows @ matrix @ columns)
    beyond_chance(chance)
    quantile = float(-ndtri(tail(confidence, "both")))
    one_sided = (rows > 0).sum() == 1 or (columns > 0).sum() == 1
    kappa = 0.0 if one_sided else (observed - chance) / (1 - chance)
    named = weights if isinstance(weights, str) else "given"
    convention = f"Cohen's kappa, {named} weights; standard errors of Fleiss, Cohen and Everitt"
    if one_sided:
        empty = (None, None, None, None, None)
        return Kappa(kappa, observed, chance, *empty, items, left_out, categories, confidence, convention)
    mean = (matrix @ columns)[:, None] + rows @ matrix
    spread = float(np.sum(share * (matrix - mean * (1 - kappa)) ** 2)) - (kappa - chance * (1 - kappa)) ** 2
    error = math.sqrt(max(0.0, spread) / items) / (1 - chance)
    null = float(np.sum(np.outer(rows, columns) * (matrix - mean) ** 2)) - chance**2
    z = kappa * (1 - chance) / math.sqrt(null / items) if null > 0 else None
    p = None if z is None else 2 * float(ndtr(-abs(z)))
    lower, upper = max(-1.0, kappa - quantile * error), min(1.0, kappa + quantile * error)
    return Kappa(
        kappa, observed, chance, error, lower, upper, z, p, items, left_out, categories, confidence, convention
    )

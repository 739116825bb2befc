"""How much two different categories still agree: weights from 0 (not at all) to 1 (the same)."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import finite, one_of
from qa_run.statistics.arrays import Floats

Scheme = Literal["identity", "linear", "quadratic", "ordinal", "radical"]
SCHEMES: tuple[Scheme, ...] = ("identity", "linear", "quadratic", "ordinal", "radical")
#: What the distance of two categories is: of their places in the order, or of their values where they are numbers.
Scores = Literal["places", "values"] | Sequence[float]


def weights_of(
    categories: Sequence[Any], weights: Scheme | ArrayLike = "identity", scores: Scores = "places"
) -> Floats:
    """The matrix of weights, categories by categories.

    "identity": same or not; "linear" 1 - d / range; "quadratic" 1 - (d / range)^2; "radical" 1 - sqrt(d / range);
    "ordinal": by the number of pairs between two places. Or a symmetric matrix with 1 on its diagonal.
    `scores`: "places" in the order (1, 2, ...), "values" of numeric categories (places of others), or the values.
    Source: Cohen, Psychological Bulletin 70 (1968) 213-220; Gwet, Handbook of Inter-Rater Reliability, 4th ed.
    """
    size = len(categories)
    if not isinstance(weights, str):
        return _given(weights, size)
    one_of(weights, SCHEMES, "weights, if not given as a matrix,")
    if size == 1:
        return np.ones((1, 1))
    place = np.arange(size, dtype=np.float64)
    at = place if weights == "ordinal" else _scores(categories, scores)
    apart = np.abs(at[:, None] - at)
    if apart.max() == 0:
        raise ValueError("all categories have the same score: weights cannot tell them apart")
    share = apart / apart.max()
    match weights:
        case "identity":
            return np.eye(size)
        case "linear":
            return np.asarray(1 - share)
        case "quadratic":
            return np.asarray(1 - share**2)
        case "radical":
            return np.asarray(1 - np.sqrt(share))
        case _:
            pairs = apart * (apart + 1) / 2
            return np.asarray(1 - pairs / pairs.max())


def beyond_chance(chance: float) -> None:
    """ValueError where the weights call every choice that was made agreement: nothing is then beyond chance."""
    if chance >= 1 - 1e-12:
        raise ValueError("the weights count all choices that were made as agreement: nothing is left beyond chance")


def _given(weights: ArrayLike, size: int) -> Floats:
    matrix = np.asarray(weights, dtype=np.float64)
    if matrix.shape != (size, size):
        raise ValueError(f"the weights have the shape {matrix.shape}, but there are {size} categories")
    if not (np.allclose(matrix, matrix.T) and np.all(np.diag(matrix) == 1) and matrix.min() >= 0 and matrix.max() <= 1):
        raise ValueError("weights go from 0 to 1, with 1 on the diagonal, and are the same both ways")
    if size > 1:
        beyond_chance(float(matrix.min()))
    return matrix


def _scores(categories: Sequence[Any], scores: Scores) -> Floats:
    size = len(categories)
    if not isinstance(scores, str):
        given = np.asarray(scores, dtype=np.float64)
        if given.shape != (size,) or not np.isfinite(given).all():
            raise ValueError(f"{size} categories need {size} finite scores")
        return given
    one_of(scores, ("places", "values"), "scores, if not given as numbers,")
    numeric = all(isinstance(each, int | float) and not isinstance(each, bool) for each in categories)
    if scores == "values" and numeric:
        return finite(categories, "the ratings")
    return np.arange(size, dtype=np.float64)

"""Intraclass correlation: how alike the numbers are that raters give the same item."""

from typing import Literal

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import fdtrc, fdtri

from qa_run.statistics.arguments import one_of, tail
from qa_run.statistics.arrays import Floats

Model = Literal["oneway", "twoway"]
Kind = Literal["agreement", "consistency"]
Unit = Literal["single", "average"]


@frozen
class IntraclassCorrelation:
    """`name` in McGraw and Wong's letters, such as ICC(A,1); F tests the correlation against `null`."""

    name: str
    value: float
    lower: float
    upper: float
    f: float
    df1: float
    df2: float
    p: float
    null: float
    items: int
    raters: int
    left_out: int
    confidence: float


@frozen
class _Squares:
    """Mean squares of items, raters, within items, and of what remains."""

    items: float
    raters: float
    within: float
    rest: float
    n: int
    k: int


def intraclass_correlation(
    ratings: ArrayLike,
    *,
    model: Model = "twoway",
    kind: Kind = "agreement",
    unit: Unit = "single",
    null: float = 0.0,
    confidence: float = 0.95,
    freedom: Literal["mcgraw-wong", "irr"] = "mcgraw-wong",
) -> IntraclassCorrelation:
    """The correlation of numbers in a table of items by raters; items with a missing number are left out and counted.

    `model` "oneway": other raters for each item (`kind` does not matter); "twoway": the same raters. `kind`
    "agreement": a rater who is always higher counts against it; "consistency": not. `unit` "average": of the mean of
    all raters. Shrout and Fleiss: ICC(1,1), ICC(2,1) is agreement, ICC(3,1) consistency.
    `freedom` "irr" takes the average's correlation where the single one's belongs in the degrees of freedom of
    ICC(A,k), as R's irr does: for comparison with numbers that were published with it.

    ValueError: fewer than two complete items or raters, infinite numbers, numbers that do not vary between raters,
    or between items.
    Source: McGraw and Wong, Psychological Methods 1 (1996) 30-46 and 390.
    """
    one_of(model, ("oneway", "twoway"), "model")
    one_of(kind, ("agreement", "consistency"), "kind")
    one_of(unit, ("single", "average"), "unit")
    one_of(freedom, ("mcgraw-wong", "irr"), "freedom")
    if not 0 <= null < 1:
        raise ValueError(f"the correlation to test against is {null}: give 0 or more, and less than 1")
    table, left_out = _complete(ratings)
    found = _squares(table)
    n, k, alike = found.n, found.k, "the items do not differ in their mean ratings, so no correlation can be told"
    if found.items <= 0:
        raise ValueError(f"{alike}: rate items that differ")
    if model == "oneway" or kind == "consistency":
        rest, df2 = (found.within, n * (k - 1.0)) if model == "oneway" else (found.rest, (n - 1.0) * (k - 1))
        _varies(rest)
        value, lower, upper, f = _by_ratio(found.items / rest, n, k, df2, unit, null, confidence)
        letter = "" if model == "oneway" else "C,"
    else:
        _varies(found.rest)
        value, lower, upper, f, df2 = _absolute(found, unit, null, confidence, freedom)
        letter = "A,"
    if not np.isfinite([lower, upper, f]).all():
        raise ValueError(f"{alike} with an interval: rate items that differ")
    p = float(fdtrc(n - 1, df2, f))
    name = f"ICC({letter}{1 if unit == 'single' else k})"
    return IntraclassCorrelation(name, value, lower, upper, f, n - 1, df2, p, null, n, k, left_out, confidence)


def _complete(ratings: ArrayLike) -> tuple[Floats, int]:
    try:
        table = np.asarray(ratings, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"the ratings must be numbers: {error}") from None
    if table.ndim != 2 or table.shape[1] < 2:
        raise ValueError(f"the ratings have the shape {table.shape}: give items by raters, with two raters or more")
    if np.isinf(table).any():
        raise ValueError("a rating is infinite: correct it or leave its item out")
    whole = table[~np.isnan(table).any(axis=1)]
    if whole.shape[0] < 2:
        raise ValueError(f"{whole.shape[0]} items were rated by all: at least 2 are needed")
    return whole, table.shape[0] - whole.shape[0]


def _squares(table: Floats) -> _Squares:
    n, k = table.shape
    centred = table - table.mean()
    by_item, by_rater = centred.mean(axis=1), centred.mean(axis=0)
    within = centred - by_item[:, None]
    rest = within - by_rater
    least = float(np.sum(centred**2)) * table.size * np.finfo(np.float64).eps ** 2 * 64

    def square(total: float, df: int) -> float:
        return total / df if total > least else 0.0  # what is left of rounding is nothing

    return _Squares(
        square(float(by_item @ by_item) * k, n - 1),
        square(float(by_rater @ by_rater) * n, k - 1),
        square(float(np.sum(within**2)), n * (k - 1)),
        square(float(np.sum(rest**2)), (n - 1) * (k - 1)),
        n,
        k,
    )


def _varies(rest: float) -> None:
    if rest <= 0:
        raise ValueError(
            "the raters do not differ at all (beyond constant shifts): F has nothing to divide by, and no interval "
            "can be given; check that the ratings were made independently"
        )


def _by_ratio(
    ratio: float, n: int, k: int, df2: float, unit: Unit, null: float, confidence: float
) -> tuple[float, float, float, float]:
    """Value, bounds and F where one F ratio of items to error says it all."""
    outside = tail(confidence, "both")
    ratios = np.array([ratio, ratio / fdtri(n - 1, df2, 1 - outside), ratio * fdtri(df2, n - 1, 1 - outside)])
    if unit == "single":
        value, lower, upper = (ratios - 1) / (ratios + k - 1)
        f = ratio * (1 - null) / (1 + (k - 1) * null)
    else:
        value, lower, upper = 1 - 1 / ratios
        f = ratio * (1 - null)
    return float(value), float(lower), float(upper), float(f)


def _absolute(
    found: _Squares, unit: Unit, null: float, confidence: float, freedom: str
) -> tuple[float, float, float, float, float]:
    """Value, bounds, F and its second degrees of freedom for absolute agreement."""
    n, k, rest = found.n, found.k, found.rest
    single = (found.items - rest) / (found.items + (k - 1) * rest + k / n * (found.raters - rest))
    value = single if unit == "single" else (found.items - rest) / (found.items + (found.raters - rest) / n)

    def weights(correlation: float, raters: int) -> tuple[float, float]:
        odds = raters * correlation / (1 - correlation)
        return odds / n, 1 + odds * (n - 1) / n

    a, b = weights(null, k if unit == "single" else 1)
    f = found.items / (a * found.raters + b * rest)
    a, b = weights(value if freedom == "irr" else single, k)
    one, other = a * found.raters, b * rest
    df2 = (one + other) ** 2 / (one**2 / (k - 1) + other**2 / ((n - 1) * (k - 1)))
    outside = tail(confidence, "both")
    low, high = float(fdtri(n - 1, df2, 1 - outside)), float(fdtri(df2, n - 1, 1 - outside))
    if unit == "single":
        both = k * found.raters + (k * n - k - n) * rest
        lower = n * (found.items - low * rest) / (low * both + n * found.items)
        upper = n * (high * found.items - rest) / (both + n * high * found.items)
    else:
        both = found.raters - rest
        lower = n * (found.items - low * rest) / (low * both + n * found.items)
        upper = n * (high * found.items - rest) / (both + n * high * found.items)
    return value, lower, upper, f, df2

"""Two proportions: how far apart, and whether they are the same within a margin."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import Side, found_of, one_of, positive, tail
from qa_run.statistics.arrays import Floats, flags, plain
from qa_run.statistics.comparing.means import Equivalence
from qa_run.statistics.comparing.score import restricted, score_bounds
from qa_run.statistics.intervals.proportions import proportion_interval

#: Count and n of one side.
Counts = tuple[ArrayLike, ArrayLike]
Row: TypeAlias = tuple[Floats, Floats, Floats, Floats]
Bounds: TypeAlias = tuple[Floats, Floats]


@frozen(kw_only=True, eq=False)
class ProportionsCompared:
    """The difference of two proportions, first less second, with an interval."""

    difference: Floats
    lower: Floats
    upper: Floats
    confidence: float
    side: Side
    method: str


def difference_of_proportions(
    first: Counts, second: Counts, confidence: float = 0.95, side: Side = "both", method: str = "newcombe"
) -> ProportionsCompared:
    """The difference of two proportions with an interval.

    first, second: (count, n) each, 0 <= count <= n, n >= 1; numbers or arrays that broadcast
    method: newcombe (the default: Wilson's two intervals, squared and added; Newcombe 1998, Statistics in Medicine 17,
            873, method 10), wald (R's prop.test without correction), wald-corrected (with), agresti-caffo (2000, The
            American Statistician 54, 280), mee (1984) and miettinen-nurminen (1985, Statistics in Medicine 4, 213): the
            differences that a score test with restricted estimates does not reject
    Raises ValueError.
    """
    one_of(method, tuple(METHODS), "method")
    row = _row(first, second)
    x1, n1, x2, n2 = row
    lower, upper = METHODS[method](row, tail(confidence, side))
    lower, upper = np.clip(lower, -1.0, 1.0), np.clip(upper, -1.0, 1.0)
    return ProportionsCompared(
        difference=plain(x1 / n1 - x2 / n2),
        lower=plain(np.full(x1.shape, -1.0) if side == "upper" else lower),
        upper=plain(np.full(x1.shape, 1.0) if side == "lower" else upper),
        confidence=confidence,
        side=side,
        method=method,
    )


def equivalence_of_proportions(
    first: Counts, second: Counts, margin: ArrayLike, level: float = 0.05, method: str = "miettinen-nurminen"
) -> Equivalence:
    """Two one-sided tests: is the difference of two proportions within -margin to margin?

    first, second: (count, n) each; margin: shares above 0 and below 1; level: of each of both tests, below 0.5
    method: miettinen-nurminen (the default) and mee: score tests with the proportions restricted to be the margin apart
            (Farrington and Manning, 1990, Statistics in Medicine 9, 1447); wald
    Equivalent where the interval with confidence 1 - 2 level lies strictly within the margin. Raises ValueError.
    """
    one_of(method, ("miettinen-nurminen", "mee", "wald"), "the method")
    row = _row(first, second)
    high = np.broadcast_to(positive(margin, "margin"), row[0].shape)
    if (high >= 1).any():
        raise ValueError("a margin of 1 or more holds every difference; write a share below 1, not percent")
    lower, upper = METHODS[method](row, tail(1 - 2 * level, "both"))
    return Equivalence(
        difference=plain(row[0] / row[1] - row[2] / row[3]),
        lower=plain(np.clip(lower, -1.0, 1.0)),
        upper=plain(np.clip(upper, -1.0, 1.0)),
        margin_lower=plain(-high),
        margin_upper=plain(high),
        p=plain(np.maximum(_below(row, -high, method), _below((row[2], row[3], row[0], row[1]), -high, method))),
        equivalent=flags((lower > -high) & (upper < high)),
        level=level,
        method=f"two one-sided tests, {method}",
    )


def _below(row: Row, difference: Floats, method: str) -> Floats:
    """How probable what was found is, or more of it, if the difference were only this large."""
    from scipy.special import ndtr

    x1, n1, x2, n2 = row
    p1, p2 = (x1 / n1, x2 / n2) if method == "wald" else restricted(x1, n1, x2, n2, difference)
    inflation = (n1 + n2) / (n1 + n2 - 1) if method == "miettinen-nurminen" else 1.0
    variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * inflation
    off = x1 / n1 - x2 / n2 - difference
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(off == 0, 0.0, off / np.sqrt(variance))
    return ndtr(-z)  # type: ignore[no-any-return]


def _row(first: Counts, second: Counts) -> Row:
    x1, n1, x2, n2 = np.broadcast_arrays(*found_of(*first), *found_of(*second))
    return x1, n1, x2, n2


def _newcombe(row: Row, outside: float) -> Bounds:
    x1, n1, x2, n2 = row
    one, two = (proportion_interval(x, n, 1 - 2 * outside, method="wilson") for x, n in ((x1, n1), (x2, n2)))
    p1, p2 = x1 / n1, x2 / n2
    below = np.sqrt((p1 - one.lower) ** 2 + (two.upper - p2) ** 2)
    above = np.sqrt((one.upper - p1) ** 2 + (p2 - two.lower) ** 2)
    return p1 - p2 - below, p1 - p2 + above


def _wald(row: Row, outside: float) -> Bounds:
    return _plain_bounds(row, outside, np.float64(0.0))


def _wald_corrected(row: Row, outside: float) -> Bounds:
    x1, n1, x2, n2 = row
    weight = 1 / n1 + 1 / n2
    correction = np.minimum(0.5, abs(x1 / n1 - x2 / n2) / weight) * weight
    return _plain_bounds(row, outside, correction)


def _agresti_caffo(row: Row, outside: float) -> Bounds:
    x1, n1, x2, n2 = row
    return _plain_bounds((x1 + 1, n1 + 2, x2 + 1, n2 + 2), outside, np.float64(0.0))


def _plain_bounds(row: Row, outside: float, correction: Floats | np.float64) -> Bounds:
    from scipy.special import ndtri

    x1, n1, x2, n2 = row
    p1, p2 = x1 / n1, x2 / n2
    reach = -ndtri(outside) * np.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) + correction
    return p1 - p2 - reach, p1 - p2 + reach


def _mee(row: Row, outside: float) -> Bounds:
    return score_bounds(*row, outside, np.ones(row[0].shape))


def _miettinen_nurminen(row: Row, outside: float) -> Bounds:
    total = row[1] + row[3]
    return score_bounds(*row, outside, total / (total - 1))


METHODS: dict[str, Callable[[Row, float], Bounds]] = {
    "newcombe": _newcombe,
    "wald": _wald,
    "wald-corrected": _wald_corrected,
    "agresti-caffo": _agresti_caffo,
    "mee": _mee,
    "miettinen-nurminen": _miettinen_nurminen,
}

"""The interval of a net share: of one sample, the share of one kind less the share of another."""

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import Side, counted, one_of, tail, together
from qa_run.statistics.arrays import Floats, plain
from qa_run.statistics.intervals.interval import Interval

METHODS = ("score", "wald")


def net_share_interval(
    plus: ArrayLike,
    minus: ArrayLike,
    n: ArrayLike,
    confidence: float = 0.95,
    side: Side = "both",
    method: str = "score",
) -> Interval:
    """An interval for the share of `plus` less that of `minus` among the same n items, such as a net promoter score.

    plus, minus, n: whole numbers that broadcast; plus + minus <= n, n >= 1
    method: score (the default: the differences that the score test with restricted estimates does not reject; Tango,
            1998, Statistics in Medicine 17, 891, whose discordant pairs are `plus` and `minus`), or wald: the estimate
            with its plain standard error, which has no width where all items are of one kind
    Both are shares from -1 to 1; a net promoter score is a hundred times as much. Raises ValueError.
    """
    one_of(method, METHODS, "method")
    up, down, size = together(plus=counted(plus, "plus"), minus=counted(minus, "minus"), n=counted(n, "n", 1))
    if (up + down > size).any():
        raise ValueError("plus and minus are more items together than there are")
    z = _normal(tail(confidence, side))
    found = (up - down) / size
    if method == "wald":
        reach = z * np.sqrt(np.maximum(((up + down) / size - found**2) / size, 0.0))
        lower, upper = found - reach, found + reach
    else:
        lower, upper = _lowest(up, down, size, z), -_lowest(down, up, size, z)
    lower, upper = np.clip(lower, -1.0, 1.0), np.clip(upper, -1.0, 1.0)
    return Interval(
        estimate=plain(found),
        lower=plain(np.full(found.shape, -1.0) if side == "upper" else lower),
        upper=plain(np.full(found.shape, 1.0) if side == "lower" else upper),
        confidence=confidence,
        side=side,
        method=method,
    )


def _lowest(up: Floats, down: Floats, n: Floats, z: float) -> Floats:
    """The least difference that is not rejected."""
    from qa_run.statistics.searching import where_zero

    found = (up - down) / n

    def excess(difference: Floats) -> Floats:
        least = restricted_share(up, down, n, difference)
        variance = np.maximum(2 * least + difference - difference**2, 0.0) / n
        beyond: Floats = found - difference - z * np.sqrt(variance)
        return beyond

    ends = -np.ones(found.shape)
    return np.where(found <= -1, -1.0, where_zero(excess, ends, found))


def restricted_share(up: Floats, down: Floats, n: Floats, difference: Floats) -> Floats:
    """The likeliest share of `down` where that of `up` is `difference` more: the root of a quadratic (Tango, 1998)."""
    b = -up - down + (2 * n - up + down) * difference
    c = -down * difference * (1 - difference)
    root = (np.sqrt(np.maximum(b**2 - 8 * n * c, 0.0)) - b) / (4 * n)
    return np.clip(root, np.maximum(0.0, -difference), (1 - difference) / 2)


def _normal(outside: float) -> float:
    from scipy.special import ndtri

    return float(-ndtri(outside))

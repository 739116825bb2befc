"""The score interval for a difference of two proportions."""

from collections.abc import Callable

import numpy as np

from qa_run.statistics.arrays import Floats
from qa_run.statistics.searching import where_zero


def score_bounds(
    x1: Floats, n1: Floats, x2: Floats, n2: Floats, outside: float, inflation: Floats
) -> tuple[Floats, Floats]:
    """The differences at which the score statistic with restricted estimates is the normal quantile of `outside`.

    `inflation` multiplies the variance: 1 for Mee, N / (N - 1) for Miettinen and Nurminen.
    """
    found = x1 / n1 - x2 / n2
    beyond = score_excess(x1, n1, x2, n2, outside, inflation)
    ends = np.ones(np.shape(found))
    lower, upper = where_zero(beyond, -ends, found), where_zero(beyond, ends, found)
    return np.where(found == -1, -1.0, lower), np.where(found == 1, 1.0, upper)


def score_excess(
    x1: Floats, n1: Floats, x2: Floats, n2: Floats, outside: float, inflation: Floats
) -> Callable[[Floats], Floats]:
    """Of a difference: how far its score statistic is beyond the normal quantile of `outside`.

    It is times its own denominator, so that nothing is divided by 0; below 0 for what lies within the bounds.
    """
    from scipy.special import ndtri

    found = x1 / n1 - x2 / n2
    quantile = -float(ndtri(outside))

    def beyond(difference: Floats) -> Floats:
        p1, p2 = restricted(x1, n1, x2, n2, difference)
        variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * inflation
        reach: Floats = abs(found - difference) - quantile * np.sqrt(np.maximum(variance, 0.0))
        return reach

    return beyond


def restricted(x1: Floats, n1: Floats, x2: Floats, n2: Floats, difference: Floats) -> tuple[Floats, Floats]:
    """The likeliest two proportions that are `difference` apart: the root of a cubic (Miettinen and Nurminen, 1985)."""
    p1, p2, ratio = x1 / n1, x2 / n2, n2 / n1
    a = 1 + ratio
    b = -(1 + ratio + p1 + ratio * p2 + difference * (ratio + 2))
    c = difference**2 + difference * (2 * p1 + ratio + 1) + p1 + ratio * p2
    d = -p1 * difference * (1 + difference)
    v = (b / (3 * a)) ** 3 - b * c / (6 * a**2) + d / (2 * a)
    u = np.where(v > 0, 1.0, -1.0) * np.sqrt(np.maximum((b / (3 * a)) ** 2 - c / (3 * a), 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        angle = np.where(u == 0, 0.0, np.clip(v / u**3, -1.0, 1.0))
    w = (np.pi + np.arccos(angle)) / 3
    one = np.clip(2 * u * np.cos(w) - b / (3 * a), np.maximum(0.0, difference), np.minimum(1.0, 1 + difference))
    return one, np.clip(one - difference, 0.0, 1.0)

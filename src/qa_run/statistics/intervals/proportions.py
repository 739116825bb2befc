"""Intervals for one proportion."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import Side, found_of, one_of, tail
from qa_run.statistics.arrays import Floats, plain
from qa_run.statistics.intervals.interval import Interval
from qa_run.statistics.intervals.searched import likelihood_ratio, mid_p

Bounds: TypeAlias = tuple[Floats, Floats]


def proportion_interval(
    count: ArrayLike,
    n: ArrayLike,
    confidence: float = 0.95,
    side: Side = "both",
    method: str = "clopper-pearson",
    clipped: bool = True,
) -> Interval:
    """An interval for the proportion behind `count` of `n` items.

    count, n:   whole numbers that broadcast, 0 <= count <= n, n >= 1
    confidence: a share, such as 0.95; of one bound where `side` is lower or upper ("at most p" is upper)
    method:     clopper-pearson (the default: never less sure than told), wilson, wilson-corrected (for continuity),
                jeffreys, mid-p, likelihood-ratio, agresti-coull, wald, logit, probit, cloglog
    clipped:    agresti-coull and wald may leave 0 to 1; they are cut there unless this is false

    Clopper and Pearson (1934, Biometrika 26, 404); Wilson (1927); Newcombe (1998, Statistics in Medicine 17, 857) for
    the corrected one, with the correction no larger than |count - n/2| as R's prop.test has it; Brown, Cai and DasGupta
    (2001, Statistical Science 16, 101) for the rest. At 0 and at n of n: jeffreys ends at 0 or 1; logit, probit and
    cloglog are not defined and give Clopper and Pearson's bounds; wald has no width. Raises ValueError.
    """
    one_of(method, tuple(METHODS), "method")
    found, size = found_of(count, n)
    outside = tail(confidence, side)
    lower, upper = METHODS[method](found, size, outside)
    if clipped:
        lower, upper = np.clip(lower, 0.0, 1.0), np.clip(upper, 0.0, 1.0)
    return Interval(
        estimate=plain(found / size),
        lower=plain(np.zeros(found.shape) if side == "upper" else lower),
        upper=plain(np.ones(found.shape) if side == "lower" else upper),
        confidence=confidence,
        side=side,
        method=method,
    )


def _clopper_pearson(x: Floats, n: Floats, outside: float) -> Bounds:
    from scipy.special import betaincinv

    lower = np.where(x == 0, 0.0, betaincinv(np.maximum(x, 1), n - x + 1, outside))
    upper = np.where(x == n, 1.0, 1 - betaincinv(np.maximum(n - x, 1), x + 1, outside))
    return lower, upper


def _jeffreys(x: Floats, n: Floats, outside: float) -> Bounds:
    from scipy.special import betaincinv

    lower = np.where(x == 0, 0.0, betaincinv(x + 0.5, n - x + 0.5, outside))
    return lower, np.where(x == n, 1.0, 1 - betaincinv(n - x + 0.5, x + 0.5, outside))


def _wilson(x: Floats, n: Floats, outside: float) -> Bounds:
    return _score(x, n, outside, np.zeros(x.shape))


def _wilson_corrected(x: Floats, n: Floats, outside: float) -> Bounds:
    return _score(x, n, outside, np.minimum(0.5, abs(x - n / 2)))


def _score(x: Floats, n: Floats, outside: float, correction: Floats) -> Bounds:
    """The proportions whose score test leaves `outside` beyond; from the nearer end, so that no digits are lost."""
    squared = _normal(outside) ** 2

    def lowest(x: Floats) -> Floats:
        shifted = np.maximum(x - correction, 0.0)
        root = np.sqrt(squared * (shifted * (n - shifted) / n + squared / 4))
        bound: Floats = (shifted + squared / 2 - root) / (n + squared)
        return np.where(x == 0, 0.0, np.maximum(bound, 0.0))

    return lowest(x), 1 - lowest(n - x)


def _wald(x: Floats, n: Floats, outside: float) -> Bounds:
    p = x / n
    reach = _normal(outside) * np.sqrt(p * (1 - p) / n)
    return p - reach, p + reach


def _agresti_coull(x: Floats, n: Floats, outside: float) -> Bounds:
    squared = _normal(outside) ** 2
    return _wald(x + squared / 2, n + squared, outside)


def _logit(x: Floats, n: Floats, outside: float) -> Bounds:
    from scipy.special import expit, logit

    def bounds(p: Floats, z: float) -> Bounds:
        reach = z / np.sqrt(n * p * (1 - p))
        return expit(logit(p) - reach), expit(logit(p) + reach)

    return _transformed(x, n, outside, bounds)


def _probit(x: Floats, n: Floats, outside: float) -> Bounds:
    from scipy.special import ndtr, ndtri

    def bounds(p: Floats, z: float) -> Bounds:
        middle = ndtri(p)
        density = np.exp(-(middle**2) / 2) / np.sqrt(2 * np.pi)
        reach = z * np.sqrt(p * (1 - p) / n) / density
        return ndtr(middle - reach), ndtr(middle + reach)

    return _transformed(x, n, outside, bounds)


def _cloglog(x: Floats, n: Floats, outside: float) -> Bounds:
    def bounds(p: Floats, z: float) -> Bounds:
        middle = np.log(-np.log(p))
        reach = z * np.sqrt((1 - p) / (n * p)) / abs(np.log(p))
        return np.exp(-np.exp(middle + reach)), np.exp(-np.exp(middle - reach))

    return _transformed(x, n, outside, bounds)


def _transformed(x: Floats, n: Floats, outside: float, bounds: Callable[[Floats, float], Bounds]) -> Bounds:
    edge = (x == 0) | (x == n)
    lower, upper = bounds(np.where(edge, 0.5, x / n), _normal(outside))
    exact = _clopper_pearson(x, n, outside)
    return np.where(edge, exact[0], lower), np.where(edge, exact[1], upper)


def _normal(outside: float) -> float:
    from scipy.special import ndtri

    return float(-ndtri(outside))


METHODS: dict[str, Callable[[Floats, Floats, float], Bounds]] = {
    "clopper-pearson": _clopper_pearson,
    "wilson": _wilson,
    "wilson-corrected": _wilson_corrected,
    "jeffreys": _jeffreys,
    "mid-p": mid_p,
    "likelihood-ratio": likelihood_ratio,
    "agresti-coull": _agresti_coull,
    "wald": _wald,
    "logit": _logit,
    "probit": _probit,
    "cloglog": _cloglog,
}

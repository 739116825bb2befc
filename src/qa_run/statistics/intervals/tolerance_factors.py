"""Tolerance factors: how many standard deviations hold a share of a normal distribution, with confidence."""

from functools import partial

import numpy as np

from qa_run.statistics.arguments import one_of, share
from qa_run.statistics.arrays import Floats
from qa_run.statistics.noncentral import noncentral_t
from qa_run.statistics.searching import rising_root

METHODS = ("exact", "howe", "wald-wolfowitz")
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(64)


def tolerance_factor(n: int, coverage: float, confidence: float, sides: int = 2, method: str = "exact") -> float:
    """The factor k: with `confidence`, mean - k s (and mean + k s) hold at least `coverage` of a normal distribution.

    n: size of the sample, 2 or more; coverage, confidence: shares, such as 0.99 and 0.95; sides: 1 or 2 limits.
    One limit: the noncentral t quantile over the root of n. Two limits: "exact" (the default) integrates over the
    distribution of the mean (Odeh, 1978, Communications in Statistics B7, 183; Krishnamoorthy and Mathew, Statistical
    Tolerance Regions, 2009, 2.3); "howe" (1969, JASA 64, 610; NIST e-handbook 7.2.6.3) and "wald-wolfowitz" (1946)
    are approximations. Raises ValueError.
    """
    one_of(method, METHODS, "method")
    share(coverage, "coverage")
    share(confidence)
    if not 2 <= n < float("inf") or n != int(n):
        raise ValueError(f"a sample of {n} has no standard deviation; tolerance limits need a whole number from 2 on")
    if sides not in (1, 2):
        raise ValueError(f"there are {sides} sides; write 1 or 2")
    if sides == 1:
        if method != "exact":
            raise ValueError(f"{method} is an approximation for two limits; one limit is computed exactly")
        return _one_sided(int(n), coverage, confidence)
    return {"exact": _exact, "howe": _howe, "wald-wolfowitz": _wald_wolfowitz}[method](int(n), coverage, confidence)


def _one_sided(n: int, coverage: float, confidence: float) -> float:
    from scipy.special import ndtri

    shift = float(ndtri(coverage)) * np.sqrt(n)
    return rising_root(lambda k: float(noncentral_t(k * np.sqrt(n), n - 1, shift)) - confidence)


def _exact(n: int, coverage: float, confidence: float) -> float:
    means, weights = _means(n)
    return rising_root(partial(_short_of, n, _radius(coverage, means), weights, confidence))


def _short_of(n: int, radius: Floats, weights: Floats, confidence: float, k: float) -> float:
    """The confidence that limits k deviations out have, less the confidence asked for."""
    from scipy.special import gammaincc

    if k <= 0:
        return -confidence
    return float((weights * gammaincc((n - 1) / 2, (n - 1) / 2 * (radius / k) ** 2)).sum()) - confidence


def _means(n: int) -> tuple[Floats, Floats]:
    """Places of the sample mean above the true one, in sigmas, and how probable they are (both halves)."""
    ends = np.array([0.0, 2.0, 5.0, 9.0]) / np.sqrt(n)
    middle, reach = (ends[1:] + ends[:-1])[:, None] / 2, (ends[1:] - ends[:-1])[:, None] / 2
    places = (middle + reach * _POINTS).ravel()
    weights = (reach * _WEIGHTS).ravel() * 2 * np.sqrt(n / (2 * np.pi)) * np.exp(-n * places**2 / 2)
    return places, weights


def _radius(coverage: float, mean: Floats) -> Floats:
    """How far to both sides of a mean that is off by `mean` sigmas lies a share `coverage` (Newton's method)."""
    from scipy.special import ndtr, ndtri

    radius = mean + ndtri((1 + coverage) / 2)
    for _ in range(100):
        held = ndtr(mean + radius) - ndtr(mean - radius)
        density = (np.exp(-((mean + radius) ** 2) / 2) + np.exp(-((mean - radius) ** 2) / 2)) / np.sqrt(2 * np.pi)
        step = (held - coverage) / density
        radius = radius - step
        if (abs(step) <= 1e-14 * radius).all():
            break
    found: Floats = radius
    return found


def _howe(n: int, coverage: float, confidence: float) -> float:
    from scipy.special import ndtri

    return float(ndtri((1 + coverage) / 2) * np.sqrt(1 + 1 / n)) * _deviation(n, confidence)


def _wald_wolfowitz(n: int, coverage: float, confidence: float) -> float:
    return float(_radius(coverage, np.array([1 / np.sqrt(n)]))[0]) * _deviation(n, confidence)


def _deviation(n: int, confidence: float) -> float:
    """How much larger than s sigma may be."""
    from scipy.special import gammaincinv

    half = (n - 1) / 2
    return float(np.sqrt(half / gammaincinv(half, 1 - confidence)))

"""Intervals for a rate: nonconformities per unit, events per hour."""

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import Side, counted, one_of, positive, tail, together
from qa_run.statistics.arrays import Floats, plain
from qa_run.statistics.intervals.interval import Interval

METHODS = ("garwood", "score", "mid-p")


def rate_interval(
    count: ArrayLike, exposure: ArrayLike = 1.0, confidence: float = 0.95, side: Side = "both", method: str = "garwood"
) -> Interval:
    """An interval for the rate behind a Poisson `count` seen in `exposure`.

    count:    whole numbers from 0 on; exposure: numbers above 0 (units, hours, square metres) that broadcast with them;
              the rate is per one of them
    method:   garwood (exact; Garwood 1936, Biometrika 28, 437; the default), score (Rao's), mid-p (Cohen and Yang,
              1994)
    """
    one_of(method, METHODS, "method")
    seen, over = together(count=counted(count, "count"), exposure=positive(exposure, "exposure"))
    outside = tail(confidence, side)
    lower, upper = {"garwood": _garwood, "score": _score, "mid-p": _mid_p}[method](seen, outside)
    return Interval(
        estimate=plain(seen / over),
        lower=plain(np.zeros(seen.shape) if side == "upper" else lower / over),
        upper=plain(np.full(seen.shape, np.inf) if side == "lower" else upper / over),
        confidence=confidence,
        side=side,
        method=method,
    )


def _garwood(count: Floats, outside: float) -> tuple[Floats, Floats]:
    from scipy.special import gammainccinv, gammaincinv

    lower = np.where(count == 0, 0.0, gammaincinv(np.maximum(count, 1), outside))
    return lower, gammainccinv(count + 1, outside)


def _score(count: Floats, outside: float) -> tuple[Floats, Floats]:
    from scipy.special import ndtri

    z = float(-ndtri(outside))
    reach = z * np.sqrt(count + z**2 / 4)
    return np.maximum(count + z**2 / 2 - reach, 0.0), count + z**2 / 2 + reach


def _mid_p(count: Floats, outside: float) -> tuple[Floats, Floats]:
    from scipy.special import pdtr

    from qa_run.statistics.searching import where_zero

    def at_most(rate: Floats) -> Floats:
        before = np.where(count > 0, pdtr(np.maximum(count - 1, 0), rate), 0.0)
        here: Floats = (before + pdtr(count, rate)) / 2
        return here

    zero, (_, far) = np.zeros(count.shape), _garwood(count, outside)
    lower = where_zero(lambda rate: at_most(rate) - (1 - outside), zero, far)
    upper = where_zero(lambda rate: at_most(rate) - outside, zero, far)
    return np.where(count == 0, 0.0, lower), upper

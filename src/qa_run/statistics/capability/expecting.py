"""Nonconforming items to be expected from a normal process, and the same thing said as a Z."""

from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import log_ndtr, ndtr, ndtri, ndtri_exp

from qa_run.statistics.arguments import number
from qa_run.statistics.arrays import Floats
from qa_run.statistics.capability.limits import SpecificationLimits

MILLION = 1_000_000
#: How far a process wanders in the long run, in sigmas, by the convention of six sigma (Harry, 1988).
SHIFT = 1.5


@frozen(kw_only=True)
class Expected:
    """Fractions of items beyond the limits, 0 to 1 (times a million: ppm), of a normal process.

    An end without a limit is `None`. Z is `None` where it is undefined: no spread, and the mean on the limit.
    z_bench is the Z whose single tail holds all that is nonconforming.
    """

    below: float | None
    above: float | None
    total: float
    z_lower: float | None
    z_upper: float | None
    z_bench: float | None

    @property
    def ppm(self) -> float:
        """Nonconforming items of a million."""
        return self.total * MILLION


def expected(mean: float, sigma: float, limits: SpecificationLimits) -> Expected:
    """What a normal process with this `mean` and `sigma` is expected to make beyond `limits`.

    Within or overall is a matter of the sigma that is given. A sigma of 0 makes all items alike: none or all of them
    are nonconforming, and an item on the limit conforms. qcc prints fractions under 0.0001 as 0; these are exact.
    """
    number(mean, "the mean")
    low = None if limits.lower is None else _z(mean - limits.lower, sigma)
    high = None if limits.upper is None else _z(limits.upper - mean, sigma)
    below = None if limits.lower is None else _tail(mean - limits.lower, sigma)
    above = None if limits.upper is None else _tail(limits.upper - mean, sigma)
    undefined = (limits.lower is not None and low is None) or (limits.upper is not None and high is None)
    return Expected(
        below=below,
        above=above,
        total=(below or 0.0) + (above or 0.0),
        z_lower=low,
        z_upper=high,
        z_bench=None if undefined else float(z_bench(low, high)),
    )


def z_bench(z_lower: ArrayLike | None, z_upper: ArrayLike | None) -> Floats:
    """Z.bench = -Phi^-1(Phi(-Z.lsl) + Phi(-Z.usl)), elementwise; with one limit it is that Z.

    Exact in both tails, where a probability would be rounded to 0 or 1. Source: Minitab, methods and formulas,
    benchmark Z. Raises ValueError without any Z, and for one that is undefined (NaN).
    """
    given = [_defined(each) for each in (z_lower, z_upper) if each is not None]
    if not given:
        raise ValueError("Z.bench needs the Z of a specification limit: give a lower one, an upper one or both")
    if len(given) == 1:
        return given[0]
    near, far = np.minimum(*given), np.maximum(*given)
    outside: Any = np.logaddexp(log_ndtr(-near), log_ndtr(-far))
    mostly_good = outside < np.log(0.5)
    inside = np.maximum(ndtr(near) - ndtr(-far), 0.0)
    return np.asarray(np.where(mostly_good, -ndtri_exp(np.minimum(outside, 0.0)), ndtri(inside)))


def sigma_level(z: ArrayLike, shift: float = SHIFT) -> Floats:
    """The sigma level of six sigma: Z.bench plus the `shift` that is taken to be between short and long term.

    For the Z of the overall sigma (long term) the shift is added; 0 gives the level without it. State which.
    Raises ValueError for a Z that is undefined (NaN).
    """
    return np.asarray(_defined(z) + number(shift, "shift"))


def _defined(z: ArrayLike) -> Floats:
    """Each Z, which may be infinite: nothing lies beyond the limits, or everything."""
    given = np.asarray(z, float)
    if np.isnan(given).any():
        raise ValueError("Z is no number: without any spread, and with the mean on the limit, it is undefined")
    return given


def _z(room: float, sigma: float) -> float | None:
    if sigma > 0:
        return room / sigma
    return None if room == 0 else float(np.copysign(np.inf, room))


def _tail(room: float, sigma: float) -> float:
    if sigma > 0:
        return float(ndtr(-room / sigma))
    return 1.0 if room < 0 else 0.0

"""The noncentral t distribution: what variables sampling and one-sided tolerance limits rest on."""

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arrays import Floats, plain

#: Gauss-Legendre points in each of the pieces that the integral is cut into.
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(48)
#: What is left out at either end of the distribution of s.
_LEFT_OUT = 1e-18


def noncentral_t(t: ArrayLike, df: float, noncentrality: ArrayLike) -> Floats:
    """The probability that a noncentral t variable is at most `t`.

    t, noncentrality: numbers that broadcast; df: one number of degrees of freedom, 1 or more

    The integral of the normal distribution function over the distribution of s / sigma (Johnson, Kotz and Balakrishnan,
    Continuous Univariate Distributions 2, chapter 31), by Gauss and Legendre's rule in pieces that meet where the
    integrand turns. To about 1e-13, for negative noncentrality too, where series lose digits.
    """
    wanted, shift = np.broadcast_arrays(np.asarray(t, dtype=np.float64), np.asarray(noncentrality, dtype=np.float64))
    flat = [_one(float(each), float(df), float(off)) for each, off in zip(wanted.ravel(), shift.ravel(), strict=True)]
    return plain(np.reshape(flat, wanted.shape))


def _one(t: float, df: float, noncentrality: float) -> float:
    from scipy.special import gammaincc, gammainccinv, gammaincinv, gammaln, ndtr, xlogy

    half = df / 2
    lowest, highest = np.sqrt(gammaincinv(half, _LEFT_OUT) / half), np.sqrt(gammainccinv(half, _LEFT_OUT) / half)
    cuts = [lowest, 1.0, highest]
    if abs(t) > 1e-3:  # below, the integrand has no turn to speak of
        turn, width = noncentrality / t, 1 / abs(t)
        cuts += [turn + width * step for step in (-9, -5, -2, 0, 2, 5, 9)]
    edges = np.unique(np.clip(cuts, lowest, highest))
    middle, reach = (edges[1:] + edges[:-1]) / 2, (edges[1:] - edges[:-1]) / 2
    u = middle[:, None] + reach[:, None] * _POINTS
    density = np.exp(np.log(2) + half * np.log(half) - gammaln(half) + xlogy(df - 1, u) - half * u**2)
    below = ndtr(t * u - noncentrality)
    inside = float((reach[:, None] * _WEIGHTS * density * below).sum())
    beyond = float(gammaincc(half, half * highest**2)) * float(ndtr(t * highest - noncentrality))
    return min(max(inside + beyond, 0.0), 1.0)

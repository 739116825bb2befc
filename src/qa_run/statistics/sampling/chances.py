"""The chance of finding exactly x in a sample: binomial, Poisson, hypergeometric.

By the saddle-point expansion, which keeps 13 digits where differences of log-gammas lose them: C. Loader, "Fast and
accurate computation of binomial probabilities" (2000), the method of R's dbinom, dpois and dhyper.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arrays import Floats


def binomial(x: ArrayLike, n: ArrayLike, p: ArrayLike) -> Floats:
    """The chance of `x` nonconforming items among `n` where a share `p` (0 to 1) is nonconforming. Arrays broadcast.

    0 for an x below 0 or above n. The arguments are not checked. Loader (2000).
    """
    x_, n_, p_ = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in (x, n, p)))
    inside = (x_ >= 0) & (x_ <= n_)
    found, size = np.where(inside, x_, 0.0), np.where(inside, n_, 0.0)
    rest = size - found
    with np.errstate(divide="ignore", invalid="ignore"):
        log = _stirling(size) - _stirling(found) - _stirling(rest)
        log -= _deviance(found, size * p_) + _deviance(rest, size * (1 - p_))
        middle = np.exp(log) * np.sqrt(size / (2 * np.pi * found * rest))
        none, every = np.exp(size * np.log1p(-p_)), np.power(p_, size)
    chance = np.where(found == 0, np.where(size == 0, 1.0, none), np.where(rest == 0, every, middle))
    return np.where(inside, chance, 0.0)


def poisson(x: ArrayLike, mean: ArrayLike) -> Floats:
    """The chance of `x` nonconformities where `mean` (0 or more) are expected. Arrays broadcast. Loader (2000)."""
    x_, mean_ = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in (x, mean)))
    found = np.maximum(x_, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        some = np.exp(-_stirling(found) - _deviance(found, mean_)) / np.sqrt(2 * np.pi * found)
    chance = np.where(found == 0, np.exp(-mean_), np.where(mean_ > 0, some, 0.0))
    return np.where(x_ >= 0, chance, 0.0)


def hypergeometric(x: ArrayLike, n: ArrayLike, nonconforming: ArrayLike, lot_size: ArrayLike) -> Floats:
    """The chance of `x` nonconforming items among `n` drawn from a lot that holds so many. Arrays broadcast.

    As a product of binomials: b(x; D, q) b(n - x; N - D, q) / b(n; N, q) with q = n/N. Loader (2000).
    """
    x_, n_, bad, lot = np.broadcast_arrays(
        *(np.asarray(value, dtype=float) for value in (x, n, nonconforming, lot_size))
    )
    share = np.divide(n_, lot, out=np.zeros(lot.shape), where=lot > 0)
    possible = binomial(x_, bad, share) * binomial(n_ - x_, lot - bad, share)
    return np.divide(possible, binomial(n_, lot, share), out=np.zeros(lot.shape), where=possible > 0)


def _stirling(n: Floats) -> Floats:
    """log n! less Stirling's formula; 0 for 0."""
    from scipy.special import gammaln

    large = np.maximum(n, 16.0)
    square = large * large
    tail = (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / large
    small = np.clip(n, 1.0, 16.0)
    exact = gammaln(small + 1) - (small + 0.5) * np.log(small) + small - 0.5 * np.log(2 * np.pi)
    return np.where(n == 0, 0.0, np.where(n > 16, tail, exact))


def _deviance(x: Floats, mean: Floats) -> Floats:
    """x log(x/mean) + mean - x, without the loss of digits where they are close."""
    off = (mean - x) / x
    return np.where(x == 0, mean, x * (off - np.log1p(off)))


def up_to(model: str, ac: int, n: int, quality: float, lot_size: int | None = None) -> float:
    """The chance of at most `ac` in one sample of `n`; `quality` as `operating_characteristic` takes it."""
    from scipy.special import bdtr, pdtr

    if model == "binomial":
        return 1.0 if ac >= n else float(bdtr(ac, n, quality))
    if model == "poisson":
        return float(pdtr(ac, n * quality))
    return min(1.0, float(_sum_hypergeometric(ac, n, quality, lot_size)))


def _sum_hypergeometric(ac: int, n: int, nonconforming: float, lot_size: int | None) -> Any:
    return hypergeometric(np.arange(ac + 1), n, nonconforming, lot_size or n).sum()

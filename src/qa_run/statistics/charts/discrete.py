"""Quantiles of counts: the least count that is reached with at least a given probability."""

import numpy as np

from qa_run.statistics.arrays import Floats


def binomial_quantile(probability: float, n: Floats, p: float) -> Floats:
    """The least x with P(X <= x) >= probability, X binomial of `n` items with proportion `p`; one for each `n`."""
    from scipy.special import bdtr, bdtrik  # limits in sigmas need neither

    if p <= 0 or p >= 1:
        return np.asarray(n * float(p >= 1))
    sizes, where = np.unique(n, return_inverse=True)
    if sizes[0] == 0:
        return np.where(n > 0, binomial_quantile(probability, np.maximum(n, 1), p), 0.0)
    guess = np.clip(np.ceil(bdtrik(probability, sizes, p)), 0, sizes)
    lower = np.maximum(guess - 1, 0)
    least = np.where(bdtr(lower, sizes.astype(np.int64), p) >= _fuzz(probability), lower, guess)
    return np.asarray(least[where])


def poisson_quantile(probability: float, mean: Floats) -> Floats:
    """The least x with P(X <= x) >= probability, X Poisson with `mean`; one for each mean."""
    from scipy.special import pdtr, pdtrik

    means, where = np.unique(mean, return_inverse=True)
    safe = np.where(means > 0, means, 1.0)
    guess = np.maximum(np.ceil(pdtrik(probability, safe)), 0)
    lower = np.maximum(guess - 1, 0)
    least = np.where(pdtr(lower, safe) >= _fuzz(probability), lower, guess)
    return np.asarray(np.where(means > 0, least, 0.0)[where])


def geometric_quantile(probability: float, p: float) -> float:
    """The least x from 1 with P(X <= x) >= probability, X the trials up to and with the first success."""
    if p >= 1:
        return 1.0
    return float(max(1.0, np.ceil(np.log1p(-probability) / np.log1p(-p) * (1 - 1e-14))))


def _fuzz(probability: float) -> float:
    """A sum of probabilities that misses by its last digits has reached it."""
    return probability * (1 - 64 * float(np.finfo(np.float64).eps))

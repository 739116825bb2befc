"""The intervals for a proportion that have no closed form."""

import numpy as np

from qa_run.statistics.arrays import Floats
from qa_run.statistics.searching import where_zero


def mid_p(x: Floats, n: Floats, outside: float) -> tuple[Floats, Floats]:
    """Bounds at which half of the observed count's probability, and all beyond it, is `outside` (Berry and Armitage,
    1995, The Statistician 44, 417)."""
    from scipy.special import bdtr

    size = n.astype(np.int64)

    def at_most(p: Floats) -> Floats:
        before = np.where(x > 0, bdtr(np.maximum(x - 1, 0), size, p), 0.0)
        here: Floats = (before + bdtr(x, size, p)) / 2
        return here

    zero, one = np.zeros(x.shape), np.ones(x.shape)
    lower = where_zero(lambda p: at_most(p) - (1 - outside), zero, one)
    upper = where_zero(lambda p: at_most(p) - outside, zero, one)
    return np.where(x == 0, 0.0, lower), np.where(x == n, 1.0, upper)


def likelihood_ratio(x: Floats, n: Floats, outside: float) -> tuple[Floats, Floats]:
    """Bounds at which twice the log of the likelihood ratio is the squared normal quantile."""
    from scipy.special import ndtri, xlog1py, xlogy

    best = x / n
    highest = xlogy(x, best) + xlog1py(n - x, -best)
    half = ndtri(outside) ** 2 / 2

    def short(p: Floats) -> Floats:
        return xlogy(x, p) + xlog1py(n - x, -p) - highest + half  # type: ignore[no-any-return]

    lower = where_zero(short, np.zeros(x.shape), best)
    upper = where_zero(short, np.ones(x.shape), best)
    return np.where(x == 0, 0.0, lower), np.where(x == n, 1.0, upper)

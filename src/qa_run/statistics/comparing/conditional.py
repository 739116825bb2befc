"""The chi-square statistic of a table of counts, given all of its totals."""

import numpy as np

from qa_run.statistics.arrays import Floats

#: Different totals and statistics that are looked at on the way through the strata, in all.
_MOST = 3_000_000


class TooMany(Exception):
    """The tables with these totals cannot be gone through."""


def exact_p(counts: Floats, statistic: float) -> float:
    """The probability of a statistic at least this large, of two kinds, over all tables with these totals.

    Stratum by stratum, tables that have got the same count and the same statistic so far are kept as one.
    """
    from scipy.special import gammaln

    if counts.shape[1] != 2:
        raise TooMany(f"a table of {counts.shape[1]} kinds is not gone through exactly")
    if counts[:, 0].sum() > counts[:, 1].sum():
        counts = counts[:, ::-1]
    sizes, total = counts.sum(axis=1), counts[:, 0].sum()
    share = total / sizes.sum()
    taken, so_far, log_ways = np.zeros(1), np.zeros(1), np.zeros(1)
    left, looked_at = sizes.sum(), 0
    for size in np.sort(sizes):
        left -= size
        possible = np.arange(0.0, min(size, total) + 1)
        ways = gammaln(size + 1) - gammaln(possible + 1) - gammaln(size - possible + 1)
        part = (possible - size * share) ** 2 / (size * share * (1 - share))
        looked_at += taken.size * possible.size
        if looked_at > _MOST:
            raise TooMany(f"{counts.shape[0]} strata with {total:g} such items have too many tables to go through")
        new = (taken[:, None] + possible).ravel()
        kept = (new <= total) & (total - new <= left)
        taken, so_far, log_ways = _merged(
            new[kept], (so_far[:, None] + part).ravel()[kept], (log_ways[:, None] + ways).ravel()[kept]
        )
    chances = np.exp(log_ways - log_ways.max())
    return min(float(chances[so_far >= statistic * (1 - 1e-9) - 1e-12].sum() / chances.sum()), 1.0)


def _merged(taken: Floats, so_far: Floats, log_ways: Floats) -> tuple[Floats, Floats, Floats]:
    rounded = np.round(so_far, 9)
    order = np.lexsort((rounded, taken))
    taken, so_far, log_ways, rounded = taken[order], so_far[order], log_ways[order], rounded[order]
    first = np.r_[True, (np.diff(taken) != 0) | (np.diff(rounded) != 0)]
    starts = np.flatnonzero(first)
    return taken[starts], so_far[starts], np.logaddexp.reduceat(log_ways, starts)


def matched_p(counts: Floats, statistic: float) -> float:
    """The tail of the gamma distribution with the statistic's exact mean and variance, given the totals."""
    from scipy.special import gammaincc

    mean, variance = moments(counts)
    return float(gammaincc(mean**2 / variance, statistic * mean / variance))


def moments(counts: Floats) -> tuple[float, float]:
    """Mean and variance of the chi-square statistic, given all totals (Dawson, 1954, Biometrika 41, 280)."""
    n = float(counts.sum())
    if n < 4:
        raise ValueError(f"{n:g} items in all are too few for a comparison")
    one, two = (_of_margin(counts.sum(axis=axis), n) for axis in (1, 0))
    mean = (counts.shape[0] - 1) * (counts.shape[1] - 1) * n / (n - 1)
    variance = 2 * n / (n - 3) * (one[0] - one[1]) * (two[0] - two[1]) + n**2 / (n - 1) * one[1] * two[1]
    return mean, float(variance)


def _of_margin(totals: Floats, n: float) -> tuple[float, float]:
    r = totals.size
    return (r - 1) * (n - r) / (n - 1), float((n * (1 / totals).sum() - r**2) / (n - 2))

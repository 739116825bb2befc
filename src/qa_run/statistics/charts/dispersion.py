"""Whether counts vary more than binomially or as Poisson: whether ordinary attributes limits hold."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import gammaincc

from qa_run.statistics.charts.attributes import counts_of_area, counts_of_items


@frozen
class Overdispersion:
    """Observed over theoretical variance, the statistic (its `freedom` times), and how likely more is by chance."""

    ratio: float
    statistic: float
    freedom: int
    p_value: float


def binomial_overdispersion(count: ArrayLike, n: ArrayLike) -> Overdispersion:
    """Variance of the counts of nonconforming items against mean size x p(1-p); meant for sizes that are alike.

    The statistic, (points - 1) times the ratio, is chi-square distributed with points - 1 degrees of freedom; the
    p-value is the upper tail. Wetherill and Brown 1991, *Statistical Process Control*, 212; qcc.overdispersion.test.
    """
    number, size = counts_of_items(count, n)
    p = float(number.sum() / size.sum())
    return _tested(number, float(size.mean()) * p * (1 - p))


def poisson_overdispersion(count: ArrayLike) -> Overdispersion:
    """Variance of the counts of nonconformities against their mean; otherwise as `binomial_overdispersion`."""
    number, _ = counts_of_area(count, 1.0)
    return _tested(number, float(number.mean()))


def _tested(number: np.ndarray, expected: float) -> Overdispersion:
    if number.size < 2:
        raise ValueError("one point has no variance: at least 2 are needed")
    if expected == 0:
        raise ValueError("all counts are at the end of what is possible: there is no variance to compare with")
    ratio = float(number.var(ddof=1)) / expected
    freedom = int(number.size) - 1
    return Overdispersion(ratio, ratio * freedom, freedom, float(gammaincc(freedom / 2, ratio * freedom / 2)))

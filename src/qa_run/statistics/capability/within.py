"""The sigma within subgroups, pooled: what Cp and Cpk compare the limits with."""

import math

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike, NDArray

from qa_run.statistics.capability.values import checked


@frozen(kw_only=True)
class WithinSigma:
    """A sigma in the unit of the values, its degrees of freedom v, and how it was made.

    subgroups: how many have two values or more; single values tell nothing about the spread within.
    """

    sigma: float
    degrees_of_freedom: int
    subgroups: int
    method: str


def pooled_sigma(values: ArrayLike, subgroup: ArrayLike, unbiased: bool = True) -> WithinSigma:
    """The pooled standard deviation of `values`, each with the label of its `subgroup` (same length, any order).

    sqrt(sum of squares within / v) with v = sum(n_i - 1), divided by c4(v + 1) unless `unbiased` is false: qcc's RMSDF,
    Minitab's default. All values in one subgroup give s / c4(n), qcc's SD.

    Raises ValueError where no subgroup has two values.
    """
    array, labels = checked(values), np.asarray(subgroup)
    if labels.shape != array.shape:
        raise ValueError(f"{array.size} values need as many labels of subgroups, not {labels.size}")
    _, place = np.unique(labels, return_inverse=True)
    sizes = np.bincount(place)
    means = np.bincount(place, array - array[0]) / sizes + array[0]
    lowest, highest = np.full(sizes.size, np.inf), np.full(sizes.size, -np.inf)
    np.minimum.at(lowest, place, array)
    np.maximum.at(highest, place, array)
    squares = np.where(lowest == highest, 0.0, np.bincount(place, (array - means[place]) ** 2))
    return _pooled(squares, sizes, unbiased)


def pooled_from(sizes: ArrayLike, deviations: ArrayLike, unbiased: bool = True) -> WithinSigma:
    """As `pooled_sigma`, from the size and the standard deviation (n_i - 1) of each subgroup.

    The deviation of a subgroup of one value does not count and may be NaN. Raises ValueError where no subgroup has two
    values, or a deviation that counts is negative or no finite number.
    """
    counts, spreads = np.asarray(sizes), np.asarray(deviations, dtype=float)
    if counts.shape != spreads.shape or counts.ndim != 1:
        raise ValueError("sizes and deviations are two rows of the same length: one entry for each subgroup")
    counted = counts > 1
    if not (np.isfinite(spreads[counted]) & (spreads[counted] >= 0)).all():
        raise ValueError("the deviation of a subgroup of two values or more is a finite number, 0 or more")
    return _pooled(np.where(counted, spreads, 0.0) ** 2 * np.maximum(counts - 1, 0), counts, unbiased)


def _pooled(squares: NDArray[np.float64], sizes: NDArray[np.int64], unbiased: bool) -> WithinSigma:
    counted = sizes > 1
    free = int((sizes[counted] - 1).sum())
    if free == 0:
        raise ValueError("every subgroup holds a single value: use the moving range, or the overall sigma alone")
    sigma = math.sqrt(float(squares.sum()) / free)
    return WithinSigma(
        sigma=sigma / _c4(free + 1) if unbiased else sigma,
        degrees_of_freedom=free,
        subgroups=int(counted.sum()),
        method="pooled, c4(v + 1)" if unbiased else "pooled",
    )


def _c4(n: int) -> float:
    """What the standard deviation of n normal values is on average, in sigmas: Montgomery, chapter 6.

    From 300 degrees of freedom on by Stirling's series, to the last digit; logarithms of large gammas lose some.
    """
    free = n - 1
    if free < 300:
        return math.sqrt(2 / free) * math.exp(math.lgamma(n / 2) - math.lgamma(free / 2))
    return 1 - 1 / (4 * free) + 1 / (32 * free**2) + 5 / (128 * free**3) - 21 / (2048 * free**4)

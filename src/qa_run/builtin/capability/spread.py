"""Sigma within: what a process varies by from one item to the next, by subgroups or by moving ranges."""

from typing import Any, Self

from attrs import frozen

from qa_run.builtin.capability.specification import How

#: How much more the mean of moving ranges of 2 varies than that of as many ranges of their own, since neighbours share
#: a value: 1 + 2 cov / d3^2, with E|U V| of two differences that share a value (correlation -1/2).
SHARED = 1.4478823


@frozen(eq=False, repr=False)
class Groups:
    """The subgroups of a row of values, in the order in which they begin: their sizes, and of each its first value's
    place, its mean, its range and its standard deviation (0 for a single value)."""

    sizes: Any
    first: Any
    means: Any
    ranges: Any
    sds: Any

    @classmethod
    def of(cls, values: Any, subgroup: Any) -> Self:
        """`subgroup` is a number for each value, or how many values in a row make one."""
        import numpy as np

        if isinstance(subgroup, int):
            first = np.arange(0, len(values), subgroup)
            order, starts = np.arange(len(values)), first
        else:
            _, first, inverse = np.unique(subgroup, return_index=True, return_inverse=True)
            label = np.argsort(np.argsort(first))[inverse]
            order = np.argsort(label, kind="stable")
            starts = np.flatnonzero(np.diff(label[order], prepend=-1))
            first = np.sort(first)
        ordered = values[order] - values[0]
        sizes = np.diff(np.append(starts, len(values)))
        means = np.add.reduceat(ordered, starts) / sizes
        ranges = np.maximum.reduceat(ordered, starts) - np.minimum.reduceat(ordered, starts)
        squares = np.add.reduceat((ordered - np.repeat(means, sizes)) ** 2, starts)
        sds = np.where(ranges > 0, np.sqrt(squares / np.maximum(sizes - 1, 1)), 0.0)
        return cls(sizes, first, means + values[0], ranges, sds)


@frozen(eq=False, repr=False)
class Within:
    """Sigma within, its degrees of freedom, and by which convention."""

    sigma: float
    freedom: float
    convention: str


def within(values: Any, groups: Groups | None, how: How | None) -> Within:
    """The estimate that is asked for; without a wish pooled, or of values without subgroups from moving ranges.

    Degrees of freedom: of a pooled sigma those that it has; of the others 1 / (2 v), v the variance of the estimate
    over sigma squared, as of a chi-square: from d2, d3 and c4, and for moving ranges about 0.6 (n - 1). They are 0.9 of
    k (n - 1) for ranges of 5, which is Minitab's approximation; qcc takes n - 1 whatever the estimate.
    Raises ValueError where no subgroup has two values.
    """
    from qa_run.statistics.spread import (
        by_size,
        c4,
        c5,
        d2,
        d3,
        sigma_of_moving_ranges,
        sigma_of_ranges,
        sigma_of_sds,
    )  # fmt: skip

    if groups is None:
        moving = sigma_of_moving_ranges(values)
        free = (len(values) - 1) * (d2(2) / d3(2)) ** 2 / (2 * SHARED)
        return Within(moving.value, max(free, 1.0), moving.convention)
    if how in (None, "pooled"):
        pooled = sigma_of_sds(groups.sizes, groups.sds, method="pooled")
        return Within(pooled.value, float(pooled.degrees_of_freedom or 1.0), pooled.convention)
    several = groups.sizes[groups.sizes > 1].astype(float)
    if how == "r_bar":
        found = sigma_of_ranges(groups.sizes, groups.ranges)
        free = float(((by_size(d2, several) / by_size(d3, several)) ** 2).sum()) / 2
    else:
        found = sigma_of_sds(groups.sizes, groups.sds)
        free = float(((by_size(c4, several) / by_size(c5, several)) ** 2).sum()) / 2
    return Within(found.value, max(free, 1.0), found.convention)

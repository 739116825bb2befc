"""Sigma within subgroups: what the process varies by when nothing special happens."""

from typing import Literal

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.spread.columns import Flags, Floats, column, mask, non_negative, same, sizes, spread
from qa_run.statistics.spread.constants import by_size, c4, c5, d2, d3


@frozen
class Sigma:
    """An estimate of the standard deviation of single values, and by which convention."""

    value: float
    convention: str

    def __float__(self) -> float:
        return self.value


def sigma_of_ranges(
    n: ArrayLike,
    ranges: ArrayLike,
    *,
    method: Literal["weighted", "mean"] = "weighted",
    counted: ArrayLike | None = None,
) -> Sigma:
    """Sigma from the ranges of subgroups of sizes `n`; subgroups of one value say nothing about it.

    weighted: the minimum-variance linear unbiased estimate, weights (d2/d3)^2 (Burr 1969; qcc's MVLUE-R; Minitab)
    mean: the plain mean of R/d2 (qcc's UWAVE-R); the same where all sizes are equal
    """
    read = non_negative(column(ranges, "ranges"), "ranges")
    size, kept = _with_spread(sizes(n, read.size), read, mask(counted, read.size))
    mean = by_size(d2, size)
    if method == "mean" or _alike(size):
        return Sigma(float((kept / mean).mean()), "sigma within: mean of R/d2")
    if method != "weighted":
        raise ValueError(f"method: weighted or mean, not {method!r}")
    weights = (mean / by_size(d3, size)) ** 2
    return Sigma(float((kept / mean) @ weights / weights.sum()), "sigma within: R/d2, weighted by size (MVLUE)")


def sigma_of_sds(
    n: ArrayLike,
    sds: ArrayLike,
    *,
    method: Literal["weighted", "mean", "pooled"] = "weighted",
    counted: ArrayLike | None = None,
) -> Sigma:
    """Sigma from the sample standard deviations of subgroups of sizes `n`; those of one value say nothing about it.

    weighted: weights c4^2/(1 - c4^2) (Burr 1969; qcc's MVLUE-SD; Minitab's S-bar)
    mean: the plain mean of s/c4 (qcc's UWAVE-SD); the same where all sizes are equal
    pooled: sqrt(sum of (n-1) s^2 / v) / c4(v + 1), v the sum of n - 1 (qcc's RMSDF; Minitab's pooled, unbiased)
    """
    read = non_negative(column(sds, "standard deviations"), "standard deviations")
    size, kept = _with_spread(sizes(n, read.size), read, mask(counted, read.size))
    if method == "pooled":
        freedom = float((size - 1).sum())
        return Sigma(
            float(np.sqrt(np.square(kept) @ (size - 1) / freedom)) / c4(freedom + 1),
            "sigma within: pooled, divided by c4(v + 1)",
        )
    mean = by_size(c4, size)
    if method == "mean" or _alike(size):
        return Sigma(float((kept / mean).mean()), "sigma within: mean of s/c4")
    if method != "weighted":
        raise ValueError(f"method: weighted, mean or pooled, not {method!r}")
    weights = (mean / by_size(c5, size)) ** 2
    return Sigma(float((kept / mean) @ weights / weights.sum()), "sigma within: s/c4, weighted by size (MVLUE)")


def sigma_of_moving_ranges(
    values: ArrayLike, *, span: int = 2, screened: bool = False, counted: ArrayLike | None = None
) -> Sigma:
    """Sigma of single values from the mean of their moving ranges over `span` values, divided by d2(span).

    A range that holds a value which is not counted is left out. `screened`: ranges above their upper 3 sigma limit
    are left out, once, before the mean is taken again (Nelson 1982; qicharts2).
    Montgomery, *Introduction to Statistical Quality Control*, 6.4. ValueError when fewer than `span` values follow
    each other.
    """
    read = column(values, "values")
    ranges = moving_ranges(read, span)[whole_spans(mask(counted, read.size), span)]
    if not ranges.size:
        raise ValueError(f"a moving range needs {span} values that follow each other; give centre and sigma instead")
    mean = float(ranges.mean())
    words = f"sigma within: mean moving range of {span} / d2"
    if screened:
        upper = mean * (1 + 3 * d3(span) / d2(span))
        mean = float(ranges[ranges <= upper].mean())
        words += ", ranges above their limit left out once"
    return Sigma(mean / d2(span), words)


def sigma_overall(values: ArrayLike, *, counted: ArrayLike | None = None) -> Sigma:
    """Sigma of single values from their sample standard deviation, divided by c4(n) (qcc's SD)."""
    read = column(values, "values")
    kept = read[mask(counted, read.size)]
    if kept.size < 2:
        raise ValueError("one value has no standard deviation: at least 2 are needed")
    return Sigma(float(kept.std(ddof=1)) / c4(kept.size), "sigma: sample standard deviation / c4")


def moving_ranges(values: Floats, span: int = 2) -> Floats:
    """The range of each value and the `span` - 1 before it: `span` - 1 fewer numbers than values."""
    if span != int(span) or span < 2:
        raise ValueError(f"span: a whole number from 2 is needed, not {span}")
    if span == 2:
        return np.abs(np.diff(values))
    if values.size < span:
        return np.empty(0)
    windows = np.lib.stride_tricks.sliding_window_view(values, span)
    return np.asarray(windows.max(axis=1) - windows.min(axis=1))


def whole_spans(counted: Flags, span: int) -> Flags:
    """Which spans of values that follow each other consist of counted ones only."""
    if counted.size < span:
        return np.zeros(0, dtype=np.bool_)
    if counted.all():
        return counted[span - 1 :]
    return np.asarray(np.lib.stride_tricks.sliding_window_view(counted, span).all(axis=1))


def given(sigma: "Sigma | float") -> Sigma:
    """A sigma as it was estimated, or one that is known."""
    return sigma if isinstance(sigma, Sigma) else Sigma(spread(sigma), "sigma given")


def _with_spread(size: Floats, read: Floats, counted: Flags) -> tuple[Floats, Floats]:
    if same(size) and size[0] > 1 and counted.all():
        return size, read
    kept = counted & (size > 1)
    if not kept.any():
        raise ValueError("no subgroup has two values, so none has a spread; use a chart of individual values")
    return (size, read) if kept.all() else (sizes(size[kept], int(kept.sum())), read[kept])


def _alike(size: Floats) -> bool:
    return same(size) or bool((size == size[0]).all())

"""Sigma within subgroups: what the process varies by when nothing special happens."""

from typing import Literal

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import nonnegative, nonnegative_row, number, one_of, row_of, whole
from qa_run.statistics.arrays import Flags, Floats, all_of, same
from qa_run.statistics.spread.columns import mask, sizes
from qa_run.statistics.spread.constants import by_size, c4, c5, d2, d3


@frozen
class Sigma:
    """An estimate of the standard deviation of single values, and by which convention.

    degrees_of_freedom: of a pooled one and of the sample's own; None where the estimate has none that are exact.
    """

    value: float
    convention: str
    degrees_of_freedom: int | None = None

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
    one_of(method, ("weighted", "mean"), "method")
    read = nonnegative_row(ranges, "ranges")
    size, kept = _with_spread(sizes(n, read.size), read, mask(counted, read.size))
    mean = by_size(d2, size)
    if method == "mean" or _alike(size):
        return Sigma(float((kept / mean).mean()), "sigma within: mean of R/d2")
    weights = (mean / by_size(d3, size)) ** 2
    return Sigma(float((kept / mean) @ weights / weights.sum()), "sigma within: R/d2, weighted by size (MVLUE)")


def sigma_of_sds(
    n: ArrayLike,
    sds: ArrayLike,
    *,
    method: Literal["weighted", "mean", "pooled"] = "weighted",
    unbiased: bool = True,
    counted: ArrayLike | None = None,
) -> Sigma:
    """Sigma from the sample standard deviations of subgroups of sizes `n`.

    Subgroups of one value say nothing about it; theirs may be NaN.

    weighted: weights c4^2/(1 - c4^2) (Burr 1969; qcc's MVLUE-SD; Minitab's S-bar)
    mean: the plain mean of s/c4 (qcc's UWAVE-SD); the same where all sizes are equal
    pooled: sqrt(sum of (n-1) s^2 / v), v the sum of n - 1, its degrees of freedom; divided by c4(v + 1) unless
      `unbiased` is false (qcc's RMSDF; Minitab's pooled)
    """
    one_of(method, ("weighted", "mean", "pooled"), "method")
    raw = np.asarray(sds, dtype=np.float64)
    of_size = sizes(n, raw.size)
    read = row_of(raw if of_size.min() > 1 else np.where(of_size > 1, raw, 0.0), "standard deviations")
    size, kept = _with_spread(of_size, nonnegative(read, "standard deviations"), mask(counted, read.size))
    if method == "pooled":
        freedom = int((size - 1).sum())
        value = float(np.sqrt(np.square(kept) @ (size - 1) / freedom))
        if not unbiased:
            return Sigma(value, "sigma within: pooled", freedom)
        return Sigma(value / c4(freedom + 1), "sigma within: pooled, divided by c4(v + 1)", freedom)
    mean = by_size(c4, size)
    if method == "mean" or _alike(size):
        return Sigma(float((kept / mean).mean()), "sigma within: mean of s/c4")
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
    read = row_of(values, "values")
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
    read = row_of(values, "values")
    kept = read[mask(counted, read.size)]
    if kept.size < 2:
        raise ValueError("one value has no standard deviation: at least 2 are needed")
    return Sigma(float(kept.std(ddof=1)) / c4(kept.size), "sigma: sample standard deviation / c4", kept.size - 1)


def moving_ranges(values: ArrayLike, span: int = 2) -> Floats:
    """The range of each value and the `span` - 1 before it: `span` - 1 fewer numbers than values.

    ValueError for a value that is no number: a gap has to be left out by somebody who says so.
    """
    read = row_of(values, "the values", 0)
    if whole(span, "span", 2) == 2:
        ranges = np.diff(read)
        return np.abs(ranges, out=ranges)
    if read.size < span:
        return np.empty(0)
    windows = np.lib.stride_tricks.sliding_window_view(read, span)
    return np.asarray(windows.max(axis=1) - windows.min(axis=1))


def whole_spans(counted: Flags, span: int) -> Flags:
    """Which spans of values that follow each other consist of counted ones only."""
    if counted.size < span:
        return np.zeros(0, dtype=np.bool_)
    if all_of(counted):
        return counted[span - 1 :]
    return np.asarray(np.lib.stride_tricks.sliding_window_view(counted, span).all(axis=1))


def given(sigma: "Sigma | float") -> Sigma:
    """A sigma as it was estimated, or one that is known."""
    return sigma if isinstance(sigma, Sigma) else Sigma(number(sigma, "sigma", least=0), "sigma given")


def _with_spread(size: Floats, read: Floats, counted: Flags) -> tuple[Floats, Floats]:
    if same(size) and size[0] > 1 and all_of(counted):
        return size, read
    kept = counted & (size > 1)
    if not kept.any():
        raise ValueError("no subgroup has two values, so none has a spread; use a chart of individual values")
    return (size, read) if kept.all() else (sizes(size[kept], int(kept.sum())), read[kept])


def _alike(size: Floats) -> bool:
    return same(size) or bool((size == size[0]).all())

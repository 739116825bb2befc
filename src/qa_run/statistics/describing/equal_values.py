"""Runs of equal values, and how likely the longest of them is."""

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import row_of, shares, whole


def longest_run(values: ArrayLike) -> tuple[int, int]:
    """How many equal values stand in a row at most, and the place of the first of them, from 0.

    values: one row of numbers in their order, at least one; of runs of one length the first counts. Raises ValueError.
    """
    row = row_of(values)
    starts = np.flatnonzero(np.r_[True, np.diff(row) != 0])
    lengths = np.diff(np.r_[starts, row.size])
    best = int(lengths.argmax())
    return int(lengths[best]), int(starts[best])


def longest_run_chance(length: int, n: int, frequencies: ArrayLike) -> float:
    """The probability of a run of `length` or more equal values among n that do not depend on each other, at most.

    frequencies: the share of each different value, which add up to 1
    It is the expected number of such runs, (n - k)(1 - p) p^k + p^k summed over the values, which is never below the
    probability, and near to it where it is small (Feller, An Introduction to Probability Theory and Its Applications,
    volume 1, XIII.7, has the exact one). At most 1. Raises ValueError.
    """
    k, many = whole(length, "length", 1), whole(n, "n", 1)
    p = np.atleast_1d(shares(frequencies, "frequencies"))
    if abs(float(p.sum()) - 1) > 1e-6:
        raise ValueError(f"the frequencies add up to {p.sum():g}; shares that add up to 1 are needed")
    if k > many:
        return 0.0
    return min(float((p**k * (1 + (many - k) * (1 - p))).sum()), 1.0)

"""Roots of monotone functions, for many numbers at once."""

from collections.abc import Callable

import numpy as np

from qa_run.statistics.arguments import Numbers


def where_zero(function: Callable[[Numbers], Numbers], low: Numbers, high: Numbers) -> Numbers:
    """Where `function` changes its sign between `low` and `high`, each number by itself, by halving.

    `function` takes and gives arrays of the shape of `low`; where its sign does not change, one of the ends is
    answered.
    """
    low, high = np.array(low, dtype=np.float64), np.array(high, dtype=np.float64)
    start = np.sign(function(low))
    for _ in range(200):
        middle = (low + high) / 2
        if ((middle == low) | (middle == high)).all():
            break
        same = np.sign(function(middle)) == start
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    root: Numbers = (low + high) / 2
    return root

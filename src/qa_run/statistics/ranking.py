"""Ranks: the place of each value among all, counted from 1."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_run.statistics.arrays import Floats


def midranks(values: NDArray[Any]) -> tuple[Floats, Floats]:
    """The rank of each value, ties sharing the middle of their places; and how many values tie at each rank."""
    _, place, ties = np.unique(values, return_inverse=True, return_counts=True)
    middles = np.cumsum(ties) - (ties - 1) / 2
    return np.asarray(middles[place.reshape(-1)]), ties.astype(np.float64)

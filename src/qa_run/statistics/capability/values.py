"""Recorded values as an array that statistics can be computed from."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def checked(values: ArrayLike) -> NDArray[np.float64]:
    """The values as one row of floats, at least one.

    Raises ValueError for more than one dimension, no value at all, and for NaN and infinite values, with their count.
    """
    array = np.asarray(values, dtype=float)
    if array.ndim != 1:
        raise ValueError(f"capability takes one row of values, not {array.ndim} dimensions: flatten the subgroups")
    if array.size == 0:
        raise ValueError("there is no value to compute a capability from: record some first")
    bad = int(array.size - np.count_nonzero(np.isfinite(array)))
    if bad:
        raise ValueError(
            f"{bad} of {array.size} values are NaN or infinite: settle what they are before, none is left out"
        )
    return array


def mean_and_deviation(values: NDArray[np.float64]) -> tuple[float, float | None]:
    """The mean and the standard deviation with n - 1; none for a single value, exactly 0 where all values are equal."""
    first = float(values[0])
    if bool((values == first).all()):
        return first, 0.0 if values.size > 1 else None
    return float(values.mean()), float(values.std(ddof=1))

"""Labels of any one kind: text, numbers, dates; which are missing, which are different."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def labels_of(given: ArrayLike) -> NDArray[Any]:
    """An array as it is; a list as objects, so that a missing label among texts stays missing."""
    return given if isinstance(given, np.ndarray) else np.asarray(given, dtype=object)


def missing(labels: NDArray[Any]) -> NDArray[np.bool_]:
    """Where there is None, NaN, or no time."""
    if labels.dtype.kind == "O":
        nothing: Any = None
        return np.asarray(np.equal(labels, nothing) | (labels != labels), dtype=np.bool_)
    if labels.dtype.kind in "fmM":
        return np.asarray(labels != labels, dtype=np.bool_)
    return np.zeros(labels.shape, dtype=np.bool_)


def different(labels: NDArray[Any], what: str) -> tuple[tuple[Any, ...], NDArray[np.intp]]:
    """The different labels in their order, and for each entry which of them it is. ValueError if they have no order."""
    try:
        names, codes = np.unique(labels, return_inverse=True)
    except TypeError:
        raise ValueError(f"{what} are of different kinds and cannot be ordered: make them all text") from None
    return tuple(names.tolist()), codes.reshape(-1)

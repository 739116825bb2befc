"""Arrays by what they hold, and the two shapes in which one number for all is told."""

from struct import pack
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: One number for each number asked about: an array for arrays, a plain number for plain numbers.
Floats: TypeAlias = NDArray[np.float64]
#: True or false for each.
Flags: TypeAlias = NDArray[np.bool_]
#: Places, counted from 0.
Integers: TypeAlias = NDArray[np.intp]


def plain(values: ArrayLike) -> Floats:
    """An array as it is; a plain number where it holds one number without a shape."""
    result: Floats = np.asarray(values, dtype=np.float64)[()]
    return result


def flags(values: ArrayLike) -> Flags:
    """The same for true and false."""
    result: Flags = np.asarray(values, dtype=np.bool_)[()]
    return result


def full(value: float, points: int) -> Floats:
    """The same number for every point, kept once, not to be written to; quicker to make than `np.broadcast_to`."""
    return np.ndarray((points,), np.float64, pack("d", value), strides=(0,))


def every(points: int) -> Flags:
    """True for every point, kept once, not to be written to."""
    return np.ndarray((points,), np.bool_, b"\x01", strides=(0,))


def all_of(flags: Flags) -> bool:
    """Whether each is true; one look where they are kept once."""
    return bool(flags[0] if flags.strides == (0,) and flags.size else flags.all())


def same(numbers: Floats) -> bool:
    """Whether all are one number, kept once: what is computed from them need be computed but once."""
    return numbers.strides == (0,)

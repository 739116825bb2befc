"""Arrays as they come in: read once into columns of finite numbers, or refused with a sentence."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def column(values: ArrayLike, what: str) -> Floats:
    """One dimension of finite numbers; ValueError names the first that is none."""
    read = np.asarray(values, dtype=np.float64)
    if read.ndim != 1:
        raise ValueError(f"{what}: one dimension is needed, not {read.ndim}")
    if not read.size:
        raise ValueError(f"{what}: there is none; a chart needs at least one point")
    if not np.isfinite(read).all():
        first = int(np.argmin(np.isfinite(read)))
        raise ValueError(f"{what}: point {first + 1} is {read[first]}; leave it out or give its number")
    return read


def fitting(values: ArrayLike, points: int, what: str) -> Floats:
    """One number for each of `points` points; a single number counts for all of them."""
    if np.ndim(values) == 0:
        return full(float(column(np.reshape(values, 1), what)[0]), points)
    read = column(values, what)
    if read.size != points:
        raise ValueError(f"{what}: {read.size} numbers for {points} points")
    return read


def sizes(n: ArrayLike, points: int, least: int = 1) -> Floats:
    """The subgroup sizes: whole numbers of at least `least`, one for each point."""
    read = fitting(n, points, "subgroup sizes")
    if read.strides != (0,) and (read == read[0]).all():
        read = full(float(read[0]), points)
    if same(read):
        least_one = float(read[0])
        if least_one >= least and least_one == np.rint(least_one):
            return read
    off = (read < least) | (read != np.rint(read))
    if off.any():
        wrong = int(np.argmax(off))
        raise ValueError(
            f"subgroup sizes: point {wrong + 1} has {read[wrong]:g}; a whole number from {least} is needed"
        )
    return read


def full(value: float, points: int) -> Floats:
    """The same number for every point, kept once, not to be written to; quicker to make than `np.broadcast_to`."""
    return np.ndarray((points,), np.float64, np.float64(value).tobytes(), strides=(0,))


def same(numbers: Floats) -> bool:
    """Whether all are one number, kept once: what is computed from them need be computed but once."""
    return numbers.strides == (0,)


def mask(counted: ArrayLike | None, points: int) -> Flags:
    """Which points count; all of them when nothing is said. ValueError when none does."""
    if counted is None:
        return np.ndarray((points,), np.bool_, b"\x01", strides=(0,))
    read = np.asarray(counted)
    if read.dtype != np.bool_ or read.shape != (points,):
        raise ValueError(f"counted: a true or false for each of the {points} points is needed")
    if not read.any():
        raise ValueError("counted: no point is left to estimate from; give centre and sigma, or count some")
    return read


def non_negative(values: Floats, what: str) -> Floats:
    """The same numbers, none below 0."""
    if (values < 0).any():
        wrong = int(np.argmax(values < 0))
        raise ValueError(f"{what}: point {wrong + 1} is {values[wrong]:g}, below 0")
    return values


def finite(value: float, what: str) -> float:
    """A finite number that was given."""
    if not np.isfinite(value):
        raise ValueError(f"{what}: a finite number is needed, not {value}")
    return float(value)


def spread(value: float, what: str = "sigma") -> float:
    """A standard deviation that was given: finite and not below 0."""
    if not np.isfinite(value) or value < 0:
        raise ValueError(f"{what}: a finite number from 0 is needed, not {value}")
    return float(value)

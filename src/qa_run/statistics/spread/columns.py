"""What is told of every point or subgroup, once for each or once for all: sizes, and which of them count."""

from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import finite, row_of
from qa_run.statistics.arrays import Flags, Floats, all_of, every, full, same


def fitting(values: ArrayLike, points: int, what: str) -> Floats:
    """One number for each of `points` points; a single number counts for all of them."""
    if isinstance(values, np.ndarray) and values.shape == (points,) and values.dtype == np.float64 and same(values):
        if not points or not isfinite(values[0]):
            row_of(values[:1], what)  # says what is wrong
        return values
    if np.ndim(values) == 0:
        return full(float(finite(values, what)), points)
    read = row_of(values, what)
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


def mask(counted: ArrayLike | None, points: int) -> Flags:
    """Which points count; all of them when nothing is said. ValueError when none does."""
    if counted is None:
        return every(points)
    read = np.asarray(counted)
    if read.dtype != np.bool_ or read.shape != (points,):
        raise ValueError(f"counted: a true or false for each of the {points} points is needed")
    if not all_of(read) and not read.any():
        raise ValueError("counted: no point is left to estimate from; give centre and sigma, or count some")
    return read

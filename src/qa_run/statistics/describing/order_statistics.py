"""Sample quantiles, types 1 to 9."""

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import row_of, shares
from qa_run.statistics.arrays import Floats, plain

#: Hyndman and Fan's (a, b): the plotting position of the k-th of n values is (k - a) / (n + 1 - a - b).
_POSITIONS = {4: (0.0, 1.0), 5: (0.5, 0.5), 6: (0.0, 0.0), 7: (1.0, 1.0), 8: (1 / 3, 1 / 3), 9: (3 / 8, 3 / 8)}
#: A position this close to a whole number is that number: what is computed as 3.9999999999999996 means 4.
_FUZZ = 4 * np.finfo(np.float64).eps


def quantiles(values: ArrayLike, proportions: ArrayLike, type: int = 6) -> Floats:  # noqa: A002
    """The values below which the given proportions of the sample lie.

    values:      one row of finite numbers, at least one, in any order
    proportions: shares from 0 to 1, any shape; the result has this shape and the unit of the values
    type:        1 to 9 of Hyndman and Fan (1996, The American Statistician 50, 361-365). The default is 6, position
                 (n + 1) p, as Minitab and JMP do; 7 is what R and numpy do; 8 is median-unbiased.
                 1 to 3 answer with recorded values only (2 with the middle of two).
    A position before the first or beyond the last value is that value. Raises ValueError.
    """
    if type not in range(1, 10):
        raise ValueError(f"the type of a quantile is {type}; write a whole number from 1 to 9, 6 being the default")
    ordered = np.sort(row_of(values))
    wanted = shares(proportions, "proportions")
    return plain(_discontinuous(ordered, wanted, type) if type < 4 else _interpolated(ordered, wanted, type))


def _discontinuous(ordered: Floats, wanted: Floats, kind: int) -> Floats:
    position = ordered.size * wanted - (0.5 if kind == 3 else 0.0)
    below = np.floor(position + _FUZZ * np.maximum(1, abs(position)))
    exact = abs(position - below) <= _FUZZ * np.maximum(1, abs(position))
    weight = np.where(exact, {1: 0.0, 2: 0.5, 3: 0.0}[kind], 1.0)
    if kind == 3:
        weight = np.where(exact & (below % 2 == 1), 1.0, weight)
    return _between(ordered, below, weight)


def _interpolated(ordered: Floats, wanted: Floats, kind: int) -> Floats:
    first, last = _POSITIONS[kind]
    position = first + wanted * (ordered.size + 1 - first - last)
    below = np.floor(position + _FUZZ)
    weight = position - below
    return _between(ordered, below, np.where(abs(weight) < _FUZZ, 0.0, weight))


def _between(ordered: Floats, below: Floats, weight: Floats) -> Floats:
    """`weight` of the way from the value in place `below`, counted from 1, to the next one."""
    lower = ordered[np.clip(below, 1, ordered.size).astype(np.intp) - 1]
    upper = ordered[np.clip(below + 1, 1, ordered.size).astype(np.intp) - 1]
    between: Floats = lower + weight * (upper - lower)
    return between

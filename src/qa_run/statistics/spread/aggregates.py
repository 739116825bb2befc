"""From raw values to what the charts need of each subgroup."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import row_of
from qa_run.statistics.arrays import Floats, full

#: Rows of so few values are turned into columns first.
NARROW = 64


@frozen(eq=False)
class Aggregates:
    """What is kept of each subgroup, in their order; each an array of one number per subgroup.

    The standard deviation is the sample one (n - 1), and 0 for a subgroup of one value.
    """

    n: Floats
    mean: Floats
    minimum: Floats
    maximum: Floats
    sd: Floats

    @property
    def range(self) -> Floats:
        return self.maximum - self.minimum


def of_rows(values: ArrayLike) -> Aggregates:
    """Aggregates of an array (subgroups x values): a row is a subgroup, a NaN in it a value that was not taken.

    ValueError when the array has another shape, a value is infinite or a row holds no value.
    """
    read = np.asarray(values, dtype=np.float64)
    if read.ndim != 2 or not read.size:
        raise ValueError("an array of subgroups x values is needed, with at least one of each")
    if not np.isfinite(read).all():
        return _of_ragged(read)
    width = read.shape[1]
    # one pass along the long side is many times faster than many short ones
    across = np.ascontiguousarray(read.T) if width <= NARROW else read.T
    mean = across.mean(axis=0)
    squares = np.square(across - mean).sum(axis=0)
    n = full(float(width), mean.size)
    return Aggregates(n, mean, across.min(axis=0), across.max(axis=0), np.sqrt(squares / max(width - 1, 1)))


def _of_ragged(read: Floats) -> Aggregates:
    if np.isinf(read).any():
        raise ValueError(f"subgroup {int(np.argmax(np.isinf(read).any(axis=1))) + 1} holds an infinite value")
    taken = ~np.isnan(read)
    if not taken.any(axis=1).all():
        raise ValueError(f"subgroup {int(np.argmin(taken.any(axis=1))) + 1} holds no value; leave it out")
    return of_groups(read[taken], np.nonzero(taken)[0])


def of_groups(values: ArrayLike, subgroup: ArrayLike) -> Aggregates:
    """Aggregates of a column of values and the column of their subgroups, in the order in which these first appear.

    ValueError when the columns differ in length, are empty or hold a value that is no finite number.
    """
    read, names = row_of(values, "values"), np.asarray(subgroup)
    if names.shape != read.shape:
        raise ValueError(f"{read.size} values, but {names.size} names of subgroups")
    where, count = _numbered(names)
    order = np.argsort(where, kind="stable")
    sorted_values = read[order]
    n = np.bincount(where, minlength=count).astype(np.float64)
    starts = np.concatenate(([0], np.cumsum(n[:-1]).astype(np.intp)))
    # around a value of its own each subgroup keeps its digits, however far from 0 it lies
    origin = sorted_values[starts]
    mean = origin + np.add.reduceat(sorted_values - np.repeat(origin, n.astype(np.intp)), starts) / n
    squares = np.add.reduceat(np.square(sorted_values - np.repeat(mean, n.astype(np.intp))), starts)
    return Aggregates(
        n=n,
        mean=mean,
        minimum=np.minimum.reduceat(sorted_values, starts),
        maximum=np.maximum.reduceat(sorted_values, starts),
        sd=np.sqrt(squares / np.maximum(n - 1, 1)),
    )


def _numbered(names: np.ndarray) -> tuple[np.ndarray, int]:
    """Each name's number, counted in the order of their first appearance, and how many there are."""
    kinds, first, where = np.unique(names, return_index=True, return_inverse=True)
    rank = np.empty(kinds.size, dtype=np.intp)
    rank[np.argsort(first)] = np.arange(kinds.size)
    return rank[where], int(kinds.size)

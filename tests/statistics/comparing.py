"""Numbers beside numbers: how far apart, told against a scale."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

#: The references print 15 digits, and sums in another order differ in the last of them.
PRINTED = 4e-14


def apart(what: str, ours: ArrayLike, theirs: Any, relative: float, scale: ArrayLike = 0.0) -> list[str]:
    """What is wrong when `ours` is not `theirs`, within `relative` of the larger of `theirs` and nothing; or [].

    `scale`: what the difference is measured against, in place of `theirs`: a limit against its distance from the
    centre. A single number of theirs stands for all points.
    """
    one, other = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    if other.size == 1:
        other = np.broadcast_to(other.ravel()[0], one.shape)
    if one.shape != other.shape:
        return [f"{what}: {one.shape} instead of {other.shape}"]
    against = np.where(np.asarray(scale) > 0, scale, np.abs(other))
    wrong = ~(np.abs(one - other) <= relative * against + PRINTED * np.abs(other))
    if not wrong.any():
        return []
    place = int(np.argmax(wrong))
    return [f"{what}[{place}]: {one.ravel()[place]!r} instead of {other.ravel()[place]!r}"]


def places(flags: ArrayLike) -> list[int]:
    """Where a flag is set, counted from 1."""
    return [int(place) + 1 for place in np.flatnonzero(flags)]


def same(found: Any, told: Any, rel: float = 1e-9, absolute: float = 1e-14) -> bool:
    """Whether numbers of one shape agree, each within `rel` of what is told, plus `absolute`."""
    return bool(np.allclose(np.asarray(found, dtype=float), np.asarray(told, dtype=float), rtol=rel, atol=absolute))

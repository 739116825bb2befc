"""What a statistic needs of its arguments, said in a sentence when it is not there."""

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arrays import Flags, Floats

#: On which sides a quantity is bounded, each side with what the confidence leaves out; one side with all of it.
Side: TypeAlias = Literal["both", "lower", "upper"]
SIDES: tuple[Side, ...] = ("both", "lower", "upper")
_END = float("inf")


def one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    """`value`, if it is one of `allowed`. Raises ValueError with what may be written instead."""
    if value not in allowed:
        raise ValueError(f"{what} is {value!r}; write one of {', '.join(allowed)}")
    return value


def number(value: float, what: str, *, least: float = -_END, above: float = -_END, most: float = _END) -> float:
    """One finite number within these bounds. Raises ValueError."""
    if not (least <= value <= most and above < value and abs(value) < _END):
        low = f" above {above:g}" if above > -_END else f" from {least:g}" if least > -_END else ""
        high = f" to {most:g}" if most < _END else ""
        raise ValueError(f"{what} is {value}; a finite number{low}{high} is needed")
    return float(value)


def whole(value: float, what: str, least: int = 0) -> int:
    """One whole number, `least` or more. Raises ValueError."""
    if isinstance(value, bool) or not least <= value < _END or value != int(value):
        raise ValueError(f"{what} is {value}; a whole number from {least} on is needed")
    return int(value)


def share(value: float, what: str = "confidence") -> float:
    """A share strictly between 0 and 1, such as a confidence of 0.95. Raises ValueError."""
    if not 0 < value < 1:
        raise ValueError(f"{what} is {value}; write a share between 0 and 1, such as 0.95")
    return float(value)


def tail(confidence: float, side: Side) -> float:
    """What one bound leaves out: half of 1 - confidence for both sides, all of it for one."""
    outside = 1 - share(confidence)
    return outside / 2 if one_of(side, SIDES, "side") == "both" else outside


def row_of(values: ArrayLike, what: str = "the values", least: int = 1) -> Floats:
    """One row of finite numbers, at least `least` of them. Raises ValueError."""
    numbers = finite(values, what)
    if numbers.ndim != 1:
        raise ValueError(f"{what}: one row of numbers is needed, not {numbers.ndim} dimensions")
    if numbers.size < least:
        raise ValueError(f"{what}: {numbers.size} given, at least {least} needed")
    return numbers


def finite(values: ArrayLike, what: str) -> Floats:
    """Numbers of any shape, all of them finite. Raises ValueError, as below with the first that is none."""
    try:
        numbers = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{what}: numbers are needed: {error}") from None
    return _all(np.isfinite(numbers), numbers, what, "give its number or leave it out, and say so")


def nonnegative(values: ArrayLike, what: str) -> Floats:
    """Finite numbers of any shape, none below zero. Raises ValueError."""
    numbers = finite(values, what)
    return _all(numbers >= 0, numbers, what, "a number from 0 on is needed")


def nonnegative_row(values: ArrayLike, what: str) -> Floats:
    """One row of finite numbers, none below zero. Raises ValueError."""
    numbers = row_of(values, what)
    return _all(numbers >= 0, numbers, what, "a number from 0 on is needed")


def positive(values: ArrayLike, what: str) -> Floats:
    """Finite numbers of any shape, all above zero. Raises ValueError."""
    numbers = finite(values, what)
    return _all(numbers > 0, numbers, what, "a number above 0 is needed")


def counted(values: ArrayLike, what: str, least: int = 0) -> Floats:
    """Whole numbers of any shape, none below `least`, as floats. Raises ValueError."""
    numbers = finite(values, what)
    good = (numbers == np.floor(numbers)) & (numbers >= least)
    return _all(good, numbers, what, f"a whole number from {least} on is needed")


def shares(values: ArrayLike, what: str) -> Floats:
    """Shares from 0 to 1 of any shape, ends included. Raises ValueError."""
    numbers = finite(values, what)
    return _all((numbers >= 0) & (numbers <= 1), numbers, what, "a share from 0 to 1 is needed, not percent")


def together(**columns: Floats) -> tuple[Floats, ...]:
    """Arrays by their names, broadcast to one shape. Raises ValueError with the sizes where they do not fit."""
    try:
        return tuple(np.broadcast_arrays(*columns.values()))
    except ValueError:
        sizes = ", ".join(f"{name} has {each.size}" for name, each in columns.items())
        raise ValueError(f"{sizes}: one number of each is needed for every answer, or one for all") from None


def found_of(count: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """How many were found among how many; they broadcast: whole numbers, 0 <= count <= n, n >= 1. Raises ValueError."""
    found, size = together(count=counted(count, "count"), n=counted(n, "n", 1))
    if (found > size).any():
        raise ValueError("count: more items than were inspected; swap count and n?")
    return found, size


def _all(good: Flags, numbers: Floats, what: str, needed: str) -> Floats:
    if np.logical_and.reduce(good, axis=None):  # `all` does the same, by a way through Python
        return numbers
    place = int(np.argmin(good))
    which = f"{what}: value {place + 1} is" if numbers.size > 1 else f"{what} is"
    raise ValueError(f"{which} {numbers.ravel()[place]:g}; {needed}")

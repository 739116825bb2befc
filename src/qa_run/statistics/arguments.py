"""What a statistic needs of its arguments, said in a sentence when it is not there."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: One number for each number asked about: an array for arrays, a plain number for plain numbers.
Numbers: TypeAlias = NDArray[np.float64]
#: True or false for each.
Flags: TypeAlias = NDArray[np.bool_]

SIDES = ("both", "lower", "upper")


def one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    """`value`, if it is one of `allowed`. Raises ValueError with what may be written instead."""
    if value not in allowed:
        raise ValueError(f"{what} is {value!r}; write one of {', '.join(allowed)}")
    return value


def sample(values: ArrayLike, least: int = 1) -> NDArray[np.float64]:
    """The recorded values as one row of finite numbers, at least `least` of them. Raises ValueError."""
    row = np.atleast_1d(np.asarray(values, dtype=np.float64))
    if row.ndim != 1:
        raise ValueError(f"the values have {row.ndim} dimensions; give one row of numbers")
    if row.size < least:
        raise ValueError(f"{row.size} values are too few; at least {least} are needed")
    if not np.isfinite(row).all():
        raise ValueError("some values are missing or infinite; leave them out first, and say how many they were")
    return row


def finite(values: ArrayLike, what: str) -> NDArray[np.float64]:
    """Numbers of any shape, all of them finite. Raises ValueError."""
    numbers = np.asarray(values, dtype=np.float64)
    if not np.isfinite(numbers).all():
        raise ValueError(f"{what}: some numbers are missing or infinite; leave them out first")
    return numbers


def counted(values: ArrayLike, what: str, least: int = 0) -> NDArray[np.float64]:
    """Whole numbers of any shape, none below `least`, as floats. Raises ValueError."""
    numbers = finite(values, what)
    if (numbers != np.floor(numbers)).any() or (numbers < least).any():
        raise ValueError(f"{what}: whole numbers from {least} on are needed")
    return numbers


def nonnegative(values: ArrayLike, what: str) -> NDArray[np.float64]:
    """Finite numbers of any shape, none below zero. Raises ValueError."""
    numbers = finite(values, what)
    if (numbers < 0).any():
        raise ValueError(f"{what}: a number below zero makes no sense here")
    return numbers


def positive(values: ArrayLike, what: str) -> NDArray[np.float64]:
    """Finite numbers of any shape, all above zero. Raises ValueError."""
    numbers = finite(values, what)
    if (numbers <= 0).any():
        raise ValueError(f"{what}: numbers above zero are needed")
    return numbers


def share(value: float, what: str = "confidence") -> float:
    """A share strictly between 0 and 1, such as a confidence of 0.95. Raises ValueError."""
    if not 0 < value < 1:
        raise ValueError(f"{what} is {value}; write a share between 0 and 1, such as 0.95")
    return float(value)


def shares(values: ArrayLike, what: str) -> NDArray[np.float64]:
    """Shares from 0 to 1 of any shape, ends included. Raises ValueError."""
    numbers = finite(values, what)
    if (numbers < 0).any() or (numbers > 1).any():
        raise ValueError(f"{what}: shares from 0 to 1 are needed, not percent")
    return numbers


def tail(confidence: float, side: str) -> float:
    """What one bound leaves out: half of 1 - confidence for both sides, all of it for one."""
    outside = 1 - share(confidence)
    return outside / 2 if one_of(side, SIDES, "side") == "both" else outside


def plain(values: ArrayLike) -> Numbers:
    """An array as it is; a plain number where it holds one number without a shape."""
    result: Numbers = np.asarray(values, dtype=np.float64)[()]
    return result


def flags(values: ArrayLike) -> Flags:
    """The same for true and false."""
    result: Flags = np.asarray(values, dtype=np.bool_)[()]
    return result

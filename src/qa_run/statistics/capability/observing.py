"""Nonconforming items that were seen, and how many there may be."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from qa_run.statistics.capability.limits import SpecificationLimits
from qa_run.statistics.capability.values import checked


@frozen(kw_only=True)
class Share:
    """`count` of `n` items: the fraction, its two-sided interval (Clopper-Pearson), and the one-sided upper bound."""

    count: int
    n: int
    value: float
    lower: float
    upper: float
    upper_bound: float
    confidence: float


@frozen(kw_only=True)
class Observed:
    """The shares below, above and beyond the limits; `None` on a side without a limit."""

    below: Share | None
    above: Share | None
    total: Share


def observed(values: ArrayLike, limits: SpecificationLimits, confidence: float = 0.95) -> Observed:
    """What lies beyond `limits` of one row of values; a value on a limit conforms. Raises ValueError as `checked`."""
    array = checked(values)
    below = None if limits.lower is None else int(np.count_nonzero(array < limits.lower))
    above = None if limits.upper is None else int(np.count_nonzero(array > limits.upper))
    return observed_from(below, above, array.size, confidence)


def observed_from(below: int | None, above: int | None, n: int, confidence: float = 0.95) -> Observed:
    """As `observed`, from counts; `None` on a side without a limit. Raises ValueError for counts that cannot be."""
    if below is None and above is None:
        raise ValueError("give the count below the lower limit, above the upper one, or both")
    return Observed(
        below=None if below is None else share(below, n, confidence),
        above=None if above is None else share(above, n, confidence),
        total=share((below or 0) + (above or 0), n, confidence),
    )


def share(count: int, n: int, confidence: float = 0.95) -> Share:
    """`count` of `n` with the exact interval of Clopper & Pearson, Biometrika 26 (1934), by beta quantiles.

    Raises ValueError where `n` is less than 1, the count is not from 0 to n, or the confidence not between 0 and 1.
    """
    if n < 1 or not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is no share: the count lies between 0 and a number of items of at least 1")
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, such as 0.95: {confidence} does not")
    tail = (1 - confidence) / 2
    return Share(
        count=count,
        n=n,
        value=count / n,
        lower=float(betaincinv(count, n - count + 1, tail)) if count else 0.0,
        upper=_upper(count, n, 1 - tail),
        upper_bound=_upper(count, n, confidence),
        confidence=confidence,
    )


def _upper(count: int, n: int, level: float) -> float:
    return float(betaincinv(count + 1, n - count, level)) if count < n else 1.0

"""Nonconforming items that were seen, and how many there may be."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import row_of
from qa_run.statistics.capability.limits import SpecificationLimits
from qa_run.statistics.intervals.proportions import proportion_interval


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
    """What lies beyond `limits` of one row of values; a value on a limit conforms. ValueError for NaN or no value."""
    array = row_of(values)
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
    """`count` of `n` with the exact interval and bound, see `proportion_interval`.

    Raises ValueError where `n` is less than 1, the count is not from 0 to n, or the confidence not between 0 and 1.
    """
    both = proportion_interval(count, n, confidence)
    return Share(
        count=count,
        n=n,
        value=count / n,
        lower=float(both.lower),
        upper=float(both.upper),
        upper_bound=float(proportion_interval(count, n, confidence, "upper").upper),
        confidence=confidence,
    )

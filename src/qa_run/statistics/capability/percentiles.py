"""Indices without normality: the limits against the percentiles between which 99.73 % of the items lie.

Source: ISO 22514-2, the general geometric method; Clements, Process Capability Calculations for Non-Normal
Distributions, Quality Progress 22 (1989). For a normal distribution they are Pp, Ppl, Ppu, Ppk again.
"""

import math

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import ndtr

from qa_run.statistics.arguments import row_of
from qa_run.statistics.capability.indices import ratio
from qa_run.statistics.capability.limits import SpecificationLimits

#: The percentiles of a normal distribution at 3 sigma below and above: 0.135 % and 99.865 %, exactly.
LOW = float(ndtr(-3.0))
HIGH = 1.0 - LOW
#: The fewest values whose (n + 1) p reaches the first of them.
ENOUGH = math.ceil(1 / LOW) - 1


@frozen(kw_only=True)
class PercentileIndices:
    """Pp, Ppl, Ppu and Ppk by percentiles; `None` where there is no limit. Ppk is the lesser of the sides.

    An index is infinite where there is no room taken on its side, NaN (undefined) where there is none given either.
    """

    low: float
    median: float
    high: float
    pp: float | None
    ppl: float | None
    ppu: float | None
    ppk: float


@frozen(kw_only=True)
class EmpiricalIndices:
    """The indices by the percentiles of the values themselves; `None` where there are too few values for them.

    missing: how many values are missing until the 0.135 % point is a value and not a guess (740 are enough)
    method: the type of the quantiles
    """

    n: int
    indices: PercentileIndices | None
    missing: int
    method: str = "type 6, (n + 1) p"


def percentile_indices(low: float, median: float, high: float, limits: SpecificationLimits) -> PercentileIndices:
    """Pp = (U - L) / (high - low), Ppl = (median - L) / (median - low), Ppu = (U - median) / (high - median).

    low, median, high: the 0.135 %, 50 % and 99.865 % points, in the unit of the limits.
    Raises ValueError where they are not finite, or not in this order.
    """
    if not (math.isfinite(low) and math.isfinite(high) and low <= median <= high):
        raise ValueError(f"the percentiles {low}, {median}, {high} must be finite and in order")
    lower = None if limits.lower is None else _index(median - limits.lower, median - low)
    upper = None if limits.upper is None else _index(limits.upper - median, high - median)
    sides = [each for each in (lower, upper) if each is not None]
    return PercentileIndices(
        low=low,
        median=median,
        high=high,
        pp=None if limits.lower is None or limits.upper is None else _index(limits.upper - limits.lower, high - low),
        ppl=lower,
        ppu=upper,
        ppk=math.nan if any(map(math.isnan, sides)) else min(sides),
    )


def empirical_indices(values: ArrayLike, limits: SpecificationLimits) -> EmpiricalIndices:
    """The percentile indices of the values as they are, without a distribution: quantiles of type 6, as Minitab.

    Fewer than 740 values do not reach as far as 0.135 %: that is a stated result, `missing`.
    Raises ValueError for no value, and for NaN and infinite values.
    """
    array = row_of(values)
    if array.size < ENOUGH:
        return EmpiricalIndices(n=array.size, indices=None, missing=ENOUGH - array.size)
    low, median, high = (float(each) for each in np.quantile(array, [LOW, 0.5, HIGH], method="weibull"))
    return EmpiricalIndices(n=array.size, indices=percentile_indices(low, median, high, limits), missing=0)


def _index(room: float, taken: float) -> float:
    return float(ratio(room, taken))

"""A capability study of a normal process: from aggregates, as a runner has them, or from the values themselves."""

import math
import sys
from collections.abc import Iterable

from attrs import evolve, frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import row_of, whole
from qa_run.statistics.capability.limits import SpecificationLimits
from qa_run.statistics.capability.observing import Observed, observed
from qa_run.statistics.capability.performing import Performance, performance
from qa_run.statistics.describing.moments import mean_and_deviation


@frozen(kw_only=True)
class Study:
    """What the values say of the process, with everything that speaks against relying on it.

    within:         Cp, Cpk, ...; `None` without a within sigma
    overall:        Pp, Ppk, ...; `None` without an overall sigma, as for a single value
    observed:       what lies beyond the limits; `None` where only aggregates were given
    missing:        how many values are missing to the minimum; above 0 the study is `too_few`, whatever it computed
    out_of_control: the names of the control charts' signals that the caller passed in; the indices then describe the
                    past and promise nothing
    confidence, spread: of all intervals; how many sigmas wide a process is said to be
    """

    n: int
    mean: float
    limits: SpecificationLimits
    within: Performance | None
    overall: Performance | None
    observed: Observed | None = None
    missing: int = 0
    out_of_control: tuple[str, ...] = ()
    confidence: float = 0.95
    spread: float = 6.0

    @property
    def too_few(self) -> bool:
        return self.missing > 0

    @property
    def stable(self) -> bool:
        return not self.out_of_control


def study_from(
    n: int,
    mean: float,
    limits: SpecificationLimits,
    *,
    sigma_within: float | None = None,
    degrees_of_freedom_within: float | None = None,
    sigma_overall: float | None = None,
    confidence: float = 0.95,
    spread: float = 6.0,
    minimum: int = 2,
    out_of_control: Iterable[str] = (),
) -> Study:
    """The study of `n` values from their mean and sigmas, in the unit of the limits.

    sigma_within: R-bar/d2, S-bar/c4, pooled, moving range: whatever the chart of the process uses. Its degrees of
        freedom are n - 1 unless given (qcc's choice); for a pooled sigma give v (Minitab's choice).
    sigma_overall: the standard deviation with n - 1, as it is, without c4.
    minimum: the fewest values to be relied on; a choice of the procedure (AIAG PPAP asks for 100).
        Fewer are a stated result, `too_few` and `missing`; a single value has no indices at all.

    A sigma smaller than the last digit of the mean is what rounding leaves of equal values, and counts as 0.
    Raises ValueError for n below 1, no sigma for more than one value, and what `performance` refuses.
    """
    if n < 1:
        raise ValueError("there is no value to compute a capability from: record some first")
    whole(n, "n", 1)
    if not math.isfinite(mean):
        raise ValueError(f"the mean is {mean}: settle what the missing and infinite values are before")
    if n > 1 and sigma_within is None and sigma_overall is None:
        raise ValueError("capability needs a sigma: give the one within subgroups, the overall one, or both")
    within = overall = None
    if n > 1 and sigma_within is not None:
        sigma, free = _settled(sigma_within, mean), degrees_of_freedom_within
        within = performance("C", n, mean, sigma, limits, degrees_of_freedom=free, confidence=confidence, spread=spread)
    if n > 1 and sigma_overall is not None:
        sigma = _settled(sigma_overall, mean)
        overall = performance("P", n, mean, sigma, limits, confidence=confidence, spread=spread)
    return Study(
        n=n,
        mean=mean,
        limits=limits,
        within=within,
        overall=overall,
        missing=max(max(minimum, 2) - n, 0),
        out_of_control=tuple(out_of_control),
        confidence=confidence,
        spread=spread,
    )


def study(
    values: ArrayLike,
    limits: SpecificationLimits,
    *,
    sigma_within: float | None = None,
    degrees_of_freedom_within: float | None = None,
    confidence: float = 0.95,
    spread: float = 6.0,
    minimum: int = 2,
    out_of_control: Iterable[str] = (),
) -> Study:
    """The study of one row of values: as `study_from`, with the overall sigma and what was observed.

    Raises ValueError for no value, for NaN and infinite values, and what `study_from` refuses.
    """
    array = row_of(values)
    mean, deviation = mean_and_deviation(array)
    result = study_from(
        array.size,
        mean,
        limits,
        sigma_within=sigma_within,
        degrees_of_freedom_within=degrees_of_freedom_within,
        sigma_overall=deviation,
        confidence=confidence,
        spread=spread,
        minimum=minimum,
        out_of_control=out_of_control,
    )
    return evolve(result, observed=observed(array, limits, confidence))


def _settled(sigma: float, mean: float) -> float:
    return 0.0 if 0 <= sigma <= abs(mean) * sys.float_info.epsilon else sigma

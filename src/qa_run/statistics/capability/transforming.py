"""Box-Cox: the power that makes positive values most nearly normal, and capability on that scale."""

import math
from collections.abc import Iterable

import numpy as np
from attrs import evolve, frozen
from numpy.typing import ArrayLike
from scipy.special import boxcox, gammaincinv

from qa_run.statistics.arguments import row_of, share
from qa_run.statistics.arrays import Floats
from qa_run.statistics.capability.limits import SpecificationLimits
from qa_run.statistics.capability.observing import observed
from qa_run.statistics.capability.studying import Study, study
from qa_run.statistics.searching import crossing

#: Powers beyond this are not looked for, as in Minitab: values that would need one are not made normal by a power.
FARTHEST = 5.0
#: A rounded power is a multiple of this: -1, -0.5, 0 (the logarithm), 0.5 (the square root), 1, 2, ....
STEP = 0.5


@frozen(kw_only=True)
class BoxCox:
    """The transformation y = (x^power - 1) / power, or ln x for a power of 0; it grows with x for every power.

    power: what is used. estimate: where the likelihood is greatest; `None` where the power was given.
    lower, upper: the interval of the estimate by the likelihood ratio; an end at -5 or 5 may lie farther out.
    """

    power: float
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    confidence: float = 0.95

    def transformed(self, values: ArrayLike) -> Floats:
        """The positive `values` on the new scale, elementwise. Raises ValueError for values that are not positive."""
        array = np.asarray(values, float)
        if not (array > 0).all():
            raise ValueError("Box-Cox needs positive values: shift values and limits by the same amount")
        return np.asarray(boxcox(array, self.power))

    def limits(self, limits: SpecificationLimits) -> SpecificationLimits:
        """The limits and the target on the new scale.

        A lower limit of 0 stays one for a positive power. Raises ValueError for other limits that are not positive:
        positive values cannot pass them.
        """
        return SpecificationLimits(self._limit(limits.lower), self._limit(limits.upper), self._limit(limits.target))

    def _limit(self, limit: float | None) -> float | None:
        if limit is None or limit > 0:
            return None if limit is None else float(boxcox(limit, self.power))
        if limit == 0 and self.power > 0:
            return -1 / self.power
        raise ValueError(
            f"the limit {limit} has no place on the scale of Box-Cox with power {self.power:g}: positive values cannot"
            " pass it, so leave it out; or shift values and limits by the same amount"
        )


@frozen(kw_only=True)
class BoxCoxStudy:
    """The transformation, and the study on its scale; `study.observed` counts the values themselves.

    transformation: `None` where there are less than 3 values; then `study` is too.
    missing: as in `Study`, `too_few` above 0.
    """

    n: int
    transformation: BoxCox | None
    study: Study | None
    missing: int

    @property
    def too_few(self) -> bool:
        return self.missing > 0


def box_cox(values: ArrayLike, *, rounded: bool = False, confidence: float = 0.95) -> BoxCox:
    """The power from -5 to 5 with the greatest likelihood for one row of positive values.

    rounded: use the nearest multiple of 0.5 instead, which can be explained; the estimate is told all the same.
    Source: Box & Cox, An Analysis of Transformations, J. Royal Stat. Soc. B 26 (1964), sections 3 and 4: the profile
    likelihood, and all powers within chi-square / 2 of its maximum.
    Raises ValueError for less than 3 values, values that are not positive, all equal, NaN or infinite.
    """
    array = row_of(values)
    share(confidence)
    if array.size < 3:
        raise ValueError("Box-Cox needs at least 3 values to find a power: record more, or give the power")
    if array.min() <= 0:
        raise ValueError("Box-Cox needs positive values: shift values and limits by the same amount")
    if array.min() == array.max():
        raise ValueError("all values are equal: there is no power to find; judge the value by its limits")
    from scipy.optimize import minimize_scalar  # slow to import, and only here of use

    logs = np.log(array)
    logs -= logs.mean()

    def loss(power: float) -> float:
        return -_log_likelihood(logs, power)

    best = minimize_scalar(loss, bounds=(-FARTHEST, FARTHEST), method="bounded", options={"xatol": 1e-10})
    estimate = float(best.x)
    allowed = float(best.fun) + float(gammaincinv(0.5, confidence))

    def beyond(power: float) -> float:
        return loss(power) - allowed

    def end(farthest: float) -> float:
        return farthest if beyond(farthest) <= 0 else crossing(beyond, farthest, estimate)

    return BoxCox(
        power=round(estimate / STEP) * STEP + 0.0 if rounded else estimate,
        estimate=estimate,
        lower=end(-FARTHEST),
        upper=end(FARTHEST),
        confidence=confidence,
    )


def _log_likelihood(logs: Floats, power: float) -> float:
    """The profile log likelihood but for a constant; `logs` of values whose geometric mean is 1, so no Jacobian.

    The greatest power is taken out of the variance, so that nothing overflows.
    """
    if power == 0:
        return -logs.size / 2 * math.log(float(logs.var()))
    exponents = power * logs
    greatest = float(exponents.max())
    spread = float(np.expm1(exponents - greatest).var())
    return -logs.size / 2 * (2 * greatest + math.log(spread) - 2 * math.log(abs(power)))


def box_cox_study(
    values: ArrayLike,
    limits: SpecificationLimits,
    *,
    power: float | None = None,
    rounded: bool = False,
    sigma_within: float | None = None,
    degrees_of_freedom_within: float | None = None,
    confidence: float = 0.95,
    spread: float = 6.0,
    minimum: int = 3,
    out_of_control: Iterable[str] = (),
) -> BoxCoxStudy:
    """The study of one row of positive values on the scale of Box-Cox: values, limits and target are transformed.

    power: used as it is; without one the likeliest is found, or its rounded neighbour.
    sigma_within: on the new scale, from subgroups of `BoxCox.transformed` values.
    Raises ValueError as `box_cox` does, and for limits that positive values cannot pass.
    """
    array = row_of(values)
    missing = max(max(minimum, 3) - array.size, 0)
    if array.size < 3:
        return BoxCoxStudy(n=array.size, transformation=None, study=None, missing=missing)
    found = BoxCox(power=power) if power is not None else box_cox(array, rounded=rounded, confidence=confidence)
    result = study(
        found.transformed(array),
        found.limits(limits),
        sigma_within=sigma_within,
        degrees_of_freedom_within=degrees_of_freedom_within,
        confidence=confidence,
        spread=spread,
        minimum=minimum,
        out_of_control=out_of_control,
    )
    result = evolve(result, observed=observed(array, limits, confidence))
    return BoxCoxStudy(n=array.size, transformation=found, study=result, missing=missing)

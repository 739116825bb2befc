"""Capability of a process that is not normal, by the percentiles of a distribution fitted to its values."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import numpy as np
from attrs import asdict, frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import one_of, row_of
from qa_run.statistics.capability.families import FAMILIES
from qa_run.statistics.capability.goodness import REPLICATES, GoodnessOfFit, goodness_of_fit
from qa_run.statistics.capability.limits import SpecificationLimits
from qa_run.statistics.capability.observing import Observed, observed
from qa_run.statistics.capability.percentiles import HIGH, LOW, PercentileIndices, percentile_indices

Family = Literal["exponential", "gamma", "lognormal", "weibull"]
#: The fewest values that a distribution with two parameters is fitted to.
FEWEST = 3


@frozen(kw_only=True)
class FittedStudy:
    """The indices by percentiles of the fitted distribution, what it expects beyond the limits, and how well it fits.

    parameters: by their names in `families`. log_likelihood: for comparing families on the same values.
    below, above: expected fractions, `None` without that limit. missing: as in `Study`, `too_few` above 0; with less
    than 3 values nothing is fitted, and all that depends on it is `None`.
    """

    n: int
    family: Family
    limits: SpecificationLimits
    observed: Observed
    parameters: Mapping[str, float] | None = None
    indices: PercentileIndices | None = None
    below: float | None = None
    above: float | None = None
    total: float | None = None
    log_likelihood: float | None = None
    goodness: GoodnessOfFit | None = None
    missing: int = 0
    out_of_control: tuple[str, ...] = ()

    @property
    def too_few(self) -> bool:
        return self.missing > 0

    @property
    def stable(self) -> bool:
        return not self.out_of_control


def fitted_study(
    values: ArrayLike,
    limits: SpecificationLimits,
    family: Family,
    *,
    confidence: float = 0.95,
    minimum: int = FEWEST,
    replicates: int = REPLICATES,
    out_of_control: Iterable[str] = (),
) -> FittedStudy:
    """The study of one row of values against a `family` of distributions, fitted by maximum likelihood.

    The family is the user's choice, from what the process is; picking the best of four by their p values is not a test.
    Sources: `percentiles`, `families`, `goodness`.
    Raises ValueError for values that are not positive (0 is allowed for `exponential`), all equal, NaN or infinite.
    """
    array = row_of(values)
    one_of(family, tuple(FAMILIES), "family")
    if array.min() < 0 or (array.min() == 0 and (family != "exponential" or array.max() == 0)):
        raise ValueError(f"a {family} distribution needs positive values: shift values and limits by the same amount")
    signals = tuple(out_of_control)
    seen = observed(array, limits, confidence)
    missing = max(max(minimum, FEWEST) - array.size, 0)
    if array.size < FEWEST:
        return FittedStudy(
            n=array.size, family=family, limits=limits, observed=seen, missing=missing, out_of_control=signals
        )
    if array.min() == array.max():
        raise ValueError(f"all values are equal: no {family} distribution can be fitted; judge the value by its limits")
    found: Any = FAMILIES[family].fit(array)
    low, median, high = (float(found.quantile(each)[0]) for each in (LOW, 0.5, HIGH))
    below = None if limits.lower is None else float(found.below(limits.lower)[0])
    above = None if limits.upper is None else float(found.above(limits.upper)[0])
    return FittedStudy(
        n=array.size,
        family=family,
        limits=limits,
        observed=seen,
        parameters={name: float(each[0]) for name, each in asdict(found).items()},
        indices=percentile_indices(low, median, high, limits),
        below=below,
        above=above,
        total=(below or 0.0) + (above or 0.0),
        log_likelihood=float(np.sum(found.log_density(array))),
        goodness=goodness_of_fit(array, found, replicates),
        missing=missing,
        out_of_control=signals,
    )

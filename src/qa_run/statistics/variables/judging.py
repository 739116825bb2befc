"""A sample in hand against a plan by variables."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import counted, finite, nonnegative, one_of
from qa_run.statistics.arrays import Flags, Floats, flags, plain
from qa_run.statistics.variables.estimating import EstimatedNonconforming, estimated_nonconforming
from qa_run.statistics.variables.plan import VariablesPlan

METHODS = ("M", "k")


@frozen(kw_only=True, eq=False)
class VariablesVerdict:
    """What a plan says of each sample; arrays where it was asked of many. Where `too_small`, nothing is decided."""

    accepted: Flags  #: false where the sample is too small
    too_small: Flags  #: fewer than n items were measured: not inspected, rather than rejected
    missing: Floats  #: how many more items to measure
    method: str
    quality_lower: Floats | None  #: (mean - lower) / s; infinite where all items are equal; None without that limit
    quality_upper: Floats | None
    estimated: EstimatedNonconforming | None  #: shares nonconforming; None by the k method
    plan: VariablesPlan


def judge_by_variables(
    plan: VariablesPlan,
    n: ArrayLike,
    mean: ArrayLike,
    sd: ArrayLike,
    lower: float | None = None,
    upper: float | None = None,
    method: str = "M",
) -> VariablesVerdict:
    """Whether lots are accepted, from how many items were measured, their mean and standard deviation.

    n, mean, sd:  of each sample, which broadcast; sd with n - 1, or the process's sigma where the plan says so. Mean
                  and sd of samples that are too small are not looked at, and may be missing
    lower, upper: specification limits in the same unit, at least one
    method:       "M": the estimated share nonconforming, of both limits together, is at most the plan's; "k": the limit
                  is at least k deviations from the mean. MIL-STD-414, forms 2 and 1. For one limit and a sample of n
                  both decide alike; two limits are judged by M only

    A larger sample is judged by its own n and the plan's M or k. A standard deviation of 0 is accepted where the mean
    is within the limits. For samples that are too small, qualities and estimates are not numbers. Raises ValueError: no
    limit, two limits by k, a plan without an M, a plan to measure every item of the lot (count those instead).
    """
    one_of(method, METHODS, "the method")
    if plan.inspect_all:
        raise ValueError("this plan measures every item of the lot; count the nonconforming ones, there is no estimate")
    if lower is None and upper is None:
        raise ValueError("there is no limit; give lower, upper or both")
    if method == "k" and lower is not None and upper is not None:
        raise ValueError("the k method is for one limit; judge two limits of one characteristic by M")
    if method == "M" and plan.maximum is None:
        raise ValueError(f"no share can be estimated from {plan.n} items; judge this plan by k, or measure more")
    size, middle, spread = np.broadcast_arrays(
        counted(n, "n"), np.asarray(mean, dtype=np.float64), np.asarray(sd, dtype=np.float64)
    )
    too_small = size < plan.n
    middle = finite(np.where(too_small, 0.0, middle), "mean")
    spread = nonnegative(np.where(too_small, 1.0, spread), "sd")
    below = None if lower is None else _quality(middle - lower, spread, too_small)
    above = None if upper is None else _quality(upper - middle, spread, too_small)
    estimated = None
    if method == "M":
        estimated = _estimated(plan, size, middle, spread, lower, upper, too_small)
        good = np.asarray(estimated.total) <= np.float64(plan.maximum) * (1 + 1e-12)
    else:
        good = np.asarray(below if below is not None else above) >= plan.k * (1 - 1e-12)
    return VariablesVerdict(
        accepted=flags(good & ~too_small),
        too_small=flags(too_small),
        missing=plain(np.maximum(plan.n - size, 0)),
        method=method,
        quality_lower=None if below is None else plain(below),
        quality_upper=None if above is None else plain(above),
        estimated=estimated,
        plan=plan,
    )


def _quality(room: Floats, spread: Floats, too_small: Flags) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        quality = np.where((spread == 0) & (room == 0), np.inf, room / spread)  # on the limit is within it
    return np.where(too_small, np.nan, quality)


def _estimated(
    plan: VariablesPlan,
    n: Floats,
    mean: Floats,
    sd: Floats,
    lower: float | None,
    upper: float | None,
    too_small: Flags,
) -> EstimatedNonconforming:
    found = estimated_nonconforming(np.maximum(n, plan.n), mean, sd, lower, upper, plan.sigma_known)
    below, above, total = (plain(np.where(too_small, np.nan, each)) for each in (found.below, found.above, found.total))
    return EstimatedNonconforming(below=below, above=above, total=total)

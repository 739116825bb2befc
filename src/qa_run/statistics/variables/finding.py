"""A plan by variables from the two risks."""

import numpy as np
from attrs import frozen

from qa_run.statistics.arguments import share
from qa_run.statistics.searching import least_whole, rising_root
from qa_run.statistics.variables.characteristic import acceptance_probability
from qa_run.statistics.variables.estimating import maximum_nonconforming
from qa_run.statistics.variables.plan import VariablesPlan

#: Beyond this the risks are so close that no sample tells them apart.
_MOST = 1_000_000


@frozen(kw_only=True)
class FoundPlan:
    """The smallest plan that holds both risks, and what it does at both points."""

    plan: VariablesPlan
    accepts_good: float  #: how often a lot of the producer's quality is accepted
    accepts_bad: float  #: how often a lot of the consumer's quality is accepted


def find_variables_plan(
    producer: tuple[float, float], consumer: tuple[float, float], sigma_known: bool = False
) -> FoundPlan:
    """The plan by variables (k method, one limit) that meets the producer's point and holds the consumer's risk.

    producer: (share nonconforming, probability of acceptance), such as (0.01, 0.95); consumer: such as (0.06, 0.10)
    The producer's point is met exactly through k, n is the smallest whole number with which the consumer's risk is not
    exceeded, as in R's AcceptanceSampling; Schilling and Neubauer, 10. n is 2 or more where sigma is unknown. Raises
    ValueError where the points do not make a falling curve, or would take more than a million items.
    """
    good, often = share(producer[0], "the producer's quality"), share(producer[1], "the producer's acceptance")
    bad, seldom = share(consumer[0], "the consumer's quality"), share(consumer[1], "the consumer's acceptance")
    if bad <= good or seldom >= often:
        raise ValueError("the consumer's point must be a worse quality that is accepted less often than the producer's")
    n = _known_size(good, often, bad, seldom)
    if not sigma_known:
        n = _unknown_size(max(n, 2), good, often, bad, seldom)
    k = constant_for(n, good, often, sigma_known)
    estimates = n >= (2 if sigma_known else 3)
    maximum = float(maximum_nonconforming(n, k, sigma_known)) if estimates else None
    return FoundPlan(
        plan=VariablesPlan(n=n, k=k, maximum=maximum, sigma_known=sigma_known),
        accepts_good=float(acceptance_probability(good, n, k, sigma_known)),
        accepts_bad=float(acceptance_probability(bad, n, k, sigma_known)),
    )


def constant_for(n: int, proportion: float, acceptance: float, sigma_known: bool = False) -> float:
    """The k with which a sample of n accepts lots with `proportion` nonconforming with probability `acceptance`."""
    from scipy.special import ndtri

    start = float(-ndtri(proportion) - ndtri(acceptance) / np.sqrt(n))
    if sigma_known:
        return start

    def rejected_too_often(k: float) -> float:
        return acceptance - float(acceptance_probability(proportion, n, k))

    return rising_root(rejected_too_often, start)


def _known_size(good: float, often: float, bad: float, seldom: float) -> int:
    from scipy.special import ndtri

    size = ((ndtri(often) - ndtri(seldom)) / (ndtri(bad) - ndtri(good))) ** 2
    if size > _MOST:
        raise ValueError(f"these risks are too close: they would take {size:,.0f} items; widen them")
    return max(1, int(np.ceil(size * (1 - 1e-12))))


def _unknown_size(least: int, good: float, often: float, bad: float, seldom: float) -> int:
    def holds(n: int) -> bool:
        return float(acceptance_probability(bad, n, constant_for(n, good, often))) <= seldom

    found = least_whole(holds, least, _MOST + 1)
    if found > _MOST:
        raise ValueError("these risks are too close: they would take more than a million items; widen them")
    return found

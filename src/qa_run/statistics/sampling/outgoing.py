"""What reaches the customer where rejected lots are sorted: AOQ, AOQL, ATI; and the marks of an OC curve."""

from typing import Literal

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import whole
from qa_run.statistics.arrays import Floats
from qa_run.statistics.sampling.operating import Model, acceptance_probability, operating_characteristic
from qa_run.statistics.sampling.plans import Plan
from qa_run.statistics.searching import least_whole, where_zero

Process = Literal["binomial", "poisson"]


def average_total_inspection(plan: Plan, quality: ArrayLike, *, lot_size: int, model: Process = "binomial") -> Floats:
    """Items inspected per lot on average when rejected lots are inspected whole (ATI), (P,).

    An accepted lot costs the samples drawn until then, a rejected one costs `lot_size`. `quality` as for the OC curve.
    Raises ValueError for a lot smaller than the plan, and for the hypergeometric model: ATI is about a process.
    Source: E. G. Schilling and D. V. Neubauer, Acceptance Sampling in Quality Control (type B).
    """
    _about_a_process(plan, lot_size, model)
    fate = operating_characteristic(plan, quality, model=model)
    accepted = np.asarray(plan.sizes, dtype=float) @ fate.accepted_at
    return np.asarray(accepted + lot_size * fate.rejected_at.sum(axis=0))


def average_outgoing_quality(
    plan: Plan, quality: ArrayLike, *, lot_size: int | None = None, model: Process = "binomial"
) -> Floats:
    """The quality that leaves inspection (AOQ), (P,), where rejected lots are sorted and what is found is replaced.

    quality x (1 - ATI / lot size); without `lot_size` the lot is taken as endless: quality x chance of acceptance.
    Raises ValueError like `average_total_inspection`. Source: MIL-STD-105E, table V; Schilling and Neubauer.
    """
    _about_a_process(plan, lot_size, model)
    fate = operating_characteristic(plan, quality, model=model)
    uninspected = 1 - np.asarray(plan.sizes, dtype=float) / (lot_size or np.inf)
    return np.asarray(fate.quality * (uninspected @ fate.accepted_at))


@frozen
class Limit:
    """The worst average outgoing quality (AOQL), and the incoming quality that leads to it."""

    aoql: float
    quality: float


def average_outgoing_quality_limit(plan: Plan, *, lot_size: int | None = None, model: Process = "binomial") -> Limit:
    """The largest AOQ over all incoming qualities (AOQL). A plan that is the whole lot lets nothing through: 0.

    By narrowing a grid around its top until the qualities agree to 1e-9. Raises ValueError like the AOQ.
    Source: MIL-STD-105E, table V (its factors are those without a lot size).
    """
    low, high = 0.0, _worse_than(plan, 1e-6, model)
    while True:
        grid = np.linspace(low, high, 129)
        outgoing = average_outgoing_quality(plan, grid, lot_size=lot_size, model=model)
        top = int(np.argmax(outgoing))
        low, high = grid[max(top - 1, 0)], grid[min(top + 1, 128)]
        if high - low <= 1e-9 * high or outgoing[top] == 0:
            return Limit(float(outgoing[top]), float(grid[top]))


def quality_accepted(
    plan: Plan, probability: float, *, model: Model = "binomial", lot_size: int | None = None
) -> float:
    """The quality that is accepted with this chance: 0.5 gives the indifference quality, 0.1 the LTPD at 10 %.

    For the hypergeometric model the smallest number of nonconforming items that is accepted at most so often.
    By the inverse beta and gamma functions for single plans, otherwise by halving to full precision.
    Raises ValueError unless the probability lies between 0 and 1. Source: Schilling and Neubauer.
    """
    if not 0 < probability < 1:
        raise ValueError(f"the chance {probability} lies between 0 and 1: write 0.1 for 10 %")
    if model == "hypergeometric":
        return float(_halve_items(plan, probability, lot_size))
    accepted, size = plan.re - 1, plan.n
    if len(plan.stages) > 1:
        return _halve(plan, probability, model)
    from scipy.special import betainccinv, gammainccinv

    if model == "poisson":
        return float(gammainccinv(accepted + 1, probability)) / size
    if accepted >= size:
        raise ValueError("the plan accepts whatever is found: its Re exceeds its sample")
    return float(betainccinv(accepted + 1, size - accepted, probability))


@frozen(kw_only=True)
class Characteristics:
    """The qualities that are accepted 95, 50 and 10 times in 100 (producer's, indifference, LTPD), and the AOQL."""

    producer: float
    indifference: float
    ltpd: float
    aoql: Limit


def characteristics(plan: Plan, *, lot_size: int | None = None, model: Process = "binomial") -> Characteristics:
    """The marks of a plan for a process; with `lot_size` the AOQL is that of such lots. Errors as in its parts."""
    producer, indifference, ltpd = (quality_accepted(plan, chance, model=model) for chance in (0.95, 0.50, 0.10))
    limit = average_outgoing_quality_limit(plan, lot_size=lot_size, model=model)
    return Characteristics(producer=producer, indifference=indifference, ltpd=ltpd, aoql=limit)


def _about_a_process(plan: Plan, lot_size: int | None, model: str) -> None:
    if model not in ("binomial", "poisson"):
        raise ValueError("outgoing quality is about a process: take the binomial or the Poisson model")
    if lot_size is not None and plan.largest_n > whole(lot_size, "lot_size", 1):
        raise ValueError(f"the plan draws up to {plan.largest_n} items, the lot has {lot_size}: inspect every item")


def _chance(plan: Plan, quality: float, model: Model, lot_size: int | None = None) -> float:
    return float(acceptance_probability(plan, quality, model=model, lot_size=lot_size)[0])


def _worse_than(plan: Plan, probability: float, model: Model) -> float:
    """A quality that is accepted at most so often; 1 at most where it is a share."""
    most = 1.0 if model == "binomial" else np.inf
    high = min(most, (plan.re + 1) / plan.n)
    while high < most and _chance(plan, high, model) > probability:
        high = min(most, 2 * high)
    return high


def _halve(plan: Plan, probability: float, model: Model) -> float:
    high = _worse_than(plan, probability, model)
    if _chance(plan, high, model) > probability:
        raise ValueError("the plan accepts whatever is found: its Re exceeds its samples")

    def beyond(quality: Floats) -> Floats:
        return acceptance_probability(plan, quality, model=model) - probability

    return float(where_zero(beyond, np.zeros(1), np.array([high]))[0])


def _halve_items(plan: Plan, probability: float, lot_size: int | None) -> int:
    most = lot_size or plan.largest_n

    def seldom(quality: int) -> bool:
        return _chance(plan, quality, "hypergeometric", lot_size) <= probability

    if not seldom(most):
        raise ValueError("the plan accepts whatever is found: its Re exceeds its samples")
    return least_whole(seldom, 1, most)

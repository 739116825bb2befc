"""What a plan lets through: the operating characteristic, and how many items it asks for on average."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arrays import Floats
from qa_run.statistics.sampling import chances
from qa_run.statistics.sampling.plans import Plan

Model = Literal["binomial", "poisson", "hypergeometric"]
#: From how many were found so far, how many are then found in all, and the sample: the chance of getting there.
Step = Callable[[Floats, Floats, int, int], Floats]
#: Qualities worked out together; their chances of going from each count to each other are held at once.
BLOCK = 512


@frozen(kw_only=True, eq=False)
class OperatingCharacteristic:
    """The fate of lots of each quality. `quality`, `accept`, `asn` and `gap` have one value a quality, (P,).

    `accepted_at` and `rejected_at` split the lots by the sample that decided, (samples, P). `gap` is the part of
    `accept` that lies between Ac and Re after the last sample: accepted, but inspection goes back to normal.
    """

    quality: Floats
    accept: Floats
    asn: Floats
    gap: Floats
    accepted_at: Floats
    rejected_at: Floats
    model: Model


def operating_characteristic(
    plan: Plan, quality: ArrayLike, *, model: Model = "binomial", lot_size: int | None = None
) -> OperatingCharacteristic:
    """The chance that a lot is accepted, and the average sample number (ASN), for each quality; (P,) or a number.

    `quality` is, by model:
    - binomial (type B, a process): the share of nonconforming items, 0 to 1;
    - poisson: nonconformities per item, 0 or more (an AQL per 100 items is a hundredth of it);
    - hypergeometric (type A, an isolated lot of `lot_size` items): how many of its items do not conform, whole numbers.
    Every sample that is begun is finished (no curtailment). Between Ac and Re after the last sample counts as accepted.

    Raises ValueError for qualities out of range, NaN, or a lot smaller than the plan.
    Source: E. G. Schilling and D. V. Neubauer, Acceptance Sampling in Quality Control (single, double, multiple plans).
    """
    values = _checked(plan, np.atleast_1d(np.asarray(quality, dtype=float)), model, lot_size)
    blocks = [values[at : at + BLOCK] for at in range(0, max(values.size, 1), BLOCK)]
    fates = [_fate(plan, block, _step(block, model, lot_size)) for block in blocks]
    accepted, rejected, asn, gap = (np.concatenate(part, axis=-1) for part in zip(*fates, strict=True))
    accept = np.minimum(accepted.sum(axis=0), 1.0)
    return OperatingCharacteristic(
        quality=values, accept=accept, asn=asn, gap=gap, accepted_at=accepted, rejected_at=rejected, model=model
    )


def _fate(plan: Plan, values: Floats, step: Step) -> tuple[Floats, Floats, Floats, Floats]:
    """Accepted and rejected at each sample (samples, P), the ASN and the part in the gap (P,)."""
    reached, known, drawn = np.ones((values.size, 1)), np.zeros(1), 0
    asn, gap = np.zeros(values.size), np.zeros(values.size)
    accepted, rejected = np.zeros((2, len(plan.stages), values.size))
    for number, stage in enumerate(plan.stages):
        last = number == len(plan.stages) - 1
        arriving = reached.sum(axis=1)
        asn += stage.n * arriving
        counts = np.arange(stage.re, dtype=float)
        reached = np.einsum("pd,pdt->pt", reached, step(known, counts, stage.n, drawn))
        taken = counts < stage.re if last else counts <= stage.ac
        accepted[number] = np.minimum(reached[:, taken].sum(axis=1), 1.0)
        rejected[number] = np.maximum(arriving - reached.sum(axis=1), 0.0)
        if last:
            gap = reached[:, counts > stage.ac].sum(axis=1)
        reached, known = reached[:, ~taken], counts[~taken]
        drawn += stage.n
    return accepted, rejected, asn, gap


def acceptance_probability(
    plan: Plan, quality: ArrayLike, *, model: Model = "binomial", lot_size: int | None = None
) -> Floats:
    """The chance that lots of each quality are accepted, (P,); the rest as in `operating_characteristic`."""
    return operating_characteristic(plan, quality, model=model, lot_size=lot_size).accept


def average_sample_number(
    plan: Plan, quality: ArrayLike, *, model: Model = "binomial", lot_size: int | None = None
) -> Floats:
    """Items inspected per lot on average, (P,), without curtailment; the rest as in `operating_characteristic`."""
    return operating_characteristic(plan, quality, model=model, lot_size=lot_size).asn


def _checked(plan: Plan, values: Floats, model: str, lot_size: int | None) -> Floats:
    if model not in ("binomial", "poisson", "hypergeometric"):
        raise ValueError(f"no model {model!r}: write binomial, poisson or hypergeometric")
    if values.ndim != 1:
        raise ValueError("give the qualities as a number or a flat array")
    if not np.isfinite(values).all() or (values < 0).any():
        raise ValueError("every quality is a finite number, 0 or more: leave out what is missing")
    if model == "binomial" and (values > 1).any():
        raise ValueError("a share of nonconforming items is at most 1: write 0.04 for 4 %")
    if model != "hypergeometric":
        return values
    if lot_size is None:
        raise ValueError("the hypergeometric model is about one lot: give its lot_size")
    if plan.largest_n > lot_size:
        raise ValueError(f"the plan draws up to {plan.largest_n} items, the lot has {lot_size}: inspect every item")
    if (values > lot_size).any() or (values != np.rint(values)).any():
        raise ValueError("for an isolated lot the quality is how many of its items do not conform: whole, at most all")
    return values


def _step(values: Floats, model: Model, lot_size: int | None) -> Step:
    """The chances (P, D, T) of going from D earlier counts to T counts in all."""
    column = values[:, None, None]

    def found(known: Floats, counts: Floats) -> Floats:
        return (counts[None, :] - known[:, None])[None, :, :]

    if model == "binomial":
        return lambda known, counts, n, drawn: chances.binomial(found(known, counts), n, column)
    if model == "poisson":
        return lambda known, counts, n, drawn: chances.poisson(found(known, counts), n * column)
    lot = float(lot_size or 0)
    return lambda known, counts, n, drawn: chances.hypergeometric(
        found(known, counts), n, np.maximum(column - known[None, :, None], 0.0), lot - drawn
    )

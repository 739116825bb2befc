"""What the samples in hand decide: accepted, rejected, or still so many to draw."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike, NDArray

from qa_run.statistics.sampling.plans import Plan, Stage

Decided = Literal["accepted", "rejected", "draw_next", "too_small"]
#: The order of `Decisions.outcome`.
OUTCOMES: tuple[Decided, ...] = ("accepted", "rejected", "draw_next", "too_small")


@frozen(kw_only=True)
class Decision:
    """What is decided of one lot, by which sample (counted from 1), against which Ac and Re.

    `draw_next`: neither number is reached, draw `to_draw` items as the next sample. `too_small`: the sample that was
    begun lacks `to_draw` items. `back_to_normal`: accepted between Ac and Re of a reduced plan, so normal inspection
    returns.
    """

    outcome: Decided
    stage: int
    inspected: int
    nonconforming: int
    ac: int
    re: int
    to_draw: int = 0
    back_to_normal: bool = False


def decide(plan: Plan, counts: Sequence[int], sizes: Sequence[int] | None = None) -> Decision:
    """The decision after the samples drawn so far, each with what was found in it alone (not in all so far).

    `counts` and `sizes` have one whole number a sample, in order of drawing; without `sizes` each sample has the size
    that the plan asks for. A sample that is too small still rejects once Re is reached: the rest cannot mend that.
    One that is larger than asked for is judged as it is. Samples after the deciding one are ignored.

    Raises ValueError for negative numbers, more found than the plan could count (items), or more samples than it has.
    Source: ANSI/ASQ Z1.4, 10.1 (10.1.4 for the gap of reduced plans); the same in MIL-STD-105E.
    """
    drawn = [stage.n for stage in plan.stages[: len(counts)]] if sizes is None else list(sizes)
    if len(counts) != len(drawn) or len(counts) > len(plan.stages):
        raise ValueError(f"{len(counts)} counts, {len(drawn)} sizes: one of each a sample, at most {len(plan.stages)}")
    _check(plan, np.asarray(drawn), np.asarray(counts))
    inspected = found = number = 0
    for number, (at, size, count) in enumerate(zip(plan.stages, drawn, counts, strict=False), start=1):
        inspected, found = inspected + size, found + count
        if found >= at.re:
            return _decision("rejected", at, number, inspected, found)
        if size < at.n:
            return _decision("too_small", at, number, inspected, found, at.n - size)
        if found <= at.ac or number == len(plan.stages):
            return _decision("accepted", at, number, inspected, found)
    if number == 0:
        return _decision("too_small", plan.stages[0], 1, 0, 0, plan.n)
    return _decision("draw_next", plan.stages[number - 1], number, inspected, found, plan.stages[number].n)


def decide_pooled(plan: Plan, inspected: int, nonconforming: int) -> Decision:
    """The decision where it is not known which item belonged to which sample: so many inspected, so many found, in all.

    They count as the samples that they fill. Beyond a filled sample they are part of the next: accepted if no more was
    found than the filled one allows, rejected if Re of the next is reached, otherwise `draw_next` for what it lacks.
    More items than the plan asks for are judged by its last numbers.
    Raises ValueError for negative numbers or more nonconforming items than inspected.
    """
    many = decide_lots(plan, [inspected], [nonconforming])
    stage, outcome = int(many.stage[0]), OUTCOMES[int(many.outcome[0])]
    return _decision(outcome, plan.stages[stage - 1], stage, inspected, nonconforming, int(many.to_draw[0]))


@frozen(eq=False)
class Decisions:
    """The decisions of many lots, an array each, (lots,): `outcome` as places in OUTCOMES, else as in `Decision`."""

    outcome: NDArray[np.int8]
    stage: NDArray[np.int64]
    to_draw: NDArray[np.int64]
    back_to_normal: NDArray[np.bool_]


def decide_lots(plan: Plan, inspected: ArrayLike, nonconforming: ArrayLike) -> Decisions:
    """`decide_pooled` for many lots under one plan: two arrays of whole numbers, (lots,), without an object a lot.

    Raises ValueError like it, and for arrays that are not whole numbers of one length.
    """
    n, found = np.atleast_1d(np.asarray(inspected)), np.atleast_1d(np.asarray(nonconforming))
    _check(plan, n, found)
    outcome = np.full(n.shape, OUTCOMES.index("too_small"), dtype=np.int8)
    stage, to_draw = np.ones(n.shape, dtype=np.int64), np.zeros(n.shape, dtype=np.int64)
    gap, open_ = np.zeros(n.shape, dtype=bool), np.ones(n.shape, dtype=bool)

    def settle(where: NDArray[np.bool_], what: Decided) -> None:
        outcome[where] = OUTCOMES.index(what)
        open_[where] = False

    for number, (now, size) in enumerate(zip(plan.stages, plan.sizes, strict=True), start=1):
        last, ahead = number == len(plan.stages), plan.sizes[number] if number < len(plan.stages) else None
        stage[open_] = number
        short = open_ & (n < size)
        settle(short & (found >= now.re), "rejected")
        to_draw[short & open_] = size - n[short & open_]
        settle(short & open_, "too_small" if number == 1 else "draw_next")
        settle(open_ & (found <= now.ac), "accepted")
        exact = open_ if last else open_ & (n == size)
        settle(exact & (found >= now.re), "rejected")
        if ahead is None:
            gap = open_.copy()
            settle(gap, "accepted")
            break
        waiting = open_ & (n == size)
        to_draw[waiting] = ahead - size
        settle(waiting, "draw_next")
    return Decisions(outcome, stage, to_draw, gap)


def _check(plan: Plan, sizes: NDArray[np.int64], counts: NDArray[np.int64]) -> None:
    if sizes.shape != counts.shape or sizes.ndim != 1:
        raise ValueError("give one number inspected and one number found for each")
    if sizes.size and (sizes.dtype.kind not in "iu" or counts.dtype.kind not in "iu"):
        raise ValueError("items and nonconforming items are whole numbers")
    if (sizes < 0).any() or (counts < 0).any():
        raise ValueError("nobody inspects or finds less than 0 items")
    if plan.count == "items" and (counts > sizes).any():
        raise ValueError(
            "more nonconforming items were found than inspected: for nonconformities take a plan that counts them"
        )


def _decision(outcome: Decided, at: Stage, number: int, inspected: int, found: int, to_draw: int = 0) -> Decision:
    return Decision(
        outcome=outcome,
        stage=number,
        inspected=inspected,
        nonconforming=found,
        ac=at.ac,
        re=at.re,
        to_draw=to_draw,
        back_to_normal=outcome == "accepted" and found > at.ac,
    )

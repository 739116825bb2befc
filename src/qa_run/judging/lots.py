"""Lots: what a sampling plan answers for each of them, and what is told of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from qa_run.judging.counts import Counts
from qa_run.judging.earlier import lots_before
from qa_run.judging.items import Decision
from qa_run.judging.plans import Answered, Asking
from qa_run.judging.statistics import settled
from qa_run.judging.strata import Strata
from qa_run.judging.switching import switched
from qa_run.model.judged import Judged
from qa_run.model.lots import LotSize, PastLot, Sizes, decides_per_lot, whole_size
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Requirement
from qa_run.planning.measuring import NONCONFORMITIES

NO_PLACE = "no time is recorded that tells the place of this lot among the others, and switching goes from lot to lot"


@frozen(eq=False, repr=False)
class Lots:
    """The lots of one requirement, a row each; `named` is False where the whole sample is taken as one."""

    asking: Asking
    answered: Mapping[int, Answered]
    named: bool

    def answer(self, row: int) -> Judged:
        """What the rule says of the lot in `row`; nothing good where it could not be asked."""
        return self.answered[row].judged or Judged(False)

    def size(self, row: int) -> int | None:
        return self.asking.sizes[row].size

    def settled(self, row: int, decision: Decision) -> Decision:
        """`decision` with what holds of a lot: why it cannot be decided, or its size and how it was inspected."""
        answered, size = self.answered[row], self.asking.sizes[row].size
        if decision.inspected == 0:
            return decision
        if answered.judged is None:
            reason = answered.trouble or decision.reason
            return evolve(decision, outcome=Outcome.NOT_INSPECTED, judged=None, reason=reason)
        told = [] if self.named else ["the whole sample is taken as one lot, since samples.lot names none"]
        if many := self.asking.counts.statistics.get(NONCONFORMITIES):
            told.append(f"{int(many[row] or 0)} nonconformities")
        if size is not None:
            whole = ", of which every item is inspected" if decision.inspected >= size else ""
            told.append(f"a lot of {size}{whole}")
        if answered.severity:
            before = f" (from the history of {answered.past} {'lot' if answered.past == 1 else 'lots'})"
            since = before if answered.past else ""
            told.append(f"{answered.severity} inspection, which follows from the lots before{since}")
        if decision.reason:
            told.append(self._next_sample(row, decision) + decision.reason)
        return evolve(decision, reason="; ".join(told))

    def _next_sample(self, row: int, decision: Decision) -> str:
        """Of plans of several samples: whether it is the next one that is asked for."""
        asks = decision.outcome is Outcome.NOT_INSPECTED and not self.asking.measures
        plan = self.asking.plan_of(self.answered[row].rule, row) if asks else None
        if plan is None or len(plan.stages) == 1 or decision.inspected < plan.n:
            return ""
        return "the samples so far decide nothing, the next one is due: "

    def convention(self, row: int, judged: Judged | None) -> str:
        severity = self.answered[row].severity
        parts = [
            judged.convention if judged else "",
            f"{severity} inspection by the switching rules" if severity else "",
        ]
        return ", ".join(part for part in parts if part)

    def plan(self, row: int) -> Mapping[str, Any] | None:
        """The numbers of the plan: all items that its samples may ask for, Ac and Re after the last of them; by
        variables n, k and M."""
        answered = self.answered[row]
        if answered.trouble:
            return None
        plan = self.asking.plan_of(self.answered[row].rule, row)
        if self.asking.measures:
            return None if plan is None else {"n": plan.n, "k": settled(plan.k), "m": settled(plan.maximum)}
        if plan is not None:
            numbers = {"n": plan.largest_n, "ac": plan.ac, "re": plan.re, **_switched(answered)}
            samples = [
                {"n": stage.n, "ac": stage.ac if stage.ac >= 0 else None, "re": stage.re} for stage in plan.stages
            ]
            return {**numbers, "samples": samples} if len(samples) > 1 else numbers
        accept = answered.judged.accept if answered.judged else None
        if not hasattr(answered.rule, "sample_size") or not isinstance(accept, int):
            return None
        return {"n": int(answered.rule.sample_size(self.size(row))), "ac": accept, "re": accept + 1}


def _switched(answered: Answered) -> Mapping[str, Any]:
    """How severely a lot was inspected, and what that follows from; nothing where the plan does not switch."""
    if not answered.severity:
        return {}
    return {"inspection": answered.severity, "order": answered.order, "history": answered.past}


def lots_of(
    requirement: Requirement, strata: Strata, counts: Counts, listed: Sizes, past: Callable[[], Sequence[PastLot]]
) -> Lots | None:
    """The lots that the rule of `requirement` decides on; None where it decides otherwise, or not on these strata.

    past: asked only where the lots before matter, which earlier runs may have decided
    """
    rule = requirement.rule
    if not decides_per_lot(rule) or requirement.counted_in or bool(requirement.per) != bool(strata.names):
        return None
    asking = Asking(requirement, counts, lot_sizes(requirement, strata, counts, listed))
    rows = range(len(asking.sizes))
    if requirement.in_order is None:
        return Lots(asking, {row: asking.answered(rule, row) for row in rows}, bool(strata.names))
    first = counts.lots["first"]
    order = sorted((row for row in rows if first[row] is not None), key=lambda row: (first[row], row))
    unplaced = {row: Answered(rule, None, NO_PLACE) for row in rows if first[row] is None}
    before = lots_before(past(), (name for (name,) in strata.strata)) if strata.names else ()
    return Lots(asking, {**switched(asking, rule, order, before), **unplaced}, bool(strata.names))


def lot_sizes(requirement: Requirement, strata: Strata, counts: Counts, listed: Sizes) -> list[LotSize]:
    """The size of each lot, from wherever the samples say that it is to be found."""
    lot = requirement.lot
    if lot is None or not strata.names:
        return [LotSize()] * len(strata.strata)
    found = []
    for row, (name,) in enumerate(strata.strata):
        if not name:
            found.append(LotSize(trouble=f"these items name no lot in the column {lot.column!r}"))
        elif lot.sizes is not None:
            missing = LotSize(trouble=f"{lot.sizes.path} does not list the lot {name}")
            found.append(listed.get(name, missing))
        elif lot.size_column is not None:
            low, high = counts.lots["low"][row], counts.lots["high"][row]
            found.append(whole_size(low, high, name, f"the column {lot.size_column!r}"))
        else:
            found.append(LotSize(lot.size))
    return found

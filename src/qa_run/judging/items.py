"""Judging an item requirement: how many do not conform, and whether that many are accepted."""

from typing import Any

from attrs import frozen

from qa_run.judging.asking import Answer, answers
from qa_run.judging.counts import Counts
from qa_run.model.judged import Judged
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Requirement

NONE_HOLDS = "the condition holds for none of the items"


@frozen(kw_only=True, eq=False, repr=False)
class Decision:
    """What was decided for one stratum, before it is put into words."""

    outcome: Outcome
    inspected: int = 0
    nonconforming: int = 0
    judged: Judged | None = None
    reason: str = ""
    decided_by: str = ""


def inspected(requirement: Requirement, counts: Counts, row: int) -> tuple[int, int]:
    """How many items were inspected, and how many of them do not conform."""
    bad = counts.unreadable[row] + sum(column[row] for column in counts.findings.values())
    if not requirement.optional:
        bad += counts.missing[row]
    if not requirement.skip_unknown:
        bad += counts.unknown_condition[row]
    return counts.conforming[row] + bad, bad


def accepting(requirement: Requirement, counts: Counts, rule: Any) -> Answer:
    """What the acceptance `rule` answers for each stratum."""

    def arguments(row: int) -> tuple[Any, ...]:
        return (*inspected(requirement, counts, row), None, requirement.severity)

    return answers(rule.allows, arguments, len(counts.rows))


def decide_items(
    requirement: Requirement, counts: Counts, row: int, answer: Answer, elsewhere: bool, lot_size: int | None = None
) -> Decision:
    """The decision for the stratum in `row`; `elsewhere`: a case which no item of it meets is met in other strata.

    Of a lot there is no more to inspect than it has, whatever `inspect:` says.
    """
    n, bad = inspected(requirement, counts, row)
    if n == 0:
        return _nothing(requirement, counts, row, elsewhere)
    judged = answer(row)
    outcome = Outcome.PASSED if judged.conforms else Outcome.FAILED
    reason = ""
    least = requirement.at_least if lot_size is None else min(requirement.at_least, lot_size)
    short = max(int(judged.need_more), least - n)
    if judged.undecided:
        outcome, reason = Outcome.NOT_INSPECTED, judged.undecided
    elif short > 0 and (judged.conforms or judged.need_more):
        outcome, reason = Outcome.NOT_INSPECTED, f"{n + short} are to be inspected, {short} more to draw"
    elif judged.conforms and (judged.marginal or counts.marginal[row]):
        outcome = Outcome.MARGINAL
        reason = "" if not counts.marginal[row] else f"{counts.marginal[row]} conform only just"
    return Decision(outcome=outcome, inspected=n, nonconforming=bad, judged=judged, reason=reason)


def _nothing(requirement: Requirement, counts: Counts, row: int, elsewhere: bool) -> Decision:
    if counts.not_yet_due[row]:
        return Decision(outcome=Outcome.NOT_INSPECTED, reason=f"none is due yet ({counts.not_yet_due[row]} later)")
    if counts.rows[row] == 0:
        return Decision(outcome=Outcome.NOT_INSPECTED, reason="no items")
    if counts.out_of_scope[row] == counts.rows[row]:
        if requirement.may_be_none:
            return Decision(outcome=Outcome.NOT_APPLICABLE, reason="the condition holds for none, which is allowed")
        if elsewhere:
            return Decision(outcome=Outcome.NOT_APPLICABLE, reason="all items here belong to other cases")
        return Decision(outcome=Outcome.NOT_INSPECTED, reason=NONE_HOLDS)
    return Decision(outcome=Outcome.NOT_INSPECTED, reason="no value is recorded")

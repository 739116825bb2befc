"""Judging a statistic: one number of the whole stratum."""

from functools import cache
from typing import Any

from qa_run.judging.asking import Answer, answers
from qa_run.judging.counts import Counts
from qa_run.judging.items import Decision
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Requirement, Shape

DIGITS = 12


def settled(value: Any) -> Any:
    """A float without its last digits: they depend on the order in which threads finish, and no verdict may."""
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def judging(requirement: Requirement, counts: Counts) -> Answer:
    """What the statistic answers for each stratum that has values."""

    def arguments(row: int) -> tuple[Any, ...]:
        return ({name: settled(column[row]) for name, column in counts.statistics.items()},)

    if hasattr(requirement.criterion, "judge_each"):
        return _each(requirement.criterion.judge_each, arguments, counts)
    if requirement.shape is not Shape.STATISTIC:
        # each stratum is a sequence, or all strata one table: asked once, since it may take a while
        return cache(lambda row: requirement.criterion.judge(*arguments(row)))
    return answers(requirement.criterion.judge, arguments, len(counts.rows))


def _each(judge_each: Any, arguments: Any, counts: Counts) -> Answer:
    """The answers of a criterion that is asked about all sequences with values at once."""
    rows = [row for row in range(len(counts.rows)) if counts.conforming[row]]
    found: dict[int, Any] = {}

    def answer(row: int) -> Any:
        if not found:
            found.update(zip(rows, judge_each([arguments(each)[0] for each in rows]), strict=True))
        return found[row]

    return answer


def decide_statistic(
    requirement: Requirement, counts: Counts, row: int, answer: Answer, elsewhere: bool, lot_size: int | None = None
) -> Decision:
    """The decision for the stratum in `row`; values that should be there and are not do not pass in silence.

    Of a lot there is no more to inspect than it has, whatever `inspect:` says.
    """
    bad = 0
    if not getattr(requirement.criterion, "counts_missing", False):
        bad = counts.unreadable[row] + (0 if requirement.optional else counts.missing[row])
    if not requirement.skip_unknown:
        bad += counts.unknown_condition[row]
    n = counts.conforming[row]
    if counts.rows[row] == 0:
        return Decision(outcome=Outcome.NOT_INSPECTED, reason="no items")
    if n == 0 and not getattr(requirement.criterion, "judges_nothing", False):
        outcome = Outcome.NOT_INSPECTED
        if (requirement.may_be_none or elsewhere) and counts.out_of_scope[row] == counts.rows[row]:
            outcome = Outcome.NOT_APPLICABLE
        return Decision(outcome=outcome, nonconforming=bad, inspected=bad, reason="no value to compute with")
    judged = answer(row)
    least = requirement.at_least if lot_size is None else min(requirement.at_least, lot_size)
    short = max(int(judged.need_more), least - n)
    outcome = Outcome.PASSED if judged.conforms else Outcome.FAILED
    reason = ""
    if bad:
        outcome, reason = (
            Outcome.FAILED,
            f"{bad} of {n + bad} values {'is' if bad == 1 else 'are'} missing or cannot be read",
        )
    elif many := counts.unplaced[row] if counts.unplaced else 0:
        what = "item has" if many == 1 else "items have"
        lacks = f"{many} {what} no time, subgroup or phase, and so no place among the points"
        outcome, reason = (Outcome.FAILED, lacks) if not judged.conforms else (Outcome.NOT_INSPECTED, lacks)
    elif judged.undecided and judged.conforms:
        outcome, reason = Outcome.NOT_INSPECTED, judged.undecided
    elif short > 0:
        outcome, reason = Outcome.NOT_INSPECTED, f"{n + short} are to be inspected, {short} more to draw"
    elif requirement.shape is Shape.ACROSS and (thin := _thin(requirement, counts, row)):
        outcome, reason = Outcome.NOT_INSPECTED, thin
    elif judged.conforms and judged.marginal:
        outcome = Outcome.MARGINAL
    return Decision(outcome=outcome, inspected=n + bad, nonconforming=bad, judged=judged, reason=reason)


def _thin(requirement: Requirement, counts: Counts, row: int) -> str:
    """Of strata that are compared, which have fewer values than are to be inspected in each."""
    least, recorded = requirement.at_least, counts.statistics["recorded"][row]
    few = [
        f"{name or '(blank)'} has {int(many)}"
        for name, many in zip(counts.statistics["stratum"][row], recorded, strict=True)
        if many < least
    ]
    more = f" and {len(few) - 3} more have less" if len(few) > 3 else ""
    return f"{least} are to be inspected in each: {', '.join(few[:3])}{more}" if few else ""

"""A requirement that its class counts: the class decides what becomes of its nonconformities."""

from attrs import evolve

from qa_run.judging.items import Decision
from qa_run.model.outcome import Outcome

UNDECIDED = (Outcome.NOT_INSPECTED, Outcome.ERROR)


def counted(decision: Decision, of_class: Outcome, class_id: str) -> Decision:
    """`decision` with the outcome of the class where there are nonconformities, or where the class is undecided.

    Without any, and with a class that is decided, the requirement is met.
    """
    if decision.inspected == 0 or (not decision.nonconforming and of_class not in UNDECIDED):
        return decision
    reason = "; ".join(part for part in (decision.reason, f"decided by {class_id}") if part)
    return evolve(decision, outcome=of_class, judged=None, reason=reason, decided_by=class_id)

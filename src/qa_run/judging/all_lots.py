"""All lots together: each is decided by itself."""

from collections import Counter
from collections.abc import Sequence

from qa_run.model.judged import Judged
from qa_run.model.outcome import Outcome


def each_by_itself(_row: int) -> Judged:
    """What a rule that decides lot by lot says of all lots together: nothing."""
    return Judged(False)


def of_all_lots(outcomes: Sequence[Outcome]) -> str:
    """How the lots ended, each by itself."""
    worst_first = sorted(Counter(outcomes).items(), key=lambda each: -each[0].severity)
    told = ", ".join(f"{many} {outcome.value.replace('_', ' ')}" for outcome, many in worst_first)
    return f"each lot is decided by itself: {told}"

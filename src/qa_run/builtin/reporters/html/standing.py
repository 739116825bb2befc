"""What stands on top: whether this releases, and if not, what blocks it."""

from collections.abc import Sequence

from attrs import frozen

from qa_run import Outcome, Report
from qa_run.builtin.reporters.html.rows import Row

_CLASSES = ("critical", "major", "minor", "")
_ORDER = (Outcome.FAILED, Outcome.ERROR, Outcome.NOT_INSPECTED)
#: What blocks is listed so far; all of it is in the table.
LISTED = 50


@frozen(eq=False, repr=False)
class Standing:
    """The verdict on the whole: a word, why, and how it looks."""

    word: str
    why: str
    shape: str
    name: str


def standing_of(report: Report) -> Standing:
    """Released, not released, or a partial run, which releases nothing."""
    if report.exit_code:
        return Standing("Not released", report.exit_reason, "\u25c6", "failed")
    if not report.complete:
        return Standing("Nothing released", "a partial run: what it judged is in order", "\u25a1", "uninspected")
    return Standing("Released", report.exit_reason, "\u25cf", "passed")


def blocking(rows: Sequence[Row]) -> list[Row]:
    """Verdicts that do not release: the critical class first, and in each class what failed first."""
    found = [row for row in rows if not row.verdict.outcome.releases]
    return sorted(
        found,
        key=lambda row: (_CLASSES.index(row.verdict.severity), _ORDER.index(row.verdict.outcome), len(row.stratum)),
    )

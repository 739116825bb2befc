"""What stands on top: whether this releases, and if not, what blocks it."""

from collections.abc import Sequence

from attrs import frozen

from qa_run import Outcome, Report
from qa_run.builtin.reporters.html.rows import Row

_CLASSES = ("critical", "major", "minor", "")
_ORDER = (Outcome.FAILED, Outcome.ERROR, Outcome.NOT_INSPECTED)
#: Requirements that are listed as blocking, and strata of each; all of them are in the table.
LISTED, STRATA = 50, 12


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


@frozen(eq=False, repr=False)
class Blocked:
    """A requirement that is not met: its verdict over all, or else the worst of a stratum; and its other strata."""

    row: Row
    strata: tuple[Row, ...]


def blocking(rows: Sequence[Row]) -> list[Blocked]:
    """What does not release: the critical class first, and in each class what failed first."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if not row.verdict.outcome.releases:
            groups.setdefault((row.verdict.procedure, row.name), []).append(row)
    found = []
    for group in groups.values():
        first, *others = sorted(group, key=lambda row: (bool(row.stratum), *_rank(row)))
        found.append(Blocked(first, tuple(others)))
    return sorted(found, key=lambda each: _rank(each.row))


def _rank(row: Row) -> tuple[int, int]:
    return _CLASSES.index(row.verdict.severity), _ORDER.index(row.verdict.outcome)

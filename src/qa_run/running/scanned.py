"""What the scan of a batch found: what was measured, what is not judged, and what became of the rows."""

from typing import TYPE_CHECKING

from attrs import frozen

from qa_run.judging.decisions import Touched
from qa_run.running.planned import Planned
from qa_run.running.scanning import Measured, scan
from qa_run.running.subject import Subject

if TYPE_CHECKING:
    from qa_run.running.leaving_out import Aside


@frozen(eq=False, repr=False)
class Scanned:
    """What a batch holds.

    aside: what is not judged, and why, where somebody excludes items or there are several revisions
    rows:  how many rows each file has
    """

    measured: Measured
    aside: "Aside | None"
    touched: Touched
    rows: tuple[int, ...]


def scanned(plan: Planned) -> Scanned:
    """What the engine of `plan` finds in one scan of its rows."""
    subject = plan.subject
    measured = scan(subject) if subject.requirements else Measured(strata={}, population=0)
    aside = _aside(subject)
    rows = (measured.population,) if _every_row_is_judged(subject, measured) else subject.engine.rows()
    return Scanned(measured, aside, _touched(subject, rows, measured, aside), rows)


def _every_row_is_judged(subject: Subject, measured: Measured) -> bool:
    """Whether the population is the rows of the only file, so that nobody need count them."""
    samples = subject.procedure.samples
    whole = not subject.cuts and not samples.of and not samples.events
    return whole and subject.engine.file_count() == 1 and not measured.broken and bool(subject.requirements)


def _aside(subject: Subject) -> "Aside | None":
    """What is not judged; None where `only:` alone decides that, or nothing does."""
    if not subject.procedure.exclude and not subject.leaves_out:
        return None
    from qa_run.running.leaving_out import aside_of  # most procedures leave nothing out

    return aside_of(subject)


def _touched(subject: Subject, rows: tuple[int, ...], measured: Measured, aside: "Aside | None") -> Touched:
    procedure, rejected = subject.procedure, tuple(subject.engine.rejected())
    outside = sum(rows) - measured.population if procedure.only and not procedure.samples.events else 0
    return Touched(
        excluded=outside if aside is None else aside.total,
        too_many=aside.too_many if aside else "",
        rejected=len(rejected),
        allowed=procedure.samples.rejected_at_most,
        example=rejected[0].place if rejected else "",
    )

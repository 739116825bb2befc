"""The sections of the screen as plain text, for programs that have a screen of their own."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from qa_run.cli.screen.blocks import block, found_by
from qa_run.cli.screen.gathering import groups
from qa_run.cli.screen.notices import of_procedure
from qa_run.cli.screen.outcomes import LOOKS
from qa_run.cli.screen.page import UNKNOWN, Line
from qa_run.cli.screen.sections import BLOCKING, errors, failures, told
from qa_run.escaping import visible
from qa_run.model.outcome import Outcome
from qa_run.model.report import ProcedureReport, Report
from qa_run.model.verdict import Verdict


@frozen(eq=False, repr=False)
class Section:
    """Verdicts of one requirement told in one line, and in full."""

    short: str
    text: str


def section(report: ProcedureReport, verdicts: Sequence[Verdict], width: int = UNKNOWN) -> Section:
    """`verdicts` are of one requirement; over all and the worst stratum come first."""
    (group,) = groups(report, verdicts)
    word = "" if group.outcome is Outcome.FAILED else f"{LOOKS[group.outcome].word}: "
    return Section(visible(word + found_by(group)), _text(block(group, width)))


def what_blocks(report: Report, width: int = UNKNOWN) -> str:
    """All that keeps the run from being released: errors, failures, and what was not inspected; blank if nothing."""
    found = told(report, BLOCKING, every=False)
    return _text([*errors(report, width), *failures(found, width)])


def notices_of(report: ProcedureReport, width: int = UNKNOWN) -> str:
    """What a reader must know beside the verdicts of a procedure; blank if nothing."""
    return _text(of_procedure(report, width, every=False))


def _text(lines: Iterable[Line]) -> str:
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines).strip("\n")

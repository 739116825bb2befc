"""What is seen while the run works: a letter for each verdict, or with -v a line for each requirement."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from qa_run.cli.screen.gathering import requirement_id
from qa_run.cli.screen.outcomes import LOOKS
from qa_run.cli.screen.page import Line, Span, line, shortened
from qa_run.cli.screen.text import cut, width_of
from qa_run.model.outcome import Outcome
from qa_run.model.report import ProcedureReport

#: Room for ` [100%]`, and how many lines of letters somebody still looks at.
PERCENT, LINES = 7, 6


def letters(report: ProcedureReport, width: int, percent: int | None) -> Iterator[Line]:
    """The path of a procedure and its verdicts as letters; counted, where they would fill the screen."""
    path = Span(f"{report.procedure.path} ")
    start, room = width_of(path.text), width - PERCENT
    first = max(room - start, 0) if start <= room * 3 // 4 else 0
    outcomes = list(report.outcomes)
    if len(outcomes) > first + (LINES - 1) * room:
        yield _ended(line(path, *_counted(outcomes)), width, percent)
        return
    rows = [outcomes[:first], *(outcomes[at : at + room] for at in range(first, len(outcomes), room))]
    for number, row in enumerate(rows):
        whole = line(*([path] if number == 0 else []), *_signs(row))
        yield _ended(whole, width, percent) if number == len(rows) - 1 else whole


def _signs(outcomes: Sequence[Outcome]) -> list[Span]:
    """The letters, those of one colour in one piece."""
    return [Span(LOOKS[one].letter * len(list(run)), LOOKS[one].colour) for one, run in groupby(outcomes)]


def _counted(outcomes: Sequence[Outcome]) -> Iterator[Span]:
    counts = Counter(outcomes)
    for number, outcome in enumerate(sorted(counts, key=lambda each: -each.severity)):
        yield Span(", " if number else "")
        yield Span(f"{counts[outcome]} {LOOKS[outcome].counted}", LOOKS[outcome].colour)


def _ended(whole: Line, width: int, percent: int | None) -> Line:
    if percent is None:
        return whole
    short = shortened(whole, width - PERCENT)
    taken = sum(width_of(span.text) for span in short)
    return line(*short, " " * (width - PERCENT - taken), Span(f" [{percent:>3}%]", "faint"))


def requirements(report: ProcedureReport, width: int) -> Iterator[Line]:
    """With -v: what was found out about the sources, and a line for each requirement, in words."""
    yield line(Span(report.procedure.path, "bold"), f"  {report.procedure.title}")
    yield from (line("  ", *each) for each in _found_out(report))
    for of, run in groupby(report.verdicts, requirement_id):
        verdicts = list(run)
        outcomes = [verdict.outcome for verdict in verdicts]
        signs = _signs(outcomes) if len(outcomes) <= width // 3 else list(_counted(outcomes))
        room = width - 4 - sum(width_of(span.text) for span in signs)
        text = Span(f"{of.removeprefix(report.procedure.path + '::')}: {verdicts[0].requirement}")
        short = cut(text.text, room)
        yield line("  ", short, " " * (room - width_of(short)), "  ", *signs)


def inspections(report: ProcedureReport) -> Iterator[Line]:
    """With -vv: a line for each verdict."""
    yield from _found_out(report)
    for verdict in report.verdicts:
        look = LOOKS[verdict.outcome]
        yield line(Span(verdict.id), " ", Span(look.word, look.colour), Span(f"  n={verdict.inspected}", "faint"))


def _found_out(report: ProcedureReport) -> Iterator[Line]:
    """Of each source what its procedure does not declare."""
    for source in report.sources:
        if source.found:
            yield line(Span(f"{source.path}: {', '.join(source.found)}", "faint"))

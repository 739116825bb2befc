"""The end of the screen: a line for each failure, and the last line."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa_run.cli.screen.gathering import in_short
from qa_run.cli.screen.outcomes import LOOKS
from qa_run.cli.screen.page import UNKNOWN, Line, Span, line, rule, shortened
from qa_run.cli.screen.sections import Told
from qa_run.cli.screen.text import width_of
from qa_run.model.outcome import Outcome
from qa_run.model.report import Report

if TYPE_CHECKING:
    from qa_run.model.selection import LeftOut

#: How many strata of one requirement get a line of their own, and the least room that a message is worth.
STRATA, ROOM = 10, 12


def summary(found: Told, width: int | None, every: bool) -> Iterator[Line]:
    """A line for each verdict told: its outcome, its node id, what was found. Cut to `width`, if there is one."""
    if not found.groups and not found.bare:
        return
    yield rule("=", line("short summary"), width or UNKNOWN)
    for group in found.groups:
        for verdict in group.verdicts if every else group.verdicts[:STRATA]:
            yield _summed(verdict.outcome, verdict.id, in_short(verdict), width)
        if not every and (left := len(group.verdicts) - STRATA) > 0:
            yield line(Span(f"... and {left} strata more of {group.id} (-v lists them)", "faint"))
    for stratum in found.bare:
        reasons = stratum.reasons
        message = f"{len(stratum.verdicts)} requirements: {next(iter(reasons))}" + (", …" if len(reasons) > 1 else "")
        yield _summed(Outcome.NOT_INSPECTED, stratum.id, message, width)


def _summed(outcome: Outcome, node: str, message: str, width: int | None) -> Line:
    look = LOOKS[outcome]
    start = line(Span(look.word, look.colour), " ", Span(node))
    if not message:
        return start
    whole = line(*start, f" - {message}")
    if width is None:
        return whole
    room = width - sum(width_of(span.text) for span in start)
    return start if room < ROOM else shortened(whole, width)


def last_line(report: Report, width: int, filled: bool) -> Line:
    """How many ended how, and in what time; with the reason, where the numbers alone do not give the exit code."""
    counts = {outcome: count for outcome, count in report.summary.items() if count}
    told = [(count, outcome) for outcome, count in counts.items()]
    told += [(len(report.errors), Outcome.ERROR)] if report.errors else []
    pieces: list[str | Span] = []
    for count, outcome in sorted(told, key=lambda each: -each[1].severity):
        pieces += [", "] if pieces else []
        pieces.append(Span(f"{count} {LOOKS[outcome].counted}", f"bold {LOOKS[outcome].colour}"))
    if report.refused:
        pieces[:0] = [Span(f"{len(report.refused)} not usable", "bold red"), *([", "] if pieces else [])]
    if report.left_out and pieces:
        pieces += [", ", Span(deselected(report.left_out), "yellow")]
    look = _look(report)
    time = Span(f" in {_seconds(report.duration_s)}", look)
    reason = [] if _plain(report) else [Span(f": {report.exit_reason}", look)]
    text = line(*(pieces or [Span("nothing inspected", look)]), time, *reason)
    return rule("=", text, width, look) if filled and sum(width_of(each.text) for each in text) <= width - 8 else text


def deselected(left_out: "LeftOut") -> str:
    """How much was left out: of what was judged, verdicts on strata."""
    told = [f"{left_out.requirements} of {left_out.of} requirements"] if left_out.requirements else []
    told += [f"{left_out.verdicts} verdict{'s' * (left_out.verdicts != 1)}"] if left_out.verdicts else []
    return f"{' and '.join(told)} deselected"


def _plain(report: Report) -> bool:
    """Whether the exit code is the one that anybody expects who reads the numbers."""
    if report.exit_code in (3, 4):
        return True
    return report.exit_code == (0 if report.outcome.releases else 1)


def _look(report: Report) -> str:
    if report.exit_code:
        return "yellow" if report.exit_code == 1 and report.outcome is Outcome.NOT_INSPECTED else "red"
    return LOOKS[report.outcome].colour


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds < 60 else f"{int(seconds // 60)} min {int(seconds % 60)} s"

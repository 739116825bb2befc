"""The end of the screen: a line for each failure, and the last line."""

from collections.abc import Iterator

from qa_run.cli.screen.outcomes import LOOKS
from qa_run.cli.screen.page import UNKNOWN, Line, Span, line, rule, shortened
from qa_run.cli.screen.sections import Told
from qa_run.cli.screen.text import width_of
from qa_run.model.outcome import Outcome
from qa_run.model.report import Report

#: How many strata of one requirement get a line of their own, and the least room that a message is worth.
STRATA, ROOM = 10, 12


def summary(found: Told, width: int | None, every: bool) -> Iterator[Line]:
    """A line for each verdict told: its outcome, its node id, what was found. Cut to `width`, if there is one."""
    if not found.groups and not found.bare:
        return
    yield rule("=", line("short summary"), width or UNKNOWN)
    for group in found.groups:
        for verdict in group.verdicts if every else group.verdicts[:STRATA]:
            yield _summed(verdict.outcome, verdict.id, verdict.message, width)
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
    """How many ended how, and in what time; the reason where the numbers alone do not give it."""
    counts = report.summary
    look = LOOKS[report.outcome].colour if report.exit_code in (0, 1) else "red"
    pieces: list[str | Span] = []
    for outcome in sorted(counts, key=lambda each: -each.severity):
        if outcome is not Outcome.NOT_APPLICABLE or len(counts) == 1:
            pieces += [", "] if pieces else []
            pieces.append(Span(f"{counts[outcome]} {LOOKS[outcome].counted}", f"bold {LOOKS[outcome].colour}"))
    text = line(*(pieces or ["nothing inspected"]), Span(f" in {_seconds(report.duration_s)}", look))
    if not filled or sum(width_of(span.text) for span in text) > width - 8:
        return text
    return rule("=", text, width, look)


def _seconds(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.2f} s"
    return f"{int(seconds // 60)} min {int(seconds % 60)} s"

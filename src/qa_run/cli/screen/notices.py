"""What a reader must know beside the verdicts: lines not read, items cut away, overrides, what was not run."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa_run.cli.screen.page import Line, Span, labelled, line, rule
from qa_run.model.ordinal import ALOUD, ordinal
from qa_run.model.procedure import Override
from qa_run.model.report import ProcedureReport, Report, SourceReport

if TYPE_CHECKING:
    from qa_run.model.concession import ConcessionStanding
    from qa_run.model.correction import CorrectionStanding

#: Keys that ask for nothing.
TEXTS = ("title", "because", "how", "called", "id", "tags")
#: How many rejected lines of a source are shown.
LINES = 5


def notices(report: Report, width: int, every: bool) -> Iterator[Line]:
    """The notices of a run under their heading; nothing where there are none. `every` tells harmless ones too."""
    found = [each for one in report.procedures for each in of_procedure(one, width, every)]
    found += [each for one in report.concessions for each in _of_concession(one, width, every)]
    found += [each for one in report.corrections for each in _of_correction(one, width, every)]
    found += _of_run(report, width, every)
    if found:
        yield rule("=", line("NOTICES"), width)
        yield from found
        yield line()


def of_procedure(one: ProcedureReport, width: int, every: bool) -> Iterator[Line]:
    """The notices of one procedure, without a heading."""
    for source in one.sources:
        yield from _of_source(source, width, every, one.procedure.path if one.procedure.family else "")
    overrides = [each for each in one.procedure.overrides if every or _said_aloud(each)]
    if overrides:
        yield line(Span(one.procedure.path, "bold"), " changes what its base says")
    for override in overrides:
        yield from _override(override, width)
    if one.notices:
        yield line(Span(one.procedure.path, "bold"))
    for notice in one.notices:
        yield from labelled("", notice, width)


def _of_source(source: SourceReport, width: int, every: bool, path: str) -> Iterator[Line]:
    if source.rejected:
        yield line(Span(source.path, "bold"), Span(f"  {_lines(len(source.rejected))} could not be read", "yellow"))
        shown = source.rejected if every else source.rejected[:LINES]
        for place, reason in shown:
            yield from labelled("", f"{place}: {reason}", width)
        if left := len(source.rejected) - len(shown):
            yield line(Span(f"          and {left} more (-v shows all)", "faint"))
    if source.excluded:
        by = f" by {path}" if path else ""
        yield line(Span(source.path, "bold"), f"  items that are not judged{by}")
    for reason, count in source.excluded:
        yield from labelled(f"  {count:>6}", reason, width)


def _lines(count: int) -> str:
    return f"{count} line" if count == 1 else f"{count} lines"


def _said_aloud(override: Override) -> bool:
    """Whether the override asks for less than its base, or may do so: `exactly: 3` over 4 cannot be compared.

    Texts for people and where the samples are may be others in every file that extends one.
    """
    if override.kind == "changed" and override.now:
        return override.path[0] != "samples" and override.path[-1] not in TEXTS
    return override.kind in ("weaker", "gone") or not override.now


def _override(override: Override, width: int) -> Iterator[Line]:
    look = "yellow" if _said_aloud(override) else ""
    change = override.now or "taken away"
    was = f", was {override.was}" if override.was else ", new"
    yield from labelled(override.kind, f"{'.'.join(override.path)}: {change}{was}", width, look)
    yield from labelled("", f"{override.place}, over {override.base}", width, "faint")


def _of_concession(one: "ConcessionStanding", width: int, every: bool) -> Iterator[Line]:
    """One that has to be looked at; with `every` each one. Many for the same requirement are always told."""
    number = f"the {ordinal(one.number)} concession for the same requirement" if one.number >= ALOUD else ""
    if one.state.in_order and not every and not number:
        return
    look = "" if one.state.in_order else "yellow"
    told = f"  {one.state.value.replace('_', ' ')}"
    yield line("concession ", Span(one.concession.id, "bold"), Span(told, look), f", {one.concession.place}")
    used = f"{one.used} of {one.concession.quantity} used in {one.counted_over}" if one.concession.quantity else ""
    for said in (*one.said, number, used if one.verdicts else ""):
        yield from labelled("", said, width) if said else ()


def _of_correction(one: "CorrectionStanding", width: int, every: bool) -> Iterator[Line]:
    if not every or one.state.fails:  # those stand among the failures
        return
    yield line("correction ", Span(one.correction.id, "bold"), f"  {one.state.value}, {one.correction.place}")
    yield from labelled("", one.said, width)


def _of_run(report: Report, width: int, every: bool) -> Iterator[Line]:
    if report.complete:
        return
    whys = {
        "it was interrupted": report.interrupted,
        "not all samples can be used": bool(report.refused),
        report.stopped: bool(report.stopped),
    }
    why = next((why for why, holds in whys.items() if holds), "not everything was asked for")
    yield line(Span("The run is not complete", "bold yellow"), f": {why}. It can release nothing.")
    shown = report.not_run if every or not report.left_out else report.not_run[:LINES]
    for node in shown:
        yield from labelled("not run", node, width)
    if len(shown) < len(report.not_run):
        yield from labelled("", f"and {len(report.not_run) - len(shown)} more (-v lists them)", width, "faint")

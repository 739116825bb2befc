"""The sections that tell in full what does not release: errors, failures, and what was not inspected."""

from collections.abc import Iterator

from attrs import frozen

from qa_run.cli.screen.blocks import block
from qa_run.cli.screen.gathering import Bare, Group, bare_strata, chosen, groups
from qa_run.cli.screen.outcomes import LOOKS
from qa_run.cli.screen.page import Line, Span, labelled, line, rule
from qa_run.model.outcome import Outcome
from qa_run.model.report import Report

BLOCKING = frozenset({Outcome.ERROR, Outcome.FAILED, Outcome.NOT_INSPECTED})
#: How many names stand in a list.
NAMES = 6


@frozen(eq=False, repr=False)
class Told:
    """What the sections tell: verdicts by requirement, and strata of which nothing is known; `every` folds nothing."""

    groups: tuple[Group, ...] = ()
    bare: tuple[Bare, ...] = ()


def told(report: Report, wanted: frozenset[Outcome], every: bool) -> Told:
    """The verdicts with a wanted outcome, put together unless `every` one is asked for by itself."""
    grouped: list[Group] = []
    bare: list[Bare] = []
    for one in report.procedures:
        verdicts = chosen(one, wanted)
        strata = [] if every else bare_strata(one.procedure.path, verdicts)
        apart = {verdict.id for stratum in strata for verdict in stratum.verdicts}
        bare += strata
        grouped += groups(one, (verdict for verdict in verdicts if verdict.id not in apart))
    if every:
        grouped = [Group((verdict,), group.title) for group in grouped for verdict in group.verdicts]
    return Told(tuple(grouped), tuple(bare))


def failures(found: Told, width: int) -> Iterator[Line]:
    """A block for each requirement that was not met, and one list of what was not inspected."""
    blocking = [group for group in found.groups if group.outcome in BLOCKING]
    failed = any(group.outcome is not Outcome.NOT_INSPECTED for group in blocking)
    if blocking:
        yield rule("=", line("FAILURES" if failed else "NOT INSPECTED"), width)
        for group in blocking:
            yield from block(group, width)
    if any(each.items_total > len(each.items) for group in blocking for each in group.verdicts[:1]):
        yield line(Span("More items: --items N shows N of each, --items-out FILE writes all of them.", "faint"))
        yield line()
    if found.bare and (failed or not blocking):
        yield rule("=", line("NOT INSPECTED"), width)
        for stratum in found.bare:
            yield from _bare(stratum, width)


def tabled(found: Told, width: int) -> Iterator[Line]:
    """What releases, and has tables that contradict what is read at a glance."""
    shown = [group for group in found.groups if group.outcome is Outcome.MARGINAL and group.verdicts[0].tables]
    if shown:
        yield rule("=", line("MARGINAL"), width)
        for group in shown:
            yield from block(group, width)


def _bare(stratum: Bare, width: int) -> Iterator[Line]:
    look = LOOKS[Outcome.NOT_INSPECTED]
    yield line(Span(stratum.id, look.colour), f"  {len(stratum.verdicts)} requirements")
    for reason, verdicts in stratum.reasons.items():
        names = list(dict.fromkeys(verdict.characteristic for verdict in verdicts))
        more = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
        yield from labelled(f"  {len(verdicts):>4}  ", reason, width)
        yield from labelled("", ", ".join(names[:NAMES]) + more, width, "faint")
    yield line()


def errors(report: Report, width: int) -> Iterator[Line]:
    """What kept procedures from being judged at all."""
    told = {"SAMPLES THAT CANNOT BE USED": report.refused, "ERRORS": report.errors}
    for title, lines in told.items():
        if lines:
            yield rule("=", line(Span(title, "bold red")), width, "red")
            yield from (line(Span(each, "red")) for error in lines for each in error.splitlines())
            yield line()

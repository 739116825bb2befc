"""The gate: from a report and the rules of a project to what becomes of the lot. Pure, and closed where in doubt."""

from collections.abc import Iterator, Mapping

from attrs import evolve, field, frozen

from qa_run.model.gate import CLASSES, ReleaseSettings, Step
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure, Shape
from qa_run.model.report import Report
from qa_run.model.verdict import Verdict
from qa_run.release.lot import items_of

_PLAIN = (Outcome.PASSED, Outcome.NOT_APPLICABLE)


@frozen(kw_only=True)
class Reason:
    """Why the lot goes no further, or what it goes with: one verdict, or something about the whole (then `id` is "")"""

    step: Step
    told: str
    id: str = ""
    outcome: str = ""
    severity: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Decision:
    """What becomes of a lot, and every verdict that is not plainly passed, the gravest first."""

    lot: str
    step: Step
    reasons: tuple[Reason, ...] = field(default=())


def obstacles(report: Report) -> tuple[str, ...]:
    """Why nothing at all can be decided from this run: part of what is required was not asked of the lot."""
    return tuple(_obstacles(report))


def _obstacles(report: Report) -> Iterator[str]:
    if report.interrupted:
        yield "the run was interrupted"
    yield from (f"samples that cannot be used: {each}" for each in report.refused)
    yield from (f"an error: {each}" for each in report.errors)
    if report.selection:
        yield f"the run was narrowed ({' '.join(report.selection)}): a lot is released by all that is required of it"
    if report.stopped:
        yield f"the run {report.stopped}"
    if report.not_run:
        yield f"not run: {', '.join(report.not_run)}"
    if not report.complete and not (report.interrupted or report.selection or report.not_run):
        yield "the run is not complete"
    if report.require_complete and not report.complete:
        yield "--require-complete was given"
    for one in report.procedures:
        if one.procedure.draft:
            yield f"{one.procedure.path}: is a draft, which releases nothing"
        if not one.procedure.sha256:
            yield f"{one.procedure.path}: has no digest, so nobody could tell later what was required"
        for source in one.sources:
            if not source.sha256:
                yield f"{one.procedure.path}: {source.path} has no digest, so nobody could tell later what was judged"
        yield from _trial(one.procedure)


def _trial(procedure: Procedure) -> Iterator[str]:
    """Control charts that are judged by limits from the very points that they judge."""
    for each in procedure.requirements:
        if each.shape is Shape.SEQUENCE and getattr(each.criterion, "baseline", each) is None:
            which = f"{procedure.path}::{each.characteristic}::{each.id}"
            yield f"{which}: trial control limits release nothing; freeze them with qa-run baseline"


def without_plan(procedure: Procedure) -> tuple[str, ...]:
    """The classes that the procedure's sampling plans leave out: in what was drawn for the others, none may fail."""
    plans = procedure.plans
    if plans is None:
        return ()
    left = {
        each.severity.value
        for each in procedure.requirements
        if each.shape is Shape.ITEM and each.severity and each.severity not in plans.classes and not each.accepts
    }
    return tuple(name for name in CLASSES if name in left)


def decide(report: Report, lot: str, settings: ReleaseSettings) -> Decision:
    """What becomes of the lot. For a run without obstacles; whatever no rule covers is held."""
    found = [*_of_verdicts(report, settings), *_of_whole(report)]
    if not found and not report.summary.get(Outcome.PASSED):
        found.append(Reason(step=Step.HOLD, told="nothing was inspected"))
    found.sort(key=lambda reason: -reason.step.rank)
    return Decision(lot=lot, step=found[0].step if found else Step.GO, reasons=tuple(found))


def _of_verdicts(report: Report, settings: ReleaseSettings) -> Iterator[Reason]:
    for one in report.procedures:
        for verdict in one.verdicts:
            if verdict.outcome not in _PLAIN:
                yield _reason(verdict, settings, report.strict_marginal)


def _reason(verdict: Verdict, settings: ReleaseSettings, strict: bool) -> Reason:
    outcome = verdict.outcome
    reason = Reason(
        step=settings.step(outcome, verdict.severity),
        told=verdict.message,
        id=verdict.id,
        outcome=outcome.value,
        severity=verdict.severity,
    )
    if reason.step is Step.GO and outcome is Outcome.CONCEDED and not verdict.concession:
        return evolve(reason, step=Step.HOLD, told=f"conceded, and nobody says by which concession: {reason.told}")
    if reason.step is Step.GO and outcome is Outcome.MARGINAL and strict:
        return evolve(reason, step=Step.HOLD, told=f"marginal, and --strict-marginal was given: {reason.told}")
    return reason


def _of_whole(report: Report) -> Iterator[Reason]:
    """What no single verdict says."""
    for one in report.procedures:
        if not items_of(one):
            yield Reason(step=Step.HOLD, told=f"{one.procedure.path}: its samples hold no item of this lot")
        elif not any(outcome is not Outcome.NOT_APPLICABLE for outcome in one.outcomes):
            yield Reason(step=Step.HOLD, told=f"{one.procedure.path}: nothing that it requires applied to this lot")
    if report.exit_code not in (0, 1):
        step = Step.STOP if report.exit_code == 3 else Step.HOLD
        yield Reason(step=step, told=f"the run ended with {report.exit_code}: {report.exit_reason}")


def rules_told(settings: ReleaseSettings) -> Mapping[str, Mapping[str, str]]:
    """The rules as they stand in a certificate."""
    return {
        outcome.value: {name: str(steps.get(name, Step.HOLD)) for name in CLASSES}
        for outcome, steps in settings.rules.items()
    }

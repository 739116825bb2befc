"""Each correction as a verdict of its own, so that one that did not hold is in every report and in the exit code."""

import json
from collections.abc import Sequence

from qa_run.errors import Place
from qa_run.judging.mending import following
from qa_run.model.concession import Registered
from qa_run.model.correction import CorrectionStanding, Effect
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure
from qa_run.model.report import ProcedureReport
from qa_run.model.samples import Samples
from qa_run.model.verdict import Buckets, Verdict

EFFECTIVE = "effective"
OUTCOMES = {
    Effect.OPEN: Outcome.NOT_APPLICABLE,
    Effect.REPLACED: Outcome.NOT_APPLICABLE,
    Effect.VERIFIED: Outcome.PASSED,
    Effect.UNVERIFIABLE: Outcome.NOT_INSPECTED,
    Effect.OVERDUE: Outcome.FAILED,
    Effect.RECURRED: Outcome.FAILED,
}


def report_on(read: Registered, standings: Sequence[CorrectionStanding], limit: int) -> tuple[ProcedureReport, ...]:
    """The verdicts on those that this run can say something of."""
    verdicts = tuple(_verdict(read.shown, each, limit) for each in standings if each.state in OUTCOMES)
    if not verdicts:
        return ()
    place = Place(read.shown)
    procedure = Procedure(
        name="corrections",
        path=read.shown,
        place=place,
        samples=Samples(place=place),
        requirements=(),
        title="What was promised to be mended",
        sha256=read.sha256,
        called={"en": ("lot", "lots")},
    )
    outcomes = tuple(verdict.outcome for verdict in verdicts)
    return (ProcedureReport(procedure=procedure, verdicts=verdicts, outcomes=outcomes),)


def _verdict(file: str, standing: CorrectionStanding, limit: int) -> Verdict:
    one = standing.correction
    lots = following(one, standing.lots)
    bad, free = [lot for lot in lots if lot.bad], sum(lot.free for lot in lots)
    undecided = len(lots) - len(bad) - free
    findings = {"found again": len(bad)} if bad else {}
    return Verdict(
        id=f"{file}::{one.id}::{EFFECTIVE}",
        procedure="corrections",
        characteristic=one.id,
        criterion=EFFECTIVE,
        plugin="qa-run",
        severity="",
        per={},
        outcome=OUTCOMES[standing.state],
        requirement=f"{one.shown} is mended from lot {one.from_lot} on, by {one.due}; {one.lots} lots free of it",
        because=f"{one.what} (promised by {one.by} on {one.promised})",
        place=one.place,
        overrides=None,
        message=f"{standing.state.value}: {standing.said}",
        inspected=len(bad) + free,
        nonconforming=len(bad),
        accept=0,
        measured={"free": free},
        limits={},
        convention="",
        buckets=Buckets(population=len(lots), missing=undecided, findings=findings, conforming=free),
        items_total=sum(lot.nonconforming for lot in bad),
        items=tuple(item for lot in bad for item in lot.items)[:limit],
        correction=standing.as_dict(),
        digest=_digest(standing),
    )


def _digest(standing: CorrectionStanding) -> str:
    """Of what was promised, not of what came of it."""
    from hashlib import sha256

    told = standing.as_dict()
    names = ("for", "characteristic", "stratum", "from_lot", "verify", "due")
    return sha256(json.dumps({name: told[name] for name in names}, sort_keys=True).encode()).hexdigest()

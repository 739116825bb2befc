"""Plans and their curves as JSON, for whoever computes on."""

from collections.abc import Sequence
from typing import Any

from qa_run.cli.sampling.curve import Curve
from qa_run.cli.sampling.planned import AnyPlan, Planned
from qa_run.statistics.variables import VariablesPlan
from qa_run.version import VERSION

SCHEMA = "qa-run/plan/1"


def as_json(every: Sequence[tuple[Planned, Curve | None]]) -> dict[str, Any]:
    """All plans, in the order of the procedures."""
    return {"schema": SCHEMA, "tool": {"version": VERSION}, "plans": [_one(each, curve) for each, curve in every]}


def _one(planned: Planned, curve: Curve | None) -> dict[str, Any]:
    return {
        "procedure": planned.procedure.name,
        "path": planned.procedure.path,
        "requirements": list(planned.names),
        "counts": list(planned.counts),
        "class": planned.severity or None,
        "rule": planned.rule.sentence("en"),
        "lot_size": planned.lot_size,
        "n_is_an_example": planned.assumed,
        "draws": planned.draws,
        "plan": _plan(planned.plan) if planned.plan else None,
        "by_lot_size": [{"from": low, "to": high, **_plan(plan)} for low, high, plan in planned.bands],
        "curve": _curve(curve) if curve else None,
    }


def _plan(plan: AnyPlan) -> dict[str, Any]:
    if isinstance(plan, VariablesPlan):
        return {
            "n": plan.n,
            "k": plan.k,
            "m": plan.maximum,
            "sigma_known": plan.sigma_known,
            "letter": plan.letter,
            "aql": plan.aql,
            "severity": plan.severity if plan.letter else None,
            "kind": "by variables",
            "inspect_all": plan.inspect_all,
        }
    return {
        "stages": [{"n": each.n, "ac": each.ac if each.ac >= 0 else None, "re": each.re} for each in plan.stages],
        "letter": plan.letter or None,
        "used_letter": plan.used_letter or None,
        "aql": plan.aql,
        "severity": plan.severity if plan.letter else None,
        "kind": plan.kind,
        "count": plan.count,
        "inspect_all": plan.inspect_all,
        "convention": plan.convention,
    }


def _curve(curve: Curve) -> dict[str, Any]:
    return {
        "model": curve.model,
        "points": [{"quality": q, "accept": p} for q, p in zip(curve.quality, curve.accept, strict=True)],
        "table": [{"quality": q, "accept": p, "average_inspected": asn} for q, p, asn in curve.table],
        "accepted_at": [{"accept": chance, "quality": share} for chance, share in curve.marks],
        "producer": {"quality": curve.producer[0], "risk": curve.producer[1]} if curve.producer else None,
        "consumer": {"quality": curve.consumer[0], "risk": curve.consumer[1]},
        "aoql": {"quality": curve.aoql.aoql, "at": curve.aoql.quality} if curve.aoql else None,
    }

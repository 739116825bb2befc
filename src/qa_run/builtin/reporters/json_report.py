"""The report that pipelines read."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from qa_run import Nonconformity, Outcome, Report, Reporter, Verdict
from qa_run.escaping import json_text

SCHEMA = "qa-run/report/1"
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def render(report: Report) -> str:
    """The whole report as JSON: no NaN tokens, times with offset, equal bytes for equal input."""
    head = json_text(json.dumps(_plain(as_dict(report)), ensure_ascii=False, indent=1, allow_nan=False))
    verdicts = ",\n  ".join(verdict_lines(report))
    return head.removesuffix("\n}") + ',\n "verdicts": [' + (f"\n  {verdicts}\n " if verdicts else "") + "]\n}\n"


def verdict_lines(report: Report) -> tuple[str, ...]:
    """Each verdict in a line: there may be thousands, and the encoder is ten times slower where it indents."""
    return _lines(report.procedures)


@lru_cache(maxsize=1)
def _lines(procedures: Sequence[Any]) -> tuple[str, ...]:
    """Kept, for the record and a report in several forms of JSON: what these know besides are other reports."""
    return tuple(json_text(written(_verdict(verdict))) for one in procedures for verdict in one.verdicts)


def written(value: dict[str, Any]) -> str:
    """`value` in a line."""
    try:
        return _ENCODER.encode(value)
    except (TypeError, ValueError):  # something that is not finite, or of a type that JSON does not know
        return _ENCODER.encode(_plain(value))


def as_dict(report: Report) -> dict[str, Any]:
    """The report as the plain values of its JSON Schema, all but the verdicts."""
    return {
        "schema": SCHEMA,
        "outcome": report.outcome.value,
        "exit_code": report.exit_code,
        "exit_reason": report.exit_reason,
        "run_id": report.run_id,
        "started": _moment(report.started),
        "as_of": _moment(report.as_of),
        "duration_s": round(report.duration_s, 3),
        "complete": report.complete,
        "selection": list(report.selection),
        "command": list(report.command),
        "tool": {
            "version": report.version,
            "plugins": [{"name": name, "version": version} for name, version in report.plugins],
        },
        "environment": dict(report.environment),
        "summary": {outcome.value: report.summary.get(outcome, 0) for outcome in Outcome},
        "procedures": [
            {
                "path": one.procedure.path,
                "name": one.procedure.name,
                "title": one.procedure.title,
                "revision": one.procedure.revision,
                "effective": one.procedure.effective,
                "sha256": one.procedure.sha256,
                "extends": list(one.procedure.extends),
                "overrides": [
                    {
                        "path": list(each.path),
                        "place": str(each.place),
                        "base": str(each.base),
                        "kind": each.kind,
                        "was": each.was,
                        "now": each.now,
                    }
                    for each in one.procedure.overrides
                ],
                "draft": one.procedure.draft is not None,
                "notices": list(one.notices),
            }
            for one in report.procedures
        ],
        "sources": [
            {
                "procedure": source.procedure,
                "path": source.path,
                "role": source.role,
                "sha256": source.sha256,
                "rows": source.rows,
                "items": source.items,
                "blank": source.blank,
                "skipped": source.skipped,
                "rejected_rows": len(source.rejected),
                "rejected": [{"place": place, "reason": reason} for place, reason in source.rejected],
                "excluded": [{"reason": reason, "n": n} for reason, n in source.excluded],
                "format_found": list(source.found),
            }
            for one in report.procedures
            for source in one.sources
        ],
        "errors": [*report.refused, *report.errors],
        "not_run": list(report.not_run),
        "concessions": [each.as_dict() for each in report.concessions],
        "corrections": [each.as_dict() for each in report.corrections],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    buckets = verdict.buckets
    return {
        "id": verdict.id,
        "procedure": verdict.procedure,
        "characteristic": verdict.characteristic,
        "criterion": verdict.criterion,
        "plugin": verdict.plugin,
        "class": verdict.severity or None,
        "per": dict(verdict.per),
        "lot": verdict.lot or None,
        "lot_size": verdict.lot_size,
        "outcome": verdict.outcome.value,
        "requirement": verdict.requirement,
        "digest": verdict.digest,
        "because": verdict.because,
        "place": str(verdict.place),
        "overrides": str(verdict.overrides) if verdict.overrides else None,
        "message": verdict.message,
        "inspected": verdict.inspected,
        "nonconforming": verdict.nonconforming,
        "accept": verdict.accept,
        "measured": dict(verdict.measured),
        "limits": _limits(verdict.limits),
        "convention": verdict.convention,
        "buckets": {
            "population": buckets.population,
            "excluded": buckets.excluded,
            "unreadable_condition": buckets.unreadable_condition,
            "out_of_scope": buckets.out_of_scope,
            "missing": buckets.missing,
            "unreadable": buckets.unreadable,
            "not_yet_due": buckets.not_yet_due,
            "conforming": buckets.conforming,
        },
        "findings": dict(buckets.findings),
        "plan": dict(verdict.plan) if verdict.plan else None,
        "decided_by": verdict.decided_by or None,
        "concession": dict(verdict.concession) if verdict.concession else None,
        "correction": dict(verdict.correction) if verdict.correction else None,
        "with_excluded": dict(verdict.with_excluded) if verdict.with_excluded else None,
        "baseline": dict(verdict.baseline) or None,
        "tables": [
            {"title": table.title, "headers": list(table.headers), "rows": [list(row) for row in table.rows]}
            for table in verdict.tables
        ],
        "items_total": verdict.items_total,
        "items_shown": len(verdict.items),
        "items": [_item(item) for item in verdict.items],
    }


def _limits(limits: Mapping[str, Any]) -> dict[str, Any] | None:
    """One shape for every kind of limits, ends included or not; None where there are none."""
    ends = [name for name in ("lower", "above", "upper", "below") if limits.get(name) is not None]
    if not ends:
        return None
    return {
        "lower": limits.get("lower", limits.get("above")),
        "upper": limits.get("upper", limits.get("below")),
        "lower_included": "above" not in ends,
        "upper_included": "below" not in ends,
        "unit": limits.get("unit") or None,
        "as_written": limits.get("as_written") or None,
    }


def _item(item: Nonconformity) -> dict[str, Any]:
    told = {"item": item.item, "value": item.value, "finding": item.finding, "place": item.place}
    point = {"time": item.time or None, "items": list(item.items), "items_total": item.many} if item.items else {}
    return told | point


def _plain(value: Any) -> Any:
    """`value` with times as text and numbers that JSON knows; what is not finite has no number there."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value) if value.is_finite() else None
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def _moment(time: datetime) -> str:
    """RFC 3339 with an offset; a naive time is local."""
    return (time if time.tzinfo else time.astimezone()).isoformat()


JSON = Reporter("json", render, frozenset({"digests"}))

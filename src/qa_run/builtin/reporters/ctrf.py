"""CTRF, the Common Test Report Format: one test a verdict; its schema knows no other keys than these."""

import json
import sys
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from qa_run import Outcome, Report, Verdict
from qa_run.builtin.reporters.json_report import unseen_escaped
from qa_run.builtin.reporters.telling import blocks, facts, items, told, troubles
from qa_run.escaping import visible

SPECIFICATION = "0.0.0"
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def ctrf(report: Report) -> str:
    """Each verdict with the outcome it had here (`rawStatus`); what was not inspected is failed, as the run is."""
    statuses = {outcome: _status(outcome, report) for outcome in Outcome}
    tests = [
        _passed(verdict) if verdict.outcome is Outcome.PASSED else _written(_test(verdict, statuses[verdict.outcome]))
        for verdict in report.verdicts
    ]
    extra = [_trouble(n, *each) for n, each in enumerate(troubles(report), 1)]
    found = [statuses[outcome] for outcome, n in report.summary.items() for _ in range(n)]
    found += [each["status"] for each in extra]
    start, duration = _milliseconds(report.started), round(report.duration_s * 1000)
    named = {each: found.count(each) for each in ("passed", "failed", "skipped", "pending", "other")}
    head = {
        "reportFormat": "CTRF",
        "specVersion": SPECIFICATION,
        "reportId": report.run_id,
        "runId": report.run_id,
        "timestamp": _moment(report.started + timedelta(seconds=report.duration_s)),
        "generatedBy": f"qa-run {report.version}",
        "results": {
            "tool": {"name": "qa-run", "version": report.version},
            "summary": {
                "tests": len(found), **named, "suites": len(report.procedures),
                "start": start, "stop": start + duration, "duration": duration,
                "extra": {outcome.value: report.summary.get(outcome, 0) for outcome in Outcome},
            },
            "environment": {
                "healthy": report.exit_code == 0, "osPlatform": sys.platform,
                "extra": {
                    **report.environment, "exit_code": report.exit_code, "exit_reason": report.exit_reason,
                    "as_of": _moment(report.as_of), "complete": report.complete,
                },
            },
        },
    }  # fmt: skip
    text = _ENCODER.encode(head).removesuffix("}}")
    tests += [_written(each) for each in extra]
    return unseen_escaped(f'{text}, "tests": [\n' + ",\n".join(tests) + "\n]}}\n")


def _status(outcome: Outcome, report: Report) -> str:
    if blocks(outcome, report):
        return "failed"
    return "skipped" if outcome is Outcome.NOT_APPLICABLE else "passed"


def _passed(verdict: Verdict) -> str:
    """One of thousands: by hand, with what all verdicts of a requirement have alike made once."""
    alike = _alike(verdict.procedure, verdict.characteristic, verdict.place.file, verdict.place.line, verdict.severity)
    return f'{{"name": {_ENCODER.encode(visible(verdict.id))}, "status": "passed", "rawStatus": "passed", {alike}}}'


@lru_cache(maxsize=1024)
def _alike(procedure: str, characteristic: str, file: str, line: int, severity: str) -> str:
    return _ENCODER.encode(_place(procedure, characteristic, file, line, severity))[1:-1]


def _place(procedure: str, characteristic: str, file: str, line: int, severity: str) -> dict[str, Any]:
    tags = {"tags": [visible(severity)]} if severity else {}
    suite = [visible(procedure), visible(characteristic)]
    return {"duration": 0, "suite": suite, "filePath": visible(file), "line": line, **tags}


def _test(verdict: Verdict, status: str) -> dict[str, Any]:
    where = verdict.place
    known = dict(facts(verdict))
    lines = told(verdict)
    return {
        "name": visible(verdict.id),
        "status": status,
        "rawStatus": verdict.outcome.value,
        **_place(verdict.procedure, verdict.characteristic, where.file, where.line, verdict.severity),
        "message": lines[0],
        "trace": "\n".join(lines),
        "extra": {**known, "items": list(items(verdict))},
    }


def _trouble(number: int, name: str, words: str) -> dict[str, Any]:
    """What no verdict tells: a report without it would look healthy."""
    first = words.split("\n")[0]
    return {
        "name": f"{name} {number}: {first}", "status": "failed", "rawStatus": "error", "duration": 0,
        "suite": ["qa-run"], "message": first, "trace": words,
    }  # fmt: skip


def _written(test: dict[str, Any]) -> str:
    return _ENCODER.encode(test)


def _milliseconds(time: datetime) -> int:
    return round(time.timestamp() * 1000)


def _moment(time: datetime) -> str:
    return (time if time.tzinfo else time.astimezone()).isoformat()

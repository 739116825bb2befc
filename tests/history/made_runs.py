"""Runs made up for the record: their files, without judging anything."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from qa_run.history.run_file import text_of

SPEC = "procedure: p\n"
SPECS = {sha256(SPEC.encode()).hexdigest(): SPEC}
START = datetime(2026, 3, 1, 6, tzinfo=UTC)
WHO = {"user": "anna", "host": "line-3", "root": "/nowhere/project", "project": ""}


def verdict(node_id: str = "specs/p.yaml::w::limits", outcome: str = "passed", **more: Any) -> dict[str, Any]:
    """A verdict as it stands in a report."""
    plain = {
        "id": node_id, "characteristic": "w", "criterion": "limits", "class": "major", "per": {}, "lot": None,
        "lot_size": None, "outcome": outcome, "requirement": "at least 50 g", "digest": "d1", "message": "fine",
        "inspected": 20, "nonconforming": 0, "accept": 0, "measured": {"min": 50.5, "max": 60}, "limits": None,
        "plan": None, "decided_by": None, "concession": None, "correction": None, "items_shown": 1,
        "items": [{"item": "S1", "value": 49, "finding": "below", "place": "s.csv:2"}],
    }  # fmt: skip
    return plain | more


def report(number: int = 1, verdicts: Sequence[Mapping[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """The report of the run of that number; they started an hour apart."""
    started = START + timedelta(hours=number)
    told = list(verdicts) if verdicts is not None else [verdict(), verdict("specs/p.yaml::v::exactly")]
    worst = "failed" if any(each["outcome"] == "failed" for each in told) else "passed"
    plain = {
        "schema": "qa-run/report/1", "outcome": worst, "exit_code": int(worst == "failed"), "exit_reason": "because",
        "run_id": f"{number:08x}-0000-4000-8000-{number:012x}", "started": started.isoformat(),
        "as_of": started.isoformat(), "duration_s": 0.5, "complete": True, "selection": [],
        "command": ["qa-run", "specs"], "tool": {"version": "0.1.0", "plugins": [{"name": "food", "version": "0.1.0"}]},
        "environment": {"python": "3.11"}, "summary": {worst: len(told)},
        "procedures": [{"path": "specs/p.yaml", "name": "p", "revision": "1", "sha256": next(iter(SPECS))}],
        "sources": [{"procedure": "p", "path": "s.csv", "role": "samples", "sha256": "ab" * 32, "items": 20}],
        "errors": [], "not_run": [], "verdicts": told,
    }  # fmt: skip
    return plain | more


def run_text(number: int = 1, verdicts: Sequence[Mapping[str, Any]] | None = None, **more: Any) -> str:
    """The file of the run of that number."""
    return text_of(json.dumps(report(number, verdicts, **more), indent=1), WHO, items=True)

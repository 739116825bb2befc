"""The run as JSON lines, an event each, for programs that read a stream: `events.schema.json` says what is in them."""

from collections.abc import Iterator
from typing import Any

from qa_run import Report
from qa_run.builtin.reporters.json_report import as_dict, unseen_escaped, verdict_lines, written

SCHEMA = "qa-run/events/1"
_AT_THE_START = ("run_id", "started", "as_of", "selection", "command", "tool", "environment")
_AT_THE_END = (
    "run_id",
    "outcome",
    "exit_code",
    "exit_reason",
    "complete",
    "duration_s",
    "summary",
    "errors",
    "not_run",
)


def jsonl(report: Report) -> str:
    """What starts, each procedure, source and verdict in their order, and how it ended."""
    return "\n".join([*_events(report), ""])


def _events(report: Report) -> Iterator[str]:
    whole = as_dict(report)
    yield _event("run_started", {"schema": SCHEMA, **{name: whole[name] for name in _AT_THE_START}})
    verdicts = iter(verdict_lines(report))
    sources = iter(whole["sources"])
    for one, told in zip(report.procedures, whole["procedures"], strict=True):
        yield _event("procedure", told)
        for _ in one.sources:
            yield _event("source", next(sources))
        for _ in range(len(one.verdicts)):
            yield '{"event": "verdict", ' + next(verdicts)[1:]
    yield _event("run_finished", {name: whole[name] for name in _AT_THE_END})


def _event(name: str, told: dict[str, Any]) -> str:
    return unseen_escaped(written({"event": name, **told}))

"""The rows of a run in the index."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from qa_run.history.run_file import RunFile, moment
from qa_run.model.outcome import Outcome

Row = dict[str, Any]
#: How a verdict ended, in a letter; their order is that of the outcomes, to which it may only be added.
LETTERS = {outcome.value: letter for outcome, letter in zip(Outcome, "apmcnfe", strict=True)}
_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def run_row(run: int, file: RunFile) -> Row:
    """What the index keeps of the run as a whole."""
    report, who = file.report, file.run
    as_of = datetime.fromisoformat(report["as_of"])
    return {
        "run": run,
        "run_id": file.run_id,
        "project": clean(who.get("project", "")),
        "started": moment(file.started),
        "as_of": moment(as_of),
        "duration_s": float(report.get("duration_s") or 0),
        "outcome": report["outcome"],
        "exit_code": report["exit_code"],
        "exit_reason": clean(report.get("exit_reason", "")),
        "user_name": clean(who.get("user", "")),
        "host": clean(who.get("host", "")),
        "root": clean(who.get("root", "")),
        "version": clean(report["tool"].get("version", "")),
        "plugins": _json(report["tool"].get("plugins", [])),
        "command": _json(report.get("command", [])),
        "environment": _json(report.get("environment", {})),
        "summary": _json(report["summary"]),
        "file": file.name,
        "sha256": file.sha256,
    }


def procedure_rows(run: int, file: RunFile) -> Iterator[Row]:
    """The procedures that were judged, each with how all of its verdicts ended."""
    ended: dict[str, list[tuple[str, str]]] = {}
    for one in file.report["verdicts"]:
        node_id = clean(one["id"])
        ended.setdefault(path_of(node_id), []).append((node_id, one["outcome"]))
    for one in file.report["procedures"]:
        texts = {name: clean(one.get(name) or "") for name in ("path", "name", "title", "revision", "sha256")}
        verdicts = ended.get(texts["path"], [])
        letters = "".join(LETTERS[outcome] for _, outcome in verdicts)
        yield {"run": run, **texts, "ids": digest_of_ids(node_id for node_id, _ in verdicts), "outcomes": letters}


def digest_of_ids(ids: Iterable[str]) -> str:
    """The same for the same node ids in the same order."""
    return sha256("\n".join(ids).encode()).hexdigest()


def source_rows(run: int, file: RunFile) -> Iterator[Row]:
    """The files that were read."""
    for place, one in enumerate(file.report["sources"]):
        texts = {name: clean(one.get(name) or "") for name in ("procedure", "path", "role", "sha256")}
        yield {"run": run, "place": place, **texts, "items": int(one.get("items") or 0)}


def verdict_rows(run: int, file: RunFile) -> Iterator[Row]:
    """The verdicts; not the nonconforming items, which stand in the file alone."""
    for place, one in enumerate(file.report["verdicts"]):
        texts = (
            "id", "characteristic", "criterion", "lot", "outcome", "requirement", "digest", "message", "decided_by",
        )  # fmt: skip
        accept = one.get("accept")
        yield {
            "run": run,
            "place": place,
            **{name: clean(one.get(name) or "") for name in texts},
            "path": path_of(clean(one["id"])),
            "severity": one.get("class") or "",
            "per": _json(one.get("per") or {}),
            "lot_size": one.get("lot_size"),
            "inspected": one["inspected"],
            "nonconforming": one["nonconforming"],
            "accept": None if accept is None else float(accept),
            **{name: _json(one.get(name)) for name in ("measured", "limits", "plan", "concession", "correction")},
        }


def path_of(node_id: str) -> str:
    """The file of the procedure that a node id begins with."""
    return node_id.partition("::")[0]


def _json(value: Any) -> str:
    return clean(_ENCODED(value)) if value else ("{}" if isinstance(value, Mapping) else "null")


def clean(text: str) -> str:
    """`text` without what one of the databases cannot hold: NUL, and halves of a pair of UTF-16."""
    text = str(text)
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()

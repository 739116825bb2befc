"""The file of a run: its report, and who ran it where. All that the index holds of a run follows from it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import frozen

from qa_run.errors import HistoryError

SCHEMA = "qa-run/run/1"
REPORT = "qa-run/report/1"
_NEEDED: Mapping[str, type | tuple[type, ...]] = {
    "run_id": str, "started": str, "as_of": str, "outcome": str, "exit_code": int, "complete": bool,
    "procedures": list, "sources": list, "verdicts": list, "summary": dict, "tool": dict,
}  # fmt: skip
_OF_VERDICT = ("id", "outcome", "characteristic", "criterion", "digest", "inspected", "nonconforming", "message")


@frozen(kw_only=True, eq=False, repr=False)
class RunFile:
    """What stands in the file of a run.

    text: in one line, by which two files are the same or not
    """

    text: str
    run_id: str
    started: datetime
    run: Mapping[str, Any]
    report: Mapping[str, Any]

    @property
    def sha256(self) -> str:
        from hashlib import sha256

        return sha256(self.text.encode()).hexdigest()

    @property
    def name(self) -> str:
        """The name of the file: names sort as the runs started."""
        return f"{moment(self.started).replace(':', '')}-{self.run_id}.json"


def moment(time: datetime) -> str:
    """A time as it stands in the database: in UTC, always as long, so that texts sort as times do."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def text_of(report: str, run: Mapping[str, Any], items: bool) -> str:
    """The file of a run, in one line, around the report that a reporter wrote."""
    whole = report if items else _without_items(report)
    head = json.dumps({"schema": SCHEMA, "run": run}, ensure_ascii=False)
    return f'{head[:-1]}, "report": {one_line(whole)}}}'


def one_line(text: str) -> str:
    """JSON without its line breaks: in texts they are escaped, so those that are there are layout."""
    return text.replace("\r", "").replace("\n", "")


def _without_items(report: str) -> str:
    whole = json.loads(report)
    for verdict in whole.get("verdicts", ()):
        verdict["items"], verdict["items_shown"] = [], 0
    return json.dumps(whole, ensure_ascii=False)


def read(path: Path) -> RunFile:
    """The run in the file `path`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise HistoryError(f"{path}: cannot be read: {getattr(error, 'strerror', '') or error}") from error
    return parsed(text, str(path))


def parsed(text: str, where: str) -> RunFile:
    """The run that `text` tells; a HistoryError says what is wrong with it."""
    line = one_line(text).strip()
    try:
        whole = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise HistoryError(f"{where}: {'is empty' if not line else f'is no JSON ({error})'}") from error
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA:
        found = whole.get("schema") if isinstance(whole, dict) else None
        newer = isinstance(found, str) and found.startswith(SCHEMA.rpartition("/")[0])
        raise HistoryError(
            f"{where}: {f'is of the version {found}, which this qa-run does not know' if newer else _NONE}"
        )
    run, report = whole.get("run"), whole.get("report")
    if not isinstance(run, dict) or not isinstance(report, dict) or report.get("schema") != REPORT:
        raise HistoryError(f"{where}: holds no report that this qa-run knows ({REPORT})")
    _check(report, where)
    try:
        started = datetime.fromisoformat(report["started"])
        datetime.fromisoformat(report["as_of"])
    except ValueError as error:
        raise HistoryError(f"{where}: 'started' and 'as_of' are to be times ({error})") from error
    if started.tzinfo is None:
        raise HistoryError(f"{where}: 'started' has no offset from UTC")
    return RunFile(text=line, run_id=report["run_id"], started=started, run=run, report=report)


_NONE = f"is no file of a run ({SCHEMA})"


def _check(report: Mapping[str, Any], where: str) -> None:
    for name, kind in _NEEDED.items():
        if not isinstance(report.get(name), kind):
            raise HistoryError(f"{where}: the report has no {name!r}, or one of another kind")
    if not report["complete"]:
        raise HistoryError(f"{where}: the run was not complete, and only full runs are recorded")
    if not report["run_id"].replace("-", "").isalnum():
        raise HistoryError(f"{where}: {report['run_id']!r} is no name of a run")
    for place, verdict in enumerate(report["verdicts"], 1):
        lacking = [name for name in _OF_VERDICT if not isinstance(verdict, dict) or name not in verdict]
        if lacking:
            raise HistoryError(f"{where}: verdict {place} has no {lacking[0]!r}")

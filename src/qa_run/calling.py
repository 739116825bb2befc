"""The call from Python: `qa_run.run`."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import fields

from qa_run.errors import UsageError, ended_by
from qa_run.loading.suggest import did_you_mean
from qa_run.model.report import Report
from qa_run.session import Options, carry_out, host_of, with_history


def run(paths: Any = None, samples: Any = None, select: Any = None, history: Any = None, **options: Any) -> Report:
    """Judge the samples of the procedures in `paths`; `samples` may be a frame, a path, or these by procedure.

    paths:   files, folders and node ids; without them the files of `select`, or else `specs`
    select:  node ids, or a Selection: only these are judged
    history: the file or URL of a record that the run is to be put into, True for that of the project's settings.
             Only full runs are recorded; a HistoryError says why one could not be.
    options: the other fields of Options, paths and times as text too. A UsageError says which makes no sense.
    """
    if select is not None:
        from qa_run.model.selection import Selection

        select = select if isinstance(select, Selection) else Selection(nodes=select)
    if paths is None:
        paths = () if select and select.nodes else "specs"
    many = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    by_name = samples if isinstance(samples, Mapping) else {}
    if any(isinstance(each, str) and not each for each in (samples, *by_name.values())):
        raise UsageError(
            "run(samples=''): an empty path names no samples; leave samples out for those of the procedures"
        )
    asked = Options(
        paths=[str(path) for path in many],
        samples=None if by_name else samples,
        samples_by_name=by_name,
        select=select,
        **_understood(options),
    )
    try:
        return _carried_out(asked, history)
    except SystemExit as leaving:
        raise ended_by(leaving) from leaving


def _carried_out(asked: Options, history: Any) -> Report:
    host = host_of(asked)
    if history is None or history is False:
        return carry_out(asked, host)
    from qa_run.history.archive import archive_asked
    from qa_run.history.past import with_past
    from qa_run.history.recording import record, recordable

    archive = archive_asked(history, asked.here)
    report = with_past(carry_out(with_history(asked, archive), host), archive)
    if recordable(report):
        record(archive, report, host.reporters["json"].render(report), asked.here)
    return report


_PATHS = ("here", "root", "concessions", "corrections", "items_out")


def _understood(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options as Options has them. Raises UsageError for one that is not known, or cannot be what is meant."""
    known = [field.name for field in fields(Options)]
    for name in options:
        if name not in known:
            hint = did_you_mean(name, known) or f"there are: {', '.join(known)}"
            raise UsageError(f"run({name}=…): there is no such option ({hint})")
    found = dict(options)
    for name in _PATHS:
        if (value := found.get(name)) is not None:
            if not isinstance(value, str | os.PathLike):
                raise UsageError(f"run({name}={value!r}): this is no path")
            found[name] = Path(value)
    if "plugins" in found and isinstance(found["plugins"], str):
        found["plugins"] = (found["plugins"],)
    for name in ("items", "maxfail"):
        value = found.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise UsageError(f"run({name}={value!r}): write a whole number, 0 or more")
    found["as_of"] = _moment(found.get("as_of"))
    return found


def _moment(time: Any) -> datetime | None:
    """The time; without a zone it is local."""
    if isinstance(time, str):
        from qa_run.session.moments import moment  # most callers give none

        return moment(time, "as_of")
    if time is not None and not isinstance(time, datetime):
        raise UsageError(f"run(as_of={time!r}): write a datetime, or text as in '2026-03-01T06:00:00+01:00'")
    return time if time is None or time.tzinfo else time.astimezone()

"""A run recorded: first its file is on the disk, then it is put into the index, and only then is it said."""

import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from qa_run.errors import HistoryError
from qa_run.history.archive import Archive
from qa_run.history.files import Step, folder_made, put_whole, unwatched
from qa_run.history.indexing import index
from qa_run.history.opening import opened
from qa_run.history.run_file import RunFile, moment, parsed, text_of
from qa_run.history.store import Store
from qa_run.model.report import Report


@frozen(kw_only=True, eq=False, repr=False)
class Recorded:
    """A run that is recorded.

    notices: what somebody should know of the record
    """

    run_id: str
    file: Path
    notices: tuple[str, ...] = ()


def recordable(report: Report) -> bool:
    """Whether it is a full run: complete, and narrowed to nothing. No other counts for later runs."""
    return report.complete and not report.selection and not report.interrupted and bool(report.procedures)


def record(archive: Archive, report: Report, text: str, here: Path, step: Step = unwatched) -> Recorded:
    """Record the run whose report is `text`; raises HistoryError where it could not be, and is not.

    here: the folder from which the paths of its procedures start
    """
    if not recordable(report):
        raise HistoryError("only full runs are recorded: this one was not complete")
    return keep(archive, text_of(text, _who(archive), archive.items), spec_texts(report, here), step)


def keep(archive: Archive, text: str, specs: Mapping[str, str], step: Step = unwatched) -> Recorded:
    """Put the file of a run where it belongs, with the texts of its procedures, and then into the index."""
    file = parsed(text, "the report")
    path = put_run(archive, file, specs, step)
    try:
        store = opened(archive, make=True)
    except HistoryError as error:
        raise HistoryError(f"{error}; its file is {_shown(path)}, and {_AGAIN}") from error
    try:
        _of_this_project(archive, file, store)
        index(store, file, specs, step)
        return Recorded(run_id=file.run_id, file=path, notices=_notices(archive, store))
    except HistoryError as error:
        raise HistoryError(f"{error}; its file is {_shown(path)}, and {_AGAIN}") from error
    finally:
        store.close()


_AGAIN = "qa-run history reindex puts it into the record"


def put_run(archive: Archive, file: RunFile, specs: Mapping[str, str], step: Step = unwatched) -> Path:
    """The file of a run on the disk, after the texts that it names by their digests."""
    folder_made(archive.runs)
    path = archive.runs / file.name
    try:
        if specs:
            folder_made(archive.specs)
        for digest, spec in specs.items():
            if not (archive.specs / digest).exists():
                put_whole(archive.specs / digest, spec.encode(), step)
        if path.exists() and parsed(path.read_text(encoding="utf-8"), str(path)).sha256 != file.sha256:
            raise HistoryError(f"{_shown(path)} holds another run of this name: one of the two was changed")
        if not path.exists():
            put_whole(path, f"{file.text}\n".encode(), step)
    except OSError as error:
        raise HistoryError(f"{error.filename or path}: cannot be written: {error.strerror or error}") from error
    return path


def spec_texts(report: Report, here: Path) -> dict[str, str]:
    """The text of each procedure by its digest; one that changed since it was read is left out."""
    found: dict[str, str] = {}
    for one in report.procedures:
        try:
            data = (here / one.procedure.path).read_bytes()
            if one.procedure.sha256 and sha256(data).hexdigest() == one.procedure.sha256:
                found[one.procedure.sha256] = data.decode()
        except (OSError, ValueError):
            continue
    return found


def _who(archive: Archive) -> dict[str, str]:
    root = str(archive.root.absolute())
    return {"user": _user(), "host": platform.node(), "root": root, "project": archive.project}


def _user() -> str:
    """The name that whoever is logged in has, found as getpass does, which loads what asks for passwords besides.

    A container may run under any number.
    """
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if os.environ.get(name):
            return os.environ[name]
    try:
        from pwd import getpwuid

        return getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return str(os.getuid()) if hasattr(os, "getuid") else ""


def _of_this_project(archive: Archive, file: RunFile, store: Store) -> None:
    """Refuse a database in which another project of this machine records under no name of its own."""
    if archive.project:
        return
    latest = "SELECT root FROM qa_runs WHERE project = '' AND host = :host ORDER BY run DESC LIMIT 1"
    for (root,) in store.read(latest, host=file.run.get("host", "")):
        mine = str(file.run.get("root", ""))
        if root and root != mine and (Path(root) / ".qa-run" / "runs").is_dir() and not _same(root, mine):
            raise HistoryError(
                f"{archive.shown} keeps the runs of the project in {root}: "
                'give each project a name in its settings (project = "…"), or a database of its own'
            )


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _notices(archive: Archive, store: Store) -> tuple[str, ...]:
    """A run from the future: the clock went back, or that of another machine is ahead. The order would be wrong."""
    soon = moment(datetime.now(UTC) + timedelta(minutes=2))
    later = "SELECT run_id, started FROM qa_runs WHERE project = :project AND started > :soon ORDER BY started DESC"
    return tuple(
        f"the run {run_id[:8]} is recorded as started {started[:19]}Z, which is still to come: look at the clocks"
        for run_id, started in store.read(f"{later} LIMIT 1", project=archive.project, soon=soon)
    )


def _shown(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)

"""Runs carried from one archive to another, and an index made anew from the files of the runs."""

import json
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from qa_run.errors import HistoryError
from qa_run.history.archive import Archive
from qa_run.history.files import swept
from qa_run.history.indexing import add, index
from qa_run.history.opening import opened
from qa_run.history.recording import put_run
from qa_run.history.run_file import RunFile, one_line, parsed, read
from qa_run.history.runs import runs
from qa_run.history.store import Broken, Store

SPEC = "qa-run/spec/1"


def run_files(archive: Archive) -> list[Path]:
    """The files of the runs, in the order in which these started."""
    return sorted(archive.runs.glob("*.json")) if archive.runs.is_dir() else []


def specs_of(archive: Archive, file: RunFile) -> dict[str, str]:
    """The texts of the procedures of a run that are kept, by digest; one that was changed there is left out."""
    found: dict[str, str] = {}
    for one in file.report["procedures"]:
        digest = str(one.get("sha256") or "")
        path = archive.specs / digest
        if not digest.isalnum() or digest in found or not path.is_file():
            continue
        data = path.read_bytes()
        if sha256(data).hexdigest() == digest:
            found[digest] = data.decode(errors="replace")
    return found


@frozen(kw_only=True, eq=False, repr=False)
class Exported:
    """The lines of an export: texts of procedures, each once, before the runs that name them."""

    lines: list[str]
    runs: int
    lacking: list[str]


def exported(archive: Archive, store: Store) -> Exported:
    """All recorded runs of the project, oldest first. Those recorded elsewhere have no file here, and are `lacking`."""
    lines: list[str] = []
    told: set[str] = set()
    lacking: list[str] = []
    many = 0
    for run in reversed(runs(store, archive)):
        path = archive.runs / run.file
        if not path.is_file():
            lacking.append(run.run_id)
            continue
        file = read(path)
        for digest, text in specs_of(archive, file).items():
            if digest not in told:
                told.add(digest)
                lines.append(json.dumps({"schema": SPEC, "sha256": digest, "text": text}, ensure_ascii=False))
        lines.append(file.text)
        many += 1
    return Exported(lines=lines, runs=many, lacking=lacking)


@frozen(kw_only=True, eq=False, repr=False)
class Imported:
    """How many runs were new, and how many were there already."""

    new: int
    known: int


def imported(archive: Archive, lines: Iterator[str] | list[str], where: str) -> Imported:
    """Take in the runs of an export. What was taken in before a faulty line stays, and changes nothing again."""
    specs: dict[str, str] = {}
    new = known = 0
    store = opened(archive, make=True)
    try:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            place = f"{where}:{number}"
            if spec := _spec(line, place):
                specs |= spec
                continue
            file = parsed(line, place)
            mine = {digest: specs[digest] for digest in _digests(file) if digest in specs}
            try:
                put_run(archive, file, mine)
                fresh = index(store, file, mine)
            except HistoryError as error:
                raise HistoryError(f"{place}: {error}") from error
            new, known = new + fresh, known + (not fresh)
    finally:
        store.close()
    return Imported(new=new, known=known)


def _digests(file: RunFile) -> list[str]:
    return [str(one.get("sha256") or "") for one in file.report["procedures"]]


def _spec(line: str, place: str) -> dict[str, str] | None:
    if f'"{SPEC}"' not in line[:60]:
        return None
    try:
        whole = json.loads(one_line(line))
        digest, text = str(whole["sha256"]), str(whole["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise HistoryError(f"{place}: is no text of a procedure ({error})") from error
    if sha256(text.encode()).hexdigest() != digest:
        raise HistoryError(f"{place}: the text of a procedure does not have the digest that is told: it was changed")
    return {digest: text}


@frozen(kw_only=True, eq=False, repr=False)
class Reindexed:
    """What came of it.

    faults:  files that hold no run
    alone:   runs in the index without a file here, which stay as they are
    aside:   where a damaged database was put
    """

    runs: int
    faults: tuple[str, ...]
    alone: int
    swept: int
    aside: Path | None


def reindexed(archive: Archive) -> Reindexed:
    """Make the index anew from the files of the runs, in one transaction."""
    aside = None
    try:
        store = opened(archive, make=True)
    except Broken:
        aside = _put_aside(archive.file)
        store = opened(archive, make=True)
    faults: list[str] = []
    found: set[str] = set()
    try:
        with store.transaction():
            for path in run_files(archive):
                try:
                    file = read(path)
                    if file.run_id in found:
                        raise HistoryError(f"{path}: the run {file.run_id} has another file besides")
                except HistoryError as error:
                    faults.append(str(error))
                    continue
                found.add(file.run_id)
                store.write("DELETE FROM qa_runs WHERE run_id = :run_id", [{"run_id": file.run_id}])
                add(store, file, specs_of(archive, file))
            every = {row[0] for row in store.read("SELECT run_id FROM qa_runs")}
    finally:
        store.close()
    return Reindexed(
        runs=len(found), faults=tuple(faults), alone=len(every - found), swept=swept(archive.runs), aside=aside
    )


def _put_aside(path: Path) -> Path:
    """Rename a damaged database, with the files beside it that belong to it."""
    ending = f".broken-{time.strftime('%Y%m%d-%H%M%S')}"
    for each in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        if each.exists():
            each.rename(f"{each}{ending}")
    return Path(f"{path}{ending}")

"""The files that a release rests on, each with its digest as it is now."""

import os
from collections.abc import Iterator
from errno import EINVAL
from hashlib import file_digest, sha256
from pathlib import Path

from attrs import frozen

from qa_run.errors import SampleError
from qa_run.model.beside import Beside
from qa_run.model.parts import values_in
from qa_run.model.procedure import Procedure, makes_its_value
from qa_run.model.report import ProcedureReport, Report

PROCEDURE, BASE, BASELINE, SETTINGS, BESIDE = "procedure", "base", "baseline", "settings", "beside"


@frozen(kw_only=True)
class Input:
    """A file by its way from where the run was started; `role` says what it is for."""

    path: str
    role: str
    sha256: str
    revision: str = ""


def digest(path: Path) -> str:
    """The SHA-256 of a file; an OSError where it cannot be read. Nothing is read that is no plain file."""
    if path.exists() and not path.is_file():
        raise OSError(EINVAL, "is no file")
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def required(report: Report, here: Path, others: tuple[tuple[str, str], ...] = ()) -> tuple[Input, ...]:
    """What the lot was held against: procedures, their bases and frozen limits, and `others` by role and path.

    A procedure that changed since the run read it is refused.
    """
    found: dict[tuple[str, str], Input] = {}
    for one in report.procedures:
        for each in _of_procedure(one, here):
            found.setdefault((each.role, each.path), each)
    for role, path in others:
        found.setdefault((role, path), Input(path=path, role=role, sha256=_read(here / path, path)))
    return tuple(found.values())


def _of_procedure(one: ProcedureReport, here: Path) -> Iterator[Input]:
    procedure = one.procedure
    now = _read(here / procedure.path, procedure.path)
    if now != procedure.sha256:
        raise SampleError(f"{procedure.path}: changed since it was read; run again when nobody writes to it")
    yield Input(path=procedure.path, role=PROCEDURE, sha256=now, revision=procedure.revision)
    for base in procedure.extends:
        yield Input(path=base, role=BASE, sha256=_read(here / base, base))
    folder = Path(procedure.path).parent
    for beside in _beside(procedure):
        path = Path(os.path.normpath(folder / beside.way)).as_posix()
        digested = _read(here / path, path)
        if digested != sha256((beside.text or "").encode()).hexdigest():
            raise SampleError(f"{path}: changed since it was read; run again when nobody writes to it")
        yield Input(path=path, role=BESIDE, sha256=digested)
    for way in dict.fromkeys(verdict.baseline["file"] for verdict in one.verdicts if verdict.baseline):
        path = Path(os.path.normpath(folder / way)).as_posix()
        yield Input(path=path, role=BASELINE, sha256=_read(here / path, path))


def _beside(procedure: Procedure) -> Iterator[Beside]:
    """The files in which a criterion has what it requires: a bill of material. Frozen limits are told apart."""
    for requirement in procedure.requirements:
        if makes_its_value(requirement.criterion):
            for value in values_in(requirement.criterion):
                if isinstance(value, Beside) and value.text is not None:
                    yield value


def judged(report: Report) -> tuple[Input, ...]:
    """What was judged: samples and lists, each once."""
    found = {
        (source.role, source.path): Input(path=source.path, role=source.role, sha256=source.sha256)
        for one in report.procedures
        for source in one.sources
    }
    return tuple(found.values())


def _read(path: Path, shown: str) -> str:
    try:
        return digest(path)
    except OSError as error:
        raise SampleError(f"{shown}: cannot be read any more: {error.strerror or error}") from error

"""`qa-run sheet SPEC -o sheet.xlsx`: the workbook that people record the samples of a procedure in."""

import argparse
import re
import shlex
import sys
from pathlib import Path

from qa_run.cli.reports import installed
from qa_run.cli.screen.page import Span, labelled, line, page_for
from qa_run.cli.sheets.columns import columns_of, parts_of
from qa_run.cli.sheets.sizes import size_of
from qa_run.cli.sheets.words import LANGUAGES
from qa_run.cli.sheets.workbook import Sheet, workbook_of
from qa_run.errors import UsageError
from qa_run.loading.loader import load
from qa_run.model.procedure import Procedure
from qa_run.session import Options, host_of
from qa_run.sources.guide import GUIDE
from qa_run.sources.opening import computing_reader

_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST, _COLUMNS = 31, 16_384


def command(asked: argparse.Namespace) -> int:
    """Write the sheet, and say what becomes of it."""
    path = Path(asked.o)
    _check(path, asked.o)
    installed({"xlsxwriter": "sheet"}, f"sheet -o {asked.o}")
    host = host_of(Options(plugins=tuple(asked.plugins)))
    procedure = _one(load([asked.spec], host, Path.cwd()), asked.spec)
    if (reader := computing_reader(procedure.samples, host.readers)) is not None:
        ends, made = " or ".join(reader.suffixes), ", ".join(reader.computes)
        told = f"its samples are {ends} files, of which {made} are worked out: no sheet can stand for them"
        raise UsageError(f"{procedure.path}: {told}")
    words = LANGUAGES[asked.language]
    size = size_of(procedure, asked.rows, asked.lot_size)
    left_out = [words.from_path.format(part, way) for part, way in parts_of(procedure).items()]
    sheet = Sheet(
        procedure=procedure,
        columns=columns_of(procedure, words, asked.language),
        rows=size.rows,
        words=words,
        left_out=left_out,
    )
    _check_name(sheet)
    _put(path, workbook_of(sheet))
    page = page_for(sys.stdout, "auto")
    columns = ", ".join(column.header for column in sheet.columns)
    page.write([line(Span(f"wrote {asked.o}", "bold"), f" for {procedure.path} ({procedure.name})")])
    page.write(labelled("rows", f"{size.rows}: {size.why}", page.width))
    page.write(labelled("columns", f"{len(sheet.columns)}: {columns}", page.width))
    for told in left_out:
        page.write(labelled("left out", told, page.width))
    back = shlex.join(["qa-run", procedure.path, "--samples", f"{procedure.name}={asked.o}"])
    if left_out:
        back = (
            f"lay it where {', '.join(procedure.samples.paths)} finds it, then {shlex.join(['qa-run', procedure.path])}"
        )
    page.write(labelled("judge it", back, page.width))
    return 0


def _check(path: Path, written: str) -> None:
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"sheet -o {written}: the file is a workbook: write a name that ends in .xlsx")
    if path.exists():
        raise UsageError(f"sheet -o {written}: it is there already and may have been filled in; write another name")
    if not path.parent.is_dir():
        raise UsageError(f"sheet -o {written}: there is no folder {path.parent}")


def _one(procedures: tuple[Procedure, ...], written: str) -> Procedure:
    if len(procedures) != 1:
        names = ", ".join(each.path for each in procedures) or "none"
        raise UsageError(f"sheet {written}: a sheet is for one procedure; here are: {names}")
    return procedures[0]


def _check_name(sheet: Sheet) -> None:
    """Refuse what no workbook can hold."""
    name = sheet.name
    if not name.strip("'") or len(name) > _LONGEST or _NO_NAME.search(name) or name.lower() in (GUIDE, "history"):
        raise UsageError(f"{sheet.procedure.path}: format: {{sheet: {name}}} cannot be the name of a sheet to fill in")
    if not sheet.columns:
        raise UsageError(f"{sheet.procedure.path}: nothing that it requires is recorded in a column of its own")
    if len(sheet.columns) > _COLUMNS:
        raise UsageError(f"{sheet.procedure.path}: a sheet has {_COLUMNS} columns, and this takes {len(sheet.columns)}")
    headers = [column.header for column in sheet.columns]
    twice = [header for header in dict.fromkeys(headers) if headers.count(header) > 1]
    if twice:
        raise UsageError(f"{sheet.procedure.path}: two columns have the header {twice[0]!r}")


def _put(path: Path, content: bytes) -> None:
    """The file, if nobody has made it meanwhile."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise UsageError(f"sheet -o {path}: cannot be written: {error.strerror or error}") from error

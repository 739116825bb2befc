"""Files that are recorded alike, read by DuckDB as one: a query that names hundreds of them is planned longer than run.

A row of such a list knows the place of its file in it (`file_index`); where a row stands in its own file follows from
how many rows those before it hold.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, groupby
from typing import Any

import duckdb

from qa_run.engines import duck_json, sql
from qa_run.engines.duck_files import OF_FILE, DuckFile
from qa_run.engines.table import FILE, ROW
from qa_run.model.recorded import JsonLines

Ask = Callable[[str], list[tuple[Any, ...]]]


def rows_of_all(files: Sequence[DuckFile], ask: Ask | None) -> str:
    """What stands behind `from` for the rows of `files`, which follow one another and are recorded alike: as they are
    recorded, with their places, and with what their paths say of them.

    ask: asks a query, where it has to be known first how many rows each file holds; None where nobody will ask for
         the place of a row
    """
    first, *others = files
    if not others:
        return f"({first.among_others()})"
    source, row = _listed(files, ask)
    told = [f"{row} as {sql.name(ROW)}", f"file_index::integer + {first.number} as {sql.name(FILE)}"]
    for name, _ in first.named():
        values = ", ".join(sql.text(dict(file.named())[name]) for file in files)
        told.append(f"[{values}]{sql.OF_THE_FILE} as {sql.name(OF_FILE + name)}")
    for file in () if first.columnar() else files:  # what is columnar has no lines to refuse
        file.noted_at = first.number
    return f"(select *, {', '.join(told)} from {source})"


def _listed(files: Sequence[DuckFile], ask: Ask | None) -> tuple[str, str]:
    """The files as one, and the number of a row in its own file."""
    first, paths = files[0], _paths(files)
    if first.columnar():
        return first.clause(rows=True, paths=paths), "file_row_number"
    if ask is not None and any(file.count is None for file in files):
        _count(files, ask)
    if isinstance(first.file.recorded, JsonLines):
        return duck_json.objects_of(paths, first.keys(), _before(files)), "ordinal"
    return first.clause(paths=paths), sql.numbered(_before(files))


def _count(files: Sequence[DuckFile], ask: Ask) -> None:
    """Find out how many rows each of the `files` holds, and how many lines of JSON, be they rows or not."""
    paths = _paths(files)
    if isinstance(files[0].file.recorded, JsonLines):
        lines = duck_json.lines_of(paths, [0] * len(files))
        asked = f"select file_index, count(*), count_if({duck_json.OBJECT}) from {lines} group by all"
    else:
        asked = f"select file_index, count(*), count(*) from {files[0].clause(paths=paths)} group by all"
    counted = {place: (lines, rows) for place, lines, rows in ask(asked)}
    for place, file in enumerate(files):
        file.lines, file.count = map(int, counted.get(place, (0, 0)))


def note_refused(files: Sequence[DuckFile]) -> None:
    """Keep what the first full scan refused; of files that were read as one in one look."""
    for number, some in groupby(files, key=lambda file: file.noted_at):
        unknown = [file for file in some if file.refused is None]
        if number is not None and unknown:
            _note_together(number, unknown)
        else:
            for file in unknown:
                file.note_refused()


def _note_together(number: int, files: Sequence[DuckFile]) -> None:
    paths, connection = _paths(files), files[0].connection
    if isinstance(files[0].file.recorded, JsonLines):
        refused = duck_json.refused_of(paths, _before(files))
        found = [(paths[place], row, why) for place, row, why in connection.execute(refused).fetchall()]
    else:
        try:
            found = connection.execute(
                f"select file_path, line, min(error_type) from qa_rejects_{number} join qa_scans_{number} "
                "using (scan_id, file_id) group by all order by line"
            ).fetchall()
        except duckdb.CatalogException:
            return  # no scan of these files yet
    told: dict[str, list[tuple[int, str]]] = {}
    for path, line, reason in found:
        told.setdefault(path, []).append((int(line), str(reason)))
    for file, path in zip(files, paths, strict=True):
        file.refused = tuple(told.get(path, ()))


def _before(files: Sequence[DuckFile]) -> list[int]:
    """Of each file, how many lines those before it have."""
    return list(accumulate((file.lines for file in files[:-1]), initial=0))


def _paths(files: Sequence[DuckFile]) -> Sequence[str]:
    return [str(file.file.recorded.path) for file in files]

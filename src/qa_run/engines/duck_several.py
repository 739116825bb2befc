"""Files that are recorded alike, read by DuckDB as one: a query that names hundreds of them is planned longer than run.

A row of such a list knows the place of its file in it (`file_index`); where a row stands in its own file follows from
how many rows those before it hold.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, groupby
from typing import Any

import duckdb

from qa_run.engines import sql
from qa_run.engines.duck_files import OF_FILE, DuckFile
from qa_run.engines.table import FILE, ROW
from qa_run.model.recorded import JsonLines, ParquetFile

Ask = Callable[[str], list[tuple[Any, ...]]]
_IN_LIST = "[file_index::bigint + 1]"


def rows_of_all(files: Sequence[DuckFile], ask: Ask | None) -> str:
    """What stands behind `from` for the rows of `files`, which follow one another and are recorded alike: as they are
    recorded, with their places, and with what their paths say of them.

    ask: asks a query, where it has to be known first how many rows each file holds; None where nobody will ask for
         the place of a row
    """
    first, *others = files
    if not others or isinstance(first.file.recorded, JsonLines):
        return f"({' union all '.join(file.among_others() for file in files)})"
    if isinstance(first.file.recorded, ParquetFile):
        row = "file_row_number"
    elif ask is None:
        row = "null::bigint"
    else:
        count(files, ask)
        before = list(accumulate((file.count or 0 for file in files[:-1]), initial=0))
        row = f"row_number() over () - 1 - ({before}::bigint[]){_IN_LIST}"
    told = [f"{row} as {sql.name(ROW)}", f"file_index::integer + {first.number} as {sql.name(FILE)}"]
    for name, _ in first.named():
        values = ", ".join(sql.text(dict(file.named())[name]) for file in files)
        told.append(f"[{values}]{_IN_LIST} as {sql.name(OF_FILE + name)}")
    for file in files:
        file.noted_at = first.number
    return f"(select *, {', '.join(told)} from {first.clause(rows=True, paths=_paths(files))})"


def count(files: Sequence[DuckFile], ask: Ask) -> None:
    """Find out how many rows each of the `files`, which are recorded alike, holds."""
    if any(file.count is None for file in files):
        counted: dict[int, int] = dict(
            ask(f"select file_index, count(*) from {files[0].clause(paths=_paths(files))} group by all")
        )
        for place, file in enumerate(files):
            file.count = int(counted.get(place, 0))


def note_refused(files: Sequence[DuckFile]) -> None:
    """Keep what the first full scan refused; of files that were read as one in one look."""
    for number, some in groupby(files, key=lambda file: file.noted_at):
        if number is None:
            for file in some:
                file.note_refused()
        else:
            _note_together(number, [file for file in some if file.refused is None])


def _note_together(number: int, files: Sequence[DuckFile]) -> None:
    if not files:
        return
    told: dict[str, list[tuple[int, str]]] = {}
    try:
        found = (
            files[0]
            .connection.execute(
                f"select file_path, line, min(error_type) from qa_rejects_{number} join qa_scans_{number} "
                "using (scan_id, file_id) group by all order by line"
            )
            .fetchall()
        )
    except duckdb.CatalogException:
        return  # no scan of these files yet
    for path, line, reason in found:
        told.setdefault(path, []).append((int(line), str(reason)))
    for file in files:
        file.refused = tuple(told.get(str(file.file.recorded.path), ()))


def _paths(files: Sequence[DuckFile]) -> Sequence[str]:
    return [str(file.file.recorded.path) for file in files]

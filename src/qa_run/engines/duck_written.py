"""All bad items of a requirement, written by DuckDB for `--items-out`, each with the place where people find it."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from qa_run.engines import sql
from qa_run.engines.duck_files import DuckFile
from qa_run.engines.table import FILE, ROW

FOUND = "qa_written"
Rows = Callable[[str], list[tuple[Any, ...]]]
Arrays = Callable[[str], dict[str, Any]]


def write_items(
    rows: Rows,
    arrays: Arrays,
    answer: str,
    columns: Sequence[str],
    names: Sequence[str],
    files: Sequence[DuckFile],
    nowhere: str,
    path: Path,
) -> None:
    """Write the rows of `answer` that are `@bad` to `path`, in their order, without a header.

    columns: the item's name, its value and the finding, as SQL
    names:   what stands before each of them
    nowhere: the place of an item that is only listed
    """
    told = ", ".join(f"{each} as c{number}" for number, each in enumerate((*columns, sql.name(FILE), sql.name(ROW))))
    rows(f'create or replace temp table {FOUND} as select {told} from ({answer}) where "@bad"')
    places = path.with_suffix(".places")
    known = _places(arrays, files, places)
    shown = _by_file({file.number: sql.text(file.file.shown) for file in files})
    where = f"coalesce(place, {_by_file(known)}, {sql.text(nowhere)})"
    types = "'c3': 'BIGINT', 'c4': 'BIGINT', 'place': 'VARCHAR'"
    read = f"read_csv({sql.file(places)}, header=false, auto_detect=false, delim=',', columns={{{types}}})"
    picked = [*map(sql.text, names), "c0", "c1", "c2", shown, "c4 + 1", where]
    rows(
        f"copy (select {', '.join(picked)} from {FOUND} left join {read} using (c3, c4) order by c3, c4, c0) "
        f"to {sql.text(str(path))} (format csv, header false)"
    )


def _by_file(told: dict[int, str]) -> str:
    whens = " ".join(f"when {number} then {each}" for number, each in told.items())
    return f"case c3 {whens} end" if whens else "null"


def _places(arrays: Arrays, files: Sequence[DuckFile], path: Path) -> dict[int, str]:
    """The places that can be computed, as SQL by file; those that the file must be gone through for go to `path`."""
    known: dict[int, str] = {}
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for file in files:
            if (told := file.place_in_sql("c4")) is not None:
                known[file.number] = told
                continue
            found = arrays(f"select distinct c4 from {FOUND} where c3 = {file.number} order by c4")["c4"].tolist()
            writer.writerows(zip([file.number] * len(found), found, file.places(found), strict=True))
    return known

"""A second engine for the points of many rows: what it groups and sorts goes to files of the run beyond a fixed room.

The limit is one of a whole engine, and what else a run asks keeps all the memory there is: lists of values, for one,
cannot go to a file.
"""

from functools import partial
from os import cpu_count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import duckdb
import narwhals as nw
from attrs import frozen

from qa_run.engines import sql
from qa_run.engines.duck_points import AT, Lay, Rows, collect, in_table
from qa_run.engines.points import Collect, Points

#: So many threads share so much room: with less than 32 MB each DuckDB runs out of it, or moves things to and fro.
THREADS, ROOM_MB = 4, 128
#: What it says where there is less room, in memory or on the disk, than it cannot do without.
FULL = (duckdb.OutOfMemoryException, duckdb.IOException)
_LIKEWISE = ("allowed_paths", "allowed_directories", "enable_external_access", "python_enable_replacements")
_ROW = "file_row_number"


@frozen(eq=False, repr=False)
class Room:
    """A connection to it, and the folder of its files."""

    connection: Any
    folder: Path


def beside(connection: Any) -> Room:
    """A room for whoever may read what `connection` may, and as locked."""
    told = ", ".join(f"current_setting({sql.text(name)})" for name in ("temp_directory", *_LIKEWISE))
    spill, *settings = connection.execute(f"select {told}").fetchone()
    threads = min(THREADS, cpu_count() or 1)
    folder = Path(mkdtemp(prefix="points-", dir=Path(spill).parent))  # where procedures meet, each has its own
    limited = duckdb.connect(
        config={
            "threads": threads,
            "memory_limit": f"{ROOM_MB}MB",
            "temp_directory": str(folder / "spill"),
            "enable_external_file_cache": False,  # what is read once would fill the room
        }
    )
    alike = "; ".join(f"set {name}={_written(value)}" for name, value in zip(_LIKEWISE, settings, strict=True))
    limited.execute(f"{alike}; set lock_configuration=true")
    return Room(limited, folder)


def collected(
    rows: Any, arrays: Any, room: Room | None, frame: "nw.LazyFrame[Any]", asked: Collect, number: int
) -> Points:
    """The points in their order; in `room`, if there is one and it suffices."""
    if room is not None:
        there = partial(rows, on=room.connection)

        def first_there(query: str) -> Any:
            """What is asked of single points, later too: of either engine, since both can read the file."""
            try:
                return there(query)
            except FULL:
                return rows(query)

        lay = in_file(there, room.folder / f"{number}.parquet")
        try:
            return collect(first_there, partial(arrays, on=room.connection), lay, frame, asked)
        except FULL:
            pass
    return collect(rows, arrays, in_table(rows, f"qa_points_{number}"), frame, asked)


def in_file(rows: Rows, path: Path) -> Lay:
    """Lay points down in a file, which is read a column at a time: they take no memory then."""

    def lay(points: str) -> str:
        rows(f"copy ({points}) to {sql.text(str(path))} (format parquet)")
        return f"(select * exclude ({_ROW}), {_ROW} as {AT} from read_parquet({sql.file(path)}, {_ROW}=true))"

    return lay


def _written(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(sql.text, value))}]"
    return str(value).lower() if isinstance(value, bool) else sql.text(str(value))

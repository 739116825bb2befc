"""JSON lines as DuckDB reads them: a line is parsed once for all that is asked of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qa_run.engines import sql

OBJECT = "case when json_valid(line) then json_type(line) = 'OBJECT' else false end"
VALUES = '"@values"'
#: So many keys are taken out of each line together; of wider objects most are not asked for, and each is by itself.
TOGETHER = 64


def lines_of(path: Path) -> str:
    """What stands behind `from` for the lines of a file, each with its number from 0."""
    return (
        f"(select line, row_number() over () - 1 as ordinal from read_csv({sql.text(str(path))}, "
        "columns={'line': 'VARCHAR'}, delim='\\x01', quote='', escape='', header=false, auto_detect=false, "
        "nullstr='\\x02', max_line_size=16777216))"
    )


def objects_of(path: Path, keys: Sequence[str]) -> str:
    """The same for the lines that hold an object, with what stands there under these `keys`. The engine may ask for it
    before it leaves the other lines out: there it is null."""
    paths = ", ".join(map(path_of, keys))
    values = f", try(json_extract_string(line, [{paths}])) as {VALUES}" if 0 < len(keys) <= TOGETHER else ""
    return f"(select line, ordinal{values} from {lines_of(path)} where {OBJECT})"


def value_of(key: str, keys: Sequence[str]) -> str:
    """The text under a key, of `objects_of` with these `keys`."""
    if key in keys and len(keys) <= TOGETHER:
        return f"{VALUES}[{keys.index(key) + 1}]"
    return f"json_extract_string(line, {path_of(key)})"


def path_of(key: str) -> str:
    """The key of a JSON object as a literal, whatever is in it."""
    return sql.text('$."' + key.replace("\\", "\\\\").replace('"', '\\"') + '"')


def keys_of(connection: Any, path: Path) -> dict[str, bool]:
    """The keys of all objects in their order, and whether some object that has it has any key twice.

    Most objects have the same keys: these are told apart before they are taken one by one.
    """
    written = f"select distinct json_keys(line) as keys from {lines_of(path)} where {OBJECT}"
    each = f"select unnest(keys) as key, len(list_distinct(keys)) < len(keys) as twice from ({written})"
    return dict(connection.execute(f"select key, bool_or(twice) from ({each}) group by key order by key").fetchall())


def standing_twice(connection: Any, path: Path) -> tuple[int, str]:
    """The first line in which a key stands twice, and that key."""
    row, keys = connection.execute(
        f"select ordinal, json_keys(line) from {lines_of(path)} where {OBJECT} "
        "and len(list_distinct(json_keys(line))) < len(json_keys(line)) order by ordinal limit 1"
    ).fetchone()
    return row, next(key for place, key in enumerate(keys) if key in keys[:place])

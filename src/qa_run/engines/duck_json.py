"""JSON lines as DuckDB reads them: a line is parsed once for all that is asked of it."""

from collections.abc import Sequence
from typing import Any

from qa_run.engines import sql

OBJECT = "case when json_valid(line) then json_type(line) = 'OBJECT' else false end"
VALUES = '"@values"'
#: So many keys are taken out of each line together; of wider objects most are not asked for, and each is by itself.
TOGETHER = 64
#: Keys that the engine refuses in a path: an error is due to whoever asks for them, and to nobody else.
REFUSED = frozenset({"", "*"})


def lines_of(paths: Sequence[str], before: Sequence[int] = (0,)) -> str:
    """What stands behind `from` for the lines of files, each with its number in its file, and the place of that."""
    listed = ", ".join(map(sql.file, paths))
    return (
        f"(select line, {sql.numbered(before)} as ordinal, file_index from read_csv([{listed}], "
        "columns={'line': 'VARCHAR'}, delim='\\x01', quote='', escape='', header=false, auto_detect=false, "
        "nullstr='\\x02', max_line_size=16777216))"
    )


def objects_of(paths: Sequence[str], keys: Sequence[str], before: Sequence[int] = (0,)) -> str:
    """The same for the lines that hold an object, with what stands there under these `keys`. The engine may ask for it
    before it leaves the other lines out: there it is null."""
    asked = ", ".join(map(path_of, _together(keys)))
    values = f", try(json_extract_string(line, [{asked}])) as {VALUES}" if asked else ""
    return f"(select line, ordinal, file_index{values} from {lines_of(paths, before)} where {OBJECT})"


def refused_of(paths: Sequence[str], before: Sequence[int] = (0,)) -> str:
    """The query for the lines that hold something else: the place of the file, their number, and why."""
    return (
        f"select file_index, ordinal, 'not a JSON object' from {lines_of(paths, before)} "
        f"where trim(line) <> '' and not {OBJECT} order by file_index, ordinal"
    )


def value_of(key: str, keys: Sequence[str]) -> str:
    """The text under a key, of `objects_of` with these `keys`."""
    together = _together(keys)
    if key in together:
        return f"{VALUES}[{together.index(key) + 1}]"
    return f"json_extract_string(line, {path_of(key)})"


def _together(keys: Sequence[str]) -> Sequence[str]:
    """Those of the keys of a file that are taken out of each line together."""
    return [key for key in keys if key not in REFUSED] if len(keys) <= TOGETHER else []


def path_of(key: str) -> str:
    """The key of a JSON object as a literal, whatever is in it."""
    return sql.text('$."' + key.replace("\\", "\\\\").replace('"', '\\"') + '"')


def keys_of(connection: Any, path: str) -> dict[str, bool]:
    """The keys of all objects in their order, and whether some object that has it has any key twice.

    Most objects have the same keys: these are told apart before they are taken one by one.
    """
    written = f"select distinct json_keys(line) as keys from {lines_of([path])} where {OBJECT}"
    each = f"select unnest(keys) as key, len(list_distinct(keys)) < len(keys) as twice from ({written})"
    return dict(connection.execute(f"select key, bool_or(twice) from ({each}) group by key order by key").fetchall())


def standing_twice(connection: Any, path: str) -> tuple[int, str]:
    """The first line in which a key stands twice, and that key."""
    row, keys = connection.execute(
        f"select ordinal, json_keys(line) from {lines_of([path])} where {OBJECT} "
        "and len(list_distinct(json_keys(line))) < len(json_keys(line)) order by ordinal limit 1"
    ).fetchone()
    return row, next(key for place, key in enumerate(keys) if key in keys[:place])

"""One opened file as DuckDB reads it: text as text, typed columns as they are, each row with its place."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import duckdb
from attrs import define, field

from qa_run.engines import duck_json, sql
from qa_run.engines.table import FILE, ROW
from qa_run.errors import SampleError
from qa_run.model.recorded import JsonLines, ParquetFile, Rejected, TextFile
from qa_run.model.samples import Format
from qa_run.sources.packed import is_packed
from qa_run.sources.source import OpenFile

if TYPE_CHECKING:
    from qa_run.sources.clocks import Clocks

SOURCE_COLUMN = "{source}"
#: A folder called `shop=Roma` must not stand in for what the column `shop` records: parts of a path are asked for.
AS_RECORDED = "hive_partitioning=false"
#: So begins the name of a column that is the same for all rows of a file.
OF_FILE = "@of "


@define(eq=False, repr=False)
class DuckFile:
    """A file on a connection.

    refused: the records that the first scan refused, as DuckDB counts them
    noted_at: the number under which it is noted what was refused of it and of others that were read with it
    count, lines: how many rows it holds, and of how many lines, where that had to be found out
    alike:   of each column that criteria see, the first one that is read in the same way
    """

    connection: Any
    number: int
    file: OpenFile
    format: Format
    clocks: "Clocks | None" = None
    types: dict[str, str] = field(factory=dict)
    refused: tuple[tuple[int, str], ...] | None = None
    noted_at: int | None = None
    count: int | None = None
    lines: int = 0
    selected: str = ""
    alike: Mapping[str, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.types = self._types() | {name: "VARCHAR" for name, _ in self.file.parts}

    def _types(self) -> dict[str, str]:
        recorded = self.file.recorded
        if isinstance(recorded, TextFile):
            return dict.fromkeys(recorded.names, "VARCHAR")
        if isinstance(recorded, JsonLines):
            keys = duck_json.keys_of(self.connection, str(recorded.path))
            if any(keys.values()):
                raise SampleError(self._standing_twice(recorded))
            return dict.fromkeys(keys, "VARCHAR")
        try:
            described = self.connection.execute(
                f"describe select * from read_parquet({sql.file(recorded.path)}, {AS_RECORDED})"
            ).fetchall()
        except duckdb.Error as error:
            raise SampleError(f"{self.file.shown}: not a Parquet file that can be read: {error}") from error
        return {row[0]: row[1] for row in described}

    def _standing_twice(self, recorded: JsonLines) -> str:
        """What to say of the first line in which a key has two values: nobody knows which of them was meant."""
        row, key = duck_json.standing_twice(self.connection, str(recorded.path))
        place = recorded.place([row])[0] if recorded.place else f"{self.file.shown}:{row + 1}"
        return f"{place}: the key {key!r} stands twice in one object; leave one of its values"

    def keys(self) -> list[str]:
        """Of JSON lines, the keys that are columns, in one order for all queries."""
        parts = {part for part, _ in self.file.parts}
        return [name for name in self.types if name not in parts]

    def columnar(self) -> bool:
        """Whether a second look at one column costs little."""
        return isinstance(self.file.recorded, ParquetFile)

    def numbered(self) -> bool:
        """Whether only the place of a row among those that can be read tells its number: so it is of delimited text."""
        return isinstance(self.file.recorded, TextFile)

    def clause(self, rows: bool = False, paths: Sequence[str] = ()) -> str:
        """What stands behind `from`; with `rows` the rows of a columnar file know their numbers, with `paths` it is all
        of these, which are recorded alike."""
        recorded = self.file.recorded
        path = f"[{', '.join(map(sql.file, paths))}]" if paths else sql.file(recorded.path)
        if isinstance(recorded, ParquetFile):
            return f"read_parquet({path}, {AS_RECORDED}{', file_row_number=true' if rows else ''})"
        if isinstance(recorded, JsonLines):
            return duck_json.objects_of([str(recorded.path)], self.keys())
        columns = ", ".join(f"{sql.text(name)}: 'VARCHAR'" for name in recorded.names)
        rejects = ""
        if self.refused is None:
            rejects = f", rejects_table='qa_rejects_{self.number}', rejects_scan='qa_scans_{self.number}'"
        return (
            f"read_csv({path}, {AS_RECORDED}, header=false, skip={recorded.skip}, auto_detect=false, "
            f"columns={{{columns}}}, delim={sql.text(recorded.delimiter)}, quote={sql.text(recorded.quote)}, "
            f"escape={sql.text(recorded.quote)}, nullstr='', strict_mode=true, store_rejects=true, "
            f"rejects_limit=0{rejects})"
        )

    def place(self) -> str:
        """The number of a row and of its file, as columns."""
        ordinal = {ParquetFile: "file_row_number", JsonLines: "ordinal"}.get(
            type(self.file.recorded), "row_number() over () - 1"
        )  # an engine that is not asked for it leaves it out
        return f"{ordinal} as {sql.name(ROW)}, {self.number} as {sql.name(FILE)}"

    def named(self) -> Sequence[tuple[str, str]]:
        """What is known of all rows of the file: parts of its path, and the file itself."""
        return (*self.file.parts, (SOURCE_COLUMN, self.file.shown))

    def layout(self) -> tuple[Any, ...]:
        """The same for two files whose rows can be read as those of one."""
        recorded, names = self.file.recorded, [name for name, _ in self.named()]
        if isinstance(recorded, TextFile):
            dialect = (recorded.delimiter, recorded.quote, recorded.skip, is_packed(recorded.path))
            return (TextFile, *dialect, recorded.names, *names)
        return (type(recorded), *self.types.items(), *names)

    def mixes(self) -> bool:
        """Whether its rows can be read among those of others: no column is called as what is said of a row there."""
        said = {"file_index", ROW, FILE, *(OF_FILE + name.lower() for name, _ in self.named())}
        return isinstance(self.file.recorded, JsonLines) or said.isdisjoint(map(str.lower, self.types))

    def among_others(self) -> str:
        """The rows as they are recorded, with their place, and what their path says of them."""
        told = "".join(f", {sql.text(value)} as {sql.name(OF_FILE + name)}" for name, value in self.named())
        return f"select *, {self.place()}{told} from {self.clause(rows=True)}"

    def near(self, query: str, reach: int) -> str:
        """`query` over the first rows of a text file only, where its reader then stops; a columnar one skips alone."""
        if self.columnar():
            return query
        return query.replace(self.selected, f"(select * from {self.selected} limit {reach})")

    def raw(self, header: str, among: bool = False) -> tuple[str, str]:
        """The expression and the type of a recorded column, of one of several files if it is `among` them; a null text
        where this file has no such column."""
        for part, value in self.named():
            if part == header:
                return sql.name(OF_FILE + part) if among else sql.text(value), "VARCHAR"
        sql_type = self.types.get(header)
        if sql_type is None:
            return "cast(null as varchar)", "VARCHAR"
        if isinstance(self.file.recorded, JsonLines):
            return duck_json.value_of(header, self.keys()), "VARCHAR"
        return sql.name(header), sql_type

    def note_refused(self) -> None:
        """Keep what the first full scan refused; later scans may stop early and see less."""
        if self.refused is not None:
            return
        found: list[tuple[int, str]] = []
        if isinstance(self.file.recorded, TextFile):
            try:
                found = self.connection.execute(
                    f"select line, min(error_type) from qa_rejects_{self.number} group by line order by line"
                ).fetchall()
            except duckdb.CatalogException:
                return  # no scan of this file yet
        elif isinstance(self.file.recorded, JsonLines):
            refused = duck_json.refused_of([str(self.file.recorded.path)])
            found = [(line, reason) for _, line, reason in self.connection.execute(refused).fetchall()]
        self.refused = tuple((int(line), str(reason)) for line, reason in found)

    def rejected(self) -> list[Rejected]:
        """The lines that could not be read as rows, with their places."""
        recorded = self.file.recorded
        lines = [line for line, _ in self.refused or ()]
        if isinstance(recorded, ParquetFile) or not lines:
            places: Sequence[str] = ()
        elif isinstance(recorded, JsonLines):
            places = recorded.place(lines) if recorded.place else [f"{self.file.shown}:{line + 1}" for line in lines]
        else:
            places = recorded.refused(lines) if recorded.refused else [f"{self.file.shown}:{line}" for line in lines]
        told = [
            Rejected(place, _REASONS.get(reason, reason.lower()))
            for place, (_, reason) in zip(places, self.refused or (), strict=bool(lines))
        ]
        return [*(recorded.rejected if isinstance(recorded, TextFile) else ()), *told]

    def places(self, rows: Sequence[int]) -> Sequence[str]:
        """Where people find these rows: the line as an editor counts, the cell of a sheet, the number of the row."""
        recorded = self.file.recorded
        if isinstance(recorded, TextFile) and recorded.place is not None:
            return recorded.place(rows, [line for line, _ in self.refused or ()])
        if isinstance(recorded, TextFile):
            return [f"{self.file.shown}:{row + recorded.skip + 1}" for row in rows]
        if isinstance(recorded, JsonLines) and recorded.place is not None:
            return recorded.place(rows)
        return [f"{self.file.shown}:row {row + 1}" for row in rows]

    def place_in_sql(self, row: str) -> str | None:
        """The same as an expression; None where it takes a look into the file."""
        recorded = self.file.recorded
        if not isinstance(recorded, ParquetFile) and recorded.place is not None:
            return None
        if isinstance(recorded, TextFile):
            return f"{sql.text(self.file.shown + ':')} || ({row} + {recorded.skip + 1})"
        return f"{sql.text(self.file.shown + ':row ')} || ({row} + 1)"


_REASONS = {
    "MISSING COLUMNS": "too few fields",
    "TOO MANY COLUMNS": "too many fields",
    "UNQUOTED VALUE": "a quote is not closed, or text stands behind it",
    "INVALID ENCODING": "bytes that are not in the encoding",
    "LINE SIZE OVER MAXIMUM": "the line is too long",
}

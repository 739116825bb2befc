"""One opened file as DuckDB reads it: text as text, typed columns as they are, each row with its place."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import duckdb
from attrs import define, field

from qa_run.engines import duck_json, sql
from qa_run.engines.table import AS_OF, DOUBT, FILE, ROW, key_name
from qa_run.engines.wanted import Wanted
from qa_run.errors import SampleError
from qa_run.model.kinds import Kind
from qa_run.model.recorded import JsonLines, ParquetFile, Rejected, TextFile
from qa_run.model.samples import Format
from qa_run.sources.source import OpenFile

if TYPE_CHECKING:
    from qa_run.sources.clocks import Clocks

SOURCE_COLUMN = "{source}"


@define(eq=False, repr=False)
class DuckFile:
    """A file on a connection.

    refused: the records that the first scan refused, as DuckDB counts them
    alike:   of each column that criteria see, the first one that is read in the same way
    """

    connection: Any
    number: int
    file: OpenFile
    format: Format
    clocks: "Clocks | None" = None
    types: dict[str, str] = field(factory=dict)
    refused: tuple[tuple[int, str], ...] | None = None
    selected: str = ""
    alike: Mapping[str, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.types = self._types() | {name: "VARCHAR" for name, _ in self.file.parts}

    def _types(self) -> dict[str, str]:
        recorded = self.file.recorded
        if isinstance(recorded, TextFile):
            return dict.fromkeys(recorded.names, "VARCHAR")
        if isinstance(recorded, JsonLines):
            keys = duck_json.keys_of(self.connection, recorded.path)
            if any(keys.values()):
                raise SampleError(self._standing_twice(recorded))
            return dict.fromkeys(keys, "VARCHAR")
        try:
            described = self.connection.execute(
                f"describe select * from read_parquet({sql.text(str(recorded.path))})"
            ).fetchall()
        except duckdb.Error as error:
            raise SampleError(f"{self.file.shown}: not a Parquet file that can be read: {error}") from error
        return {row[0]: row[1] for row in described}

    def _standing_twice(self, recorded: JsonLines) -> str:
        """What to say of the first line in which a key has two values: nobody knows which of them was meant."""
        row, key = duck_json.standing_twice(self.connection, recorded.path)
        place = recorded.place([row])[0] if recorded.place else f"{self.file.shown}:{row + 1}"
        return f"{place}: the key {key!r} stands twice in one object; leave one of its values"

    def _keys(self) -> list[str]:
        """Of JSON lines, the keys that are columns, in one order for all queries."""
        parts = {part for part, _ in self.file.parts}
        return [name for name in self.types if name not in parts]

    def columnar(self) -> bool:
        """Whether a second look at one column costs little."""
        return isinstance(self.file.recorded, ParquetFile)

    def numbered(self) -> bool:
        """Whether only the place of a row among those that can be read tells its number: so it is of delimited text."""
        return isinstance(self.file.recorded, TextFile)

    def clause(self, rows: bool = False) -> str:
        """What stands behind `from`; with `rows` the rows of a columnar file know their numbers."""
        recorded = self.file.recorded
        if isinstance(recorded, ParquetFile):
            return f"read_parquet({sql.text(str(recorded.path))}{', file_row_number=true' if rows else ''})"
        if isinstance(recorded, JsonLines):
            return duck_json.objects_of(recorded.path, self._keys())
        columns = ", ".join(f"{sql.text(name)}: 'VARCHAR'" for name in recorded.names)
        rejects = ""
        if self.refused is None:
            rejects = f", rejects_table='qa_rejects_{self.number}', rejects_scan='qa_scans_{self.number}'"
        return (
            f"read_csv({sql.text(str(recorded.path))}, header=false, skip={recorded.skip}, auto_detect=false, "
            f"columns={{{columns}}}, delim={sql.text(recorded.delimiter)}, quote={sql.text(recorded.quote)}, "
            f"escape={sql.text(recorded.quote)}, nullstr='', strict_mode=true, store_rejects=true, "
            f"rejects_limit=0{rejects})"
        )

    def select(self, wanted: Sequence[Wanted], keys: Mapping[str, str], as_of: datetime, trusting: bool = False) -> str:
        """The columns that criteria see, from this file; with `trusting`, one that tells where not to trust them."""
        trusting = trusting and self.format.missing == ("",) and not isinstance(self.file.recorded, JsonLines)
        zoned = None
        if self.clocks and any(want.kind is Kind.TIME for want in wanted):
            from qa_run.engines.duck_zoned import SMALL, Zoned  # only clocks that are put forward and back pay for it

            zoned = Zoned(self.clocks, self.file.recorded.path.stat().st_size < SMALL)
        reads: dict[str, str] = {}
        for want in wanted:
            if zoned is not None and want.kind is Kind.TIME:
                reads |= zoned.reads(want.name, *self._plain(want, trusting))
            else:
                reads[want.name] = self._read(want, trusting)
        columns = [f"{read} as {sql.name(name)}" for name, read in reads.items()]
        first = {read: name for name, read in reversed(reads.items())}
        self.alike = {name: first[read] for name, read in reads.items()}
        doubts = self._doubts(wanted) if trusting else []
        # a case looks at the second condition only where the first one holds
        doubt = f"case when {' or '.join(doubts)} then true else false end" if doubts else "false"
        columns.append(f"{doubt} as {sql.name(DOUBT)}")
        for column, header in keys.items():
            columns.append(f"{sql.key(*self.raw(header), trimmed=not self.columnar())} as {sql.name(key_name(column))}")
        ordinal = {ParquetFile: "file_row_number", JsonLines: "ordinal"}.get(
            type(self.file.recorded), "row_number() over () - 1"
        )  # an engine that is not asked for it leaves it out
        columns.append(f"{ordinal} as {sql.name(ROW)}")
        columns += [f"{self.number} as {sql.name(FILE)}", f"{sql.moment(as_of)} as {sql.name(AS_OF)}"]
        self.selected = self.clause(rows=True)
        return f"select {', '.join(columns)} from {zoned.within(self.selected) if zoned else self.selected}"

    def near(self, query: str, reach: int) -> str:
        """`query` over the first rows of a text file only, where its reader then stops; a columnar one skips alone."""
        if self.columnar():
            return query
        return query.replace(self.selected, f"(select * from {self.selected} limit {reach})")

    def distinct(self, wanted: Sequence[Wanted]) -> str:
        """The distinct values of one column as criteria read them, and how often each stands: grouped as recorded."""
        raw = sql.name(wanted[0].header)
        columns = ", ".join(f"{self._read(want)} as {sql.name(want.name)}" for want in wanted)
        return f'select {columns}, "@n" from (select {raw}, count(*) as "@n" from {self.clause()} group by {raw})'

    def raw(self, header: str) -> tuple[str, str]:
        """The expression and the type of a recorded column; a null text where this file has no such column."""
        if header == SOURCE_COLUMN:
            return sql.text(self.file.shown), "VARCHAR"
        for part, value in self.file.parts:
            if part == header:
                return sql.text(value), "VARCHAR"
        sql_type = self.types.get(header)
        if sql_type is None:
            return "cast(null as varchar)", "VARCHAR"
        if isinstance(self.file.recorded, JsonLines):
            return duck_json.value_of(header, self._keys()), "VARCHAR"
        return sql.name(header), sql_type

    def _doubts(self, wanted: Sequence[Wanted]) -> list[str]:
        recorded = self.file.recorded
        decimal = recorded.decimal if isinstance(recorded, TextFile) else self.format.decimal or "."
        numbers = {want.header: self._read(want, trusting=True) for want in wanted if want.kind is Kind.NUMBER}
        # one look through the file takes less than one at every number; what stands in its path is not in the file
        holds = recorded.holds if isinstance(recorded, TextFile) and numbers else None
        inside = holds is None or holds(b"_")
        parts, signs = {SOURCE_COLUMN, *(part for part, _ in self.file.parts)}, ["."] if decimal == "," else []
        found: dict[str, None] = {}
        for header in dict.fromkeys(want.header for want in wanted):
            column, sql_type = self.raw(header)
            odd = [*signs, "_"] if inside or header in parts else signs
            found |= dict.fromkeys(sql.doubts(column, sql_type, numbers.get(header), odd))
        return list(found)

    def _read(self, want: Wanted, trusting: bool = False) -> str:
        plain, sql_type, decimal, dates = self._plain(want, trusting)
        return sql.read_as(want.kind, plain, sql_type, self.format, decimal, dates, trusting)

    def _plain(self, want: Wanted, trusting: bool) -> tuple[str, str, str, Sequence[str]]:
        """The recorded value, null where it is missing, its type, and how its numbers and dates are written."""
        plain, sql_type = self.raw(want.header)
        recorded = self.file.recorded
        decimal, dates = self.format.decimal or ".", sql.strptime_of(self.format)
        if isinstance(recorded, JsonLines) and want.kind is Kind.NUMBER and decimal != ".":
            # what is a number to JSON has a point whatever the procedure says of texts
            of_text = f"json_type(line, {duck_json.path_of(want.header)}) = 'VARCHAR'"
            plain = f"case when {of_text} then {plain} else replace({plain}, '.', ',') end"
        if isinstance(recorded, TextFile):
            decimal, dates = recorded.decimal, recorded.dates.get(want.header, ())
            self._unambiguous(want, recorded)
        # a blank is no number either way: only what tells blank from wrong has to look closer
        if not trusting and (want.kind in (Kind.ANY, Kind.TEXT) or self.format.missing != ("",)):
            plain = sql.present(plain, sql_type, self.format.missing)
        return plain, sql_type, decimal, dates

    def _unambiguous(self, want: Wanted, recorded: TextFile) -> None:
        """Refuse to guess: a number or date that can be read in two ways needs a line in the procedure."""
        if want.kind is Kind.NUMBER and want.header in recorded.ambiguous_decimals:
            raise SampleError(
                f"{self.file.shown}: the numbers of column {want.header!r} can be read in two ways "
                '(1.234 may be one or a thousand): write format: {decimal: "."} or {decimal: ","} under samples'
            )
        if want.kind is Kind.TIME and want.header in recorded.ambiguous_dates:
            raise SampleError(
                f"{self.file.shown}: the dates of column {want.header!r} can be read in two ways (no day is above 12): "
                "write format: {dates: dd/mm/yyyy} or {dates: mm/dd/yyyy} under samples"
            )

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
            found = self.connection.execute(
                f"select ordinal, 'not a JSON object' from {duck_json.lines_of(self.file.recorded.path)} "
                f"where trim(line) <> '' and not {duck_json.OBJECT} order by 1"
            ).fetchall()
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

"""DuckDB over files: text is read as text and converted here, so that nothing is guessed and nothing lost."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import narwhals as nw
from attrs import define, field

from qa_run.engines import sql
from qa_run.engines.aggregating import as_columns, grouped
from qa_run.engines.table import FILE, ROW, Shown, Table, Wanted, Wish, key_name
from qa_run.model.aggregates import Aggregate
from qa_run.model.kinds import Kind
from qa_run.model.recorded import JsonLines, ParquetFile, TextFile
from qa_run.model.samples import Format
from qa_run.sources.source import OpenFile

SOURCE_COLUMN = "{source}"


@define
class Duck:
    """The files of one sample on a DuckDB connection of their own.

    queries:      the SQL of every query that was run, for tests that count scans
    rows_fetched: how many rows came into Python
    """

    files: tuple[OpenFile, ...]
    format: Format
    dates: Mapping[str, Sequence[str]]
    connection: Any = field(factory=lambda: duckdb.connect())
    queries: list[str] = field(factory=list)
    rows_fetched: int = 0
    types: list[dict[str, str]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.types = [self._types(number, file) for number, file in enumerate(self.files)]

    def _types(self, number: int, file: OpenFile) -> dict[str, str]:
        recorded = file.recorded
        parts = {name: "VARCHAR" for name, _ in file.parts}
        if isinstance(recorded, TextFile):
            return dict.fromkeys(recorded.names, "VARCHAR") | parts
        if isinstance(recorded, JsonLines):
            keys = self._fetched(
                "select distinct unnest(json_keys(case when json_valid(line) then line end)) "
                f"from {self._lines(recorded)} order by 1"
            )
            return dict.fromkeys((key for (key,) in keys), "VARCHAR") | parts
        relation = self.connection.sql(f"select * from read_parquet({sql.text(str(recorded.path))})")
        return dict(zip(relation.columns, map(str, relation.types), strict=True)) | parts

    def _lines(self, recorded: JsonLines) -> str:
        return (
            f"read_csv({sql.text(str(recorded.path))}, columns={{'line': 'VARCHAR'}}, delim='\\x01', quote='', "
            "escape='', header=false, auto_detect=false, nullstr='\\x02')"
        )

    def _from(self, number: int, file: OpenFile, rows: bool) -> str:
        recorded = file.recorded
        if isinstance(recorded, ParquetFile):
            return f"read_parquet({sql.text(str(recorded.path))}{', file_row_number=true' if rows else ''})"
        if isinstance(recorded, JsonLines):
            return f"(select line from {self._lines(recorded)} where json_valid(line))"
        columns = ", ".join(f"{sql.text(name)}: 'VARCHAR'" for name in recorded.names)
        return (
            f"read_csv({sql.text(str(recorded.path))}, header=false, skip={recorded.skip}, auto_detect=false, "
            f"columns={{{columns}}}, delim={sql.text(recorded.delimiter)}, quote={sql.text(recorded.quote)}, "
            f"escape={sql.text(recorded.quote)}, nullstr='', strict_mode=true, store_rejects=true, rejects_limit=0, "
            f"rejects_table='qa_rejects_{number}', rejects_scan='qa_scans_{number}')"
        )

    def headers(self) -> tuple[str, ...]:
        """The headers of all files, in the order in which they come."""
        return tuple(dict.fromkeys(header for types in self.types for header in types))

    def floats(self, header: str) -> bool:
        """Whether the column, read as a number, can hold what is not finite."""
        return any(sql.is_float(types.get(header, "")) for types in self.types)

    def is_text(self, header: str) -> bool:
        return any(sql.is_text(types.get(header, "")) for types in self.types)

    def columnar(self) -> bool:
        """Whether a second look at one column costs little."""
        return all(isinstance(file.recorded, ParquetFile) for file in self.files)

    def typed(self, wanted: Sequence[Wanted], keys: Mapping[str, str], rows: bool = False) -> "nw.LazyFrame[Any]":
        """The frame that criteria see; with `rows`, each row knows its file and its place in it."""
        selects = [self._select(number, file, wanted, keys, rows) for number, file in enumerate(self.files)]
        return nw.from_native(self.connection.sql(" union all ".join(selects)))

    def _select(
        self, number: int, file: OpenFile, wanted: Sequence[Wanted], keys: Mapping[str, str], rows: bool
    ) -> str:
        columns = [f"{self._read(number, file, want)} as {sql.name(want.name)}" for want in wanted]
        for column, header in keys.items():
            raw, sql_type = self._raw(number, file, header)
            columns.append(f"{sql.key(raw, sql_type)} as {sql.name(key_name(column))}")
        if rows:
            ordinal = "file_row_number" if isinstance(file.recorded, ParquetFile) else "row_number() over () - 1"
            columns += [f"{ordinal} as {sql.name(ROW)}", f"{number} as {sql.name(FILE)}"]
        return f"select {', '.join(columns) or '1 as one'} from {self._from(number, file, rows)}"

    def _raw(self, number: int, file: OpenFile, header: str) -> tuple[str, str]:
        """The expression and the type of a recorded column; a null text where this file has no such column."""
        if header == SOURCE_COLUMN:
            return sql.text(file.shown), "VARCHAR"
        for part, value in file.parts:
            if part == header:
                return sql.text(value), "VARCHAR"
        sql_type = self.types[number].get(header)
        if sql_type is None:
            return "cast(null as varchar)", "VARCHAR"
        if isinstance(file.recorded, JsonLines):
            path = '$."' + header.replace("\\", "\\\\").replace('"', '\\"') + '"'
            return f"json_extract_string(line, {sql.text(path)})", "VARCHAR"
        return sql.name(header), sql_type

    def _read(self, number: int, file: OpenFile, want: Wanted) -> str:
        raw, sql_type = self._raw(number, file, want.header)
        decimal = file.recorded.decimal if isinstance(file.recorded, TextFile) else "."
        plain = raw
        # blanks of delimited text are null already; trimming costs, so it is left to what tells blank from wrong
        if not isinstance(file.recorded, TextFile) or want.kind in (Kind.ANY, Kind.TEXT) or self.format.missing != ("",):
            plain = sql.present(raw, sql_type, self.format.missing)
        return sql.read_as(want.kind, plain, sql_type, self.format, decimal, self.dates.get(want.header, ()))

    def aggregate(self, frame: "nw.LazyFrame[Any]", measures: Mapping[str, Any], keys: Sequence[str]) -> Table:
        """The measures of each stratum, or of all rows where there are no keys, in one query."""
        if any(not isinstance(measure, Aggregate) for measure in measures.values()):
            relation = nw.to_native(grouped(frame, measures, keys))
        else:
            prepared, columns = as_columns(frame, measures)
            relation = nw.to_native(prepared)
            types = dict(zip(relation.columns, map(str, relation.types), strict=True))
            parts = [sql.name(key) for key in keys]
            parts += [
                f"{_aggregate(measure, columns[name], types)} as {sql.name(name)}" for name, measure in measures.items()
            ]
            relation = relation.aggregate(", ".join(parts), ", ".join(map(sql.name, keys)))
        names = relation.columns
        if keys:
            relation = relation.order(", ".join(map(sql.name, keys)))
        rows = self._run(relation)
        return Table({name: [row[place] for row in rows] for place, name in enumerate(names)}, len(rows))

    def first(
        self, frame: "nw.LazyFrame[Any]", wishes: Sequence[Wish], keys: Sequence[str], item: str | None, limit: int
    ) -> list[Shown]:
        """For each wish the first `limit` items of each stratum of `keys`, in the order of the rows."""
        columns: dict[str, nw.Expr] = {}
        for wish in wishes:
            columns |= {f"@bad{wish.name}": wish.bad, f"@finding{wish.name}": wish.finding}
        relation = nw.to_native(frame.with_columns(**columns))
        order = f"{sql.name(FILE)} * 1099511627776::bigint + {sql.name(ROW)}"
        parts = [sql.name(key) for key in keys]
        for wish in wishes:
            fields = {
                "row": sql.name(ROW),
                "file": sql.name(FILE),
                "item": sql.name(item) if item else "null",
                "value": sql.name(wish.value),
                "finding": sql.name(f"@finding{wish.name}"),
            }
            packed = ", ".join(f"'{name}': {value}" for name, value in fields.items())
            bad = sql.name(f"@bad{wish.name}")
            parts.append(f"arg_min({{{packed}}}, {order}, {limit}) filter (where {bad})")
        rows = self._run(relation.aggregate(", ".join(parts), ", ".join(map(sql.name, keys))))
        found: list[Shown] = []
        for row in rows:
            stratum = tuple(map(str, row[: len(keys)]))
            for wish, items in zip(wishes, row[len(keys) :], strict=True):
                found += [Shown(wish=wish.name, stratum=stratum, **each) for each in items or ()]
        return found

    def places(self, shown: Sequence[Shown]) -> list[str]:
        """Where people find the rows: `file:line`, the cell of a sheet, the number of the row."""
        by_file: dict[int, list[int]] = {}
        for each in shown:
            by_file.setdefault(each.file, []).append(int(each.row or 0))
        told: dict[tuple[int, int], str] = {}
        for number, rows in by_file.items():
            told |= {(number, row): place for row, place in zip(rows, self._places(number, rows), strict=True)}
        return [told[each.file, int(each.row or 0)] for each in shown]

    def _places(self, number: int, rows: Sequence[int]) -> Sequence[str]:
        file = self.files[number]
        recorded = file.recorded
        if isinstance(recorded, TextFile):
            if recorded.place is not None:
                return recorded.place(rows)
            return [f"{file.shown}:{row + recorded.skip + 1}" for row in rows]
        return [f"{file.shown}:row {row + 1}" for row in rows]

    def _run(self, relation: Any) -> list[tuple[Any, ...]]:
        self.queries.append(relation.sql_query())
        rows: list[tuple[Any, ...]] = relation.fetchall()
        self.rows_fetched += len(rows)
        return rows

    def _fetched(self, query: str) -> list[tuple[Any, ...]]:
        self.queries.append(query)
        rows: list[tuple[Any, ...]] = self.connection.execute(query).fetchall()
        self.rows_fetched += len(rows)
        return rows

    def rejected(self, number: int) -> list[tuple[int, str, str]]:
        """The lines of a text file that the scan refused: line, kind of error, text. Known after a scan."""
        table = f"qa_rejects_{number}"
        known = self.connection.execute("select 1 from duckdb_tables() where table_name = ?", [table]).fetchone()
        if not known:
            return []
        return [
            (int(line), str(kind), str(text or ""))
            for line, kind, text in self.connection.execute(
                f"select line, min(error_type), min(csv_line) from {table} group by line order by line"
            ).fetchall()
        ]


def _aggregate(measure: Aggregate, column: str, types: Mapping[str, str]) -> str:
    quoted = sql.name(column)
    how = measure.how.value
    if how == "rows":
        return "count(*)"
    if how == "true":
        return f"count_if({quoted})"
    if how == "total":
        return f"fsum({quoted})" if types[column].startswith(("DOUBLE", "FLOAT")) else f"sum({quoted})"
    if how == "quantile":
        return _quantile(measure, quoted)
    function = {"count": "count", "minimum": "min", "maximum": "max", "stdev": "stddev_samp"}.get(how)
    return f"{function}({quoted})" if function else f"count(distinct {quoted})"


def _quantile(measure: Aggregate, column: str) -> str:
    """Type 7 is DuckDB's own; type 6, (n + 1) p, is read off the sorted values."""
    if measure.kind == 7:
        return f"quantile_cont({column}, {measure.at!r})"
    values = f"list_sort(list({column}) filter ({column} is not null))"
    place = f"(len({values}) + 1) * {measure.at!r}"
    low = f"greatest(1, least(len({values}), floor({place})))"
    high = f"greatest(1, least(len({values}), floor({place}) + 1))"
    weight = f"least(1, greatest(0, {place} - {low}))"
    first, second = f"{values}[cast({low} as bigint)]", f"{values}[cast({high} as bigint)]"
    return f"{first} + {weight} * ({second} - {first})"

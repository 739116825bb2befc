"""DuckDB over files: text is read as text and converted here, so that nothing is guessed and nothing lost."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import duckdb
import narwhals as nw
from attrs import define, field

from qa_run.engines import sql
from qa_run.engines.aggregating import as_columns, grouped
from qa_run.engines.table import FILE, ROW, Repeats, Shown, Table, Wanted, Wish, key_name
from qa_run.model.aggregates import Aggregate, How
from qa_run.model.kinds import Kind
from qa_run.model.recorded import JsonLines, ParquetFile, TextFile
from qa_run.model.samples import Format
from qa_run.sources.source import OpenFile

SOURCE_COLUMN = "{source}"
FEW_ROWS, FEW_VALUES = 200_000, 1_000
FIRST_LOOK, FARTHER = 125_000, 8


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
    roads: bool = True

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

    def count(self) -> int:
        """How many rows the files have that can be read."""
        parts = [f"(select count(*) from {self._from(place, file, False)})" for place, file in enumerate(self.files)]
        return int(self._fetched(f"select {' + '.join(parts) or '0'}")[0][0])

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
        # a blank is no number either way: only what tells blank from wrong has to look closer
        if want.kind in (Kind.ANY, Kind.TEXT) or self.format.missing != ("",):
            plain = sql.present(raw, sql_type, self.format.missing)
        return sql.read_as(want.kind, plain, sql_type, self.format, decimal, self.dates.get(want.header, ()))

    def aggregate(self, frame: "nw.LazyFrame[Any]", measures: Mapping[str, Any], keys: Sequence[str]) -> Table:
        """The measures of each stratum, or of all rows where there are no keys, in one query."""
        quoted = [sql.name(key) for key in keys]
        if any(not isinstance(measure, Aggregate) for measure in measures.values()):
            answer = nw.to_native(grouped(frame, measures, keys)).sql_query()
            columns = [*quoted, *map(sql.name, measures)]
            query = f"select {', '.join(columns)} from ({answer})"
        else:
            prepared, names = as_columns(frame, measures)
            relation = nw.to_native(prepared)
            types = dict(zip(relation.columns, map(str, relation.types), strict=True))
            columns = quoted + [_aggregate(measure, names[name], types) for name, measure in measures.items()]
            group = f" group by {', '.join(quoted)}" if keys else ""
            query = f"select {', '.join(columns)} from ({relation.sql_query()}){group}"
        rows = self._fetched(query + (f" order by {', '.join(quoted)}" if keys else ""))
        return Table({name: [row[place] for row in rows] for place, name in enumerate((*keys, *measures))}, len(rows))

    def repeats(self, frame: "nw.LazyFrame[Any]", column: str, limit: int) -> Repeats:
        """The values of `column` that stand more than once.

        Of a columnar file that comes sorted by one ordered pass, comparing each row with the one before; where it is
        not sorted, and for text files, by grouping.
        """
        answer = nw.to_native(frame.select(column)).sql_query()
        values = f"select {sql.name(column)} a from ({answer}) where {sql.name(column)} is not null"
        if self.columnar():
            ((falls, surplus, repeated, some),) = self._fetched(
                f"select falls, surplus, coalesce(len(list_distinct(dup)), 0), list_slice(dup, 1, {limit or 1}) from "
                "(select count_if(a < b) falls, count_if(a = b) surplus, list(a) filter (where a = b) dup "
                f"from (select a, lag(a) over () b from ({values})))"
            )
            if not falls:
                again = int(surplus or 0)  # null where nothing could be compared
                return Repeats(again + repeated, again, tuple(some or ()))
        ((repeated, rows, some),) = self._fetched(
            f"select count(*), coalesce(sum(n), 0), min(a, {limit or 1}) "
            f"from (select a, count(*) n from ({values}) group by a having count(*) > 1)"
        )
        return Repeats(int(rows), int(rows) - repeated, tuple(some or ()))

    def few_valued(self, header: str) -> bool:
        """Whether the first rows of a large columnar file show few distinct values in the column."""
        if not self.columnar() or len(self.files) != 1:
            return False
        path = sql.text(str(self.files[0].recorded.path))
        ((rows,),) = self._fetched(f"select count(*) from read_parquet({path})")
        if rows < FEW_ROWS:
            return False
        ((values,),) = self._fetched(
            f"select approx_count_distinct({sql.name(header)}) "
            f"from read_parquet({path}, file_row_number=true) where file_row_number < {FEW_ROWS // 2}"
        )
        return bool(values <= FEW_VALUES)

    def aggregate_distinct(
        self, frame: "nw.LazyFrame[Any]", columns: Sequence[str], measures: Mapping[str, Aggregate]
    ) -> Table:
        """Counts over all rows, from the distinct values of `columns` and how often each stands."""
        quoted = ", ".join(map(sql.name, columns))
        answer = nw.to_native(frame.select(*columns)).sql_query()
        distinct = self.connection.sql(f'select {quoted}, count(*) as "@n" from ({answer}) group by {quoted}')
        prepared, names = as_columns(nw.from_native(distinct), measures)
        parts = [_weighted(measure, names[name]) for name, measure in measures.items()]
        rows = self._fetched(f"select {', '.join(parts)} from ({nw.to_native(prepared).sql_query()})")
        return Table({name: [row[place] for row in rows] for place, name in enumerate(measures)}, len(rows))

    def first(
        self, frame: "nw.LazyFrame[Any]", wishes: Sequence[Wish], keys: Sequence[str], item: str | None, limit: int
    ) -> list[Shown]:
        """For each wish the first `limit` items of each stratum of `keys`, in the order of the rows."""
        columns: dict[str, nw.Expr] = {}
        for wish in wishes:
            columns |= {f"@bad{wish.name}": wish.bad, f"@finding{wish.name}": wish.finding}
        answer = nw.to_native(frame.with_columns(**columns)).sql_query()
        found: list[Shown] = []
        left = list(wishes)
        for reach in self._reaches(wishes):
            rows = self._fetched(_items_query(answer, left, keys, item, limit, reach))
            shown = [each for row in rows for each in _shown(row, left, len(keys))]
            done = [wish.name for wish in left if not reach or _enough(shown, wish)]
            found += [each for each in shown if each.wish in done]
            left = [wish for wish in left if wish.name not in done]
            if not left:
                break
        return found

    def _reaches(self, wishes: Sequence[Wish]) -> Iterator[int]:
        """How far to look for the first items: a part of a columnar file at first, then farther, then all of it."""
        if self.columnar() and len(self.files) == 1 and all(wish.wanted is not None for wish in wishes):
            ((rows,),) = self._fetched(f"select count(*) from {self._from(0, self.files[0], False)}")
            reach = FIRST_LOOK
            while reach < rows:
                yield reach
                reach *= FARTHER
        yield 0

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


def _items_query(
    answer: str, wishes: Sequence[Wish], keys: Sequence[str], item: str | None, limit: int, reach: int
) -> str:
    """The first items of each wish and stratum, as a list of structs for each wish."""
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
    group = f" group by {', '.join(map(sql.name, keys))}" if keys else ""
    near = f"{sql.name(ROW)} < {reach} and " if reach else ""
    any_bad = " or ".join(sql.name(f"@bad{wish.name}") for wish in wishes)
    return f"select {', '.join(parts)} from ({answer}) where {near}({any_bad}){group}"


def _shown(row: tuple[Any, ...], wishes: Sequence[Wish], keys: int) -> Iterator[Shown]:
    stratum = tuple(map(str, row[:keys]))
    for wish, items in zip(wishes, row[keys:], strict=True):
        for each in items or ():
            yield Shown(wish=wish.name, stratum=stratum, **each)


def _enough(shown: Sequence[Shown], wish: Wish) -> bool:
    return sum(each.wish == wish.name for each in shown) >= (wish.wanted or 0)


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


def _weighted(measure: Aggregate, column: str) -> str:
    """A count over distinct values, each as often as it stands."""
    where = {
        How.ROWS: "true",
        How.TRUE: sql.name(column),
        How.COUNT: f"{sql.name(column)} is not null",
    }[measure.how]
    return f'coalesce(sum("@n") filter (where {where}), 0)::bigint'


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

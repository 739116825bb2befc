"""DuckDB over files: one connection, locked to the files that were opened; one query for all that is measured."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import duckdb
import narwhals as nw
from attrs import define, field

from qa_run.engines import sql
from qa_run.engines.aggregating import as_columns
from qa_run.engines.duck_files import DuckFile
from qa_run.engines.duck_items import Search
from qa_run.engines.duck_lists import beside_the_list
from qa_run.engines.duck_queries import Bad, bad_of, groups_of, weighted
from qa_run.engines.duck_scan import kept, ordered_pass, repeated, scan_of, values_of
from qa_run.engines.points import Collect, Points
from qa_run.engines.table import Apart, Out, Prepared, Repeats, Shown, Table, Told, Wanted, Wish
from qa_run.errors import SampleError
from qa_run.loading.suggest import did_you_mean
from qa_run.model.aggregates import Aggregate, How
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.recorded import Rejected
from qa_run.model.samples import Format
from qa_run.sources.clocks import Clocks
from qa_run.sources.source import OpenFile

if TYPE_CHECKING:
    from qa_run.engines.pictures import Studied

FEW_ROWS, FEW_VALUES = 200_000, 1_000
LARGE_FILE, MUCH = 16_000_000, 1_000_000_000
MANY_ROWS = 1_000_000


class MixedLineEnds(SampleError):
    """DuckDB stopped at a text file whose lines end in several ways; a mended copy can be read."""


@define(eq=False, repr=False)
class Duck:
    """The files of one sample on a DuckDB connection.

    queries:      the SQL of every query that was run, for tests that count scans
    rows_fetched: how many rows came into Python
    """

    connection: Any
    opened: tuple[OpenFile, ...]
    format: Format
    queries: list[str] = field(factory=list)
    rows_fetched: int = 0
    roads: bool = True
    listed: tuple[OpenFile, ...] = ()
    key: str = ""
    item: str = ""
    clocks: Clocks | None = None
    files: tuple[DuckFile, ...] = ()
    lists: tuple[DuckFile, ...] = ()
    rows_of_one: int | None = None
    kept: frozenset[str] = frozenset()
    collected: int = 0
    room: Any = None

    def __attrs_post_init__(self) -> None:
        every = [
            DuckFile(self.connection, place, file, self.format, self.clocks)
            for place, file in enumerate(self.opened + self.listed)
        ]
        self.files, self.lists = tuple(every[: len(self.opened)]), tuple(every[len(self.opened) :])
        for file in self.lists:
            if self.key not in file.types:
                hint = did_you_mean(self.key, file.types) or f"it has: {', '.join(file.types)}"
                raise SampleError(f"{file.file.shown}: the list of items has no column {self.key!r} ({hint})")

    def headers(self) -> tuple[str, ...]:
        """The headers of all files, in the order in which they come."""
        return tuple(dict.fromkeys(header for file in self.files for header in file.types))

    def floats(self, header: str) -> bool:
        """Whether the column, read as a number, can hold what is not finite."""
        return any(sql.is_float(file.types.get(header, "")) for file in self.files)

    def columnar(self) -> bool:
        """Whether a second look at one column costs little."""
        return all(file.columnar() for file in self.files)

    def large(self) -> bool:
        """Whether there is so much that nothing is measured only because it is nice to know."""
        return self._size() > LARGE_FILE

    def _many(self) -> bool:
        """Whether there are so many rows that what they are grouped in counts in memory."""
        return sum(self.rows()) > MANY_ROWS if self.columnar() else self.large()

    def _size(self) -> int:
        return sum(file.recorded.path.stat().st_size for file in self.opened)

    def keeps(self) -> bool:
        """Whether the values of a column are kept rather than read again: of text files, while there is room."""
        return not self.columnar() and self._size() <= MUCH

    def typed(
        self, wanted: Sequence[Wanted], keys: Mapping[str, str], as_of: datetime, trusting: bool = False
    ) -> "nw.LazyFrame[Any]":
        """The frame that criteria see. Each row knows its file and its place in it, and whether it is in doubt."""
        if not self.lists:
            selects = [file.select(wanted, keys, as_of, trusting) for file in self.files]
            query = " union all ".join(selects)
        else:
            query = beside_the_list(self.files, self.item, self.lists, self.key, wanted, keys, as_of)
        frame: nw.LazyFrame[Any] = nw.from_native(self.connection.sql(query))
        return frame

    def file_count(self) -> int:
        return len(self.files)

    def rows(self) -> tuple[int, ...]:
        """How many rows each file holds."""
        counts = dict(
            self._fetched(
                " union all ".join(f"select {file.number}, count(*) from {file.clause()}" for file in self.files)
            )
        )
        return tuple(int(counts[file.number]) for file in self.files)

    def rejected(self) -> Sequence[Rejected]:
        """The lines that could not be read as rows; known after the first scan."""
        return [line for file in self.files for line in file.rejected()]

    def aggregate(
        self,
        frame: "nw.LazyFrame[Any]",
        measures: Mapping[str, Any],
        keys: Sequence[str],
        keep: Sequence[str] = (),
    ) -> Table:
        """The measures of each stratum, or of all rows where there are no keys, in one scan."""
        alike = self.files[0].alike if len(self.files) == 1 and not self.lists else {}
        scan = scan_of(frame, measures, keys, keep, alike)
        if scan.staging:
            self._fetched(scan.staging)
            self.kept = frozenset(keep)
        rows = self._fetched(scan.query)
        values = {name: [row[place] for row in rows] for place, name in enumerate((*keys, *measures))}
        return Table(values, len(rows), scan.prepared)

    def repeats(self, frame: "nw.LazyFrame[Any]", column: str, limit: int) -> Repeats:
        """The values of `column` that stand more than once.

        Of what was kept by grouping it. Of a columnar file that comes sorted by one ordered pass; where it is not
        sorted, and for text files too large to be kept, by grouping.
        """
        values = kept(column) if column in self.kept else values_of(frame, column)
        if self.columnar():
            ((falls, surplus, again, some),) = self._fetched(ordered_pass(values, limit))
            if not falls:
                more = int(surplus or 0)  # null where nothing could be compared
                return Repeats(more + again, more, tuple(some or ()))
        ((many, rows, some),) = self._fetched(repeated(values, limit))
        return Repeats(int(rows), int(rows) - many, tuple(some or ()))

    def few_valued(self, header: str) -> bool:
        """Whether the first rows of a large columnar file show few distinct values in the column."""
        if not self.columnar() or len(self.files) != 1 or self.lists:
            return False
        path = sql.text(str(self.opened[0].recorded.path))
        if self.rows_of_one is None:  # the file says so at its end
            ((self.rows_of_one,),) = self._fetched(f"select count(*) from {self.files[0].clause()}")
        if (self.rows_of_one or 0) < FEW_ROWS:
            return False
        ((values,),) = self._fetched(
            f"select approx_count_distinct({sql.name(header)}) "
            f"from read_parquet({path}, file_row_number=true) where file_row_number < {FEW_ROWS // 2}"
        )
        return bool(values <= FEW_VALUES)

    def aggregate_distinct(self, wanted: Sequence[Wanted], measures: Mapping[str, Aggregate]) -> Table:
        """Counts over all rows, from the distinct values of one column and how often each stands."""
        distinct = self.connection.sql(self.files[0].distinct(wanted))
        prepared, names = as_columns(nw.from_native(distinct), measures)
        parts = [weighted(measure, names[name]) for name, measure in measures.items()]
        conditions = {name: names[name] for name, measure in measures.items() if measure.how is How.TRUE}
        value = sql.name(wanted[0].name)
        parts += [f"list({value}) filter (where {sql.name(column)})" for column in conditions.values()]
        (row,) = self._fetched(f"select {', '.join(parts)} from ({nw.to_native(prepared).sql_query()})")
        counts = {name: [row[place]] for place, name in enumerate(measures)}
        where = {name: tuple(values or ()) for name, values in zip(conditions, row[len(measures) :], strict=True)}
        return Table(counts, 1, where=where)

    def first(
        self, frame: "nw.LazyFrame[Any]", wishes: Sequence[Wish], keys: Apart, item: str | None, limit: int
    ) -> list[Shown]:
        """For each wish the first `limit` items of each stratum of `keys`, in the order of the rows."""
        columns: dict[str, nw.Expr] = {}
        for wish in wishes:
            columns |= {f"@bad{wish.name}": wish.bad, f"@finding{wish.name}": wish.finding}
        answer = nw.to_native(frame.with_columns(**columns)).sql_query()
        bad = [
            Bad(wish.name, wish.value, sql.name(f"@bad{wish.name}"), sql.name(f"@finding{wish.name}"), wish.expected)
            for wish in wishes
        ]
        return self._search(keys, item, limit).found(answer, bad)

    def first_told(
        self, prepared: Prepared, told: Sequence[Told], keys: Apart, item: str | None, limit: int
    ) -> list[Shown]:
        """The same, from what the scan prepared."""
        search = self._search(keys, item, limit, prepared.in_order)
        return search.found(prepared.query, [bad_of(each, prepared) for each in told])

    def _search(self, keys: Apart, item: str | None, limit: int, in_order: bool = False) -> Search:
        only = self.files[0] if len(self.files) == 1 and not self.lists else None
        slow = self.columnar() or self.large()
        return Search(self._fetched, only, slow, in_order, groups_of(keys), item, limit)

    def write(
        self,
        frame: "nw.LazyFrame[Any]",
        wish: Wish,
        item: str | None,
        procedure: Procedure,
        requirement: Requirement,
        out: Out,
    ) -> None:
        """Write all items of the wish."""
        from qa_run.engines.duck_written import write_items  # only --items-out pays for it

        answer = nw.to_native(frame.with_columns(**{"@bad": wish.bad, "@finding": wish.finding})).sql_query()
        names = (procedure.name, requirement.characteristic, requirement.id)
        columns = (sql.name(item) if item else "null", sql.name(wish.value), sql.name("@finding"))
        nowhere = self.listed[0].shown if self.listed else ""
        write_items(self._fetched, self._arrays, answer, columns, names, self.files, nowhere, out.part())

    def collect(self, frame: "nw.LazyFrame[Any]", asked: Collect) -> Points:
        """The points of a sequence, in their order; of many rows in a room of their own."""
        from qa_run.engines.duck_room import beside, collected  # only sequences pay for it

        self.collected += 1
        if self.room is None and self._many():
            self.room = beside(self.connection)
        return collected(self._fetched, self._arrays, self.room, frame, asked, self.collected)

    def study(self, frame: "nw.LazyFrame[Any]", columns: Sequence[str], keys: Sequence[str], time: str) -> "Studied":
        """The columns laid down to be drawn."""
        from qa_run.engines.duck_pictures import study  # only reports with pictures pay for it

        return study(self._fetched, frame, columns, keys, time)

    def common(self, frame: "nw.LazyFrame[Any]", column: str, limit: int) -> Sequence[tuple[Any, int]]:
        """The values that stand in a column most often, and how often; null among them."""
        answer = nw.to_native(frame.select(column)).sql_query()
        found: Sequence[Any] = self._fetched(
            f"select {sql.name(column)}, count(*) from ({answer}) group by 1 order by 2 desc, 1 limit {limit}"
        )
        return found

    def _arrays(self, query: str, on: Any = None) -> dict[str, Any]:
        arrays: dict[str, Any] = self._answered(query, lambda answer: answer.fetchnumpy(), on)
        return arrays

    def places(self, shown: Sequence[Shown]) -> list[str]:
        """Where people find the rows: `file:line`, the cell of a sheet, the number of the row."""
        by_file: dict[int, list[int]] = {}
        for each in shown:
            if each.row is not None:
                by_file.setdefault(each.file, []).append(each.row)
        told: dict[tuple[int, int | None], str] = {}
        for number, rows in by_file.items():
            told |= {(number, row): place for row, place in zip(rows, self.files[number].places(rows), strict=True)}
        nowhere = self.listed[0].shown if self.listed else ""
        return [told.get((each.file, each.row), nowhere) for each in shown]

    def _fetched(self, query: str, on: Any = None) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._answered(query, lambda answer: answer.fetchall(), on)
        for file in self.files:
            file.note_refused()
        self.rows_fetched += len(rows)
        return rows

    def _answered(self, query: str, fetch: Callable[[Any], Any], on: Any) -> Any:
        """What DuckDB answers, its exceptions said in this house's words."""
        self.queries.append(query)
        try:
            return fetch((self.connection if on is None else on).execute(query))
        except duckdb.InvalidInputException as error:
            if "CSV" in str(error) or "line" in str(error):
                raise MixedLineEnds(str(error)) from error
            raise
        except RuntimeError as error:
            if "interrupted" in str(error).lower():  # so DuckDB tells that Ctrl-C was pressed
                raise KeyboardInterrupt from error
            raise

"""DuckDB over files: one connection, locked to the files that were opened; one query for all that is measured."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import define, field

from qa_run.engines import sql
from qa_run.engines.aggregating import as_columns
from qa_run.engines.duck_asked import Asked
from qa_run.engines.duck_items import Search
from qa_run.engines.duck_order import keeps_order
from qa_run.engines.duck_queries import Bad, bad_of, groups_of, weighted
from qa_run.engines.duck_scan import ordered_pass, repeated, scan_of, values_of
from qa_run.engines.table import MADE, Apart, Out, Prepared, Repeats, Shown, Table, Told, Wish, key_name
from qa_run.engines.wanted import Wanted
from qa_run.model.aggregates import Aggregate, How
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.samples import LIST

if TYPE_CHECKING:
    from qa_run.engines.grouping import Grouping
    from qa_run.engines.pictures import Studied
    from qa_run.engines.points import Collect, Points
    from qa_run.model.samples import Reference

FEW_ROWS, FEW_VALUES = 200_000, 1_000
MANY_ROWS = 1_000_000
#: Bytes of text.
SMALL = 1_000_000


@define(eq=False, repr=False)
class Duck(Asked):
    """The engine over the files of one sample.

    grouped: the tables of items that were made of their events, by what was asked
    """

    roads: bool = True
    grouped: dict[Any, str] = field(factory=dict)
    kept: Mapping[str, str] = field(factory=dict)
    collected: int = 0
    room: Any = None

    def _many(self) -> bool:
        """Whether there are so many rows that what they are grouped in counts in memory."""
        return sum(self.rows()) > MANY_ROWS if self.columnar() else self.large()

    def _small(self) -> bool:
        """Whether the rows of a text are so few that they are laid down with the scan, and asked again there."""
        return not self.columnar() and not self.events and self.size() <= SMALL

    def typed(
        self, wanted: Sequence[Wanted], keys: Mapping[str, str], as_of: datetime, trusting: bool = False
    ) -> "nw.LazyFrame[Any]":
        """The frame that criteria see. Each row knows its file and its place in it, and whether it is in doubt."""
        if not self.lists or self.events:
            selects = [file.select(wanted, keys, as_of, trusting) for file in self.files]
            query = " union all ".join(selects)
        else:
            recorded = [want for want in wanted if want.header not in MADE]
            keys = {**keys, "@item": self.item}
            selects = [file.select(recorded, keys, as_of) for file in self.files]
            query = self._beside_the_list(" union all ".join(selects), wanted, list(map(key_name, keys)), as_of)
        frame: nw.LazyFrame[Any] = nw.from_native(self.connection.sql(query))
        return frame

    def _beside_the_list(
        self, recorded: str, wanted: Sequence[Wanted], keys: Sequence[str], as_of: datetime, more: Sequence[str] = ()
    ) -> str:
        from qa_run.engines.duck_lists import beside_the_list  # only samples with a list pay for it

        zoned = self.clocks is not None
        return beside_the_list(recorded, self.item, self.lists, self.key, wanted, keys, as_of, zoned, more)

    def looked_up(
        self,
        frame: "nw.LazyFrame[Any]",
        name: str,
        reference: "Reference",
        wanted: Sequence[Wanted],
        at: str,
        as_of: datetime,
    ) -> "nw.LazyFrame[Any]":
        """`frame` with columns of a reference."""
        from qa_run.engines.duck_references import looked_up  # only samples with references pay for it

        query = nw.to_native(frame).sql_query()
        files = self.lists if name == LIST else self.references[name]
        query = looked_up(query, name, reference, files, wanted, at, as_of)
        if name == LIST and self.events:  # kept as the items are, so that the list is not read with every query
            table = f"qa_listed_{len(self.queries)}"
            self._fetched(f"create temp table {table} as {query}")
            query = f"select * from {table}"
        found: nw.LazyFrame[Any] = nw.from_native(self.connection.sql(query))
        return found

    def items(self, frame: "nw.LazyFrame[Any]", grouping: "Grouping", as_of: datetime) -> "nw.LazyFrame[Any]":
        """One row for each item of a frame whose rows are events of items."""
        from qa_run.engines.duck_grouped import beside, grouped, rows_of  # only event logs pay for it

        # kept, so that the log is read once, whatever is asked of its items afterwards
        asked = (grouping.carried, grouping.keys, tuple(grouping.takes), grouping.made)
        around = (grouping, len(self.files), self.item, as_of)
        if asked not in self.grouped:
            query = grouped(frame, grouping, len(self.files), self.clocks is not None, self.item)
            if self.lists:
                query = beside(f"({query})", *around)
                wanted = (*grouping.carried, *grouping.made)
                counts = map(rows_of, range(len(self.files)))
                query = self._beside_the_list(query, wanted, grouping.keys, as_of, (*grouping.takes, *counts))
            self.grouped[asked] = f"qa_items_{len(self.grouped)}"
            self._fetched(f"create temp table {self.grouped[asked]} as {query}")
        table = self.grouped[asked]
        query = f"select * from {table}" if self.lists else beside(table, *around)
        found: nw.LazyFrame[Any] = nw.from_native(self.connection.sql(query))
        return found

    def rows(self) -> tuple[int, ...]:
        """How many rows each file holds."""
        if self.grouped:
            from qa_run.engines.duck_grouped import rows_of

            sums = ", ".join(f"coalesce(sum({sql.name(rows_of(file.number))}), 0)" for file in self.files)
            (counted,) = self._fetched(f"select {sums} from {next(iter(self.grouped.values()))}")
            return tuple(map(int, counted))
        counts = dict(
            self._fetched(
                " union all ".join(f"select {file.number}, count(*) from {file.clause()}" for file in self.files)
            )
        )
        return tuple(int(counts[file.number]) for file in self.files)

    def aggregate(
        self,
        frame: "nw.LazyFrame[Any]",
        measures: Mapping[str, Any],
        keys: Sequence[str],
        keep: Sequence[str] | None = None,
    ) -> Table:
        """The measures of each stratum, or of all rows where there are no keys, in one scan."""
        alike = self.files[0].alike if self.plain() else {}
        lay = f"qa_rows_{len(self.queries)}" if keep is not None and self._small() else ""
        scan = scan_of(frame, measures, keys, keep or (), alike, lay)
        if scan.staging:
            self._fetched(scan.staging)
            self.kept = scan.kept
        rows = self._fetched(scan.query)
        values = {name: [row[place] for row in rows] for place, name in enumerate((*keys, *measures))}
        return Table(values, len(rows), scan.prepared)

    def repeats(self, frame: "nw.LazyFrame[Any]", column: str, limit: int) -> Callable[[], Repeats]:
        """The values of `column` that stand more than once.

        Of what was kept by grouping it. Of a columnar file that comes sorted by one ordered pass, which keeps one
        thread busy and goes on beside the scan; where it is not sorted, and for text files too large to be kept, by
        grouping.
        """
        passed = self._soon(ordered_pass(values_of(frame, column), limit)) if self.columnar() else None

        def found() -> Repeats:
            if passed is not None:
                ((falls, surplus, again, some),) = passed()
                if not falls:
                    more = int(surplus or 0)  # null where nothing could be compared
                    return Repeats(more + again, more, tuple(some or ()))
            values = self.kept[column] if column in self.kept else values_of(frame, column)
            ((many, rows, some),) = self._fetched(repeated(values, limit))
            return Repeats(int(rows), int(rows) - many, tuple(some or ()))

        return found

    def _soon(self, query: str) -> Callable[[], list[tuple[Any, ...]]]:
        """The answer to `query`: asked at once where it stands on the files alone, else when it is wanted."""
        if self.lists or self.events or self.references:
            return partial(self._fetched, query)
        return self._meanwhile(query)

    def few_valued(self, headers: Sequence[str]) -> Collection[str]:
        """The columns of which the first rows of a large columnar file show few distinct values."""
        if not self.columnar() or not self.plain():
            return ()
        here = [header for header in headers if header in self.files[0].types]
        ((rows,),) = self._fetched(f"select count(*) from {self.files[0].clause()}")  # the file says so at its end
        if rows < FEW_ROWS or not here:
            return ()
        distinct = ", ".join(f"approx_count_distinct({sql.name(header)})" for header in here)
        first = f"{self.files[0].clause(rows=True)} where file_row_number < {FEW_ROWS // 2}"
        (many,) = self._fetched(f"select {distinct} from {first}")
        return {header for header, values in zip(here, many, strict=True) if values <= FEW_VALUES}

    def aggregate_distinct(self, wanted: Sequence[Wanted], measures: Mapping[str, Aggregate]) -> Callable[[], Table]:
        """Counts over all rows, from the distinct values of one column and how often each stands."""
        distinct = self.connection.sql(self.files[0].distinct(wanted))
        prepared, names = as_columns(nw.from_native(distinct), measures)
        parts = [weighted(measure, names[name]) for name, measure in measures.items()]
        conditions = {name: names[name] for name, measure in measures.items() if measure.how is How.TRUE}
        value = sql.name(wanted[0].name)
        parts += [f"list({value}) filter (where {sql.name(column)})" for column in conditions.values()]
        asked = self._meanwhile(f"select {', '.join(parts)} from ({nw.to_native(prepared).sql_query()})")

        def table() -> Table:
            (row,) = asked()
            counts = {name: [row[place]] for place, name in enumerate(measures)}
            where = {name: tuple(values or ()) for name, values in zip(conditions, row[len(measures) :], strict=True)}
            return Table(counts, 1, where=where)

        return table

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
        return self._found(f"({answer})", bad, keys, item, limit)

    def first_told(
        self, prepared: Prepared, told: Sequence[Told], keys: Apart, item: str | None, limit: int
    ) -> list[Shown]:
        """The same, from what the scan prepared."""
        bad = [bad_of(each, prepared) for each in told]
        return self._found(prepared.laid or f"({prepared.query})", bad, keys, item, limit, prepared.in_order)

    def _found(
        self, answer: str, bad: Sequence[Bad], keys: Apart, item: str | None, limit: int, in_order: bool = False
    ) -> list[Shown]:
        only = self.files[0] if self.plain() else None
        slow = self.columnar() or self.large()
        ordered = partial(keeps_order, self._asked) if in_order else lambda _: False
        later = self._meanwhile if self.columnar() and self.plain() else None
        search = Search(self._fetched, only, slow, ordered, groups_of(keys), item, limit, bool(self.lists), later)
        try:
            return search.found(answer, bad)
        finally:
            self.settle()

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

    def collect(self, frame: "nw.LazyFrame[Any]", asked: "Collect") -> "Points":
        """The points of a sequence, in their order; of many rows in a room of their own."""
        from qa_run.engines.duck_room import beside, collected  # only sequences pay for it

        self.collected += 1
        if self.room is None and not self.grouped and self._many():
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

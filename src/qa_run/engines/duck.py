"""DuckDB over files: one connection, locked to the files that were opened; one query for all that is measured."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import define, field

from qa_run.engines import sql
from qa_run.engines.duck_items import Search
from qa_run.engines.duck_measuring import Measuring
from qa_run.engines.duck_order import keeps_order
from qa_run.engines.duck_queries import Bad, bad_of, groups_of
from qa_run.engines.duck_reading import typed_rows
from qa_run.engines.table import MADE, Apart, Out, Prepared, Shown, Told, Wish, key_name
from qa_run.engines.wanted import Wanted
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.samples import LIST

if TYPE_CHECKING:
    from qa_run.engines.grouping import Grouping
    from qa_run.engines.pictures import Studied
    from qa_run.engines.points import Collect, Points
    from qa_run.model.samples import Reference

MANY_ROWS = 1_000_000


@define(eq=False, repr=False)
class Duck(Measuring):
    """The engine over the files of one sample.

    grouped: the tables of items that were made of their events, by what was asked
    """

    roads: bool = True
    grouped: dict[Any, str] = field(factory=dict)
    collected: int = 0
    room: Any = None

    def _many(self) -> bool:
        """Whether there are so many rows that what they are grouped in counts in memory."""
        return sum(self.rows()) > MANY_ROWS if self.columnar() else self.large()

    def typed(
        self, wanted: Sequence[Wanted], keys: Mapping[str, str], as_of: datetime, trusting: bool = False
    ) -> "nw.LazyFrame[Any]":
        """The frame that criteria see. Each row knows its file and its place in it, and whether it is in doubt."""
        if not self.lists or self.events:
            query = typed_rows(self.files, wanted, keys, as_of, trusting, ask=self._asked)
        else:
            recorded = [want for want in wanted if want.header not in MADE]
            keys = {**keys, "@item": self.item}
            rows = typed_rows(self.files, recorded, keys, as_of, ask=self._asked)
            query = self._beside_the_list(rows, wanted, list(map(key_name, keys)), as_of)
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
        unknown = [file for file in self.files if file.count is None]
        counts = [f"select {file.number}, count(*) from {file.clause()}" for file in unknown]
        held: dict[int, int] = dict(self._fetched(" union all ".join(counts)) if counts else [])
        return tuple(int(held[file.number]) if file.count is None else file.count for file in self.files)

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
        return self._found(prepared.rows, bad, keys, item, limit, prepared)

    def _found(
        self,
        answer: str,
        bad: Sequence[Bad],
        keys: Apart,
        item: str | None,
        limit: int,
        prepared: Prepared | None = None,
    ) -> list[Shown]:
        laid, in_order = (bool(prepared.laid), prepared.in_order) if prepared is not None else (False, False)
        only = self.files[0] if self.plain() and not laid else None
        slow = self.columnar() or self.large() or laid
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

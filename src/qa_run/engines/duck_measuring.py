"""What DuckDB measures of the files of a sample: all in one scan, and beside it what a look at one column tells."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

import narwhals as nw
from attrs import define, field

from qa_run.engines import sql
from qa_run.engines.aggregating import as_columns
from qa_run.engines.duck_asked import Asked
from qa_run.engines.duck_opened import size_of
from qa_run.engines.duck_queries import weighted
from qa_run.engines.duck_reading import distinct_of
from qa_run.engines.duck_scan import measured, ordered_pass, repeated, scan_of, values_of
from qa_run.engines.table import Prepared, Repeats, Table
from qa_run.engines.wanted import Wanted
from qa_run.model.aggregates import Aggregate, How
from qa_run.sources.packed import is_packed

FEW_ROWS, FEW_VALUES = 200_000, 1_000
#: Bytes of text.
SMALL = 1_000_000


@define(eq=False, repr=False)
class Measuring(Asked):
    """The files of a sample, and what is measured of them.

    kept: of the columns whose values were kept by the scan, the query that gives them
    """

    kept: Mapping[str, str] = field(factory=dict)

    def _small(self) -> bool:
        """Whether the rows of a text are so few that they are laid down with the scan, and asked again there."""
        every = (*self.files, *self.lists)
        if self.events or any(file.columnar() or is_packed(file.file.recorded.path) for file in every):
            return False
        return size_of([file.file for file in every]) <= SMALL

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
        return self._table(scan.query, (*keys, *measures), scan.prepared)

    def aggregate_told(self, prepared: Prepared, measures: Mapping[str, Aggregate], keys: Sequence[str]) -> Table:
        """Some of the measures again, of other strata, from what the scan prepared."""
        return self._table(measured(prepared, measures, keys), (*keys, *measures))

    def _table(self, query: str, names: Sequence[str], prepared: Prepared | None = None) -> Table:
        rows = self._fetched(query)
        values = {name: [row[place] for row in rows] for place, name in enumerate(names)}
        return Table(values, len(rows), prepared)

    def laid(self, prepared: Prepared) -> "nw.LazyFrame[Any] | None":
        """The frame that was measured, where its rows were laid down."""
        if not prepared.laid:
            return None
        found: nw.LazyFrame[Any] = nw.from_native(self.connection.table(prepared.laid))
        return found

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
        parts = [name for name, _ in self.files[0].file.parts]  # of the path, and one value for all rows
        here = [header for header in headers if header in self.files[0].types and header not in parts]
        ((rows,),) = self._fetched(f"select count(*) from {self.files[0].clause()}")  # the file says so at its end
        if rows < FEW_ROWS or not here:
            return ()
        distinct = ", ".join(f"approx_count_distinct({sql.name(header)})" for header in here)
        first = f"{self.files[0].clause(rows=True)} where file_row_number < {FEW_ROWS // 2}"
        (many,) = self._fetched(f"select {distinct} from {first}")
        return {header for header, values in zip(here, many, strict=True) if values <= FEW_VALUES}

    def aggregate_distinct(self, wanted: Sequence[Wanted], measures: Mapping[str, Aggregate]) -> Callable[[], Table]:
        """Counts over all rows, from the distinct values of one column and how often each stands."""
        distinct = self.connection.sql(distinct_of(self.files[0], wanted))
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

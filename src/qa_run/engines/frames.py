"""Frames that were handed over, judged on the engine they came on, by Narwhals alone.

Tables that only hold data (pandas, PyArrow) are scanned in place by DuckDB: pandas knows no null among numbers, and a
comparison with one would read as decided.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import define

from qa_run.engines import reading
from qa_run.engines.aggregating import grouped
from qa_run.engines.frame_held import Held, held, on_duckdb, rows_in
from qa_run.engines.table import (
    AS_OF,
    FILE,
    OUTER_SPACES,
    ROW,
    Apart,
    Out,
    Prepared,
    Repeats,
    Shown,
    Table,
    Told,
    Wish,
    key_name,
)
from qa_run.engines.wanted import Wanted
from qa_run.errors import SampleError
from qa_run.model.kinds import Kind
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.recorded import Rejected
from qa_run.model.samples import Format
from qa_run.sources.dates import strptime_formats

if TYPE_CHECKING:
    from qa_run.engines.grouping import Grouping
    from qa_run.engines.pictures import Studied
    from qa_run.engines.points import Collect, Points
    from qa_run.model.samples import Reference
    from qa_run.sources.clocks import Clocks

SOURCE_COLUMN = "{source}"
NAME = "frame"


@define(eq=False, repr=False)
class Frames:
    """The engine of a frame. It always counts every bucket, so it need not know which of its values are finite."""

    held: Held
    format: Format = Format()
    dates: tuple[str, ...] = ()
    clocks: "Clocks | None" = None
    roads: bool = False
    rows_fetched: int = 0

    def headers(self) -> tuple[str, ...]:
        """The recorded headers, in their order."""
        return tuple(self.held.columns)

    def floats(self, header: str) -> bool:
        """Whether the column, read as a number, can hold what is not finite."""
        return header in self.held.types and reading.can_be_infinite(self.held.types[header])

    def looked_up(
        self,
        frame: "nw.LazyFrame[Any]",
        name: str,
        reference: "Reference",
        wanted: Sequence[Wanted],
        at: str,
        as_of: datetime,
    ) -> "nw.LazyFrame[Any]":
        """References are files, and files are not read on the engine of a frame."""
        raise SampleError(f"{reference.place}: a frame cannot be looked up in the reference {name}; give files")

    def items(self, frame: "nw.LazyFrame[Any]", grouping: "Grouping", as_of: datetime) -> "nw.LazyFrame[Any]":
        """One row for each item of a frame whose rows are events of items."""
        from qa_run.engines.frame_grouped import grouped  # only event logs pay for it

        return grouped(frame, grouping, self.clocks is not None)

    def file_count(self) -> int:
        return 1

    def rows(self) -> tuple[int, ...]:
        """How many rows the frame has."""
        return (int(self._rows(self.held.lazy.select(nw.len()))[0][0]),)

    def large(self) -> bool:
        return False

    def keeps(self) -> bool:
        return False

    def rejected(self) -> Sequence[Rejected]:
        """None: what is a frame has been read."""
        return ()

    def typed(
        self, wanted: Sequence[Wanted], keys: Mapping[str, str], as_of: datetime, trusting: bool = False
    ) -> "nw.LazyFrame[Any]":
        """The frame that criteria see. Each row knows its place."""
        # step by step, each on named columns: written as one expression, what each step repeats would multiply
        present = {f"{want.header}|present": reading.present(*self._raw(want.header), self.format) for want in wanted}
        frame = self.held.lazy.with_columns(**present) if present else self.held.lazy
        legible = {f"{want.name}|legible": self._legible(want) for want in wanted}
        frame = frame.with_columns(**legible) if legible else frame
        columns = {want.name: self._read(want) for want in wanted}
        if self.clocks is not None and (times := [want for want in wanted if want.kind is Kind.TIME]):
            from qa_run.engines.frame_zoned import instants  # only samples with a time zone pay for it

            frame = frame.with_columns(**columns)
            utc = {want.name: self._in_utc(want) for want in times}
            columns = {name: nw.col(name) for name in columns} | instants(frame, utc, self.clocks, self._rows)
        columns |= {key_name(column): reading.as_key(*self._raw(header)) for column, header in keys.items()}
        columns[ROW] = nw.col(ROW) if self.held.numbered else nw.lit(None, dtype=nw.Int64)
        columns[FILE] = nw.lit(0)
        columns[AS_OF] = nw.lit(as_of)
        # added before they are chosen: literals alone would make a single row
        return frame.with_columns(**columns).select(*columns)

    def _raw(self, header: str) -> tuple[nw.Expr, Any]:
        if header == SOURCE_COLUMN:
            return nw.lit(NAME), nw.String()
        if header not in self.held.columns:
            return nw.lit(None, dtype=nw.String), nw.String()
        return nw.col(self.held.columns[header]), self.held.types[header]

    def _legible(self, want: Wanted) -> nw.Expr:
        _, dtype = self._raw(want.header)
        value = nw.col(f"{want.header}|present")
        return reading.legible(want.kind, value, dtype, self.format, self.dates)

    def _read(self, want: Wanted) -> nw.Expr:
        _, dtype = self._raw(want.header)
        return reading.read_as(want.kind, nw.col(f"{want.name}|legible"), dtype, self.format)

    def _in_utc(self, want: Wanted) -> nw.Expr:
        """Where a value names its offset; such ones have been read in UTC."""
        _, dtype = self._raw(want.header)
        if reading.is_text(dtype):
            return nw.col(f"{want.name}|legible").str.ends_with("Z")
        return nw.lit(isinstance(dtype, nw.Datetime) and dtype.time_zone is not None)

    def aggregate(
        self,
        frame: "nw.LazyFrame[Any]",
        measures: Mapping[str, Any],
        keys: Sequence[str],
        keep: Sequence[str] | None = None,
    ) -> Table:
        """The measures of each stratum, or of all rows where there are no keys."""
        found = grouped(frame, measures, keys)
        if keys:
            found = found.sort(*keys)
        names = [*keys, *measures]
        rows = self._rows(found.select(*names))
        return Table({name: [row[place] for row in rows] for place, name in enumerate(names)}, len(rows))

    def repeats(self, frame: "nw.LazyFrame[Any]", column: str, limit: int) -> Callable[[], Repeats]:
        raise NotImplementedError("a frame's engine has no roads beside the scan")

    def aggregate_told(self, prepared: Prepared, measures: Mapping[str, Any], keys: Sequence[str]) -> Table:
        raise NotImplementedError("a frame's engine prepares nothing")

    def laid(self, prepared: Prepared) -> "nw.LazyFrame[Any] | None":
        raise NotImplementedError("a frame's engine prepares nothing")

    def columnar(self) -> bool:
        return False

    def few_valued(self, headers: Sequence[str]) -> Collection[str]:
        return ()

    def aggregate_distinct(self, wanted: Sequence[Wanted], measures: Mapping[str, Any]) -> Callable[[], Table]:
        raise NotImplementedError("a frame's engine never says that a column is few-valued")

    def settle(self) -> None:
        """Nothing goes on beside the scan."""

    def first(
        self, frame: "nw.LazyFrame[Any]", wishes: Sequence[Wish], keys: Apart, item: str | None, limit: int
    ) -> list[Shown]:
        """For each wish the first `limit` items of each stratum of `keys`, in the order of the rows."""
        found: list[Shown] = []
        order = ROW if self.held.numbered else item or (wishes[0].value if wishes else ROW)
        named = {
            key: nw.when(nw.col(key).str.strip_chars(OUTER_SPACES).is_in(list(values))).then(nw.col(key))
            for key, values in keys.items()
            if values is not None
        }
        for wish in wishes:
            bad = frame.with_columns(**{"@finding": wish.finding, "@all": nw.lit(0)}).filter(wish.bad)
            bad = bad.with_columns(**named) if named else bad
            place = nw.col(order).rank("ordinal").over(*(keys or ["@all"]))
            first = bad.with_columns(**{"@place": place}).filter(nw.col("@place") <= limit).sort(*keys, "@place")
            columns = [*keys, ROW, wish.value, "@finding", *([item] if item else [])]
            for row in self._rows(first.select(*dict.fromkeys(columns))):
                values = dict(zip(dict.fromkeys(columns), row, strict=True))
                found.append(
                    Shown(
                        wish=wish.name,
                        stratum=tuple(None if values[key] is None else str(values[key]).strip() for key in keys),
                        row=values[ROW],
                        file=0,
                        item=values[item] if item else None,
                        value=values[wish.value],
                        finding=values["@finding"],
                    )
                )
        return found

    def first_told(
        self, prepared: Prepared, told: Sequence[Told], keys: Apart, item: str | None, limit: int
    ) -> list[Shown]:
        raise NotImplementedError("a frame's engine prepares nothing")

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
        shown = self.first(frame, [wish], {}, item, 2**53)
        out.add(procedure, requirement, shown, self.places(shown))

    def collect(self, frame: "nw.LazyFrame[Any]", asked: "Collect") -> "Points":
        """The points of a sequence, in their order."""
        from qa_run.engines.frame_points import collect  # only sequences pay for it

        return collect(frame, asked)

    def study(self, frame: "nw.LazyFrame[Any]", columns: Sequence[str], keys: Sequence[str], time: str) -> "Studied":
        """The columns laid down to be drawn."""
        from qa_run.engines.frame_pictures import study  # only reports with pictures pay for it

        return study(self._rows, frame, columns, keys, time)

    def common(self, frame: "nw.LazyFrame[Any]", column: str, limit: int) -> Sequence[tuple[Any, int]]:
        """The values that stand in a column most often, and how often; null among them."""
        counted = frame.with_columns(**{"@one": nw.lit(1)}).group_by(column).agg(nw.col("@one").sum().alias("@n"))
        found = self._rows(counted.select(column, "@n"))
        return sorted(found, key=lambda each: (-each[1], each[0] is None, str(each[0])))[:limit]

    def places(self, shown: Sequence[Shown]) -> list[str]:
        """`row 18`, counted from 1; where rows have no order there is no more to say than the frame."""
        return [NAME if each.row is None else f"row {each.row + 1}" for each in shown]

    def _rows(self, frame: "nw.LazyFrame[Any]") -> list[tuple[Any, ...]]:
        rows = rows_in(frame)
        self.rows_fetched += len(rows)
        return rows


def frames(given: Any, recorded: Format | None = None, clocks: "Clocks | None" = None) -> Frames:
    """The engine for `given`: any frame that Narwhals takes. Raises SampleError."""
    try:
        frame: Any = nw.from_native(given)
        names = list(frame.collect_schema())
    except Exception as error:
        raise SampleError(
            f"samples: a {type(given).__module__}.{type(given).__name__} is no frame that can be judged: give one of "
            f"Polars, pandas, PyArrow, DuckDB or PySpark, or the path of a file ({str(error).splitlines()[0]})"
        ) from error
    strange = [name for name in names if not isinstance(name, str)]
    if strange:
        raise SampleError(f"the frame has a column named {strange[0]!r}, which is no text")
    if on_duckdb(frame):  # of which Narwhals sees each name once
        names = nw.to_native(frame).columns
    elif isinstance(frame, nw.DataFrame):
        names = frame.columns
    if len(set(names)) < len(names):
        raise SampleError("the frame has two columns of one name")
    recorded = recorded or Format()
    return Frames(held(frame), recorded, _dates(recorded), clocks)


def _dates(recorded: Format) -> tuple[str, ...]:
    """The formats in which text may hold times, as far as Narwhals can read them; none for ISO 8601."""
    if not recorded.dates:
        return ()
    formats = tuple(written for written in strptime_formats(recorded.dates) if reading.is_fixed(written))
    if not formats:
        raise SampleError(f"dates: {recorded.dates} cannot be read in a frame: give the column a type of time there")
    return formats

"""Values that are to be drawn, by DuckDB: laid down once as a table, and told in few rows."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines import sql
from qa_run.engines.pictures import FINEST, POINTS, STRATA, Course, Mean, Span, course_of, decimals_of
from qa_run.engines.table import FILE, ROW

Rows = Callable[[str], list[tuple[Any, ...]]]
#: Quartiles stand on about so many rows: they only say how wide a bin is.
ENOUGH = 1_000_000
TABLE, TIME, PLACE = "qa_drawn", '"@time"', '"@place"'


@contextmanager
def study(
    rows: Rows, frame: "nw.LazyFrame[Any]", columns: Sequence[str], keys: Sequence[str], time: str
) -> "Iterator[DuckStudy]":
    """Lay the columns down, in the order of time where there is one; gone again afterwards."""
    told = [*(f"cast({sql.name(name)} as double) as c{at}" for at, name in enumerate(columns)), *map(sql.name, keys)]
    moment = sql.name(time) if time else "null::timestamp"
    order = f"{TIME} is null, {TIME}, {sql.name(FILE)}, {sql.name(ROW)}"
    place = f"case when {moment} is not null then row_number() over (order by {order}) - 1 end" if time else "null"
    query = nw.to_native(frame).sql_query()
    rows(
        f"create or replace temp table {TABLE} as select {', '.join(told)}, {TIME}, {place} as {PLACE} "
        f"from (select *, {moment} as {TIME} from ({query}))"
    )
    try:
        yield DuckStudy(rows, len(columns))
    finally:
        rows(f"drop table if exists {TABLE}")


@frozen(eq=False, repr=False)
class DuckStudy:
    """The table of what is drawn; columns go by their number."""

    rows: Rows
    columns: int

    def spans(self) -> Sequence[Span | None]:
        """Of each column where its values lie."""
        ((every,),) = self.rows(f"select count(*) from {TABLE}")
        some = f"filter (rowid % {every // ENOUGH + 1} = 0)"
        parts = [
            f"count(c{at}), min(c{at}), max(c{at}), avg(c{at}), quantile_cont(c{at}, [0.25, 0.5, 0.75]) {some}, "
            f"[{', '.join(_fits(f'c{at}', digits) for digits in range(FINEST + 1))}]"
            for at in range(self.columns)
        ]
        (row,) = self.rows(f"select {', '.join(parts)} from {TABLE}")
        return [_span(*row[6 * at : 6 * at + 6]) for at in range(self.columns)]

    def tallies(self, edges: Sequence[Sequence[float]]) -> Sequence[Sequence[int]]:
        """Of each column how many values lie up to each edge."""
        parts = [f"histogram(c{at}, {list(map(float, each))})" for at, each in enumerate(edges)]
        (row,) = self.rows(f"select {', '.join(parts)} from {TABLE}")
        return [
            [int(found.get(edge, 0)) for edge in (*map(float, each), float("inf"))]
            for found, each in zip([each or {} for each in row], edges, strict=True)
        ]

    def course(self) -> Course:
        """The columns in the order of time."""
        ((timed,),) = self.rows(f"select count({PLACE}) from {TABLE}")
        stretches = timed if timed <= POINTS else POINTS // 2
        parts = "".join(f", min(c{at}), max(c{at})" for at in range(self.columns))
        found = self.rows(
            f"select {PLACE} * {stretches} // {max(timed, 1)} as stretch, epoch_us(min({TIME})){parts} from {TABLE} "
            f"where {PLACE} is not null group by stretch order by stretch"
        )
        return course_of(found, [float(row[1]) for row in found], self.columns, timed, stretches)

    def means(self, keys: Sequence[str], overall: Sequence[float]) -> Sequence[Sequence[Mean]]:
        """Of each column the strata whose means are farthest from that over all."""
        names = [f"trim({sql.name(key)})" for key in keys]
        grouped = ", ".join([*(f"{name} as k{at}" for at, name in enumerate(names)), *self._measured()])
        told = ", ".join(f"k{at}" for at in range(len(keys)))
        parts = [
            f"(select {at}, {told}, n{at}, m{at}, s{at}, count(*) over () from grouped where n{at} > 0 "
            f"order by abs(m{at} - {float(overall[at])!r}) desc, {told} limit {STRATA})"
            for at in range(self.columns)
        ]
        found: list[list[Mean]] = [[] for _ in range(self.columns)]
        query = f"with grouped as materialized (select {grouped} from {TABLE} group by {', '.join(names)}) "
        for at, *stratum, n, mean, sd, strata in self.rows(query + " union all ".join(parts)):
            named = tuple(str(name) for name in stratum)
            found[at].append(Mean(stratum=named, n=n, mean=mean, sd=sd, strata=strata))
        return found

    def _measured(self) -> Iterator[str]:
        for at in range(self.columns):
            yield f"count(c{at}) as n{at}, avg(c{at}) as m{at}, stddev_samp(c{at}) as s{at}"


def _fits(column: str, digits: int) -> str:
    """Whether so many decimals are enough for all values."""
    scaled = f"{column} * {10**digits}"
    return f"coalesce(bool_and(abs({scaled} - round({scaled})) < 1e-6), false)"


def _span(n: int, low: Any, high: Any, mean: Any, quartiles: Any, fits: Any) -> Span | None:
    if not n:
        return None
    first, median, third = quartiles or (low, mean, high)
    return Span(
        n=n,
        low=low,
        high=high,
        mean=mean,
        first_quartile=first,
        median=median,
        third_quartile=third,
        decimals=decimals_of(fits),
    )

"""The points of a sequence, by DuckDB: laid down as they are grouped, from where only arrays come into Python.

They are put in order here, column by column: whole points, sorted by DuckDB, take several times the room and time.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines import sql
from qa_run.engines.aggregating import as_columns
from qa_run.engines.duck_queries import aggregate_of
from qa_run.engines.points import NAMED, Collect, Keys, Member, Point, Points, by_number, numbered
from qa_run.engines.table import FILE, ROW
from qa_run.model.aggregates import Aggregate
from qa_run.model.columns import Column
from qa_run.model.kinds import Any as AnyKind, typed_name
from qa_run.model.labels import Labels

VALUE, TIME, LABEL, PLACE, GROUP, PHASE, ITEM, AT = (
    sql.name(f"@{name}") for name in ("value", "time", "label", "place", "group", "phase", "itemname", "at")
)
_FILES = 2**40
_HALF = 2**31
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
Rows = Callable[[str], list[tuple[Any, ...]]]
Arrays = Callable[[str], dict[str, Any]]
#: Keeps what a query gives, and tells where to select it from: its columns, and `@at`, the number of the row.
Lay = Callable[[str], str]


def collect(rows: Rows, arrays: Arrays, lay: Lay, frame: "nw.LazyFrame[Any]", asked: Collect) -> Points:
    """Lay the points down, and fetch their numbers."""
    laid = _laid(frame, asked)
    points = lay(laid.points)
    keys = ", ".join(laid.keys)
    placed = f"{points} where {PLACE} is not null"
    counted = rows(
        f"select {keys}, count(*) from {placed} group by {keys} order by {keys}"
        if keys
        else f"select count(*) from {placed} having count(*) > 0"
    )
    missing = (
        rows(
            f'select {keys}{", " if keys else ""}sum("@n") from {points} where {PLACE} is null'
            + (f" group by {keys}" if keys else "")
        )
        if laid.lacking
        else []
    )
    order = _order(arrays, placed, laid.order)
    names = rows(f"select distinct {PHASE} from {placed} order by 1") if asked.over.phase else []

    def column(expression: str, ranked: bool = False) -> Any:
        """Rows come as they were laid down, but not through a window."""
        last = f" order by {AT}" if ranked else ""
        return _fetched(arrays, f"select {expression} from {points}{last}")[order]

    columns = {name: _once(column(f"cast({sql.name(name)} as double)")) for name in asked.columns}
    times = column(f"cast(epoch_us({TIME}) as double)") if asked.over.time else None
    phases = column(f"dense_rank() over (order by {PHASE}) - 1", ranked=True) if names else None
    texts = {
        name: Labels(_names(rows, sql.name(name), placed), column(_code(sql.name(name)), ranked=True))
        for name in asked.labels
    }
    ends = list(accumulate(int(row[-1]) for row in counted))
    starts = [(_trimmed(row[:-1]), end - int(row[-1])) for row, end in zip(counted, ends, strict=True)]
    known = _Known(rows, points, laid, [start for _, start in starts], ends[-1] if ends else 0, _short(order))
    return Points(
        columns=columns,
        strata=starts,
        length=ends[-1] if ends else 0,
        tell=known.tell,
        find=known.find,
        unplaced={_trimmed(row[:-1]): int(row[-1]) for row in missing if row[-1]},
        times=times,
        phases=phases,
        names=tuple(str(name) for (name,) in names),
        labels=texts,
    )


def in_table(rows: Rows, name: str) -> Lay:
    """Lay points down in a table in memory."""

    def lay(points: str) -> str:
        rows(f"create or replace temp table {name} as {points}")
        return f"(select *, rowid as {AT} from {name})"

    return lay


def _order(arrays: Arrays, placed: str, order: str) -> Any:
    """Which of the rows that were laid down is the first point, the second, and so on; a slice where all are."""
    found = _fetched(arrays, f"select {AT} from {placed} order by {order}")
    alone = not len(found) or (found[-1] == len(found) - 1 and (found[1:] > found[:-1]).all())
    return slice(0, len(found)) if alone else found


def _fetched(arrays: Arrays, query: str) -> Any:
    """One column as an array, NaN where null."""
    import numpy as np

    (found,) = arrays(query).values()
    return np.ma.filled(found, np.nan) if isinstance(found, np.ma.MaskedArray) else np.asarray(found)


def _once(found: Any) -> Any:
    """Numbers that are all the same, as sizes of subgroups are, kept once."""
    from qa_run.statistics.arrays import full

    alike = len(found) and found[0] == found[-1] and (found == found[0]).all()
    return full(float(found[0]), len(found)) if alike else found


def _short(order: Any) -> Any:
    """An order as it is kept while points may be asked for: of half the size where that holds it."""
    import numpy as np

    return order if isinstance(order, slice) or len(order) > _HALF else order.astype(np.int32)


def _code(name: str) -> str:
    """The place of a text among the different ones, in the order of their bytes; -1 where there is none."""
    return f"case when {name} is null then -1 else dense_rank() over (order by {name} nulls last) - 1 end"


def _names(rows: Rows, name: str, placed: str) -> list[str]:
    """The different texts in the same order."""
    return [text for (text,) in rows(f"select distinct {name} from {placed} and {name} is not null order by {name}")]


@frozen(eq=False, repr=False)
class _Laid:
    """Queries for the points, and for the items that they are made of.

    keys:    what tells sequences apart
    told:    what tells points apart
    order:   in which they stand
    label:   what points are called by, and `time` when they began
    lacking: whether an item may be without a place
    """

    points: str
    items: str
    keys: tuple[str, ...]
    told: tuple[str, ...]
    order: str
    label: str
    time: str
    lacking: bool


@frozen(eq=False, repr=False)
class _Known:
    """What is laid down and, behind it, the samples know of single points; of each place `order` knows the row."""

    rows: Rows
    points: str
    laid: _Laid
    starts: Sequence[int]
    length: int
    order: Any

    def tell(self, places: Sequence[int]) -> list[Point]:
        """What the points at `places` are called, when they began, and their first items: one query for all."""
        at = self._rows_of(places)
        wanted = f"(select * from {self.points} where {AT} in ({', '.join(map(str, at))}))"
        member = f"{{'item': i.{ITEM}, 'place': i.{PLACE}}}"
        same = " and ".join(f"i.{name} is not distinct from p.{name}" for name in self.laid.told)
        found = self.rows(
            f"select p.{AT}, any_value({self.laid.label}), any_value({self.laid.time}), "
            f"arg_min({member}, i.{PLACE}, {NAMED}), count(*) from {wanted} p join ({self.laid.items}) i on {same} "
            f"where i.{PLACE} is not null group by p.{AT}"
        )
        known = {row: told for row, *told in found}
        points = []
        for place, row in zip(places, at, strict=True):
            label, time, members, many = known[row]
            name = label or str(numbered(self.starts, place))
            points.append(Point(name, str(time or ""), tuple(map(_member, members)), many))
        return points

    def find(self, labels: Sequence[str]) -> list[tuple[int, str]]:
        """Where the points stand that are called so; those without a name go by their number."""
        label, points = self.laid.label, f"{self.points} p"
        named = self.rows(
            f"select p.{AT}, {label} from {points} where {PLACE} is not null and {label} in {sql.texts(labels)}"
        )
        numbers = by_number(self.starts, self.length, labels)
        if numbers:
            at = self._rows_of([place for place, _ in numbers])
            among = ", ".join(map(str, at))
            nameless = set(self.rows(f"select p.{AT} from {points} where p.{AT} in ({among}) and {label} is null"))
            numbers = [each for each, row in zip(numbers, at, strict=True) if (row,) in nameless]
        places = self._places_of([row for row, _ in named])
        return sorted([*((places[row], str(label)) for row, label in named), *numbers])

    def _rows_of(self, places: Sequence[int]) -> list[int]:
        return list(places) if isinstance(self.order, slice) else [int(self.order[place]) for place in places]

    def _places_of(self, rows: Sequence[int]) -> Mapping[int, int]:
        if isinstance(self.order, slice):
            return {row: row for row in rows}
        import numpy as np

        return {int(self.order[place]): int(place) for place in np.flatnonzero(np.isin(self.order, rows))}


def _member(told: Mapping[str, Any]) -> Member:
    return Member(told["item"], int(told["place"] // _FILES), int(told["place"] % _FILES))


def _trimmed(keys: Sequence[Any]) -> Keys:
    return tuple(str(key).strip() for key in keys)


def _laid(frame: "nw.LazyFrame[Any]", asked: Collect) -> _Laid:
    """A row for each point, in any order; with a null place for the items that have no place in the sequence."""
    over, keys = asked.over, [sql.name(key) for key in asked.keys]
    aggregates = {name: each for name, each in asked.columns.items() if isinstance(each, Aggregate)}
    plain = {name: each for name, each in asked.columns.items() if name not in aggregates}
    plain |= asked.labels
    ready, names = as_columns(frame.with_columns(**{VALUE[1:-1]: asked.value, **plain}), aggregates)
    relation = nw.to_native(ready)
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    columns = {"by": _typed(over.by), "time": _typed(over.time), "phase": _typed(over.phase)}
    if over.by is not None:  # whole numbers stay what they are: texts take twice the room while points are grouped
        whole = typed_name(over.by.name, AnyKind)
        columns["by"] = sql.name(whole) if types.get(whole) in _WHOLE else columns["by"]
    missing = " or ".join(f"{each} is null" for each in columns.values() if each) or "false"
    row = f"{sql.name(FILE)} * {_FILES} + coalesce({sql.name(ROW)}, 0)"
    added = {
        TIME: columns["time"] or "null",
        PHASE: columns["phase"] or "null",
        GROUP: columns["by"] or "null",
        ITEM: f"cast({sql.name(asked.item)} as varchar)" if asked.item else "null",
        PLACE: f"case when {missing} then null else {row} end",
    }
    told = ", ".join(f"{expression} as {name}" for name, expression in added.items())
    base = f"select *, {told} from ({relation.sql_query()}) where {VALUE} is not null"
    lacking = missing != "false"
    alone = [f"{PLACE} is null"] if lacking else []
    # only what there is: a column of nulls takes as much room as any other while points are grouped and sorted
    time, phase = ([name] if columns[key] else [] for name, key in ((TIME, "time"), (PHASE, "phase")))
    order = ", ".join([*keys, *time, PLACE])
    began = f"p.{TIME}" if time else "null"
    if over.single:
        called = [f"{ITEM} as {LABEL}"] if asked.item else []
        picked = [*keys, *map(sql.name, plain), *time, *phase, PLACE, *called, '1 as "@n"']
        label = f"p.{LABEL}" if called else "null::varchar"
        points = f"select {', '.join(picked)} from ({base})"
        return _Laid(points, base, tuple(keys), (PLACE,), order, label, began, lacking)
    if over.by is None:
        within = ", ".join([*keys, *phase, *alone])
        number = f"(row_number() over ({f'partition by {within} ' if within else ''}order by {TIME}, {PLACE}) - 1)"
        base = f"select * replace ({number} // {over.size} as {GROUP}) from ({base})"
    told_apart = [*keys, *phase, GROUP]
    picked = [*told_apart, *(f"min({each}) as {each}" for each in (*time, PLACE))]
    picked += ['cast(count(*) as integer) as "@n"'] if lacking else []
    picked += [f"{aggregate_of(each, names[name], types)} as {sql.name(name)}" for name, each in aggregates.items()]
    group = ", ".join([*told_apart, *alone])
    points = f"select {', '.join(picked)} from ({base}) group by {group}"
    label = f"cast(p.{GROUP} as varchar)" if over.by is not None else "null::varchar"
    return _Laid(points, base, tuple(keys), tuple(told_apart), order, label, began, lacking)


def _typed(column: Column | None) -> str:
    return sql.name(typed_name(column.name, column.kind)) if column is not None else ""

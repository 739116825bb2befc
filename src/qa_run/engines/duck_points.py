"""The points of a sequence, by DuckDB: laid down in their order in a table, from which only arrays come into Python."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines import sql
from qa_run.engines.aggregating import as_columns
from qa_run.engines.duck_queries import aggregate_of
from qa_run.engines.points import NAMED, Collect, Keys, Member, Point, Points, by_number, numbered
from qa_run.engines.table import FILE, ROW
from qa_run.model.aggregates import Aggregate
from qa_run.model.kinds import Any as AnyKind
from qa_run.model.kinds import typed_name
from qa_run.model.labels import Labels
from qa_run.model.values import Column

VALUE, TIME, LABEL, PLACE, GROUP, PHASE, ITEM = (
    sql.name(f"@{name}") for name in ("value", "time", "label", "place", "group", "phase", "itemname")
)
_FILES = 2**40
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
Rows = Callable[[str], list[tuple[Any, ...]]]
Arrays = Callable[[str], dict[str, Any]]


def collect(rows: Rows, arrays: Arrays, frame: "nw.LazyFrame[Any]", asked: Collect, table: str) -> Points:
    """Lay the points down as `table`, and fetch their numbers."""
    laid = _laid(frame, asked)
    rows(f"create or replace temp table {table} as {laid.points}")
    keys = ", ".join(laid.keys)
    placed = f"{table} where {PLACE} is not null"
    strata = rows(
        f"select {keys}, min(rowid) from {placed} group by {keys} order by min(rowid)"
        if keys
        else f"select min(rowid) from {placed} having count(*) > 0"
    )
    missing = (
        rows(
            f'select {keys}{", " if keys else ""}sum("@n") from {table} where {PLACE} is null'
            + (f" group by {keys}" if keys else "")
        )
        if laid.lacking
        else []
    )
    names = rows(f"select distinct {PHASE} from {placed} order by 1") if asked.over.phase else []
    wanted = {name: f"cast({sql.name(name)} as double)" for name in asked.columns}
    wanted |= {"@times": f"cast(epoch_us({TIME}) as double)"} if asked.over.time else {}
    wanted |= {"@phases": f"dense_rank() over (order by {PHASE}) - 1"} if names else {}
    wanted |= {name: _code(sql.name(name)) for name in asked.labels}
    told = ", ".join(f"{expression} as {sql.name(name)}" for name, expression in wanted.items())
    # rows of a table come in their order, but not through a window; to sort them once more would take as much again
    order = " order by rowid" if names or asked.labels else ""
    found = {name: _plain(array) for name, array in arrays(f"select {told} from {placed}{order}").items()}
    length = len(next(iter(found.values()), ()))
    texts = {name: Labels(_names(rows, sql.name(name), placed), found.pop(name)) for name in asked.labels}
    times, phases = found.pop("@times", None), found.pop("@phases", None)
    starts = [(_trimmed(row[:-1]), int(row[-1])) for row in strata]
    known = _Known(rows, table, laid, [start for _, start in starts], length)
    return Points(
        columns=found,
        strata=starts,
        length=length,
        tell=known.tell,
        find=known.find,
        unplaced={_trimmed(row[:-1]): int(row[-1]) for row in missing if row[-1]},
        times=times,
        phases=phases,
        names=tuple(str(name) for (name,) in names),
        labels=texts,
    )


def _code(name: str) -> str:
    """The place of a text among the different ones, in the order of their bytes; -1 where there is none."""
    return f"case when {name} is null then -1 else dense_rank() over (order by {name} nulls last) - 1 end"


def _names(rows: Rows, name: str, placed: str) -> list[str]:
    """The different texts in the same order."""
    return [text for (text,) in rows(f"select distinct {name} from {placed} and {name} is not null order by {name}")]


@frozen(eq=False, repr=False)
class _Laid:
    """Queries for the points, and for the items that they are made of.

    told:    what tells points apart
    keys:    what tells sequences apart
    label:   what points are called by, and `time` when they began
    lacking: whether an item may be without a place
    """

    points: str
    items: str
    keys: tuple[str, ...]
    told: tuple[str, ...]
    label: str
    time: str
    lacking: bool


@frozen(eq=False, repr=False)
class _Known:
    """What the table and, behind it, the samples know of single points."""

    rows: Rows
    table: str
    laid: _Laid
    starts: Sequence[int]
    length: int

    def tell(self, places: Sequence[int]) -> list[Point]:
        """What the points at `places` are called, when they began, and their first items: one query for all."""
        wanted = f'(select rowid as "@at", * from {self.table} where rowid in ({", ".join(map(str, places))}))'
        member = f"{{'item': i.{ITEM}, 'place': i.{PLACE}}}"
        same = " and ".join(f"i.{name} is not distinct from p.{name}" for name in self.laid.told)
        known = {
            row: Point(label or str(numbered(self.starts, row)), str(time or ""), tuple(map(_member, members)), many)
            for row, label, time, members, many in self.rows(
                f'select "@at", any_value({self.laid.label}), any_value({self.laid.time}), '
                f"arg_min({member}, i.{PLACE}, {NAMED}), count(*) from {wanted} p join ({self.laid.items}) i on {same} "
                f'where i.{PLACE} is not null group by "@at"'
            )
        }
        return [known[place] for place in places]

    def find(self, labels: Sequence[str]) -> list[tuple[int, str]]:
        """Where the points stand that are called so; those without a name go by their number."""
        label, points = self.laid.label, f"{self.table} p"
        named = self.rows(
            f"select p.rowid, {label} from {points} where {PLACE} is not null and {label} in {sql.texts(labels)}"
        )
        numbers = by_number(self.starts, self.length, labels)
        if numbers:
            places = ", ".join(str(place) for place, _ in numbers)
            nameless = self.rows(f"select p.rowid from {points} where p.rowid in ({places}) and {label} is null")
            numbers = [each for each in numbers if (each[0],) in set(nameless)]
        return sorted([*((int(place), str(label)) for place, label in named), *numbers])


def _member(told: Mapping[str, Any]) -> Member:
    return Member(told["item"], int(told["place"] // _FILES), int(told["place"] % _FILES))


def _trimmed(keys: Sequence[Any]) -> Keys:
    return tuple(str(key).strip() for key in keys)


def _plain(array: Any) -> Any:
    """Doubles, NaN where null."""
    import numpy as np

    return np.ma.filled(array, np.nan) if isinstance(array, np.ma.MaskedArray) else np.asarray(array)


def _laid(frame: "nw.LazyFrame[Any]", asked: Collect) -> _Laid:
    """A row for each point, in order; with a null place for the items that have no place in the sequence."""
    over, keys = asked.over, [sql.name(key) for key in asked.keys]
    aggregates = {name: each for name, each in asked.columns.items() if isinstance(each, Aggregate)}
    plain = {name: each for name, each in asked.columns.items() if name not in aggregates}
    plain |= asked.labels
    ready, names = as_columns(frame.with_columns(**{VALUE[1:-1]: asked.value, **plain}), aggregates)
    relation = nw.to_native(ready)
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    columns = {"by": _typed(over.by), "time": _typed(over.time), "phase": _typed(over.phase)}
    missing = " or ".join(f"{each} is null" for each in columns.values() if each) or "false"
    if over.by is not None:  # whole numbers stay what they are: texts take twice the room while points are grouped
        whole = typed_name(over.by.name, AnyKind)
        columns["by"] = sql.name(whole) if types.get(whole) in _WHOLE else columns["by"]
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
    # what has no place comes last, so that a place among the points is a row of the table
    order = ", ".join([*alone, *keys, *time, PLACE])
    began = f"p.{TIME}" if time else "null"
    if over.single:
        called = [f"{ITEM} as {LABEL}"] if asked.item else []
        picked = [*keys, *map(sql.name, plain), *time, *phase, PLACE, *called, '1 as "@n"']
        label = f"p.{LABEL}" if called else "null::varchar"
        points = f"select {', '.join(picked)} from ({base}) order by {order}"
        return _Laid(points, base, tuple(keys), (PLACE,), label, began, lacking)
    if over.by is None:
        within = ", ".join([*keys, *phase, *alone])
        number = f"(row_number() over ({f'partition by {within} ' if within else ''}order by {TIME}, {PLACE}) - 1)"
        base = f"select * replace ({number} // {over.size} as {GROUP}) from ({base})"
    told_apart = [*keys, *phase, GROUP]
    picked = [*told_apart, *(f"min({each}) as {each}" for each in (*time, PLACE))]
    picked += ['cast(count(*) as integer) as "@n"'] if lacking else []
    picked += [f"{aggregate_of(each, names[name], types)} as {sql.name(name)}" for name, each in aggregates.items()]
    group = ", ".join([*told_apart, *alone])
    points = f"select * from (select {', '.join(picked)} from ({base}) group by {group}) order by {order}"
    label = f"cast(p.{GROUP} as varchar)" if over.by is not None else "null::varchar"
    return _Laid(points, base, tuple(keys), tuple(told_apart), label, began, lacking)


def _typed(column: Column | None) -> str:
    return sql.name(typed_name(column.name, column.kind)) if column is not None else ""

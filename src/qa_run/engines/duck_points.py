"""The points of a sequence, by DuckDB: laid down in their order in a table, from which only arrays come into Python."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import narwhals as nw

from qa_run.engines import sql
from qa_run.engines.aggregating import as_columns
from qa_run.engines.duck_queries import aggregate_of
from qa_run.engines.points import Collect, Point, Points
from qa_run.engines.table import FILE, ROW
from qa_run.model.aggregates import Aggregate
from qa_run.model.kinds import typed_name
from qa_run.model.labels import Labels

VALUE, TIME, LABEL, PLACE, SUBGROUP = "@value", "@time", "@label", "@place", "@subgroup"
_FILES = 2**40
Rows = Callable[[str], list[tuple[Any, ...]]]
Arrays = Callable[[str], dict[str, Any]]


def collect(rows: Rows, arrays: Arrays, frame: "nw.LazyFrame[Any]", asked: Collect, table: str) -> Points:
    """Lay the points down as `table`, and fetch their numbers."""
    rows(f"create or replace temp table {table} as {_query(frame, asked)}")
    keys = [sql.name(key) for key in asked.keys]
    placed = f"{table} where {sql.name(PLACE)} is not null"
    names = [f"cast({sql.name(name)} as double) as {sql.name(name)}" for name in asked.columns]
    names += [f"{_code(sql.name(name))} as {sql.name(name)}" for name in asked.labels]
    strata = rows(
        f"select {', '.join([*keys, 'min(rowid)'])} from {placed}{_by(keys)} order by min(rowid)"
        if keys
        else f"select min(rowid) from {placed} having count(*) > 0"
    )
    ((unplaced,),) = rows(f"select count(*) from {table} where {sql.name(PLACE)} is null")
    found = arrays(f"select {', '.join(names)} from {placed} order by rowid")
    columns = {name: _plain(found[name]) for name in asked.columns}
    labels = {name: Labels(_names(rows, sql.name(name), placed), _plain(found[name])) for name in asked.labels}
    length = len(next(iter(found.values()), ()))
    starts = [(tuple(str(key).strip() for key in row[:-1]), int(row[-1])) for row in strata]
    told, find = partial(_told, rows, table), partial(_find, rows, table)
    return Points(columns, starts, length, told, find, int(unplaced), labels)


def _code(name: str) -> str:
    """The place of a text among the different ones, in the order of their bytes; -1 where there is none."""
    return f"case when {name} is null then -1 else dense_rank() over (order by {name} nulls last) - 1 end"


def _names(rows: Rows, name: str, placed: str) -> list[str]:
    """The different texts in the same order."""
    return [text for (text,) in rows(f"select distinct {name} from {placed} and {name} is not null order by {name}")]


def _told(rows: Rows, table: str, places: Sequence[int]) -> list[Point]:
    """What the points at `places` are called, and where they begin."""
    wanted = ", ".join(map(str, places))
    known = {
        row: Point(str(label if label is not None else row + 1), str(time or ""), int(place // _FILES), place % _FILES)
        for row, label, time, place in rows(
            f"select rowid, {sql.name(LABEL)}, {sql.name(TIME)}, {sql.name(PLACE)} from {table} "
            f"where rowid in ({wanted})"
        )
    }
    return [known[place] for place in places]


def _find(rows: Rows, table: str, labels: Sequence[str]) -> list[int]:
    """The places of the points that are called so."""
    called = f"coalesce(cast({sql.name(LABEL)} as varchar), cast(rowid + 1 as varchar))"
    return [place for (place,) in rows(f"select rowid from {table} where {called} in {sql.texts(labels)}")]


def _plain(array: Any) -> Any:
    """Doubles, NaN where null."""
    import numpy as np

    return np.ma.filled(array, np.nan) if isinstance(array, np.ma.MaskedArray) else np.asarray(array)


def _by(keys: Sequence[str]) -> str:
    return f" group by {', '.join(keys)}" if keys else ""


def _query(frame: "nw.LazyFrame[Any]", asked: Collect) -> str:
    """A row for each point, in order; one with a null place for each item that has no place in the sequence."""
    over, keys = asked.over, [sql.name(key) for key in asked.keys]
    aggregates = {name: each for name, each in asked.columns.items() if isinstance(each, Aggregate)}
    plain = {name: each for name, each in asked.columns.items() if name not in aggregates}
    plain |= asked.labels
    ready, names = as_columns(frame.with_columns(**{VALUE: asked.value, **plain}), aggregates)
    relation = nw.to_native(ready)
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    base = f"(select * from ({relation.sql_query()}) where {sql.name(VALUE)} is not null)"
    time = sql.name(typed_name(over.time.name, over.time.kind)) if over.time else "null"
    item = f"cast({sql.name(asked.item)} as varchar)" if asked.item else "null"
    missing = f"{time} is null" if over.time else "false"
    if over.by is not None:
        missing += f" or {sql.name(typed_name(over.by.name, over.by.kind))} is null"
    place = f"case when {missing} then null else {sql.name(FILE)} * {_FILES} + coalesce({sql.name(ROW)}, 0) end"
    base = f"(select *, {time} as {sql.name(TIME)}, {place} as {sql.name(PLACE)} from {base})"
    order = ", ".join([*keys, sql.name(TIME), sql.name(PLACE)])
    if over.single:
        columns = [*keys, *map(sql.name, plain), sql.name(TIME), sql.name(PLACE), f"{item} as {sql.name(LABEL)}"]
        return f"select {', '.join(columns)} from {base} order by {order}"
    label, subgroup = "null", sql.name(SUBGROUP)
    if over.by is not None:
        label = f"any_value({sql.name(typed_name(over.by.name, over.by.kind))})"
        grouping = sql.name(typed_name(over.by.name, over.by.kind))
    else:
        within = f"partition by {', '.join(keys)} " if keys else ""
        number = f"row_number() over ({within}order by {sql.name(TIME)}, {sql.name(PLACE)})"
        base = f"(select *, ({number} - 1) // {over.size} as {subgroup} from {base})"
        grouping = subgroup
    columns = [*keys, f"min({sql.name(TIME)}) as {sql.name(TIME)}", f"min({sql.name(PLACE)}) as {sql.name(PLACE)}"]
    columns += [f"{aggregate_of(each, names[name], types)} as {sql.name(name)}" for name, each in aggregates.items()]
    columns.append(f"{label} as {sql.name(LABEL)}")
    apart = f"{sql.name(PLACE)} is null"
    group = ", ".join([*keys, grouping, apart])
    return f"select * from (select {', '.join(columns)} from {base} group by {group}) order by {order}"

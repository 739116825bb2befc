"""The SQL that makes one row of all rows of an item, in one grouping of one scan."""

from datetime import datetime
from typing import Any

import narwhals as nw

from qa_run.engines import sql
from qa_run.engines.grouping import Grouping
from qa_run.engines.table import AS_OF, DOUBT, FILE, ITEM, ROW
from qa_run.engines.wanted import Wanted
from qa_run.model.kinds import READINGS, Kind
from qa_run.model.taking import Take, Taken

#: Rows of one file are told apart by their number; of several by that of the file before it.
_APART = 2**44


def grouped(frame: "nw.LazyFrame[Any]", grouping: Grouping, files: int, zoned: bool, item_header: str) -> str:
    """One row for each item of `frame`, whose rows are of so many `files`; what `beside` gives is not among it.

    What is bounded by something else that is taken (`since`, `until`) is taken of the times of the item, which are
    few: a window over all rows would sort them.
    """
    conditions = {f"@if{name}": take.where for name, take in grouping.takes.items() if take.where is not None}
    rows = nw.to_native(frame.with_columns(**conditions) if conditions else frame).sql_query()
    item = sql.name(ITEM)
    columns = [item, *(_key(sql.name(key)) for key in grouping.keys)]
    for want in grouping.carried:
        names = [want.name]
        if _is_key(want, item_header):
            continue
        if zoned and want.kind is Kind.TIME:
            names += [f"{want.name}{reading}" for reading in READINGS]
        least = want.kind is Kind.ANY or want.name == grouping.time
        columns += [_least(name) if least else _carried(name) for name in map(sql.name, names)]
    columns += [f"{_taken(name, take, grouping.time)} as {sql.name(name)}" for name, take in grouping.takes.items()]
    row, file = sql.name(ROW), sql.name(FILE)
    first = f"min({row})" if files == 1 else f"arg_min({row}, {file} * {_APART} + {row})"
    columns.append(f"{first} as {row}")
    columns += [] if files == 1 else [f"min({file}) as {file}"]
    counted = ["count(*)"] if files == 1 else [f"count(*) filter (where {file} = {each})" for each in range(files)]
    columns += [f"{count} as {sql.name(rows_of(number))}" for number, count in enumerate(counted)]
    query = f"select {', '.join(columns)} from ({rows}) group by {item}"
    for name, take in grouping.takes.items():
        if take.since or take.until:
            query = f"select * replace ({_bounded(name, take)} as {sql.name(name)}) from ({query})"
    return query


def beside(query: str, grouping: Grouping, files: int, item_header: str, as_of: datetime) -> str:
    """What `query` made by `grouped`, and what need not be kept of each item: it is the same for all, or its key."""
    item = sql.name(ITEM)
    columns = [
        f"nullif({item}, '') as {sql.name(each.name)}" for each in grouping.carried if _is_key(each, item_header)
    ]
    columns += [f"0 as {sql.name(FILE)}"] if files == 1 else []
    columns += [f"{sql.moment(as_of)} as {sql.name(AS_OF)}", f"false as {sql.name(DOUBT)}"]
    return f"select *, {', '.join(columns)} from {query}"


def _is_key(want: Wanted, item_header: str) -> bool:
    """Whether it is that by which the rows are grouped anyway."""
    return want.header == item_header and want.kind in (Kind.ANY, Kind.TEXT)


def rows_of(file: int) -> str:
    """The column that counts the rows of an item in a file: their sum is told without another look at it."""
    return f"@rows|{file}"


def _key(key: str) -> str:
    told = f"nullif({key}, '')"
    return f"case when min({told}) = max({told}) then min({told}) else '' end as {key}"


def _least(name: str) -> str:
    """That something is recorded, whatever it is; of times the first."""
    return f"min({name}) as {name}"


def _carried(name: str) -> str:
    return f"case when min({name}) = max({name}) then min({name}) end as {name}"


def _taken(name: str, take: Take, time: str) -> str:
    only = f" filter (where {sql.name(f'@if{name}')})" if take.where is not None else ""
    if take.since or take.until:
        return f"list({sql.name(time)}){only}"
    if take.taken is Taken.COUNT:
        return f"count(*){only}"
    of, at = sql.name(take.of), sql.name(time)
    if take.taken in (Taken.VALUE_AT_FIRST, Taken.VALUE_AT_LAST):
        # of several at that time the least or the greatest, whatever the order of the rows is
        known = f"{of} is not null and {at} is not null"
        told = f"{sql.name(f'@if{name}')} and {known}" if only else known
        take_at = "arg_min" if take.taken is Taken.VALUE_AT_FIRST else "arg_max"
        return f"{take_at}({of}, row({at}, {of})) filter (where {told})"
    if take.taken is Taken.DISTINCT:
        return f"count(distinct {of}){only}"
    function = _FUNCTIONS[take.taken]
    if take.recorded:
        finite = f"isfinite(cast({of} as double))"
        read = f"(where {sql.name(f'@if{name}')} and {finite})" if only else f"(where {finite})"
        alike = f"count({sql.name(take.recorded)}){only} = count(*) filter {read}"
        return f"case when {alike} then {function}({of}){only} end"
    return f"{function}({of}){only}"


_FUNCTIONS = {
    Taken.KNOWN: "count", Taken.FIRST: "min", Taken.LAST: "max", Taken.TOTAL: "sum", Taken.LEAST: "min",
    Taken.GREATEST: "max",
}  # fmt: skip


def _bounded(name: str, take: Take) -> str:
    """Of the listed times those within the bounds; none where a bound is not there."""
    bounds = [f"x {sign} {sql.name(bound)}" for sign, bound in ((">=", take.since), ("<=", take.until)) if bound]
    within = f"list_filter({sql.name(name)}, lambda x: {' and '.join(bounds)})"
    if take.taken is Taken.COUNT:
        return f"len({within})"
    return f"list_{'min' if take.taken is Taken.FIRST else 'max'}({within})"

"""The SQL of a scan: what is measured, where strata are told apart, and what is kept for a second question."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import narwhals as nw
from attrs import field, frozen

from qa_run.engines import sql
from qa_run.engines.aggregating import as_columns, grouped
from qa_run.engines.duck_queries import aggregate_of
from qa_run.engines.table import Prepared
from qa_run.model.aggregates import Aggregate

KEPT, NOTHING = "qa_kept", MappingProxyType[str, str]({})


@frozen(eq=False, repr=False)
class Scan:
    """The query that gives a row for each stratum; before it `staging`, where rows or values are kept for what is asked
    after it; what it prepared; and where each column stands that was to be kept."""

    query: str
    staging: str = ""
    prepared: Prepared | None = None
    kept: Mapping[str, str] = field(factory=dict)


def scan_of(
    frame: "nw.LazyFrame[Any]",
    measures: Mapping[str, Any],
    keys: Sequence[str],
    keep: Sequence[str] = (),
    alike: Mapping[str, str] = NOTHING,
    lay: str = "",
) -> Scan:
    """Measure `frame` by the strata of `keys`, and keep all values of the columns `keep`.

    alike: of each column another that holds the same; what is asked twice is counted once then
    lay:   the table in which all rows are laid down: of a few, it takes longer to say twice how they are read than to
           keep them
    """
    quoted = [sql.name(key) for key in keys]
    order = f" order by {', '.join(quoted)}" if keys else ""
    named = ", ".join([*quoted, *map(sql.name, measures)])
    if any(not isinstance(measure, Aggregate) for measure in measures.values()):
        return Scan(f"select {named} from ({nw.to_native(grouped(frame, measures, keys)).sql_query()}){order}")
    ready, names = as_columns(frame, measures)
    relation = nw.to_native(ready)
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    prepared = Prepared(relation.sql_query(), types, names, laid=lay)
    if lay:
        kept = {name: f"select {sql.name(name)} a from {lay} where {sql.name(name)} is not null" for name in keep}
        staging = f"create temp table {lay} as {prepared.query}"
        return Scan(f"{measured(prepared, measures, keys, alike)}{order}", staging, prepared, kept)
    if not keep:
        return Scan(f"{measured(prepared, measures, keys, alike)}{order}", prepared=prepared)
    lists = [f"list({name}) filter ({name} is not null) as {name}" for name in map(sql.name, keep)]
    staging = f"create or replace temp table {KEPT} as {measured(prepared, measures, keys, alike, lists)}"
    kept = {name: f"select unnest({sql.name(name)}) a from {KEPT}" for name in keep}
    return Scan(f"select {named} from {KEPT}{order}", staging, prepared, kept)


def measured(
    prepared: Prepared,
    measures: Mapping[str, Aggregate],
    keys: Sequence[str],
    alike: Mapping[str, str] = NOTHING,
    more: Sequence[str] = (),
) -> str:
    """The query for `measures` of what is prepared, by the strata of `keys`, and for `more` columns."""
    quoted, of = [sql.name(key) for key in keys], prepared.columns
    columns = [
        f"{aggregate_of(measure, alike.get(of[name], of[name]), prepared.types)} as {sql.name(name)}"
        for name, measure in measures.items()
    ]
    group = f" group by {', '.join(quoted)}" if keys else ""
    return f"select {', '.join([*quoted, *columns, *more])} from {prepared.rows}{group}"


def values_of(frame: "nw.LazyFrame[Any]", column: str) -> str:
    """The recorded values of a column, as `a`."""
    name = sql.name(column)
    return f"select {name} a from ({nw.to_native(frame.select(column)).sql_query()}) where {name} is not null"


def ordered_pass(values: str, limit: int) -> str:
    """Each value compared with the one before: how often it falls; if never, how often, and which ones, it repeats."""
    return (
        f"select falls, surplus, coalesce(len(list_distinct(dup)), 0), list_slice(dup, 1, {limit or 1}) from "
        "(select count_if(a < b) falls, count_if(a = b) surplus, list(a) filter (where a = b) dup "
        f"from (select a, lag(a) over () b from ({values})))"
    )


def repeated(values: str, limit: int) -> str:
    """How many values stand more than once, how often altogether, and the least of them."""
    return (
        f"select count(*), coalesce(sum(n), 0), min(a, {limit or 1}) "
        f"from (select a, count(*) n from ({values}) group by a having count(*) > 1)"
    )

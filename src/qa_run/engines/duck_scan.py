"""The SQL of a scan: what is measured, where strata are told apart, and what is kept for a second question."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import field, frozen

from qa_run.engines import sql
from qa_run.engines.aggregating import as_columns, grouped
from qa_run.engines.duck_queries import aggregate_of
from qa_run.engines.table import Prepared
from qa_run.model.aggregates import Aggregate

KEPT = "qa_kept"


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
    keep: Sequence[str],
    alike: Mapping[str, str],
    lay: str,
) -> Scan:
    """Measure `frame` by the strata of `keys`, and keep all values of the columns `keep`.

    alike: of each column another that holds the same; what is asked twice is counted once then
    lay:   the table in which all rows are laid down: of a few, it takes longer to say twice how they are read than to
           keep them
    """
    named = ", ".join(map(sql.name, (*keys, *measures)))
    if any(not isinstance(measure, Aggregate) for measure in measures.values()):
        return Scan(f"select {named} from ({nw.to_native(grouped(frame, measures, keys)).sql_query()}){_sorted(keys)}")
    ready, names = as_columns(frame, measures)
    relation = nw.to_native(ready)
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    columns = {name: alike.get(column, column) for name, column in names.items()}
    prepared = Prepared(relation.sql_query(), types, columns, laid=lay)
    if lay:
        kept = {name: _values(sql.name(name), lay) for name in keep}
        staging = f"create temp table {lay} as {prepared.query}"
        return Scan(measured(prepared, measures, keys), staging, prepared, kept)
    if not keep:
        return Scan(measured(prepared, measures, keys), prepared=prepared)
    lists = [f"list({name}) filter ({name} is not null) as {name}" for name in map(sql.name, keep)]
    staging = f"create or replace temp table {KEPT} as {measured(prepared, measures, keys, lists)}"
    kept = {name: f"select unnest({sql.name(name)}) a from {KEPT}" for name in keep}
    return Scan(f"select {named} from {KEPT}{_sorted(keys)}", staging, prepared, kept)


def measured(
    prepared: Prepared, measures: Mapping[str, Aggregate], keys: Sequence[str], more: Sequence[str] = ()
) -> str:
    """The query for `measures` of what is prepared, by the strata of `keys` and in their order, and for `more`."""
    quoted = [sql.name(key) for key in keys]
    columns = [
        f"{aggregate_of(measure, prepared.columns[name], prepared.types)} as {sql.name(name)}"
        for name, measure in measures.items()
    ]
    group = f" group by {', '.join(quoted)}" if keys else ""
    return f"select {', '.join([*quoted, *columns, *more])} from {prepared.rows}{group}{_sorted(keys)}"


def _sorted(keys: Sequence[str]) -> str:
    return f" order by {', '.join(map(sql.name, keys))}" if keys else ""


def _values(column: str, source: str) -> str:
    return f"select {column} a from {source} where {column} is not null"


def values_of(frame: "nw.LazyFrame[Any]", column: str) -> str:
    """The recorded values of a column, as `a`."""
    return _values(sql.name(column), f"({nw.to_native(frame.select(column)).sql_query()})")


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

"""The SQL of a scan: what is measured, where strata are told apart, and what is kept for a second question."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import field, frozen

from qa_run.engines import sql
from qa_run.engines.aggregating import as_columns, grouped
from qa_run.engines.duck_queries import LAID, aggregate_of
from qa_run.engines.table import Keep, Prepared
from qa_run.model.aggregates import Aggregate

if TYPE_CHECKING:
    from qa_run.engines.duck_files import DuckFile


@frozen(eq=False, repr=False)
class Scan:
    """The query that gives a row for each stratum.

    staging:  what is run before it, where rows are laid down or values are kept
    kept:     of each column whose values are kept the query that gives them, as `a`
    prepared: what is ready for a look at single rows
    """

    query: str
    staging: str = ""
    kept: Mapping[str, str] = field(factory=dict)
    prepared: Prepared | None = None


def scan_of(
    frame: "nw.LazyFrame[Any]",
    measures: Mapping[str, Any],
    keys: Sequence[str],
    keep: Keep,
    alike: Mapping[str, str],
    laying: "DuckFile | None" = None,
) -> Scan:
    """Measure `frame` by the strata of `keys`, and keep of its rows what is to be kept.

    alike:  of each column another that holds the same; what is asked twice is counted once then
    laying: the file whose rows are laid down; None where they are few, and values are kept in lists
    """
    quoted = [sql.name(key) for key in keys]
    order = f" order by {', '.join(quoted)}" if keys else ""
    group = f" group by {', '.join(quoted)}" if keys else ""
    named = ", ".join([*quoted, *map(sql.name, measures)])
    if any(not isinstance(measure, Aggregate) for measure in measures.values()):
        return Scan(f"select {named} from ({nw.to_native(grouped(frame, measures, keys)).sql_query()}){order}")
    ready, names = as_columns(frame, measures)
    relation = nw.to_native(ready)
    types = dict(zip(relation.columns, map(str, relation.types), strict=True))
    prepared = Prepared(relation.sql_query(), names)
    if keep.columns and laying is not None:
        from qa_run.engines.duck_laid import laid_down  # only large files pay for it

        laid = laid_down(prepared, types, measures, keys, keep, alike, laying)
        columns = ", ".join([*quoted, *laid.columns])
        kept = {column: _values(sql.name(column), LAID) for column in keep.columns}
        return Scan(f"select {columns} from {LAID}{group}{order}", laid.staging, kept, laid.prepared or prepared)
    aggregates = [
        f"{aggregate_of(measure, alike.get(names[name], names[name]), types)} as {sql.name(name)}"
        for name, measure in measures.items()
    ]
    whole = f"from ({prepared.query}){group}"
    if not keep.columns:
        return Scan(f"select {', '.join([*quoted, *aggregates])} {whole}{order}", prepared=prepared)
    lists = {column: f"list({sql.name(column)}) as {sql.name(column)}" for column in keep.columns}
    staging = f"create or replace temp table {LAID} as select {', '.join([*quoted, *aggregates, *lists.values()])}"
    kept = {column: _values("a", f"(select unnest({sql.name(column)}) a from {LAID})") for column in lists}
    return Scan(f"select {named} from {LAID}{order}", f"{staging} {whole}", kept, prepared)


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

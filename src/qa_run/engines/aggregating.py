"""Aggregates as Narwhals expressions, for engines without a road of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from qa_run.errors import SampleError
from qa_run.model.aggregates import Aggregate, How


def as_columns(
    frame: "nw.LazyFrame[Any]", measures: Mapping[str, Aggregate]
) -> tuple["nw.LazyFrame[Any]", dict[str, str]]:
    """`frame` with a column for each expression that is aggregated, and of each measure the name of its column."""
    columns: dict[str, str] = {}
    added: dict[str, nw.Expr] = {}
    names: dict[int, str] = {}
    for name, measure in measures.items():
        if isinstance(measure.of, str):
            columns[name] = measure.of
            continue
        columns[name] = names.setdefault(id(measure.of), f"{name}|of")
        added[columns[name]] = measure.of
    return (frame.with_columns(**added) if added else frame), columns


def grouped(frame: "nw.LazyFrame[Any]", measures: Mapping[str, Any], keys: Sequence[str]) -> "nw.LazyFrame[Any]":
    """The measures by Narwhals alone, on whatever engine the frame is."""
    expressions = [_expression(name, measure).alias(name) for name, measure in measures.items()]
    return frame.group_by(*keys).agg(*expressions) if keys else frame.select(*expressions)


def _expression(name: str, measure: Any) -> nw.Expr:
    if not isinstance(measure, Aggregate):
        expression: nw.Expr = measure
        return expression
    of = nw.col(measure.of) if isinstance(measure.of, str) else measure.of
    if measure.how is How.ROWS:
        return nw.len()
    if measure.how is How.TRUE:
        return of.cast(nw.Int64).sum()
    if measure.how is How.COUNT:
        return of.count()
    if measure.how is How.TOTAL:
        return of.sum()
    if measure.how is How.MINIMUM:
        return of.min()
    if measure.how is How.MAXIMUM:
        return of.max()
    if measure.how is How.STDEV:
        return of.std(ddof=1)
    if measure.how is How.DISTINCT:
        return of.n_unique() - of.is_null().any().cast(nw.Int64)
    if measure.kind != 7:
        raise SampleError(
            f"{name}: this engine has quantiles of type 7 only; write type: 7 beside it, or give the samples as files"
        )
    return of.quantile(measure.at, interpolation="linear")

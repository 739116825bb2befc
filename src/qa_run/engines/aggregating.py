"""Aggregates as Narwhals expressions, for engines without a road of their own."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import evolve

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
    named = {name: measure for name, measure in measures.items() if isinstance(measure, Aggregate)}
    frame, columns = as_columns(frame, named)
    measures = {**measures, **{name: evolve(measure, of=columns[name]) for name, measure in named.items()}}
    sorted_out = {name: measure for name, measure in measures.items() if _by_rank(measure)}
    for name, measure in sorted_out.items():
        frame = _ranked(frame, name, measure, keys)
    expressions = []
    for name, measure in measures.items():
        if name in sorted_out:
            expressions += [nw.col(f"{name}|{part}").max() for part in ("low", "high", "n")]
        else:
            expressions.append(_expression(measure).alias(name))
    found = frame.group_by(*keys).agg(*expressions) if keys else frame.select(*expressions)
    for name, measure in sorted_out.items():
        found = found.with_columns(_between(name, measure.at).alias(name))
    return found


def _by_rank(measure: Any) -> bool:
    """Whether it is a quantile of type 6, which no engine offers by itself."""
    return isinstance(measure, Aggregate) and measure.how is How.QUANTILE and measure.kind == 6


def _ranked(frame: "nw.LazyFrame[Any]", name: str, measure: Aggregate, keys: Sequence[str]) -> "nw.LazyFrame[Any]":
    """`frame` with how many values a stratum has, and the two values between which its quantile lies."""
    frame = frame.with_columns(**{"@all": nw.lit(0)})
    value, within = nw.col(str(measure.of)), tuple(keys) or ("@all",)
    frame = frame.with_columns(
        **{f"{name}|rank": value.rank("ordinal").over(*within), f"{name}|n": value.count().over(*within)}
    )
    rank, n = nw.col(f"{name}|rank"), nw.col(f"{name}|n")
    place = (n + 1) * measure.at
    below = place - place % 1
    low, high = _clipped(below, n), _clipped(below + 1, n)
    return frame.with_columns(
        **{f"{name}|low": nw.when(rank == low).then(value), f"{name}|high": nw.when(rank == high).then(value)}
    )


def _clipped(place: nw.Expr, n: nw.Expr) -> nw.Expr:
    """`place` as the rank of one of `n` values."""
    return nw.when(place < 1).then(nw.lit(1.0)).otherwise(nw.when(place > n).then(n * 1.0).otherwise(place))


def _between(name: str, at: float) -> nw.Expr:
    low, high, n = (nw.col(f"{name}|{part}") for part in ("low", "high", "n"))
    return low + ((n + 1) * at % 1) * (high - low)


def _expression(measure: Any) -> nw.Expr:
    if not isinstance(measure, Aggregate):
        expression: nw.Expr = measure
        return expression
    if measure.how is How.ROWS:
        return nw.len()
    of = nw.col(str(measure.of))
    if measure.how is How.TRUE:
        return of.cast(nw.Int64).sum()
    if measure.how is How.COUNT:
        return of.count()
    if measure.how in (How.TOTAL, How.FINITE):
        return of.sum()
    if measure.how is How.MINIMUM:
        return of.min()
    if measure.how is How.MAXIMUM:
        return of.max()
    if measure.how is How.STDEV:
        return of.std(ddof=1)
    if measure.how is How.DISTINCT:
        return of.n_unique() - of.is_null().any().cast(nw.Int64)
    return of.quantile(measure.at, interpolation="linear")

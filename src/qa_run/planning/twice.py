"""Times that the clocks of a zone may have shown twice: what is judged of them must hold both ways."""

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import product
from operator import and_, or_
from typing import Any

import narwhals as nw
from attrs import evolve, fields

from qa_run.model.columns import Column
from qa_run.model.kinds import READINGS, Kind, typed_name
from qa_run.planning.columns import kind_of


def readings(column: str, criterion: Any) -> Iterator[tuple[Any, nw.Expr]]:
    """The criterion (bound) and its value, for each way in which the times that it looks at can be read."""
    kind = kind_of(criterion)
    recorded = {each.alias or each.name: getattr(criterion, each.name) for each in fields(type(criterion))}
    times = {name: value for name, value in recorded.items() if isinstance(value, Column) and value.kind is Kind.TIME}
    own = READINGS if kind is Kind.TIME else ("",)
    for mine, *theirs in product(own, *[READINGS] * len(times)):
        changed: dict[str, Any] = {
            name: evolve(time, reading=reading) for (name, time), reading in zip(times.items(), theirs, strict=True)
        }
        changed |= {
            name: value.judging(evolve(value.own, reading=mine))
            for name, value in recorded.items()
            if hasattr(value, "judging") and value.own is not None and kind is Kind.TIME
        }
        value = nw.col(typed_name(column, kind) + mine)
        yield (evolve(criterion, **changed) if changed else criterion), value


def both(conditions: Sequence[nw.Expr]) -> nw.Expr:
    """Where all of the conditions hold."""
    return reduce(and_, conditions)


def either(conditions: Sequence[nw.Expr]) -> nw.Expr:
    """Where any of the conditions holds."""
    return reduce(or_, conditions)

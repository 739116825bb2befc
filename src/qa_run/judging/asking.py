"""Asking criteria and acceptance rules to judge: those marked `@scalar` stratum by stratum, the others all at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import fields

from qa_run.model.judged import Judged

Answer = Callable[[int], Judged]


def answers(judge: Callable[..., Judged], arguments: Callable[[int], tuple[Any, ...]], rows: int) -> Answer:
    """What `judge` answers for each stratum; `arguments` gives its arguments for one of them."""
    if getattr(judge, "takes_scalars", False):
        return lambda row: judge(*arguments(row))
    every = [arguments(row) for row in range(rows)]
    if not every:
        return lambda row: judge(*arguments(row))
    together = judge(*(_stacked([given[place] for given in every]) for place in range(len(every[0]))))
    return lambda row: _of_row(together, row, rows)


def _stacked(values: Sequence[Any]) -> Any:
    """Numbers as an array, mappings of numbers as a mapping of arrays; what is no number is the same for all."""
    import numpy as np  # a tenth of a second that only judges of whole arrays pay

    first = values[0]
    if isinstance(first, Mapping):
        return {name: np.asarray([each[name] for each in values]) for name in first}
    return np.asarray(values) if isinstance(first, int | float) else first


def _of_row(together: Judged, row: int, rows: int) -> Judged:
    picked = {each.name: _picked(getattr(together, each.name), row, rows) for each in fields(Judged)}
    return Judged(**picked)


def _picked(value: Any, row: int, rows: int) -> Any:
    if isinstance(value, Mapping):
        return {name: _picked(inner, row, rows) for name, inner in value.items()}
    if isinstance(value, str) or not hasattr(value, "__len__") or len(value) != rows:
        return value
    one = value[row]
    return one.item() if hasattr(one, "item") else one

"""What observations gave becomes columns; one that breaks is told under its own name, and not as a fault of others."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.errors import QaRunError
from qa_run.model.kinds import Kind, typed_name
from qa_run.model.observation import Observation, Over
from qa_run.running.blaming import ObservationBroke, first_line

_OF_ROWS = " (what the rows of an item hold is asked of rows, as in rows.total(self.column))"


@contextmanager
def blamed(observation: Observation) -> Iterator[None]:
    """Whatever is raised in here, `observation` has raised it."""
    try:
        yield
    except QaRunError:
        raise
    except Exception as error:
        what = f"plugin {observation.plugin}, observation {observation.name} ({observation.kind}, {observation.place})"
        hint = _OF_ROWS if observation.over is Over.ITEM and type(error).__name__ == "ColumnNotFoundError" else ""
        raise ObservationBroke(f"{what}: {first_line(error)}{hint}") from error


@frozen(eq=False, repr=False)
class Made:
    """The columns that an observation becomes: under each name the value, read as something.

    raw:   what `observe` gave, before anything was made of it
    steps: what it asked to be worked out once
    """

    observation: Observation
    raw: nw.Expr
    forms: Mapping[str, nw.Expr]
    steps: Sequence[Mapping[str, nw.Expr]] = ()


def with_observed(frame: "nw.LazyFrame[Any]", observed: Sequence[Made]) -> "nw.LazyFrame[Any]":
    """`frame` with these columns; raises ObservationBroke for one that breaks, or gives what its class does not say."""
    if not observed:
        return frame
    try:
        found = _stepped(frame, observed)
        found = found.with_columns(**{name: form for each in observed for name, form in each.forms.items()})
        schema = found.collect_schema()
    except Exception:
        for each in observed:
            with blamed(each.observation):
                stepped = _stepped(frame, [each])
                _check(stepped.select(each.raw.alias("raw")).collect_schema()["raw"], each.observation.gives)
                stepped.with_columns(**each.forms)
        raise
    for each in observed:
        with blamed(each.observation):
            _check(schema[typed_name(each.observation.name, each.observation.gives)], each.observation.gives)
    return found


def _stepped(frame: "nw.LazyFrame[Any]", observed: Sequence[Made]) -> "nw.LazyFrame[Any]":
    """`frame` with what these are made of; the first steps of all of them at once, then the second ones."""
    for steps in zip_longest(*(each.steps for each in observed), fillvalue={}):
        frame = frame.with_columns(**{name: made for step in steps for name, made in step.items()})
    return frame


def _check(given: "nw.dtypes.DType | type[nw.dtypes.DType]", gives: Kind) -> None:
    """Raises TypeError where a column of the type `given` is not what the class says: a criterion would be blamed."""
    fits = {
        Kind.NUMBER: given.is_numeric(),
        Kind.TEXT: given in (nw.String, nw.Categorical, nw.Enum),
        Kind.TIME: given in (nw.Datetime, nw.Date),
        Kind.YES_NO: given == nw.Boolean,
    }
    if given == nw.Unknown or fits.get(gives, True):  # the type of nothing but nulls is unknown
        return
    hint = "; a length of time in seconds is .dt.total_seconds()" if given == nw.Duration else ""
    raise TypeError(f"observe gives {given}, where the class says gives = {gives.name.title().replace('_', '')}{hint}")

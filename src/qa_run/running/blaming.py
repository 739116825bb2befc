"""An observation that breaks is told under its own name, and not as a fault of whatever is asked of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import frozen

from qa_run.errors import QaRunError
from qa_run.model.kinds import Kind, typed_name

if TYPE_CHECKING:  # most procedures observe nothing, and what breaks is told of them too
    from qa_run.model.observation import Observation


class ObservationBroke(Exception):
    """What a plugin raised while it observed, in one line with the names that its author needs."""


def first_line(error: Exception) -> str:
    """An exception in one line."""
    told = str(error).strip()
    return f"{type(error).__name__}: {told.splitlines()[0] if told else ''}"


@contextmanager
def blamed(observation: "Observation") -> Iterator[None]:
    """Whatever is raised in here, `observation` has raised it."""
    try:
        yield
    except QaRunError:
        raise
    except Exception as error:
        what = f"plugin {observation.plugin}, observation {observation.name} ({observation.kind}, {observation.place})"
        raise ObservationBroke(f"{what}: {first_line(error)}") from error


@frozen(eq=False, repr=False)
class Observed:
    """The columns that an observation becomes: under each name the value, read as something.

    raw: what `observe` gave, before anything was made of it
    """

    observation: "Observation"
    raw: nw.Expr
    forms: Mapping[str, nw.Expr]


def with_observed(frame: "nw.LazyFrame[Any]", observed: Sequence[Observed]) -> "nw.LazyFrame[Any]":
    """`frame` with these columns; raises ObservationBroke for one that breaks, or gives what its class does not say."""
    if not observed:
        return frame
    try:
        found = frame.with_columns(**{name: form for each in observed for name, form in each.forms.items()})
        schema = found.collect_schema()
    except Exception:
        for each in observed:
            with blamed(each.observation):
                _check(frame.select(each.raw.alias("raw")).collect_schema()["raw"], each.observation.gives)
                frame.with_columns(**each.forms)
        raise
    for each in observed:
        with blamed(each.observation):
            _check(schema[typed_name(each.observation.name, each.observation.gives)], each.observation.gives)
    return found


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

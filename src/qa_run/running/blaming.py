"""An observation that breaks is told under its own name, and not as a fault of whatever is asked of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import narwhals as nw

from qa_run.errors import QaRunError

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


def with_observed(
    frame: "nw.LazyFrame[Any]", columns: "Mapping[str, tuple[Observation, nw.Expr]]"
) -> "nw.LazyFrame[Any]":
    """`frame` with these columns, each made by an observation."""
    if not columns:
        return frame
    try:
        return frame.with_columns(**{name: value for name, (_, value) in columns.items()})
    except Exception:
        for name, (observation, value) in columns.items():
            with blamed(observation):
                frame.with_columns(**{name: value})
        raise

"""What observations need of the layers below them, and the expressions that they are."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, fields

from qa_run.engines.wanted import Wanted
from qa_run.model.conditions import Where
from qa_run.model.kinds import Kind
from qa_run.model.observation import Observation, Over, Rows
from qa_run.model.parts import changed_in, values_in, with_kinds
from qa_run.model.samples import Samples
from qa_run.model.values import Column
from qa_run.planning.columns import bound_when, when_needs
from qa_run.planning.truths import surely_where


def operands_of(observation: Observation, samples: Samples) -> tuple[Wanted, ...]:
    """The columns whose values it takes, as what they are read; and as they are recorded, where that tells more.

    A total is unknown where a number cannot be read, and of that only what is recorded tells.
    """
    columns = [value for value in values_in(with_kinds(observation.made)) if isinstance(value, Column)]
    recorded = getattr(observation.made, "recorded", False)
    for column in tuple(columns):
        if recorded or (observation.over is Over.ITEM and column.kind is Kind.NUMBER):
            columns.append(column.read_as(Kind.ANY))
    return tuple(dict.fromkeys(_wanted(column, samples) for column in columns))


def conditions_of(observation: Observation, samples: Samples) -> tuple[Wanted, ...]:
    """The columns that its conditions on rows look at; and what tells the order of the rows."""
    found: dict[Wanted, None] = {}
    for value in values_in(observation.made):
        if isinstance(value, Where):
            found |= dict.fromkeys(when_needs(bound_when(value.when, samples), samples))
    if (observation.over is Over.ITEM or observation.looks_back) and samples.time:
        found[_wanted(Column(samples.time).read_as(Kind.TIME), samples)] = None
    return tuple(found)


def of_item(observation: Observation, samples: Samples) -> Iterator[Wanted]:
    """The columns that an observation of an item looks at once its rows are one."""
    made = with_kinds(observation.made)
    for attribute in fields(type(made)):
        column = getattr(made, attribute.name)
        if isinstance(column, Column) and attribute.metadata.get("qa_run.of_item"):
            yield _wanted(column, samples)


def of_row(observation: Observation, samples: Samples, floats: Mapping[str, bool]) -> tuple[Any, Rows]:
    """The expression that an observation of one row is, and what it asks of the rows before."""
    if not observation.looks_back:
        rows = Rows(None, observation.name)
        return with_kinds(observation.made).observe(rows), rows
    return of_rows(observation, samples, floats)


def of_rows(observation: Observation, samples: Samples, floats: Mapping[str, bool]) -> tuple[Any, Rows]:
    """The expression for an item, and what it takes of the item's rows."""

    def told(where: Where) -> Where:
        return evolve(where, told=surely_where(bound_when(where.when, samples), floats))

    time = Column(samples.time).read_as(Kind.TIME) if samples.time else None
    rows = Rows(time, observation.name)
    return changed_in(with_kinds(observation.made), Where, told).observe(rows), rows


def _wanted(column: Column, samples: Samples) -> Wanted:
    return Wanted(column.name, samples.header_of(column.name), column.kind)

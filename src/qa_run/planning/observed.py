"""What observations need of the layers below them, and the expressions that they are."""

from collections.abc import Iterator, Mapping, Sequence
from math import nan
from typing import Any

import narwhals as nw
from attrs import evolve, frozen

from qa_run.engines.wanted import Wanted
from qa_run.model.columns import Column
from qa_run.model.conditions import Where
from qa_run.model.kinds import Kind
from qa_run.model.observation import Observation, Over, of_item_columns
from qa_run.model.parts import changed_in, columns_in, values_in, with_kinds
from qa_run.model.rows import Rows, unread
from qa_run.model.samples import Samples
from qa_run.model.taking import Sees
from qa_run.planning.columns import bound_when, when_needs
from qa_run.planning.truths import surely_where


def operands_of(observation: Observation, samples: Samples) -> tuple[Wanted, ...]:
    """The columns whose values it takes, as what they are read; and as they are recorded, where that tells more.

    What is made of a value that cannot be read cannot be read itself, and of that only what is recorded tells.
    """
    columns = columns_in(observation.made)
    recorded = getattr(observation.made, "recorded", False)
    of_row = observation.over is Over.ROW and not observation.judges
    for column in tuple(columns):
        if recorded or column.kind is Kind.NUMBER or (of_row and column.kind is Kind.TIME):
            columns.append(column.read_as(Kind.ANY))
    return tuple(dict.fromkeys(_wanted(column, samples) for column in columns))


def conditions_of(observation: Observation, samples: Samples) -> tuple[Wanted, ...]:
    """The columns that its conditions on rows look at; and what tells the order of the rows."""
    found: dict[Wanted, None] = {}
    for value in values_in(observation.made):
        if isinstance(value, Where):
            found |= dict.fromkeys(when_needs(bound_when(value.when, samples), samples))
    if observation.sees is not Sees.ROW and samples.time:
        found[_wanted(Column(samples.time).read_as(Kind.TIME), samples)] = None
    return tuple(found)


def of_item(observation: Observation, samples: Samples) -> Iterator[Wanted]:
    """The columns that an observation of an item looks at once its rows are one."""
    return (_wanted(column, samples) for column in of_item_columns(with_kinds(observation.made)))


@frozen(eq=False, repr=False)
class Seen:
    """What `observe` gave.

    value:  the expression
    doubts: where one of these is true, and nothing came of it, the number cannot be read
    rows:   what it asked of the rows
    """

    value: nw.Expr
    rows: Rows
    doubts: Sequence[nw.Expr] = ()

    @property
    def readable(self) -> nw.Expr:
        """The value; not a number, and so unreadable, where nothing came of it and one of the doubts is true.

        Nothing at all would be missing, which an optional characteristic bears with.
        """
        if not self.doubts:
            return self.value
        doubted = self.value.is_null() & nw.any_horizontal(*self.doubts, ignore_nulls=True)
        return nw.when(doubted).then(nan).otherwise(self.value)


def of_row(observation: Observation, samples: Samples, floats: Mapping[str, bool]) -> Seen:
    """What an observation of one row is."""
    if observation.looks_back:
        return of_rows(observation, samples, floats)
    rows = Rows(None, observation.name, observation.sees)
    value = _expression(with_kinds(observation.made).observe(rows))
    if not _may_be_doubted(observation):
        return Seen(value, rows)
    doubted = [each for each in columns_in(observation.made) if each.kind in (Kind.NUMBER, Kind.TIME)]
    return Seen(value, rows, list(map(unread, doubted)))


def of_rows(observation: Observation, samples: Samples, floats: Mapping[str, bool]) -> Seen:
    """What an observation of an item is, or of one row that looks back."""

    def told(where: Where) -> Where:
        return evolve(where, told=surely_where(bound_when(where.when, samples), floats))

    time = Column(samples.time).read_as(Kind.TIME) if samples.time else None
    rows = Rows(time, observation.name, observation.sees)
    value = _expression(changed_in(with_kinds(observation.made), Where, told).observe(rows))
    if not _may_be_doubted(observation):
        return Seen(value, rows)
    return Seen(value, rows, [rows.count(each) > 0 for each in rows.doubts])


def _expression(given: Any) -> nw.Expr:
    """What `observe` gave; raises TypeError where it is none."""
    if not isinstance(given, nw.Expr):
        raise TypeError(f"observe gives an expression of Narwhals, not {given!r}; one value for all is nw.lit(…)")
    return given


def _may_be_doubted(observation: Observation) -> bool:
    """Whether the host says of its value that it cannot be read: a criterion looks at its value itself."""
    return observation.gives is Kind.NUMBER and not observation.judges


def _wanted(column: Column, samples: Samples) -> Wanted:
    return Wanted(column.name, samples.header_of(column.name), column.kind)

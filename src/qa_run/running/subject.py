"""The frame that is judged: every step from what was read to what criteria see, in their fixed order."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.table import ITEM, Engine, Wanted
from qa_run.model.kinds import Text
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.samples import Samples
from qa_run.model.values import Column
from qa_run.model.windows import Grouped, Ordered, Subgroups
from qa_run.planning.buckets import has_place, scope_truth, seen, when_truth
from qa_run.planning.business import business_times, with_business_time
from qa_run.planning.classes import columns_of
from qa_run.planning.columns import bound_when, compared, needs_of, strata_columns, when_needs

if TYPE_CHECKING:
    from qa_run.sources.clocks import Clocks


@frozen(kw_only=True, eq=False, repr=False)
class Subject:
    """What is judged together: a procedure, those of its requirements that can be planned, and the engine."""

    procedure: Procedure
    requirements: tuple[Requirement, ...]
    engine: Engine
    as_of: datetime

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The columns of all strata that any requirement is judged by."""
        return strata_columns(self.procedure, self.requirements)

    @cached_property
    def floats(self) -> Mapping[str, bool]:
        """Of each column, whether it can hold numbers that are not finite."""
        samples = self.procedure.samples
        return {
            want.column: self.engine.floats(want.header)
            for requirement in self.requirements
            for want in needs_of(requirement, samples).wanted
        } | {want.column: self.engine.floats(want.header) for want in when_needs(self.only, samples)}

    @cached_property
    def only(self) -> Any:
        return bound_when(self.procedure.only, self.procedure.samples) if self.procedure.only else None

    def wanted(self, requirements: Sequence[Requirement]) -> tuple[Wanted, ...]:
        """The columns that these requirements and the cut of the procedure read."""
        samples = self.procedure.samples
        found = {want: None for requirement in requirements for want in needs_of(requirement, samples).wanted}
        found |= dict.fromkeys(when_needs(self.only, samples))
        return tuple(found)


def population(subject: Subject, requirements: Sequence[Requirement], trusting: bool = False) -> "nw.LazyFrame[Any]":
    """The frame up to the cut: read, looked up, observed, grouped to items. Empty steps cost nothing."""
    samples = subject.procedure.samples
    names = dict.fromkeys((*subject.keys, *compared(subject.requirements)))
    keys = {name: samples.header_of(name) for name in names}
    if samples.item:
        keys["@item"] = samples.header_of(samples.item)
    frame = subject.engine.typed(subject.wanted(requirements), keys, moment(subject), trusting)
    times = business_times(requirements, subject.only, samples.time_zone is not None)
    if not times:
        return frame
    found: nw.LazyFrame[Any] = with_business_time(frame, times, clocks(samples, subject.as_of), subject.engine.roads)
    return found


def moment(subject: Subject) -> datetime:
    """`--as-of` as times are compared: in UTC where the samples have a time zone, and as it is written elsewhere."""
    as_of, zone = subject.as_of, subject.procedure.samples.time_zone
    if zone is None:
        return as_of.replace(tzinfo=None)
    from zoneinfo import ZoneInfo  # only samples with a time zone pay for it

    told = as_of if as_of.tzinfo else as_of.replace(tzinfo=ZoneInfo(zone))
    return told.astimezone(UTC).replace(tzinfo=None)


def clocks(samples: Samples, as_of: datetime) -> "Clocks | None":
    """The clocks that show the times of the samples; None where they are as they are written."""
    if samples.time_zone is None:
        return None
    from qa_run.sources.clocks import clocks_at

    return clocks_at(samples.time_zone, as_of)


def cut(subject: Subject, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """`frame` without the items that `only:` leaves out; undecidable ones stay in and are judged."""
    return frame if subject.only is None else frame.filter(~when_truth(subject.only, subject.floats).fails)


def with_windows(
    subject: Subject, frame: "nw.LazyFrame[Any]", requirements: Sequence[Requirement]
) -> tuple["nw.LazyFrame[Any]", dict[int, tuple[nw.Expr, ...]]]:
    """`frame` with what criteria see beyond their item, and of each requirement the expressions for it."""
    windows: dict[int, tuple[nw.Expr, ...]] = {}
    members = [member for requirement in requirements for member in requirement.members]
    for place, requirement in enumerate({id(each): each for each in (*requirements, *members)}.values()):
        over = requirement.over
        if over is None or isinstance(over, Subgroups):
            continue
        name = f"@window{place}"
        item = seen(requirement.column, requirement.criterion, subject.floats.get(requirement.column, False))
        frame = frame.with_columns(item.value.alias(f"{name}|value"))
        if isinstance(over, Ordered):
            truth = scope_truth(requirement.scope, subject.floats)
            frame = _in_order(frame, over, name, truth.holds if truth else None)
        elif isinstance(over, Grouped):
            frame = frame.with_columns(nw.len().over(f"{name}|value").alias(name))
        windows[id(requirement)] = (nw.col(name),)
    for place, requirement in enumerate(requirements):
        if requirement.members:
            columns = columns_of(requirement, subject.floats, windows, f"@class{place}")
            frame = frame.with_columns(**columns)
            windows[id(requirement)] = tuple(nw.col(name) for name in columns)
    return frame, windows


def _in_order(frame: "nw.LazyFrame[Any]", over: Ordered, name: str, inside: nw.Expr | None) -> "nw.LazyFrame[Any]":
    """`frame` with the value before each item; only readable items `inside` with a place follow one another."""
    value, order = nw.col(f"{name}|value"), over.by.value
    placed = ~value.is_null() & has_place(over)
    if inside is not None:
        placed = placed & inside
    apart = {f"{name}|in{place}": _trimmed(column) for place, column in enumerate(over.within)}
    frame = frame.with_columns(
        **{f"{name}|by": order, f"{name}|tie": value * -1 if over.falling else value, f"{name}|placed": placed, **apart}
    )
    before = value.shift(1).over(f"{name}|placed", *apart, order_by=[f"{name}|by", f"{name}|tie"])
    return frame.with_columns(before.alias(name))


def _trimmed(column: Column) -> nw.Expr:
    """A stray blank must not make a machine of its own."""
    return column.value.str.strip_chars() if column.kind is Text else column.value


def item_column(subject: Subject) -> str | None:
    """The column that names the items in the frame with rows, if the samples name one."""
    return ITEM if subject.procedure.samples.item else None

"""The frame that is judged: every step from what was read to what criteria see, in their fixed order."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.table import ITEM, OUTER_SPACES, Engine, key_name
from qa_run.engines.wanted import Wanted
from qa_run.model.procedure import Procedure, Requirement
from qa_run.model.samples import Samples
from qa_run.planning.columns import bound_when, needs_of, strata_columns, when_needs
from qa_run.planning.truths import when_truth

if TYPE_CHECKING:
    from qa_run.model.business import BusinessTime
    from qa_run.model.exclusion import Exclusion
    from qa_run.running.reasons import Reason
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
        wanted = [want for requirement in self.requirements for want in needs_of(requirement, samples).wanted]
        wanted += self._cutting()
        if not self.layered:
            return {want.column: self.engine.floats(want.header) for want in wanted}
        from qa_run.planning.layers import below, is_made

        return {
            want.column: is_made(self.procedure, want.column) or self.engine.floats(want.header)
            for want in below(self.procedure, wanted)
        }

    @cached_property
    def layers(self) -> "dict[bool, nw.LazyFrame[Any]]":
        """The frame that the layers make, once it is made: trusting what was read, or not."""
        return {}

    @property
    def layered(self) -> bool:
        """Whether criteria see values that no file of the samples records, or items of many rows."""
        samples = self.procedure.samples
        return bool(self.procedure.observations or samples.references or samples.events or samples.of)

    @cached_property
    def only(self) -> Any:
        return bound_when(self.procedure.only, self.procedure.samples) if self.procedure.only else None

    @cached_property
    def exclude(self) -> "tuple[Exclusion, ...]":
        """The exclusions that hold on the day of the run (bound)."""
        if not self.procedure.exclude:
            return ()
        from qa_run.running.reasons import holding  # most procedures leave nothing out

        return holding(self.procedure, self.as_of.date())

    @cached_property
    def reasons(self) -> "tuple[Reason, ...]":
        """Why items are not judged."""
        from qa_run.running.reasons import reasons_of

        return reasons_of(self.procedure, self.only, self.exclude, self.floats)

    @property
    def leaves_out(self) -> bool:
        """Whether items are excluded, or belong to other revisions."""
        return bool(self.exclude) or self.procedure.family is not None

    @property
    def cuts(self) -> bool:
        """Whether not every item of the samples is judged."""
        return self.only is not None or self.leaves_out

    def _cutting(self) -> Sequence[Wanted]:
        """The columns that tell which items are judged."""
        needs = when_needs(self.only, self.procedure.samples)
        if not self.leaves_out:
            return needs
        from qa_run.running.reasons import wanted_for

        return (*needs, *wanted_for(self.procedure, self.exclude))

    def wanted(self, requirements: Sequence[Requirement]) -> tuple[Wanted, ...]:
        """The columns that these requirements and the cut of the procedure read."""
        samples = self.procedure.samples
        found = {want: None for requirement in requirements for want in needs_of(requirement, samples).wanted}
        found |= dict.fromkeys(self._cutting())
        return tuple(found)


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


def with_business_time(
    subject: Subject,
    frame: "nw.LazyFrame[Any]",
    asked: Sequence[tuple[Any, str, Any]],
    moments: "Sequence[tuple[BusinessTime, str]]" = (),
    one_reading: bool = False,
) -> "nw.LazyFrame[Any]":
    """`frame` with the business time up to the times that are asked for.

    asked:   criteria, each with its column and its business time
    moments: business times, each with a column of the frame
    one_reading: whether no time is one that clocks have shown twice
    """
    if not asked and not moments:
        return frame
    from qa_run.planning import business  # only who goes by a calendar pays for it

    samples = subject.procedure.samples
    times = business.times_of(asked, samples.time_zone is not None and not one_reading)
    gone = (business.Timed(each.calendar, name, each.in_days) for each, name in moments if each.calendar)
    every = tuple(dict.fromkeys((*times, *gone)))
    found: nw.LazyFrame[Any] = business.with_business_time(
        frame, every, clocks(samples, subject.as_of), subject.engine.roads
    )
    return found


def cut(subject: Subject, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
    """`frame` without the items that are not judged; undecidable ones stay in and are judged."""
    if subject.leaves_out:
        from qa_run.running.reasons import which

        return frame.filter(which(subject.reasons) == 0)
    return frame if subject.only is None else frame.filter(~when_truth(subject.only, subject.floats).fails)


def without_outer_spaces(frame: "nw.LazyFrame[Any]", keys: Sequence[str]) -> "nw.LazyFrame[Any]":
    """`frame` with keys that differ only where strata do. Few samples need it: trimming every row takes its time."""
    names = map(key_name, keys)
    return frame.with_columns(**{name: nw.col(name).str.strip_chars(OUTER_SPACES) for name in names})


def item_column(subject: Subject) -> str | None:
    """The column that names the items in the frame with rows, if the samples name one."""
    return ITEM if subject.procedure.samples.item else None

"""Which revision was in force when an item was made."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.model.kinds import READINGS, Kind, Time, typed_name
from qa_run.model.procedure import Procedure
from qa_run.model.revisions import Family, Revision
from qa_run.model.samples import Samples
from qa_run.saying import said


@frozen(eq=False, repr=False)
class MadeInForce:
    """The time of the item is recorded, so that its revision can be told."""

    reads = Time
    exclusive = True
    judges_missing = True

    def sentence(self, language: str) -> str:
        return said(language, "made at a time that is recorded, so that its revision can be told")

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        return {"revision cannot be told": value.is_null()}


def elsewhere(procedure: Procedure, family: Family) -> Iterator[tuple[str, nw.Expr, Revision | None]]:
    """What belongs to another revision, or to none: why, where, and to which.

    An item with a time that nobody can read, or that could be of two revisions, belongs to the latest.
    """
    starts = [_start(each.effective, procedure.samples) for each in family.members]
    none = f"made before {family.members[0].effective}, when the first revision took effect: judged by none"
    yield none, _made(procedure.samples, None, starts[0]), None
    between = zip(starts, [*starts[1:], None], strict=True)
    held = [_made(procedure.samples, start, end) for start, end in between]
    for place, (member, where) in enumerate(zip(family.members, held, strict=True)):
        if place != family.place and place < len(held) - 1:
            yield f"made while {member} was in force: {_belongs(member)}", where, member
    if not family.latest:
        rest = nw.lit(True)
        for where in held[:-1]:
            rest = rest & ~where
        last = family.members[-1]
        yield f"made while {last} was in force, or nobody knows when: {_belongs(last)}", rest, last


def _belongs(one: Revision) -> str:
    return f"judged by {one.path}" if one.asked else f"{one.path} judges it, which is not part of this run"


def _made(samples: Samples, start: datetime | None, end: datetime | None) -> nw.Expr:
    """Where an item was surely made from `start` until before `end`."""
    name = typed_name(samples.time or "", Kind.TIME)
    where: Any = None
    for value in [nw.col(name + reading) for reading in (READINGS if samples.time_zone else ("",))]:
        ends = [value >= nw.lit(start)] if start is not None else []
        ends += [value < nw.lit(end)] if end is not None else []
        for condition in ends:
            where = condition if where is None else where & condition
    return where.fill_null(False)  # type: ignore[no-any-return]


def _start(day: Any, samples: Samples) -> datetime:
    """The first moment of the day, as times are compared: in UTC where the samples have a time zone."""
    midnight = datetime.combine(day, time())
    if samples.time_zone is None:
        return midnight
    from zoneinfo import ZoneInfo  # only samples with a time zone pay for it

    return midnight.replace(tzinfo=ZoneInfo(samples.time_zone)).astimezone(UTC).replace(tzinfo=None)

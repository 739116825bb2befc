"""What the readings of a time find, as columns, is what it is written out in every bucket."""

import random
from datetime import datetime, timedelta
from typing import Any

import narwhals as nw
import polars

from qa_run.builtin import plugin
from qa_run.builtin.acceptance import AtMost
from qa_run.engines.table import AS_OF
from qa_run.errors import Place
from qa_run.host import CORE, make_host
from qa_run.model.procedure import Requirement, Shape
from qa_run.model.samples import Samples
from qa_run.planning.buckets import Buckets, buckets_of, finding_names
from qa_run.planning.columns import bound_requirement
from qa_run.planning.sight import Sight
from qa_run.planning.ways import ways_of
from qa_run.testing.judging import as_written

NOON, HOUR = datetime(2026, 10, 25, 1), timedelta(hours=1)
HERE = Place("test")
HOST = make_host([(CORE, plugin)])


def required(name: str, written: Any) -> Requirement:
    criterion = as_written(HOST.criteria.by_name[name].what, written)
    requirement = Requirement(
        characteristic="sent", column="sent", id=name, criterion=criterion, written=criterion, name=name, plugin=CORE,
        shape=Shape.ITEM, place=HERE, acceptance=AtMost(at_most=0),
    )  # fmt: skip
    return bound_requirement(requirement, Samples(place=HERE, time_zone="Europe/Rome"))


def shown(draw: random.Random) -> tuple[datetime | None, datetime | None, datetime | None]:
    """A time, null where it is two; and its two readings."""
    if draw.random() < 0.1:
        return None, None, None
    first = NOON + draw.randrange(4) * HOUR
    last = first + draw.choice((0, 0, 1)) * HOUR
    return (first if first == last else None), first, last


def frame_of(draw: random.Random, count: int) -> Any:
    columns: dict[str, list[Any]] = {AS_OF: [NOON + 2 * HOUR] * count}
    for name in ("sent", "due"):
        times = [shown(draw) for _ in range(count)]
        columns |= {f"{name}|any": [None if last is None else "written" for *_, last in times]}
        columns |= {f"{name}|time{end}": [each[at] for each in times] for at, end in enumerate(("", "@first", "@last"))}
    return nw.from_native(polars.DataFrame(columns))


def told(frame: Any, buckets: Buckets) -> list[tuple[Any, ...]]:
    named = {"conforming": buckets.conforming, "unreadable": buckets.unreadable, "named": finding_names(buckets)}
    return frame.select(**named, **{f"found {name}": found for name, found in buckets.findings.items()}).rows()


def test_columns_of_readings_tell_what_their_expressions_do() -> None:
    requirement = required("no_later_than", {"column": "due"})
    frame = frame_of(random.Random("ways"), 500)
    ways = {f"way{number}": way for number, way in enumerate(ways_of(requirement))}
    seen = Sight(windows={id(requirement): tuple(map(nw.col, ways))})
    written_out = told(frame, buckets_of(requirement, Sight()))
    kept = told(frame.with_columns(**ways), buckets_of(requirement, seen))

    assert len(ways) == 4
    assert kept == written_out
    assert len(set(kept)) >= 4


def test_what_looks_at_no_time_has_no_columns() -> None:
    assert ways_of(required("exactly", 4)) == ()

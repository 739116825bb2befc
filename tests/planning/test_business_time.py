"""Business time by columns, against going through the minutes and the days one by one."""

import random
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import narwhals as nw
import polars
import pytest

from qa_run.loading.calendars import calendar_of
from qa_run.loading.document import parse
from qa_run.loading.faults import Faults
from qa_run.model.business import BusinessTime
from qa_run.model.calendar import Calendar
from qa_run.model.columns import Column
from qa_run.model.kinds import Kind
from qa_run.planning.business import Timed, with_business_time
from qa_run.sources.clocks import clocks_of

MINUTE = timedelta(minutes=1)
OFFICE = 'hours: {mon-fri: "09:00-18:00", sat: "09:00-13:00"}'
LUNCH = 'hours: {mon-thu: ["08:30-12:15", "13:45-17:30"], fri: "08:30-12:15"}'
NIGHTS = 'hours: {sun-thu: "22:00-06:00", fri: ["06:00-14:00", "14:00-22:00"]}'
BAR = 'hours: {fri-sat: "19:00-02:30", sun: ["11:00-15:00", "17:00-24:00"]}'
ALWAYS = 'hours: {mon-sun: "00:00-24:00"}'
HOLIDAYS = "holidays: [2026-01-01, 2026-01-06, 2026-03-29, 2026-04-06, 2026-05-01, 2026-10-24, 2026-10-25, 2026-12-25]"
ENGINES = ("duckdb", "duckdb by itself", "polars")
ZONES = (None, "Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
FIRST, LAST = datetime(2025, 12, 20), datetime(2027, 1, 10)


def opened(*written: str, folder: Any = None) -> Calendar:
    root = parse("\n".join(written), "here", ".yaml").root
    faults = Faults()
    found = calendar_of(root, folder, faults)  # type: ignore[arg-type]
    assert found is not None, faults.found
    return found


def shown(instant: datetime, zone: str | None) -> datetime:
    return instant if zone is None else instant.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def is_open(time: datetime, calendar: Calendar) -> bool:
    """Whether a shift that no holiday takes out began today, or yesterday, and still runs."""
    for days in (0, 1):
        day = time.date() - timedelta(days=days)
        since = (time - datetime.combine(day, datetime.min.time())) // timedelta(microseconds=1)
        for shift in calendar.shifts:
            if shift.weekday == day.weekday() and day not in calendar.holidays and shift.start <= since < shift.end:
                return True
    return False


@cache
def by_minutes(calendar: Calendar, zone: str | None) -> list[int]:
    """The open minutes up to each minute; shifts and clocks change on the quarter of an hour."""
    found, time = [0], FIRST
    while time < LAST:
        now = is_open(shown(time, zone), calendar)
        found += [found[-1] + now * more for more in range(1, 16)]
        time += 15 * MINUTE
    return found


def frame_of(engine: str, rows: list[tuple[datetime | None, datetime | None]]) -> Any:
    data = {"number": list(range(len(rows))), "a|time": [a for a, _ in rows], "b|time": [b for _, b in rows]}
    frame = polars.DataFrame(data, schema_overrides={"a|time": polars.Datetime("us"), "b|time": polars.Datetime("us")})
    if engine == "polars":
        return nw.from_native(frame.lazy())
    return nw.from_native(duckdb.connect().from_arrow(frame.to_arrow()))


def told(calendar: Calendar, zone: str | None, engine: str, rows: Any, *written: str) -> list[tuple[Any, ...]]:
    """Of each row how far b is past each of these lengths after a."""
    clocks = clocks_of(zone, 2036) if zone else None
    times = [Timed(calendar, name, "days" in written[0]) for name in ("a|time", "b|time")]
    frame = with_business_time(frame_of(engine, rows), times, clocks, native=engine == "duckdb by itself")
    start, end = Column("a", Kind.TIME), Column("b", Kind.TIME)
    past = {text: BusinessTime.parse(text).judging(end).past(start) for text in written}
    found = frame.with_columns(**past).select("number", *written).sort("number").to_native()
    return [row[1:] for row in (found.collect().rows() if engine == "polars" else found.fetchall())]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hours", [OFFICE, LUNCH, NIGHTS, BAR, ALWAYS])
def test_elapsed_business_time_is_that_of_the_minutes(hours: str, zone: str | None, engine: str) -> None:
    calendar = opened(hours, HOLIDAYS)
    minutes = by_minutes(calendar, zone)
    draw = random.Random(f"{hours} {zone}")
    rows = []
    for _ in range(2000):
        first = draw.randrange(len(minutes))
        # half of the pairs are close together, and some lie around the changes of the clocks
        second = (
            draw.randrange(len(minutes)) if draw.random() < 0.5 else min(first + draw.randrange(9000), len(minutes) - 1)
        )
        rows.append((FIRST + first * MINUTE, FIRST + second * MINUTE))
    for change in (datetime(2026, 3, 28), datetime(2026, 10, 24), datetime(2026, 3, 7), datetime(2026, 10, 31)):
        for _ in range(300):
            first = int((change - FIRST) / MINUTE) + draw.randrange(2880)
            rows.append((FIRST + first * MINUTE, FIRST + (first + draw.randrange(2880)) * MINUTE))
    expected = [minutes[(b - FIRST) // MINUTE] - minutes[(a - FIRST) // MINUTE] for a, b in rows]

    found = told(calendar, zone, engine, rows, "0 business min")
    assert [past for (past,) in found] == [each * 60_000_000 for each in expected]
    assert len(set(expected)) > 500


def days_of(calendar: Calendar) -> list[date]:
    every = (FIRST.date() + timedelta(days=day) for day in range((LAST - FIRST).days + 60))
    weekdays = {shift.weekday for shift in calendar.shifts}
    return [day for day in every if day.weekday() in weekdays and day not in calendar.holidays]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hours", [OFFICE, NIGHTS, BAR])
def test_business_days_end_with_the_day(hours: str, zone: str | None, engine: str) -> None:
    calendar = opened(hours, HOLIDAYS)
    days = days_of(calendar)
    draw = random.Random(f"days {hours} {zone}")
    span = int((LAST - FIRST) / MINUTE) - 40_000
    rows = []
    for _ in range(2000):
        start = 20_000 + draw.randrange(span)
        rows.append((FIRST + start * MINUTE, FIRST + (start + draw.randrange(-12_000, 14_000)) * MINUTE))

    found = told(calendar, zone, engine, rows, "5 business days", "1 business day", "-2 business days")
    for (a, b), past in zip(rows, found, strict=True):
        begun, judged = shown(a, zone).date(), shown(b, zone).date()
        after = [day for day in days[bisect_left(days, begun) :] if day > begun]
        before = [day for day in days if day < begun]
        assert [each > 0 for each in past] == [judged > after[4], judged > after[0], judged > before[-2]], (a, b)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_time_that_is_missing_has_no_business_time(engine: str) -> None:
    rows = [(None, FIRST), (FIRST, None), (None, None)]
    for length in ("4 business hours", "5 business days"):
        assert told(opened(OFFICE, HOLIDAYS), "Europe/Rome", engine, rows, length) == [(None,)] * 3


@pytest.mark.parametrize("engine", ENGINES)
def test_seconds_and_far_years_count(engine: str) -> None:
    monday = datetime(2026, 3, 2, 9)
    rows = [
        (monday, monday + timedelta(hours=4)),
        (monday, monday + timedelta(hours=4, microseconds=1)),
        (datetime(1950, 1, 2, 9), datetime(1950, 1, 9, 9)),
        (datetime(2190, 3, 1, 9), datetime(2190, 3, 8, 9)),
    ]
    found = told(opened(OFFICE), "Europe/Rome", engine, rows, "4 business hours")

    assert [past for (past,) in found] == [0, 1, (49 - 4) * 3_600_000_000, (49 - 4) * 3_600_000_000]

"""Hours of days of the week, as the clocks of the place show them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, ClassVar

import narwhals as nw
from attrs import evolve, field, frozen

from qa_run.model.columns import Column
from qa_run.model.kinds import Kind, typed_name
from qa_run.model.numerals import shown

if TYPE_CHECKING:  # loaded by who names hours
    from qa_run.model.calendar import Calendar

_HOURS = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-4]):([0-5]\d)")
REST = "@rest"
"""What follows the name of a time: how much of the week has passed on the clocks, in microseconds."""


@frozen
class Hours:
    """From one time of day to another, the end not included: `07:00-11:00`; over midnight `22:00-06:00`."""

    written_as: ClassVar[Mapping[str, Any]] = {"type": "string", "examples": ["07:00-11:00"]}
    start: int
    end: int
    written: str = field(eq=False)

    @classmethod
    def parse(cls, written: object) -> "Hours":
        from qa_run.model.calendar import DAY, MICROS

        text = shown(written).strip()
        match = _HOURS.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no time from one hour to another: write it as in 07:00-11:00")
        start, end = ((int(match[place]) * 60 + int(match[place + 1])) * 60 * MICROS for place in (1, 3))
        if start in (end, DAY) or max(start, end) > DAY:
            raise ValueError(f"{text!r} is no length of time: the whole day is 00:00-24:00")
        return cls(start, end if end > start else end + DAY, text)

    def __str__(self) -> str:
        return self.written


@frozen
class WeekHours:
    """What stands for hours of the week: `mon-fri: "07:00-11:00"`, `sat, sun: ["10:00-12:00", "15:00-18:00"]`.

    own: the column that is judged, which the host puts in
    """

    hours: Mapping[str, Hours | tuple[Hours, ...]] = field(factory=dict, metadata={"qa_run.by_name": True})
    own: Column | None = field(default=None, eq=False, metadata={"qa_run.own": True})

    def __attrs_post_init__(self) -> None:
        from qa_run.model.calendar import WEEK, WEEKDAYS

        if not self.hours:
            raise ValueError("no hours are written: write days with their hours, as in mon-fri: 07:00-11:00")
        shifts = self.calendar.shifts
        for number, shift in enumerate(shifts):
            later = shifts[(number + 1) % len(shifts)]
            start = later.in_week[0] + (WEEK if number + 1 == len(shifts) else 0)
            if shift.in_week[1] > start:
                days = WEEKDAYS[later.weekday], WEEKDAYS[shift.weekday]
                raise ValueError(f"the hours of {days[0]} begin before those of {days[1]} are over")

    @property
    def calendar(self) -> "Calendar":
        """The same hours as a calendar without holidays."""
        from qa_run.model.calendar import Calendar, Shift

        found = [
            Shift(weekday, each.start, each.end)
            for days, hours in self.hours.items()
            for weekday in weekdays(days)
            for each in (hours if isinstance(hours, tuple) else (hours,))
        ]
        return Calendar(tuple(sorted(found)))

    @property
    def in_days(self) -> bool:
        return False

    def judging(self, column: Column) -> "WeekHours":
        return evolve(self, own=column)

    def hold(self) -> nw.Expr:
        """Whether what is judged lies within the hours."""
        assert self.own is not None, "the host says what is judged"
        rest = nw.col(typed_name(self.own.name, Kind.TIME) + self.own.reading + REST)
        return reduce(or_, _within(rest, self.calendar.stretches))


def _within(rest: nw.Expr, stretches: Iterable[tuple[int, int]]) -> Iterator[nw.Expr]:
    for start, end in stretches:
        yield (rest >= start) & (rest < end)


def weekdays(written: str) -> tuple[int, ...]:
    """The days that `mon`, `mon-fri`, `sat-mon` or `mon, thu` name, 0 for Monday."""
    from qa_run.model.calendar import WEEKDAYS

    found: list[int] = []
    for part in written.split(","):
        names = [name.strip().lower() for name in part.split("-")]
        if len(names) > 2 or any(name not in WEEKDAYS for name in names):
            raise ValueError(f"{part.strip()!r} names no days of the week: write {', '.join(WEEKDAYS)}, or mon-fri")
        first, last = WEEKDAYS.index(names[0]), WEEKDAYS.index(names[-1])
        found += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return tuple(found)

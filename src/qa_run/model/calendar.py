"""When a business is open: the hours of a week, and the days on which it is closed."""

from datetime import date, datetime, timedelta

from attrs import frozen

MICROS = 1_000_000
DAY = 86_400 * MICROS
WEEK = 7 * DAY
MONDAY = datetime(1, 1, 1)
"""The first day that Python knows, and a Monday: what is counted from here is never below zero."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@frozen(order=True)
class Shift:
    """From `start` to `end` in microseconds of the day `weekday` (0 is Monday); over midnight, `end` is above a day."""

    weekday: int
    start: int
    end: int

    @property
    def in_week(self) -> tuple[int, int]:
        return self.weekday * DAY + self.start, self.weekday * DAY + self.end


@frozen(repr=False)
class Calendar:
    """The business hours of a week, in their order and without overlaps, and the days on which no shift begins."""

    shifts: tuple[Shift, ...]
    holidays: tuple[date, ...] = ()

    @property
    def open_a_week(self) -> int:
        """How many microseconds of a week are business time."""
        return sum(shift.end - shift.start for shift in self.shifts)

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The days of the week that are business days."""
        return tuple(sorted({shift.weekday for shift in self.shifts}))

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The open stretches of a week, in microseconds from Monday; what runs over its end is open at its start."""
        found: list[tuple[int, int]] = []
        for start, end in (shift.in_week for shift in self.shifts):
            found += [(start, end)] if end <= WEEK else [(start, WEEK), (0, end - WEEK)]
        return tuple(sorted(found))

    @property
    def closed(self) -> tuple[tuple[int, int], ...]:
        """The shifts that the holidays take out, in microseconds since MONDAY as clocks show them."""
        found = []
        for day in self.holidays:
            midnight = since_monday(datetime.combine(day, datetime.min.time()))
            found += [
                (midnight + shift.start, midnight + shift.end)
                for shift in self.shifts
                if shift.weekday == day.weekday()
            ]
        return tuple(found)

    @property
    def days_off(self) -> tuple[int, ...]:
        """The holidays that would be business days, counted from MONDAY."""
        return tuple(day.toordinal() - 1 for day in self.holidays if day.weekday() in self.weekdays)


def since_monday(time: datetime) -> int:
    """The microseconds from MONDAY to `time`."""
    return (time - MONDAY) // timedelta(microseconds=1)

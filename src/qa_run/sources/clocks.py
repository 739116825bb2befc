"""What the clocks of a time zone show: where they skip an hour in spring, and where they show one twice in autumn."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from attrs import frozen

FIRST_YEAR, YEARS_AHEAD = 1970, 10
_STEP = timedelta(days=14)
_SECOND, _MICROSECOND = timedelta(seconds=1), timedelta(microseconds=1)
_HOUR = timedelta(hours=1)
_EPOCH = datetime(1970, 1, 1)


@frozen
class Stretch:
    """From `start`, as clocks show it, they are ahead of UTC by `ahead` seconds; None where they never show the time.

    The first stretch reaches back, and the last one on, without end.
    """

    start: datetime
    ahead: int | None


@frozen(eq=False, repr=False)
class Clocks:
    """How to tell the instant from a time that the clocks show: for the first time, and for the last time."""

    zone: str
    first: tuple[Stretch, ...]
    last: tuple[Stretch, ...]

    def between(self, low: datetime, high: datetime) -> "Clocks":
        """Only what is needed for times from `low` to `high`."""
        return Clocks(self.zone, _between(self.first, low, high), _between(self.last, low, high))

    def months_and_hours(self) -> tuple[list[int], list[int]]:
        """The months and the hours in which there are times that the clocks skip, or show twice."""
        spans = [
            (stretch.start, later.start)
            for stretch, later in zip(self.first, self.first[1:], strict=False)
            if stretch.ahead is None
        ]
        again = {stretch.start for stretch in self.last} - {stretch.start for stretch in self.first}
        spans += zip(
            sorted(again), sorted({each.start for each in self.first} - {each.start for each in self.last}), strict=True
        )
        hours = [low + _HOUR * hour for low, high in spans for hour in range(int((high - low) / _HOUR) + 2)]
        return sorted({hour.month for hour in hours}), sorted({hour.hour for hour in hours})

    def shown(self, instants: Any) -> Any:
        """What the clocks showed at these instants, both in microseconds since 1970 (an array)."""
        import numpy as np  # only points in time pay for it

        known = [stretch for stretch in self.last if stretch.ahead is not None]
        ahead = np.array([stretch.ahead or 0 for stretch in known]) * 1e6
        since = np.array([(stretch.start - _EPOCH) / _MICROSECOND for stretch in known]) - ahead
        return instants + ahead[np.maximum(np.searchsorted(since, instants, side="right") - 1, 0)]

    def text(self, instant: str) -> str:
        """The same of one instant, written as in 2026-03-02 10:00:00."""
        micros = (datetime.fromisoformat(instant) - _EPOCH) / _MICROSECOND
        return str(_EPOCH + _MICROSECOND * float(self.shown(micros)))


def _between(stretches: Sequence[Stretch], low: datetime, high: datetime) -> tuple[Stretch, ...]:
    starts = [stretch.start for stretch in stretches]
    return tuple(stretches[max(bisect_right(starts, low) - 1, 0) : max(bisect_right(starts, high), 1)])


def clocks_at(zone: str | None, as_of: datetime) -> Clocks | None:
    """The clocks of `zone`, as far as they concern somebody who looks at `as_of`; None without a zone."""
    return clocks_of(zone, as_of.year + YEARS_AHEAD) if zone else None


@cache
def clocks_of(zone: str, until: int) -> Clocks:
    """The clocks of `zone` from 1970 to the end of the year `until`. What they will show then, nobody has decided."""
    from zoneinfo import ZoneInfo  # only samples with a time zone pay for it

    info = ZoneInfo(zone)
    time, end = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(until + 1, 1, 1, tzinfo=UTC)
    ahead = _ahead(time, info)
    first = [Stretch(time.replace(tzinfo=None), ahead)]
    last = list(first)
    while time < end:
        later = time + _STEP
        if (then := _ahead(later, info)) != ahead:
            change = _change(time, later, info).replace(tzinfo=None)
            old, new = change + timedelta(seconds=ahead), change + timedelta(seconds=then)
            if new > old:  # the clocks skip what lies between
                for stretches in (first, last):
                    stretches += [Stretch(old, None), Stretch(new, then)]
            else:
                first.append(Stretch(old, then))
                last.append(Stretch(new, then))
        time, ahead = later, then
    return Clocks(zone, tuple(first), tuple(last))


def _ahead(time: datetime, zone: object) -> int:
    offset = time.astimezone(zone).utcoffset()  # type: ignore[arg-type]
    return int((offset or timedelta()).total_seconds())


def _change(low: datetime, high: datetime, zone: object) -> datetime:
    """The first instant after `low` at which the clocks are changed."""
    ahead = _ahead(low, zone)
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low) // _SECOND // 2)
        low, high = (middle, high) if _ahead(middle, zone) == ahead else (low, middle)
    return high

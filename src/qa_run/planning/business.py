"""Business time as columns: of each time, how long the business had been open up to it.

That is a function that rises while the business is open and rests while it is closed, made of straight lines. So the
business time from one moment to another is the difference of two columns, and no row is ever walked through. Over a
week it follows the pattern of the hours; what holidays and clocks put forward take out, or put in, is added: a constant
for each stretch between two of them, found by halving.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.table import AS_OF
from qa_run.model.business import DAY, NEXT, OPEN, BusinessTime
from qa_run.model.calendar import DAY as MICROS_A_DAY, MICROS, MONDAY, WEEK, Calendar, since_monday
from qa_run.model.kinds import READINGS, Kind, typed_name
from qa_run.model.week_hours import WeekHours
from qa_run.planning.columns import kind_of, operands

if TYPE_CHECKING:
    from qa_run.sources.clocks import Clocks


@frozen
class Timed:
    """A time whose business hours, or days, are asked for: the calendar, and the column of the frame."""

    calendar: Calendar
    column: str
    in_days: bool = False


def times_of(asked: Iterable[tuple[Any, str, BusinessTime | WeekHours]], zoned: bool) -> tuple[Timed, ...]:
    """The times that these business times go by: those of the criterion, of its column, and of the run."""
    found: dict[Timed, None] = {}
    for criterion, column, business in asked:
        if business.calendar is None:
            continue
        names = [each.name for each in operands(criterion) if each.kind is Kind.TIME]
        names += [column] if kind_of(criterion) is Kind.TIME else []
        readings = ("", *READINGS) if zoned else ("",)
        columns = [typed_name(name, Kind.TIME) + reading for name in names for reading in readings]
        found |= {Timed(business.calendar, each, business.in_days): None for each in (*columns, AS_OF)}
    return tuple(found)


def with_business_time(frame: Any, times: Sequence[Timed], clocks: "Clocks | None", native: bool = False) -> Any:
    """`frame` with the business time up to each of `times`; step by step, so that nothing is written twice.

    native: the frame is DuckDB's, and of a connection that knows the zones: their changes need not be written out
    """
    changes = changes_of(clocks)
    if clocks is not None and native:
        from qa_run.engines.duck_zoned import with_clocks

        frame = with_clocks(frame, tuple(dict.fromkeys(timed.column for timed in times)), clocks.zone)
    for calendar in dict.fromkeys(timed.calendar for timed in times):
        mine = [timed for timed in times if timed.calendar == calendar]
        frame = _shown(
            frame, tuple(dict.fromkeys(timed.column for timed in mine)), changes, native and clocks is not None
        )
        frame = _opened(frame, [timed.column for timed in mine if not timed.in_days], calendar, changes)
        frame = _counted(frame, [timed.column for timed in mine if timed.in_days], calendar)
    return frame


def changes_of(clocks: "Clocks | None") -> list[tuple[int, int]]:
    """Since which instants the clocks are ahead of UTC, and by how much; without a zone they always agree."""
    if clocks is None:
        return [(0, 0)]
    known = [(since_monday(each.start), each.ahead * MICROS) for each in clocks.last if each.ahead is not None]
    return [(start - ahead if place else 0, ahead) for place, (start, ahead) in enumerate(known)]


def _shown(frame: Any, names: Sequence[str], changes: Sequence[tuple[int, int]], clocked: bool) -> Any:
    """`frame` with the instants, and the weeks and the rest of the week that the clocks show then."""
    steps: list[dict[str, nw.Expr]] = [{} for _ in range(4)]
    for name in names:
        instant, shown, weeks = (nw.col(f"{name}@{part}") for part in ("instant", "shown", "weeks"))
        steps[0][f"{name}@instant"] = _micros(name, name)
        if clocked:
            steps[1][f"{name}@shown"] = _micros(f"{name}@clock", name)
        else:
            ahead = _stepped(instant, [start for start, _ in changes], [nw.lit(ahead) for _, ahead in changes])
            steps[1][f"{name}@shown"] = instant + ahead
        steps[2][f"{name}@weeks"] = shown // WEEK
        steps[3][f"{name}@rest"] = shown - weeks * WEEK
    for step in steps:
        frame = frame.with_columns(**step)
    return frame


def _micros(column: str, name: str) -> nw.Expr:
    """The microseconds since MONDAY; of `--as-of` the moment after it: what is recorded then is what can still come."""
    return (nw.col(column) - nw.lit(MONDAY)).dt.total_microseconds() + (1 if name == AS_OF else 0)


def _opened(frame: Any, names: Sequence[str], calendar: Calendar, changes: Sequence[tuple[int, int]]) -> Any:
    """`frame` with the business time up to each time."""
    if not names:
        return frame
    tables, since, found = segments(calendar, changes), {}, {}
    for name in names:
        weeks, rest = nw.col(f"{name}@weeks"), nw.col(f"{name}@rest")
        since[f"{name}@since"] = weeks * calendar.open_a_week + _within_week(rest, calendar.stretches)
        leaves = [nw.col(f"{name}@since") + total if is_open else nw.lit(total) for _, is_open, total in tables]
        up_to = _stepped(nw.col(f"{name}@instant"), [start for start, *_ in tables], leaves)
        found[name + OPEN] = nw.when(~nw.col(name).is_null()).then(up_to)
    return frame.with_columns(**since).with_columns(**found)


def _counted(frame: Any, names: Sequence[str], calendar: Calendar) -> Any:
    """`frame` with the business days before the day of each time, and with that day."""
    if not names:
        return frame
    off, every = calendar.days_off, range(len(calendar.days_off) + 1)
    days, found = {}, {}
    for name in names:
        weeks, rest, day = nw.col(f"{name}@weeks"), nw.col(f"{name}@rest"), nw.col(f"{name}@days")
        days[f"{name}@days"] = weeks * 7 + (rest - rest % MICROS_A_DAY) // MICROS_A_DAY
        for ending, more in ((DAY, 0), (NEXT, 1)):
            open_days = [0, *((each + 1 - more) * MICROS_A_DAY for each in calendar.weekdays)]
            before = weeks * len(calendar.weekdays) + _stepped(
                rest, open_days, [nw.lit(count) for count in range(len(open_days))]
            )
            gone = _stepped(day, [-1, *(each + 1 - more for each in off)], [nw.lit(count) for count in every])
            found[name + ending] = nw.when(~nw.col(name).is_null()).then(before - gone)
    return frame.with_columns(**days).with_columns(**found)


def _within_week(rest: nw.Expr, stretches: Sequence[tuple[int, int]]) -> nw.Expr:
    """How long the business has been open since Monday."""
    starts, leaves, total = [0], [nw.lit(0)], 0
    for start, end in stretches:
        starts += [start, end]
        leaves += [rest + (total - start), nw.lit(total + end - start)]
        total += end - start
    return _stepped(rest, starts, leaves)


def _stepped(value: nw.Expr, starts: Sequence[int], leaves: Sequence[nw.Expr]) -> nw.Expr:
    """The leaf of the last of `starts` that `value` has reached, of the first one before that; found by halving."""
    if len(leaves) == 1:
        return leaves[0]
    half = len(leaves) // 2
    low = _stepped(value, starts[:half], leaves[:half])
    return nw.when(value < starts[half]).then(low).otherwise(_stepped(value, starts[half:], leaves[half:]))


def segments(calendar: Calendar, changes: Sequence[tuple[int, int]]) -> list[tuple[int, bool, int]]:
    """Since which instants the business time goes by the pattern of the week, and what is then added to it; or that
    it rests (on a holiday), and at what."""
    closed = _in_instants(calendar.closed, changes)
    bounds = sorted({start for start, _ in changes} | {each for stretch in closed for each in stretch})
    found: list[tuple[int, bool, int]] = []
    starts, total, before = [start for start, _ in changes], 0, None
    for bound in bounds:
        ahead = changes[max(bisect_right(starts, bound) - 1, 0)][1]
        pattern = _pattern(calendar, bound + ahead)
        if before is not None:
            (_, is_open, constant), was_ahead = before
            total = _pattern(calendar, bound + was_ahead) + constant if is_open else constant
        is_open = not any(start <= bound < end for start, end in closed)
        if before is None:
            total = pattern
        constant = total - pattern if is_open else total
        if not found or found[-1][1:] != (is_open, constant):
            found.append((bound, is_open, constant))
        before = ((bound, is_open, constant), ahead)
    return found


def _in_instants(closed: Sequence[tuple[int, int]], changes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """When the clocks show these stretches; one that they show in part twice, or not at all, falls into parts."""
    found = []
    ends = [start for start, _ in changes[1:]] + [None]
    for start, end in closed:
        for (since, ahead), until in zip(changes, ends, strict=True):
            first = max(start - ahead, since)
            last = end - ahead if until is None else min(end - ahead, until)
            if first < last:
                found.append((first, last))
    return found


def _pattern(calendar: Calendar, shown: int) -> int:
    """How long the week's hours were open up to what the clocks show, if nothing else were."""
    weeks, rest = divmod(shown, WEEK)
    within = sum(min(max(rest - start, 0), end - start) for start, end in calendar.stretches)
    return weeks * calendar.open_a_week + within

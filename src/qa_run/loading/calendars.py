"""The `calendar:` section: when a business is open."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from attrs import field, frozen

from qa_run.errors import Place
from qa_run.loading.core_keys import nothing_nested
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, build
from qa_run.loading.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from qa_run.loading.scalars import described
from qa_run.loading.suggest import did_you_mean
from qa_run.model.beside import Beside
from qa_run.model.calendar import DAY, MICROS, WEEK, WEEKDAYS, Calendar, Shift

KEYS = ("hours", "holidays")
_SHIFT = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-4]):([0-5]\d)")
_AS_IN = 'hours: {mon-fri: ["09:00-13:00", "14:00-18:00"], sat: "09:00-13:00"}'


@frozen(eq=False, repr=False)
class WrittenHolidays:
    """`holidays: {from: holidays.csv, column: day}`"""

    from_: Beside = field(alias="from_")
    column: str


def calendar_of(node: Node, folder: Path, faults: Faults) -> Calendar | None:
    """The calendar that `node` describes; None after faults. Files that it names are looked for from `folder`."""
    before = len(faults.found)
    if not isinstance(node, MapNode):
        faults.add(node.place, f"a calendar is keys with values, not {described(node)}", f"as in {_AS_IN}")
        return None
    for entry in node.entries:
        if entry.key.text not in KEYS:
            hint = did_you_mean(entry.key.text, KEYS) or f"known: {', '.join(KEYS)}"
            faults.add(entry.key.place, f"unknown key {entry.key.text!r} in calendar", hint, "unknown-key")
    hours, holidays = node.get("hours"), node.get("holidays")
    if hours is None:
        faults.lacks(node.place, "a calendar needs the hours of the week", f"as in {_AS_IN}")
        return None
    shifts = _shifts(hours, faults)
    days = () if holidays is None else tuple(sorted(set(_holidays(holidays, folder, faults))))
    return Calendar(shifts, days) if len(faults.found) == before else None


def _shifts(node: Node, faults: Faults) -> tuple[Shift, ...]:
    if not isinstance(node, MapNode) or not node.entries:
        faults.add(node.place, "hours are days of the week with what is open on them", f"as in {_AS_IN}")
        return ()
    found: list[tuple[Shift, Place]] = []
    named: dict[int, Place] = {}
    for entry in node.entries:
        for weekday in _weekdays(entry, faults):
            if weekday in named:
                name = WEEKDAYS[weekday]
                faults.add(entry.key.place, f"{name} stands twice; the first is in line {named[weekday].line}")
                continue
            named[weekday] = entry.key.place
            found += [(Shift(weekday, start, end), place) for start, end, place in _of_day(entry.value, faults)]
    found.sort(key=lambda each: each[0])
    _check_apart(found, faults)
    if not found and named and not faults.found:
        faults.add(node.place, "a week in which nothing is open has no business time")
    return tuple(shift for shift, _ in found)


def _check_apart(found: list[tuple[Shift, Place]], faults: Faults) -> None:
    """A fault where two shifts overlap, also over the end of the week."""
    for number, (shift, _) in enumerate(found):
        later, place = found[(number + 1) % len(found)]
        start = later.in_week[0] + (WEEK if number + 1 == len(found) else 0)
        if shift.in_week[1] > start:
            message = f"the hours of {WEEKDAYS[later.weekday]} begin before those of {WEEKDAYS[shift.weekday]} are over"
            faults.add(place, message, "leave out what stands twice")


def _weekdays(entry: Entry, faults: Faults) -> Iterator[int]:
    """The days that `mon`, `mon-fri`, `sat-mon` or `mon, thu` name."""
    for part in entry.key.text.split(","):
        names = [name.strip().lower() for name in part.split("-")]
        strange = next((name for name in names if name not in WEEKDAYS), "")
        if strange or len(names) > 2:
            hint = did_you_mean(strange, WEEKDAYS) or f"write {', '.join(WEEKDAYS)}, or two of them as in mon-fri"
            faults.add(entry.key.place, f"{part.strip()!r} names no days of the week", hint)
            continue
        first, last = WEEKDAYS.index(names[0]), WEEKDAYS.index(names[-1])
        yield from ((first + step) % 7 for step in range((last - first) % 7 + 1))


def _of_day(node: Node, faults: Faults) -> Iterator[tuple[int, int, Place]]:
    """The shifts that begin on one day."""
    nodes = node.items if isinstance(node, ListNode) else (node,)
    for each in nodes:
        text = each.text.strip() if isinstance(each, ScalarNode) else ""
        match = _SHIFT.fullmatch(text)
        if match is None:
            hint = 'write "09:00-18:00"; leave the day out where it is closed'
            told = repr(text) if text else described(each)
            faults.add(each.place, f"{told} is no time from one hour to another", hint)
            continue
        start, end = ((int(match[place]) * 60 + int(match[place + 1])) * 60 * MICROS for place in (1, 3))
        if start in (end, DAY) or max(start, end) > DAY:
            faults.add(each.place, f"{text!r} is no length of time", 'the whole day is "00:00-24:00"')
            continue
        yield start, end if end > start else end + DAY, each.place


def _holidays(node: Node, folder: Path, faults: Faults) -> Iterator[date]:
    if isinstance(node, MapNode):
        yield from _from_file(node, folder, faults)
        return
    for each in node.items if isinstance(node, ListNode) else (node,):
        text = each.text.strip() if isinstance(each, ScalarNode) else ""
        if (day := _day(text)) is None:
            told = repr(text) if text else described(each)
            faults.add(each.place, f"{told} is no day", "write it as in 2026-12-25")
        else:
            yield day


def _from_file(node: MapNode, folder: Path, faults: Faults) -> Iterator[date]:
    written = build(WrittenHolidays, node, faults, nothing_nested)
    if written is MISSING:
        return
    from_, column = node.get("from") or node, node.get("column") or node
    way = written.from_.way
    try:
        text = (folder / way).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        faults.add(from_.place, f"{way}: there is no such file beside the procedure")
        return
    except (OSError, UnicodeDecodeError) as error:
        faults.add(from_.place, f"{way} cannot be read: {error}", "a CSV file in UTF-8 is due here")
        return
    head = text.partition("\n")[0]
    rows = csv.reader(text.splitlines(), delimiter=max(",;\t", key=head.count))
    headers = [header.strip() for header in next(rows, [])]
    if headers.count(written.column) != 1:
        hint = did_you_mean(written.column, headers) or f"there are {', '.join(headers) or 'none'}"
        faults.add(column.place, f"{way} has no column {written.column!r}", hint)
        return
    wanted, found = headers.index(written.column), 0
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        cell = row[wanted].strip() if wanted < len(row) else ""
        if (day := _day(cell)) is None:
            faults.add(from_.place, f"{way}:{rows.line_num}: {cell!r} is no day", "write it as in 2026-12-25")
        else:
            found += 1
            yield day
    if not found:
        faults.add(from_.place, f"{way} holds no day")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None

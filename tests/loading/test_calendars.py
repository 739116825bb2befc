"""Calendars as they are written: what they come to, and what is refused with its place."""

from pathlib import Path

import pytest

from qa_run import SpecErrors, run
from qa_run.loading.calendars import calendar_of
from qa_run.loading.document import parse
from qa_run.loading.faults import Faults
from qa_run.model.calendar import Calendar

HOURS = 'hours: {mon-fri: "09:00-18:00"}'


def read(folder: Path, *written: str) -> tuple[Calendar | None, list[str]]:
    root, faults = parse("\n".join(written), "c.yaml", ".yaml").root, Faults()
    assert root is not None
    return calendar_of(root, folder, faults), [str(fault) for fault in faults.found]


def test_days_stretches_and_nights(tmp_path: Path) -> None:
    calendar, faults = read(tmp_path, 'hours: {"mon, thu": ["09:00-13:00", "14:00-18:00"], sat-sun: "22:00-06:00"}')

    assert faults == []
    assert calendar is not None
    assert calendar.weekdays == (0, 3, 5, 6)
    assert calendar.open_a_week / 3_600_000_000 == 4 * 4 + 2 * 8
    assert calendar.stretches[0] == (0, 6 * 3_600_000_000)


def test_holidays_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text("\ufeffname; day\nX;2026-12-25\n;\nY;2026-01-01\n", encoding="utf-8")
    calendar, faults = read(tmp_path, HOURS, "holidays: {from: h.csv, column: day}")

    assert faults == []
    assert calendar is not None
    assert [str(day) for day in calendar.holidays] == ["2026-01-01", "2026-12-25"]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("hours: 9-18", "1:8: hours are days of the week"),
        ("hours: {}", "1:8: hours are days of the week"),
        ('hours: {mon-fry: "09:00-18:00"}', "1:9: 'mon-fry' names no days of the week"),
        ('hours: {mon: "9-18"}', "1:14: '9-18' is no time from one hour to another"),
        ('hours: {mon: "24:00-06:00"}', "1:14: '24:00-06:00' is no length of time"),
        ('hours: {mon: "09:00-09:00"}', "1:14: '09:00-09:00' is no length of time"),
        ('hours: {mon: ["09:00-13:00", "12:00-18:00"]}', "1:30: the hours of mon begin before those of mon are over"),
        ('hours: {sun: "22:00-06:00", mon: "05:00-09:00"}', "the hours of mon begin before those of sun are over"),
        ('hours: {mon-wed: "09:00-13:00", tue: "09:00-13:00"}', "1:33: tue stands twice"),
        ("holidays: [2026-12-25]", "1:1: a calendar needs the hours of the week"),
        (f"{HOURS}\nholidays: [2026-02-30]", "2:12: '2026-02-30' is no day"),
        (f"{HOURS}\nholidays: {{from: ../h.csv, column: day}}", "is no file beside the procedure"),
        (f"{HOURS}\nholidays: {{from: none.csv, column: day}}", "2:18: none.csv: there is no such file"),
        (f"{HOURS}\nholidays: {{from: h.csv, column: dday}}", "2:33: h.csv has no column 'dday'"),
        (f"{HOURS}\nholidays: {{from: h.csv, column: day}}", "2:18: h.csv:3: '25/12/2026' is no day"),
        (f"{HOURS}\nholiday: [2026-12-25]", "2:1: unknown key 'holiday' in calendar (did you mean 'holidays'?)"),
    ],
)
def test_what_makes_no_calendar_is_refused_with_its_place(written: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text("day\n2026-01-01\n25/12/2026\n", encoding="utf-8")
    calendar, faults = read(tmp_path, written)

    assert calendar is None
    assert any(fault in each for each in faults), faults


def test_business_time_without_a_calendar_is_refused_and_with_a_faulty_one_only_that(tmp_path: Path) -> None:
    lines = ["procedure: p", "samples: {from: a.csv, item: id}", "characteristics:"]
    lines += ["  a: {no_later_than: {column: b, plus: 4 business hours}}"]
    (tmp_path / "p.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SpecErrors, match="4:40: 4 business hours needs a calendar"):
        run(tmp_path / "p.yaml")

    (tmp_path / "p.yaml").write_text("\n".join([*lines, "calendar: {hours: 9-18}"]), encoding="utf-8")
    with pytest.raises(SpecErrors) as caught:
        run(tmp_path / "p.yaml")
    assert len(caught.value.faults) == 1

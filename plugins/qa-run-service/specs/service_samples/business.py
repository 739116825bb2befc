"""Business minutes and days, found by walking from one to the next, unlike in qa-run."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

HOLIDAYS = Path(__file__).parents[1] / "holidays.csv"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def holidays() -> set[date]:
    with HOLIDAYS.open(encoding="utf-8") as file:
        return {date.fromisoformat(row["day"]) for row in csv.DictReader(file)}


CLOSED = holidays()


def is_open(time: datetime) -> bool:
    """The hours of the service desk."""
    if time.date() in CLOSED or time.weekday() == 6:
        return False
    return 9 <= time.hour < 13 or (time.weekday() < 5 and 14 <= time.hour < 18)


def after(time: datetime, minutes: int) -> datetime:
    """When so many business minutes have passed; backwards where they are below zero."""
    step = MINUTE if minutes > 0 else -MINUTE
    left = abs(minutes)
    while left:
        left -= is_open(time if minutes > 0 else time - MINUTE)
        time += step
    return time


def business_days_after(time: datetime, count: int) -> date:
    """The day that is so many business days of the shops after that of `time`."""
    day = time.date()
    while count:
        day += DAY
        count -= day.weekday() < 6 and day not in CLOSED
    return day

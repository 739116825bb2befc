"""The steps of a procedure, one after the other, as somebody with the log in hand would go through them.

It knows only what the shipped examples use, and stops with a KeyError at anything else; all is due long since.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

Row = Mapping[str, str]

AS_REQUIRED = "as required"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def finding_of(
    steps: Sequence[Mapping[str, Any]],
    among: Callable[[Any], Sequence[Row]],
    time: str,
    calendar: Mapping[str, Any],
) -> str:
    """The first finding, or AS_REQUIRED; each step follows the one above it but where `after` names another."""
    first = steps[0]["after"]
    seen: dict[str, datetime] = {}
    above = ""
    for step in ({"step": first}, *steps):
        name, after = step["step"], step.get("after", above)
        events = among(name)
        so = [row for row in events if all(row[column] == wanted for column, wanted in step.get("when", {}).items())]
        mine = [row for row in so if "by" not in step or row[step["by"]["reference"]] == "found"]
        if not so and (not events or "when" in step) and (after in seen or not after):
            without = f"{name} without {' '.join(step.get('when', {}))}" if events else f"{name} missing"
            return str(step.get("otherwise", without))
        if not mine:
            return f"{name} not by {step['by']['reference']}"
        times = sorted(time_of for row in mine if (time_of := readable(row[time])))
        if not times:
            return f"{name} at an unreadable time"
        if after and times[0] < seen[after]:
            return f"{name} too early"
        if "within" in step and passed(seen[after], times[0], step["within"], calendar):
            return f"{name} late"
        if "once" in step and len(mine) > 1:
            return f"{name} more than once"
        seen[name], above = times[0], name
    return AS_REQUIRED


def readable(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def passed(start: datetime, end: datetime, within: str, calendar: Mapping[str, Any]) -> bool:
    """Whether there is more time between the two than that."""
    number, _, unit = within.partition(" ")
    if unit == "days":
        return end - start > timedelta(days=int(number))
    if unit != "business hours":
        raise KeyError(unit)
    ((days, hours),) = calendar["hours"].items()
    opens, closes = (timedelta(hours=int(each[:2]), minutes=int(each[3:])) for each in hours.split("-"))
    week = DAYS[DAYS.index(days[:3]) : DAYS.index(days[4:]) + 1]
    off = {date.fromisoformat(each) for each in calendar["holidays"]}
    total, day = timedelta(), datetime(start.year, start.month, start.day)
    while day <= end:
        if DAYS[day.weekday()] in week and day.date() not in off:
            total += max(min(end, day + closes) - max(start, day + opens), timedelta())
        day += timedelta(days=1)
    return total > timedelta(hours=int(number))

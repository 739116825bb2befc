"""When something happened: in which hours of which days of the week."""

import re

import narwhals as nw
from attrs import frozen

from qa_run import Example, Time, WeekHours, criterion, inline, said

_NIGHTS = ("2026-03-06 22:00", "2026-03-07 05:59", "2026-03-08 23:00", "2026-03-09 05:00")


@criterion("during")
@frozen(eq=False, repr=False)
class During:
    """The recorded time lies in these hours of these days, as the clocks of `samples.time_zone` show it.

    Days are written as in a calendar (`mon`, `mon-fri`, `sat, sun`), with hours from a time to another, the end not
    included; one pair or a list. Hours over midnight belong to the day on which they begin; the whole day is
    `00:00-24:00`.

        coffee: {equals: true, when: {packed_at: {during: {mon-fri: "07:00-11:00"}}}}
    """

    hours: WeekHours = inline()
    reads = Time
    finding = "at another time"
    examples = (
        Example(
            {"mon-fri": "07:00-11:00"},
            passes=("2026-03-02 07:00", "2026-03-06 10:59:59.999"),
            fails={
                "at another time": ("2026-03-02 06:59:59", "2026-03-02 11:00", "2026-03-07 08:00", "2026-03-08"),
                "missing": (None,),
                "unreadable": ("Monday",),
            },
        ),
        Example(
            {"fri-sun": "22:00-06:00", "wed": ["00:00-06:00", "20:00-24:00"]},
            passes=(*_NIGHTS, "2026-03-04", "2026-03-04 23:59"),
            fails={"at another time": ("2026-03-06 05:00", "2026-03-09 06:00", "2026-03-05", "2026-03-07 21:59")},
        ),
    )

    def sentence(self, language: str) -> str:
        parts = []
        for days, hours in self.hours.hours.items():
            named = re.sub(r"[a-z]{3}", lambda day: said(language, day.group()), days.lower())
            parts.append(f"{named} {', '.join(map(str, hours)) if isinstance(hours, tuple) else hours}")
        return said(language, "during {hours}", hours="; ".join(parts))

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return self.hours.hold()

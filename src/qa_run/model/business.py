"""Lengths of time that only pass while a business is open."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

import narwhals as nw
from attrs import evolve, field, frozen

from qa_run.model.columns import Column
from qa_run.model.kinds import Kind, typed_name
from qa_run.model.numerals import shown, split_number
from qa_run.saying import said

if TYPE_CHECKING:
    from qa_run.model.calendar import Calendar

_HOURS = {"h": 3600, "hour": 3600, "hours": 3600, "min": 60, "minute": 60, "minutes": 60}
_DAYS = ("d", "day", "days")
_SAID = {"h": "{count} business hours", "m": "{count} business minutes", "d": "{count} business days"}
AS_OF_COLUMN = "@as_of|time"
OPEN, DAY, NEXT = "@open", "@day", "@next"
"""What follows the name of a time: the business time up to it, the business days before its day, and with its day."""


@frozen(repr=False)
class BusinessTime:
    """A length of business time: `4 business hours`, `30 business min`, `5 business days`.

    Hours and minutes pass only while the calendar is open. Of days only the date counts: the end of the fifth
    business day after a time is that of the fifth business day after its date; the date itself is not counted.

    calendar: that of the procedure, which the host puts in
    own:      the column that is judged, which the host puts in
    """

    written_as: ClassVar[Mapping[str, Any]] = {
        "type": "string",
        "pattern": "business",
        "examples": ["4 business hours"],
    }
    word = r"\bbusiness\b"
    by_calendar = True
    amount: Decimal
    in_days: bool
    written: str = field(eq=False)
    calendar: "Calendar | None" = None
    own: Column | None = field(default=None, eq=False)

    @classmethod
    def parse(cls, written: object) -> "BusinessTime":
        value, unit = split_number(written, "a duration")
        first, _, name = unit.partition(" ")
        name = name.strip()
        if first != "business":
            raise ValueError(f"{shown(written)} is no business time: write it as in 4 business hours")
        if name not in (*_HOURS, *_DAYS):
            raise ValueError(f"{unit!r} is no unit of business time: write business hours, min or days")
        text = " ".join(str(written).split())
        if name not in _DAYS:
            return cls(value * _HOURS[name], False, text)
        if value != value.to_integral_value() or not value:
            raise ValueError(f"{text}: business days are counted in whole ones, from 1: write business hours")
        return cls(value, True, text)

    def __str__(self) -> str:
        return self.written

    def sentence(self, language: str) -> str:
        if language == "en":
            return self.written
        value, unit = split_number(self.written)
        return said(language, _SAID[unit.split()[1][0]], value)

    def in_hours(self, language: str = "en") -> str:
        """As written: how long it takes depends on the calendar."""
        return self.sentence(language)

    def past(self, start: Column, time: Column | None = None) -> nw.Expr:
        """How far `time` lies beyond the moment this long after `start`: above zero later, below zero earlier.

        Without `time`, it is what is judged. Null where one of the two is not known.
        """
        judged = time or self.own
        assert judged is not None, "the host says what is judged"
        return self.between(_named(start), _named(judged))

    def pending(self, start: Column) -> nw.Expr:
        """Whether what is recorded after `--as-of` can still be within this time from `start`."""
        return self.between(_named(start), AS_OF_COLUMN) <= 0

    def between(self, begun: str, judged: str) -> nw.Expr:
        """The same of two columns of the frame."""
        if not self.in_days:
            return nw.col(judged + OPEN) - nw.col(begun + OPEN) - int(self.amount * 1_000_000)
        days = int(self.amount)
        last = nw.col(begun + NEXT) + (days - 1) if days > 0 else nw.col(begun + DAY) + days
        # nothing lies on the very end of a day: the day counts, or the next one has begun
        return (nw.col(judged + DAY) - last) * 2 - 1

    def judging(self, column: Column) -> "BusinessTime":
        return evolve(self, own=column)


def _named(column: Column) -> str:
    return typed_name(column.name, Kind.TIME) + column.reading

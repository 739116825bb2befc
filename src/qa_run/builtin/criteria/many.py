"""An item among the others: its value once only, or after the one before."""

from typing import Literal

import narwhals as nw
from attrs import frozen

from qa_run import Any, Column, Example, Grouped, Number, Ordered, Text, Time, column, criterion, said

_TIMES = ("2026-03-02 08:00", "2026-03-02 08:10", "2026-03-02 08:20", "2026-03-02 08:30", "2026-03-02 08:40")


@criterion("unique")
@frozen(eq=False, repr=False)
class Unique:
    """No other item has the same value; every item that shares its value is nonconforming.

    Texts are compared as they are written: `A-1` and `a-1` are two values. Items without a value are missing, not
    equal to one another.

        label: {unique: true}
    """

    reads = Any
    over = Grouped(repeats="repeated")
    examples = (
        Example(True, passes=("A-1", "a-1", "A-2"), fails={"repeated": ("B-7", "B-7"), "missing": (None, "")}),
        Example(True, fails={"repeated": ("007", "007", "007")}),
    )

    def sentence(self, language: str) -> str:
        return said(language, "recorded once only")

    def findings(self, value: nw.Expr, together: nw.Expr) -> dict[str, nw.Expr]:
        return {"repeated": together > 1}


@criterion("increases")
@frozen(eq=False, repr=False)
class Increases:
    """Each number is greater than the one before it in time.

    by:     the column with the time, where it is not the `time:` of the samples
    within: columns that tell sequences apart: a counter for each machine is checked for each machine

    The number before is the last one that can be read; a gap does not start the sequence anew. Items of the very same
    time stand in the order of their numbers, since the record cannot tell which came first; equal ones do not increase.
    An item without a time, or without one of `within`, has no place in the sequence: it cannot be judged.

        seal_no: {increases: {within: [machine]}}
    """

    by: Column | None = None
    within: tuple[Column, ...] = column(reads=Text, default=())
    reads = Number
    examples = (
        Example(
            {"by": "at"},
            passes=("1", "2", "4"),
            fails={"not increasing": ("4", "3")},
            columns={"at": _TIMES},
        ),
        Example(
            {"by": "at"},
            passes=("2", "1", "5"),
            fails={"missing": (None,), "not increasing": ("5",)},
            columns={"at": ("2026-03-02", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05")},
        ),
        Example(
            {"by": "at", "within": ["machine"]},
            passes=("1", "100", "2"),
            fails={"not increasing": ("99",), "cannot be judged": ("3",)},
            columns={"at": _TIMES, "machine": ("A", "B", "A ", "B", None)},
        ),
        Example(
            {"by": "at"},
            passes=("1",),
            fails={"cannot be judged": ("2", "3")},
            columns={"at": ("2026-03-02", None, "yesterday")},
        ),
    )

    @property
    def over(self) -> Ordered:
        return Ordered(by=(self.by or Column("")).read_as(Time), within=_texts(self.within))

    def sentence(self, language: str) -> str:
        return said(language, "greater than the one before") + _of_same(language, self.within)

    def findings(self, value: nw.Expr, previous: nw.Expr) -> dict[str, nw.Expr]:
        return {"not increasing": ~(previous.is_null() | (value > previous))}


@criterion("ordered")
@frozen(eq=False, repr=False)
class OrderedValues:
    """The numbers never fall (`ascending`) or never rise (`descending`) in time; equal ones may follow each other.

    by:     the column with the time, where it is not the `time:` of the samples
    within: columns that tell sequences apart, each of which is in order by itself

    Items of the very same time stand in that order among themselves, since the record cannot tell which came first.
    An item without a time, or without one of `within`, has no place in the sequence: it cannot be judged.

        tank_l: {ordered: {direction: descending, within: [tank]}}
    """

    direction: Literal["ascending", "descending"]
    by: Column | None = None
    within: tuple[Column, ...] = column(reads=Text, default=())
    reads = Number
    examples = (
        Example(
            {"direction": "ascending", "by": "at"},
            passes=("1", "1", "4"),
            fails={"out of order": ("3",), "unreadable": ("x",)},
            columns={"at": _TIMES},
        ),
        Example(
            {"direction": "descending", "by": "at", "within": ["tank"]},
            passes=("9", "5", "9", "3"),
            fails={"out of order": ("4",)},
            columns={"at": (*_TIMES[:2], _TIMES[1], *_TIMES[3:]), "tank": ("1", "2", "1", "2", "2")},
        ),
    )

    @property
    def over(self) -> Ordered:
        by = (self.by or Column("")).read_as(Time)
        return Ordered(by=by, within=_texts(self.within), falling=self.direction == "descending")

    def sentence(self, language: str) -> str:
        rising = self.direction == "ascending"
        kept = "never less than the one before" if rising else "never more than the one before"
        return said(language, kept) + _of_same(language, self.within)

    def findings(self, value: nw.Expr, previous: nw.Expr) -> dict[str, nw.Expr]:
        kept = value >= previous if self.direction == "ascending" else value <= previous
        return {"out of order": ~(previous.is_null() | kept)}


def _texts(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    return tuple(column.read_as(Text) for column in columns)


def _of_same(language: str, within: tuple[Column, ...]) -> str:
    columns = said(language, " and ").join(map(str, within))
    return said(language, " of the same {columns}", columns=columns) if within else ""

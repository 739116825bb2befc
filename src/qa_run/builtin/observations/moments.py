"""When the events of an item were, and how long it took from one to another."""

from typing import Any, Literal

import narwhals as nw
from attrs import field, frozen

from qa_run import Column, ItemRows, Kind, Number, Observed, OneRow, Rows, Text, Time, Where, observation, said, short
from qa_run.builtin.observations.meant import meant

_REPAIR: dict[str, tuple[str | None, ...]] = {
    "activity": ("fixed", "complaint", "fixed", "complaint", "fixed", "call"),
    "grade": ("A", None, "B", "", "C", "D"),
    "time": (
        *("2026-03-02 08:00", "2026-03-02 09:00", "2026-03-02 10:30"),
        *("2026-03-03 09:00", "2026-03-04 09:00", "at noon"),
    ),
}


@observation("first")
@frozen(eq=False, repr=False)
class First:
    """When the first event of an item was, or the first of those that are meant.

    complained_at: {first: complaint}
    """

    of: Where | None = short(default=None)
    gives = Time
    over = ItemRows
    examples = (
        Observed("complaint", ("2026-03-02 09:00",), _REPAIR),
        Observed(["fixed", "complaint"], ("2026-03-02 08:00",), _REPAIR),
        Observed("call", (None,), _REPAIR),
        Observed("letter", (None,), _REPAIR),
        Observed("complaint", (None,)),
    )

    def sentence(self, language: str) -> str:
        return said(language, "time of the first event") + meant(language, self.of)

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.first(self.of)


@observation("last")
@frozen(eq=False, repr=False)
class Last:
    """When the last event of an item was, or the last of those that are meant.

    closed_at: {last: closed}
    """

    of: Where | None = short(default=None)
    gives = Time
    over = ItemRows
    examples = (
        Observed("complaint", ("2026-03-03 09:00",), _REPAIR),
        Observed(["fixed", "complaint"], ("2026-03-04 09:00",), _REPAIR),
        Observed("letter", (None,), _REPAIR),
        Observed("complaint", (None,)),
    )

    def sentence(self, language: str) -> str:
        return said(language, "time of the last event") + meant(language, self.of)

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.last(self.of)


@observation("value")
@frozen(eq=False, repr=False)
class ValueAt:
    """What a column holds in the first event of an item that has a value there, or in the last.

    as: what it is: a `text` unless it is given, a `number` or a `time`

    Of several events at that time it is the first value by the alphabet, or the last one; of numbers and times it is
    the least, or the greatest.

    grade: {value: {column: grade, at: last, of: inspection}}
    grams: {value: {column: value, of: weight, as: number}}
    """

    column: Column = short()
    at: Literal["first", "last"] = "last"
    of: Where | None = None
    as_: Literal["text", "number", "time"] = "text"
    over = ItemRows
    keeps_unit = True
    examples = (
        Observed("grade", ("C",), _REPAIR),
        Observed({"column": "grade", "at": "first", "of": "fixed"}, ("A",), _REPAIR),
        Observed({"column": "grade", "of": "complaint"}, (None,), _REPAIR),
        Observed("grade", ("B",), {"time": ("2026-03-02 08:00",) * 3, "grade": ("A", "B", "A")}),
        Observed({"column": "grade", "at": "first"}, ("A",), {"time": ("2026-03-02",) * 2, "grade": ("B", "A")}),
        Observed("grade", (None,)),
        Observed(
            {"column": "value", "of": "weight", "as": "number"},
            (60.5,),
            {
                "activity": ("weight", "length", "weight"),
                "value": ("9", "12", "60.5"),
                "time": ("2026-03-02", "2026-03-02", "2026-03-03"),
            },
        ),
        Observed(
            {"column": "done", "as": "time"},
            ("2026-03-02 10:00",),
            {"done": ("2026-03-02 10:00",), "time": ("2026-03-02",)},
        ),
    )

    @property
    def reads(self) -> Kind:
        return _KINDS[self.as_]

    @property
    def gives(self) -> Kind:
        return self.reads

    def sentence(self, language: str) -> str:
        message = "{column} in the first event" if self.at == "first" else "{column} in the last event"
        return said(language, message, column=self.column) + meant(language, self.of)

    def observe(self, rows: Rows) -> nw.Expr:
        take = rows.value_at_first if self.at == "first" else rows.value_at_last
        return take(self.column, self.of)


_KINDS = {"text": Text, "number": Number, "time": Time}


@frozen(eq=False, repr=False)
class Moment:
    """`{first: complaint}`, `{last: fixed}`, or `{first: fixed, after: from}`."""

    first: Where | None = None
    last: Where | None = None
    after: Literal["from"] | None = None

    def __attrs_post_init__(self) -> None:
        if (self.first is None) == (self.last is None):
            raise ValueError("say which one is meant: {first: …} or {last: …}")
        if self.after and self.last is not None:
            raise ValueError("after goes with first: the last one is after all others anyway")

    def sentence(self, language: str) -> str:
        first = "the first event after it" if self.after else "the first event"
        return said(language, first if self.first else "the last event") + meant(language, self.first, self.last)


@observation("elapsed")
@frozen(eq=False, repr=False)
class Elapsed:
    """How long it took from one time to another.

    from, to: two events of an item, each the `first` or the `last` of its kind; with `after: from` the first one that
              is not before the other. Or two columns of times of one row.
    in:       the unit of the number: `s`, `min`, `h` or `days` of 24 hours; limits may be written in any

        mended_in: {elapsed: {from: {first: complaint}, to: {first: fixed, after: from}}}
        waited: {elapsed: {from: asked_at, to: answered_at, in: min}}

    Nothing where one of the two is not there. Negative where the second was before the first.
    """

    from_: Column | Moment
    to: Column | Moment
    in_: Literal["s", "min", "h", "days"] = "s"
    reads = Time
    gives = Number
    examples = (
        Observed(
            {"from": {"first": "complaint"}, "to": {"first": "fixed", "after": "from"}, "in": "h"}, (1.5,), _REPAIR
        ),
        Observed({"from": {"first": "complaint"}, "to": {"first": "fixed"}, "in": "min"}, (-60,), _REPAIR),
        Observed({"from": {"first": "complaint"}, "to": {"last": "fixed"}, "in": "days"}, (2,), _REPAIR),
        Observed({"from": {"first": "complaint"}, "to": {"last": "call"}}, (None,), _REPAIR),
        Observed({"from": {"first": "complaint"}, "to": {"last": "fixed"}}, (None,)),
        Observed(
            {"from": "asked_at", "to": "answered_at", "in": "min"},
            (90, -30, None, None),
            {
                "asked_at": ("2026-03-02 09:00", "2026-03-02 09:00", "2026-03-02 09:00", "2026-02-30 09:00"),
                "answered_at": ("2026-03-02 10:30", "2026-03-02 08:30", None, "2026-03-02 09:00"),
            },
        ),
    )
    over: Any = field(init=False)

    @over.default
    def _over(self) -> Any:
        return OneRow if isinstance(self.from_, Column) else ItemRows

    @property
    def unit(self) -> str:
        return self.in_

    def __attrs_post_init__(self) -> None:
        if isinstance(self.from_, Column) != isinstance(self.to, Column):
            raise ValueError("to and from are both events, or both columns of one row")
        if isinstance(self.from_, Moment) and self.from_.after:
            raise ValueError("from cannot be after itself: after belongs to the other one")

    def sentence(self, language: str) -> str:
        return said(language, "time from {start} to {end}", start=self.from_, end=self.to)

    def observe(self, rows: Rows) -> nw.Expr:
        if isinstance(self.from_, Column) and isinstance(self.to, Column):
            start, end = self.from_.value, self.to.value
        else:
            start = _found(rows, self.from_, None)
            end = _found(rows, self.to, start)
        return (end - start).dt.total_microseconds() / (1_000_000 * _SECONDS[self.in_])


_SECONDS = {"s": 1, "min": 60, "h": 3600, "days": 86400}


def _found(rows: Rows, moment: Any, start: nw.Expr | None) -> nw.Expr:
    if moment.first is None:
        return rows.last(moment.last)
    return rows.first(moment.first, since=start if moment.after else None)

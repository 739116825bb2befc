"""Counted among the events of an item."""

from functools import reduce
from operator import add

import narwhals as nw
from attrs import frozen

from qa_run import Column, ItemRows, Number, Observed, Rows, Text, Where, observation, said, short
from qa_run.builtin.observations.meant import meant

_CALLS: dict[str, tuple[str | None, ...]] = {
    "activity": ("call", "mail", "call", "complaint", "visit", "call"),
    "agent": ("ann", "bob", "ann", None, "eva", "bob"),
    "time": (
        *("2026-03-02 09:00", "2026-03-02 10:00", "2026-03-02 11:00"),
        *("2026-03-03 09:00", "2026-03-03 09:00", "2026-03-04 08:00"),
    ),
}


@observation("count")
@frozen(eq=False, repr=False)
class CountOf:
    """How many events an item has; of those only that are meant, where that is said.

        touches: {count: {activity: [call, mail, visit]}}
        touches: {count: [call, mail, visit]}     # the same, where samples.events names the column activity
        events: {count: true}                     # all of them

    An item in the list of `samples.of` without any event has 0.
    """

    of: Where | None = short(default=None)
    gives = Number
    examples = (
        Observed(["call", "visit"], (4,), _CALLS),
        Observed({"activity": "call", "agent": "ann"}, (2,), _CALLS),
        Observed(True, (6,), _CALLS),
        Observed("letter", (0,), _CALLS),
        Observed("call", (0,)),
    )
    over = ItemRows

    def sentence(self, language: str) -> str:
        return said(language, "number of events") + meant(language, self.of)

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.count(self.of)


@observation("distinct")
@frozen(eq=False, repr=False)
class DistinctOf:
    """How many different values a column has in the events of an item: the hands it went through.

    people: {distinct: agent}
    people: {distinct: {column: agent, of: [call, mail]}}
    """

    column: Column = short()
    of: Where | None = None
    reads = Text
    gives = Number
    examples = (
        Observed("agent", (3,), _CALLS),
        Observed({"column": "agent", "of": ["call", "complaint"]}, (2,), _CALLS),
        Observed("agent", (0,)),
    )
    over = ItemRows

    def sentence(self, language: str) -> str:
        return said(language, "number of different values of {column}", column=self.column) + meant(language, self.of)

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.distinct(self.column, self.of)


@observation("total")
@frozen(eq=False, repr=False)
class TotalOf:
    """The sum of a column over the events of an item.

    paid: {total: {column: amount, of: payment}}
    """

    column: Column = short()
    of: Where | None = None
    keeps_unit = True
    reads = Number
    gives = Number
    examples = (
        Observed("amount", (12.5,), {"activity": ("payment", "refund", "call"), "amount": (20, -7.5, None)}),
        Observed(
            {"column": "amount", "of": "payment"}, (20,), {"activity": ("payment", "refund"), "amount": (20, "some")}
        ),
        Observed("amount", (None,), {"activity": ("call",), "amount": (None,)}),
        Observed("amount", (None,), {"activity": ("payment", "payment"), "amount": (20, "some")}),
        Observed("amount", (None,), {"activity": ("payment", "payment"), "amount": (20, "nan")}),
        Observed("amount", (None,)),
    )
    over = ItemRows

    def sentence(self, language: str) -> str:
        return said(language, "sum of {column}", column=self.column) + meant(language, self.of)

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.total(self.column, self.of)


@observation("repeats")
@frozen(eq=False, repr=False)
class Repeats:
    """How many events of an item came again: of each kind all but the first.

    again: {repeats: [complaint, repair]}
    """

    of: tuple[Where, ...] = short()
    gives = Number
    examples = (
        Observed(["call", "complaint"], (2,), _CALLS),
        Observed(["mail", "letter"], (0,), _CALLS),
        Observed(["call"], (0,)),
    )
    over = ItemRows

    def sentence(self, language: str) -> str:
        return said(language, "number of events that came again") + meant(language, *self.of)

    def observe(self, rows: Rows) -> nw.Expr:
        counts = [rows.count(one) for one in self.of]
        return reduce(add, (nw.when(count > 1).then(count - 1).otherwise(0) for count in counts))


@observation("position")
@frozen(eq=False, repr=False)
class Position:
    """At which event something happened: the how manieth of `among` the first one of `of` was.

        wrong_at_touch: {position: {of: complaint, among: [call, mail, visit, complaint]}}

    Nothing where it never happened. Events at the same time count as before it.
    """

    of: Where
    among: Where | None = None
    gives = Number
    examples = (
        Observed({"of": "complaint", "among": ["call", "mail", "complaint"]}, (4,), _CALLS),
        Observed({"of": "complaint"}, (5,), _CALLS),
        Observed({"of": "letter"}, (None,), _CALLS),
        Observed({"of": "complaint"}, (None,)),
    )
    over = ItemRows

    def sentence(self, language: str) -> str:
        message = "place of the first event ({of}) among all events"
        if self.among is not None:
            message = "place of the first event ({of}) among the events ({among})"
        return said(language, message, of=self.of, among=self.among)

    def observe(self, rows: Rows) -> nw.Expr:
        first = rows.first(self.of)
        return nw.when(~first.is_null()).then(rows.count(self.among, until=first))

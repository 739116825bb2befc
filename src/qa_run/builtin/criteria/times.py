"""A time compared with another one of the same item."""

import narwhals as nw
from attrs import frozen

from qa_run import BusinessTime, Column, Duration, Example, Time, criterion, said, short

_OPEN = {"hours": {"mon-fri": ["09:00-13:00", "14:00-18:00"]}, "holidays": ["2026-03-31"]}
Plus = Duration | BusinessTime


def _past(value: nw.Expr, column: Column, plus: Plus | None) -> tuple[nw.Expr, nw.Expr | int]:
    """Two expressions of which the first is the greater one where `value` is after its time, and so on."""
    if isinstance(plus, BusinessTime):
        return plus.past(column), 0
    return value, column.value + nw.lit(plus.length) if plus is not None else column.value


def _pending(as_of: nw.Expr, column: Column, plus: Plus | None) -> nw.Expr:
    if isinstance(plus, BusinessTime):
        return plus.pending(column)
    return as_of < (column.value + nw.lit(plus.length) if plus is not None else column.value)


def _words(language: str, column: Column, plus: Plus | None) -> str:
    if plus is None:
        return str(column)
    length = plus.in_hours(language)
    message = "{length} before {column}" if length.startswith("-") else "{length} after {column}"
    return said(language, message, length=length.lstrip("-"), column=column)


@criterion("no_later_than")
@frozen(eq=False, repr=False)
class NoLaterThan:
    """The recorded time is at most the one in `column`.

    plus: a duration after (or with `-` before) the other time: `10 min`, `2 days`; a day is 24 hours. With a
        calendar, business time too: `4 business hours`, `5 business days`

    What is not recorded yet, and due only after `--as-of`, is *not yet due*: it counts neither for nor against. Where
    the other time is missing, the item cannot be judged, which fails.

        delivered_at: {no_later_than: {column: promised_at, plus: 10 min}}
    """

    column: Column = short()
    plus: Duration | BusinessTime | None = None
    reads = Time
    finding = "late"
    examples = (
        Example(
            {"column": "promised_at", "plus": "10 min"},
            passes=("2026-03-02 10:10", "2026-03-02T10:09:59.5"),
            fails={
                "late": ("2026-03-02 10:10:01",),
                "cannot be judged": ("2026-03-02 10:00", "2026-03-02 10:00"),
                "missing": (None, None, ""),
                "not yet due": (None,),
                "unreadable": ("yesterday", "2026-02-30"),
            },
            columns={
                "promised_at": (
                    *["2026-03-02 10:00"] * 3, None, "soon", "2026-03-31 11:50", None, "2026-03-31 11:00",
                    "2026-03-31 11:51", "2026-03-02", "2026-04-30",
                )
            },
        ),
        Example("due", passes=("2026-03-02",), fails={"late": ("2026-03-03",)}, columns={"due": ("2026-03-02",) * 2}),
        # asked on Friday at 16:00, so until Monday at 11:00; the Tuesday is a holiday
        Example(
            {"column": "asked_at", "plus": "4 business hours"},
            passes=("2026-03-30 11:00", "2026-03-28 12:00", "2026-04-01 09:00"),
            fails={"late": ("2026-03-30 11:00:01",), "not yet due": (None, None), "missing": (None,)},
            columns={
                "asked_at": (
                    "2026-03-27 16:00", "2026-03-27 16:00", "2026-03-30 14:00", "2026-03-27 16:00", "2026-03-30 14:00",
                    "2026-04-01", "2026-03-30 12:59",
                )
            },
            calendar=_OPEN,
        ),
        Example(
            {"column": "bought_at", "plus": "2 business days"},
            passes=("2026-03-30 23:59", "2026-03-29"),
            fails={"late": ("2026-03-31",), "missing": (None,), "not yet due": (None,)},
            columns={
                "bought_at": ("2026-03-26 18:30", "2026-03-26", "2026-03-26 08:00", "2026-03-26 08:00", "2026-03-27")
            },
            calendar=_OPEN,
        ),
    )  # fmt: skip

    def sentence(self, language: str) -> str:
        return said(language, "no later than {time}", time=_words(language, self.column, self.plus))

    def conforms(self, value: nw.Expr) -> nw.Expr:
        time, limit = _past(value, self.column, self.plus)
        return time <= limit

    def pending(self, as_of: nw.Expr) -> nw.Expr:
        return _pending(as_of, self.column, self.plus)


@criterion("not_before")
@frozen(eq=False, repr=False)
class NotBefore:
    """The recorded time is at least the one in `column`.

    plus: a duration after (or with `-` before) the other time: `10 min`, `2 days`; a day is 24 hours. With a
        calendar, business time too: `4 business hours`, `5 business days`

    Where the other time is missing, the item cannot be judged, which fails.

        checked_at: {not_before: {column: made_at, plus: 30 s}}
    """

    column: Column = short()
    plus: Duration | BusinessTime | None = None
    reads = Time
    finding = "early"
    examples = (
        Example(
            {"column": "made_at", "plus": "30 s"},
            passes=("2026-03-02 10:00:30", "2026-03-03"),
            fails={"early": ("2026-03-02 10:00:29",), "cannot be judged": ("2026-03-02",), "missing": (None,)},
            columns={"made_at": (*["2026-03-02 10:00"] * 3, "", "2026-04-30")},
        ),
        Example(
            {"column": "due", "plus": "-2 days"},
            passes=("2026-02-28",),
            fails={"early": ("2026-02-27",)},
            columns={"due": ("2026-03-02",) * 2},
        ),
    )

    def sentence(self, language: str) -> str:
        return said(language, "not before {time}", time=_words(language, self.column, self.plus))

    def conforms(self, value: nw.Expr) -> nw.Expr:
        time, limit = _past(value, self.column, self.plus)
        return time >= limit


@criterion("later_than")
@frozen(eq=False, repr=False)
class LaterThan:
    """The recorded time is after the one in `column`; the same time is not after it.

    plus: a duration after (or with `-` before) the other time: `10 min`, `2 days`; a day is 24 hours. With a
        calendar, business time too: `4 business hours`, `5 business days`

    Where the other time is missing, the item cannot be judged, which fails.

        when: {delivered_at: {later_than: {column: promised_at}}}
    """

    column: Column = short()
    plus: Duration | BusinessTime | None = None
    reads = Time
    finding = "early"
    examples = (
        Example(
            "opened",
            passes=("2026-03-02 10:00:00.000001",),
            fails={"early": ("2026-03-02 10:00", "2026-03-01"), "cannot be judged": ("2026-03-02",)},
            columns={"opened": (*["2026-03-02 10:00"] * 3, "never")},
        ),
        Example(
            {"column": "opened", "plus": "1 h"},
            passes=("2026-03-02 11:01",),
            fails={"early": ("2026-03-02 11:00",)},
            columns={"opened": ("2026-03-02 10:00",) * 2},
        ),
    )

    def sentence(self, language: str) -> str:
        return said(language, "later than {time}", time=_words(language, self.column, self.plus))

    def conforms(self, value: nw.Expr) -> nw.Expr:
        time, limit = _past(value, self.column, self.plus)
        return time > limit


@criterion("earlier_than")
@frozen(eq=False, repr=False)
class EarlierThan:
    """The recorded time is before the one in `column`; the same time is not before it.

    plus: a duration after (or with `-` before) the other time: `10 min`, `2 days`; a day is 24 hours. With a
        calendar, business time too: `4 business hours`, `5 business days`

    What is not recorded yet, while its time has not come by `--as-of`, is *not yet due*. Where the other time is
    missing, the item cannot be judged, which fails.

        packed_at: {earlier_than: {column: collected_at}}
    """

    column: Column = short()
    plus: Duration | BusinessTime | None = None
    reads = Time
    finding = "late"
    examples = (
        Example(
            "collected_at",
            passes=("2026-03-02 09:59",),
            fails={
                "late": ("2026-03-02 10:00", "2026-03-03"),
                "cannot be judged": ("2026-03-02",),
                "missing": (None,),
                "not yet due": (None,),
            },
            columns={"collected_at": (*["2026-03-02 10:00"] * 3, None, "2026-03-31 12:00", "2026-03-31 12:01")},
        ),
    )

    def sentence(self, language: str) -> str:
        return said(language, "earlier than {time}", time=_words(language, self.column, self.plus))

    def conforms(self, value: nw.Expr) -> nw.Expr:
        time, limit = _past(value, self.column, self.plus)
        return time < limit

    def pending(self, as_of: nw.Expr) -> nw.Expr:
        return _pending(as_of, self.column, self.plus)

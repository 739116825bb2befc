"""A time compared with another one of the same item."""

import narwhals as nw
from attrs import frozen

from qa_run import Column, Duration, Example, Time, criterion, said, short


def _time(column: Column, plus: Duration | None) -> nw.Expr:
    return column.value + nw.lit(plus.length) if plus is not None else column.value


def _words(language: str, column: Column, plus: Duration | None) -> str:
    if plus is None:
        return str(column)
    length = plus.in_hours(language)
    message = "{length} before {column}" if length.startswith("-") else "{length} after {column}"
    return said(language, message, length=length.lstrip("-"), column=column)


@criterion("no_later_than")
@frozen(eq=False, repr=False)
class NoLaterThan:
    """The recorded time is at most the one in `column`.

    plus: a duration after (or with `-` before) the other time: `10 min`, `2 days`; a day is 24 hours

    What is not recorded yet, and due only after `--as-of`, is *not yet due*: it counts neither for nor against. Where
    the other time is missing, the item cannot be judged, which fails.

        delivered_at: {no_later_than: {column: promised_at, plus: 10 min}}
    """

    column: Column = short()
    plus: Duration | None = None
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
    )  # fmt: skip

    def sentence(self, language: str) -> str:
        return said(language, "no later than {time}", time=_words(language, self.column, self.plus))

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value <= _time(self.column, self.plus)

    def due(self) -> nw.Expr:
        return _time(self.column, self.plus)


@criterion("not_before")
@frozen(eq=False, repr=False)
class NotBefore:
    """The recorded time is at least the one in `column`.

    plus: a duration after (or with `-` before) the other time: `10 min`, `2 days`; a day is 24 hours

    Where the other time is missing, the item cannot be judged, which fails.

        checked_at: {not_before: {column: made_at, plus: 30 s}}
    """

    column: Column = short()
    plus: Duration | None = None
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
        return value >= _time(self.column, self.plus)


@criterion("later_than")
@frozen(eq=False, repr=False)
class LaterThan:
    """The recorded time is after the one in `column`; the same time is not after it.

    plus: a duration after (or with `-` before) the other time: `10 min`, `2 days`; a day is 24 hours

    Where the other time is missing, the item cannot be judged, which fails.

        when: {delivered_at: {later_than: {column: promised_at}}}
    """

    column: Column = short()
    plus: Duration | None = None
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
        return value > _time(self.column, self.plus)


@criterion("earlier_than")
@frozen(eq=False, repr=False)
class EarlierThan:
    """The recorded time is before the one in `column`; the same time is not before it.

    plus: a duration after (or with `-` before) the other time: `10 min`, `2 days`; a day is 24 hours

    What is not recorded yet, while its time has not come by `--as-of`, is *not yet due*. Where the other time is
    missing, the item cannot be judged, which fails.

        packed_at: {earlier_than: {column: collected_at}}
    """

    column: Column = short()
    plus: Duration | None = None
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
        return value < _time(self.column, self.plus)

    def due(self) -> nw.Expr:
        return _time(self.column, self.plus)

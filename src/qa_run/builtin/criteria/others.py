"""Compared with another column: a second person, a promised time, a related number."""

from decimal import Decimal

import narwhals as nw
from attrs import frozen

from qa_run import Column, Duration, Example, Number, Text, Time, criterion, folded, short
from qa_run.builtin.criteria.values import Ignored


@criterion("differs_from")
@frozen
class DiffersFrom:
    """Another person, another value than in `column`. Case and outer spaces make no difference between people."""

    column: Column
    ignoring: tuple[Ignored, ...] = ("case", "spaces")
    reads = Text
    finding = "same"
    examples = (
        Example(
            "made_by",
            passes=("Rossi", "Verdi"),
            fails={"same": ("rossi ", "Bianchi")},
            columns={"made_by": ("Bianchi", "Rossi", "Rossi", "BIANCHI")},
        ),
    )

    def sentence(self, language: str) -> str:
        return f"different from {self.column}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return folded(value, self.ignoring) != folded(self.column.value, self.ignoring)


def _time(column: Column, plus: Duration | None) -> nw.Expr:
    return column.value + nw.lit(plus.length) if plus is not None else column.value


def _words(column: Column, plus: Duration | None) -> str:
    return f"{plus} after {column}" if plus is not None else str(column)


@criterion("no_later_than")
@frozen
class NoLaterThan:
    """The recorded time is at most the one in `column`, `plus` a duration."""

    column: Column = short()
    plus: Duration | None = None
    reads = Time
    finding = "late"

    def sentence(self, language: str) -> str:
        return f"no later than {_words(self.column, self.plus)}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value <= _time(self.column, self.plus)

    def due(self) -> nw.Expr:
        return _time(self.column, self.plus)


@criterion("not_before")
@frozen
class NotBefore:
    """The recorded time is at least the one in `column`, `plus` a duration."""

    column: Column = short()
    plus: Duration | None = None
    reads = Time
    finding = "early"

    def sentence(self, language: str) -> str:
        return f"not before {_words(self.column, self.plus)}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value >= _time(self.column, self.plus)


@criterion("later_than")
@frozen
class LaterThan:
    """The recorded time is after the one in `column`, `plus` a duration; the same time is not after it."""

    column: Column = short()
    plus: Duration | None = None
    reads = Time
    finding = "early"

    def sentence(self, language: str) -> str:
        return f"later than {_words(self.column, self.plus)}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value > _time(self.column, self.plus)


@criterion("earlier_than")
@frozen
class EarlierThan:
    """The recorded time is before the one in `column`, `plus` a duration; the same time is not before it."""

    column: Column = short()
    plus: Duration | None = None
    reads = Time
    finding = "late"

    def sentence(self, language: str) -> str:
        return f"earlier than {_words(self.column, self.plus)}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value < _time(self.column, self.plus)


_SLACK = 1e-12


def _number(column: Column, times: Decimal | None, plus: Decimal | None, slack: float) -> nw.Expr:
    """The limit; where it is computed, wider by the last digit that doubles cannot be trusted with (3 times 0.1)."""
    value = column.value
    if times is None and plus is None:
        return value
    if times is not None:
        value = value * float(times)
    if plus is not None:
        value = value + float(plus)
    return value + value.abs() * slack


def _formula(column: Column, times: Decimal | None, plus: Decimal | None) -> str:
    factor = f"{times} times " if times is not None else ""
    return f"{factor}{column}" + (f" plus {plus}" if plus is not None else "")


@criterion("no_more_than")
@frozen
class NoMoreThan:
    """The recorded number is at most the one in `column`, `times` a factor, `plus` a number."""

    column: Column = short()
    times: Decimal | None = None
    plus: Decimal | None = None
    reads = Number
    finding = "above"

    def sentence(self, language: str) -> str:
        return f"no more than {_formula(self.column, self.times, self.plus)}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value <= _number(self.column, self.times, self.plus, _SLACK)


@criterion("no_less_than")
@frozen
class NoLessThan:
    """The recorded number is at least the one in `column`, `times` a factor, `plus` a number."""

    column: Column = short()
    times: Decimal | None = None
    plus: Decimal | None = None
    reads = Number
    finding = "below"

    def sentence(self, language: str) -> str:
        return f"no less than {_formula(self.column, self.times, self.plus)}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value >= _number(self.column, self.times, self.plus, -_SLACK)

"""Compared with another column of the same item: a second person, a related number."""

from decimal import Decimal

import narwhals as nw
from attrs import frozen

from qa_run import Column, Example, Number, Text, criterion, folded, said, short
from qa_run.builtin.criteria.values import Ignored


@criterion("differs_from")
@frozen(eq=False, repr=False)
class DiffersFrom:
    """Another person, another value than in `column`.

    ignoring: what makes no difference between two people: `case` and outer `spaces` unless it is given; `accents` too

    Where the other value is missing, nobody knows whether they differ: the item cannot be judged, which fails.

        checked_by: {differs_from: made_by}
    """

    column: Column
    ignoring: tuple[Ignored, ...] = ("case", "spaces")
    reads = Text
    finding = "same"
    examples = (
        Example(
            "made_by",
            passes=("Rossi", "Verdi"),
            fails={
                "same": ("rossi ", "Bianchi", "Rossi\u00a0"),
                "cannot be judged": ("Rossi", "Rossi"),
                "missing": (None,),
            },
            columns={"made_by": ("Bianchi", "Rossi", "Rossi", "BIANCHI", "Rossi", None, " ", "Rossi")},
        ),
        Example(
            {"column": "made_by", "ignoring": ["accents"]},
            passes=("rossi",),
            fails={"same": ("Nicolò",)},
            columns={"made_by": ("Rossi", "Nicolo")},
        ),
    )

    def sentence(self, language: str) -> str:
        return said(language, "different from {column}", column=self.column)

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return folded(value, self.ignoring) != folded(self.column.value, self.ignoring)


#: A product or sum in doubles is off by less than this share of it; a verdict must not hang on the last digits.
_ROUNDING = 1e-12


def _bound(column: Column, times: Decimal | None, plus: Decimal | None, side: int) -> nw.Expr:
    """The number to compare with, moved by the rounding of its computation to the benefit of the item."""
    value = column.value
    if times is None and plus is None:
        return value
    if times is not None:
        value = value * float(times)
    if plus is not None:
        value = value + float(plus)
    return value + value.abs() * (side * _ROUNDING)


def _formula(language: str, column: Column, times: Decimal | None, plus: Decimal | None) -> str:
    other = str(column)
    if times is not None:
        other = said(language, "{factor} times {column}", factor=times, column=column)
    if plus is None:
        return other
    message = "{number} minus {other}" if plus < 0 else "{number} plus {other}"
    return said(language, message, number=other, other=abs(plus))


@criterion("no_more_than")
@frozen(eq=False, repr=False)
class NoMoreThan:
    """The recorded number is at most the one in `column`.

    times: a factor for the other number
    plus:  what is added to it; a negative number is taken away

    Where the other number is missing or unreadable, the item cannot be judged, which fails.

        net_g: {no_more_than: {column: gross_g, plus: -20}}
    """

    column: Column = short()
    times: Decimal | None = None
    plus: Decimal | None = None
    reads = Number
    finding = "above"
    examples = (
        Example(
            "gross_g",
            passes=("80", "81.5"),
            fails={"above": ("82",), "cannot be judged": ("1", "1"), "missing": ("",)},
            columns={"gross_g": ("80", "81.6", "81.99", None, "heavy", "80")},
        ),
        Example(
            {"column": "promised", "times": 0.1, "plus": -1},
            passes=("2", "-0.7"),
            fails={"above": ("2.1",)},
            columns={"promised": ("30", "3", "30")},
        ),
    )

    def sentence(self, language: str) -> str:
        return said(language, "no more than {other}", other=_formula(language, self.column, self.times, self.plus))

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value <= _bound(self.column, self.times, self.plus, 1)


@criterion("no_less_than")
@frozen(eq=False, repr=False)
class NoLessThan:
    """The recorded number is at least the one in `column`.

    times: a factor for the other number
    plus:  what is added to it; a negative number is taken away

    Where the other number is missing or unreadable, the item cannot be judged, which fails.

        delivered: {no_less_than: {column: ordered, times: 0.95}}
    """

    column: Column = short()
    times: Decimal | None = None
    plus: Decimal | None = None
    reads = Number
    finding = "below"
    examples = (
        Example(
            {"column": "ordered", "times": 0.1},
            passes=("0.3", "7"),
            fails={"below": ("0.29",), "cannot be judged": ("5",), "unreadable": ("many",)},
            columns={"ordered": ("3", "70", "3", None, "1")},
        ),
        Example("ordered", passes=("4",), fails={"below": ("3",)}, columns={"ordered": ("4", "4")}),
    )

    def sentence(self, language: str) -> str:
        return said(language, "no less than {other}", other=_formula(language, self.column, self.times, self.plus))

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value >= _bound(self.column, self.times, self.plus, -1)

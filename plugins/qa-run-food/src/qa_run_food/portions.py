"""Portions: so many pieces of so much each."""

from decimal import Decimal

import narwhals as nw
from attrs import frozen
from qa_run import Column, Example, Number, Quantity, Tolerance, criterion

from qa_run_food.saying import said

SPARE_DIGITS = 3
MOST_DIGITS = 12


@criterion("portion")
@frozen
class Portion:
    """The recorded weight is that of the pieces counted in another column, so many times the weight of one.

    of:        the column with the number of pieces
    each:      what one piece weighs, in the unit of the characteristic or with its own
    tolerance: how far the whole portion may be from it: `5 %`, `2 g` or `[-1 g, 3 g]`; 5 % where nothing is said

        ham_g: {unit: g, portion: {of: slices, each: 15 g, tolerance: 5 %}}

    Limits on the weight alone let five thin slices pass for four; this asks whether the slices were cut right.
    Findings: `too light`, `too heavy`. A portion without a count cannot be judged, and does not conform.
    """

    of: Column
    each: Quantity
    tolerance: Tolerance = Tolerance.parse("5 %")
    reads = Number
    exclusive = True
    examples = (
        Example(
            {"of": "slices", "each": "15 g", "tolerance": "5 %"},
            unit="g",
            passes=("60", "57", "63", "15"),
            fails={"too light": ("56.9", "60"), "too heavy": ("63.1", "60")},
            columns={"slices": ("4", "4", "4", "1", "4", "5", "4", "3")},
        ),
        Example(
            {"of": "slices", "each": 0.1, "tolerance": 0},
            unit="g",
            passes=("0.3", "0.7"),
            fails={"too heavy": ("0.30001",)},
            columns={"slices": ("3", "7", "3")},
        ),
    )

    def __attrs_post_init__(self) -> None:
        if self.each.value <= 0:
            raise ValueError(f"each piece weighs something: {self.each} does not")

    def sentence(self, language: str) -> str:
        around = self.tolerance.sentence(language, self.each.unit)
        return said(language, "{pieces} times {each} {around}", pieces=self.of, each=self.each, around=around)

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        return {
            "too light": value < self._limit(self.tolerance.minus),
            "too heavy": value > self._limit(self.tolerance.plus),
        }

    def _limit(self, part: Decimal) -> nw.Expr:
        """The limit for each item's number of pieces, free of what binary products add: 3 times 0.1 is 0.3."""
        relative = self.tolerance.unit == "%"
        each = self.each.value * (1 + part / 100) if relative else self.each.value
        plus = Decimal(0) if relative else part
        digits = max(_digits(each), _digits(plus)) + SPARE_DIGITS
        limit = self.of.value * float(each) + float(plus)
        return limit.round(digits) if digits <= MOST_DIGITS else limit


def _digits(value: Decimal) -> int:
    """How many digits stand after the point."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0

"""Specification limits."""

from collections.abc import Mapping

import narwhals as nw
from attrs import frozen

from qa_run import Example, Limits, Number, criterion, inline


@criterion("limits", flat=True)
@frozen(eq=False, repr=False)
class WithinLimits:
    """The recorded number lies within its specification limits.

    lower, upper:       the least and the greatest number that conform
    above, below:       numbers between which it lies, without them
    nominal, tolerance: what is aimed at, and how far off it may be: `4`, `5 %`, or `[-3, 5]` for less and more
    marginal:           a band inside the limits; what lies in it conforms, and the report says so

    Limits are computed in decimals, as they are written: 80.1 with a tolerance of 0.3 ends at 80.4 exactly.

        bread_g: {unit: g, nominal: 80, tolerance: 4}
        core_temp: {unit: degC, lower: 75, marginal: 2}
    """

    within: Limits = inline()
    reads = Number
    exclusive = True
    examples = (
        Example(
            {"lower": 75},
            passes=("75", "75.0", " 100 ", "7.5e1", 9007199254740993),
            fails={"below": ("74.9", "-3", "0"), "missing": ("",), "unreadable": ("hot", "75,5")},
        ),
        Example({"above": 0, "below": 1}, passes=("0.5",), fails={"below": ("0", "-0.0"), "above": ("1", "7")}),
        Example({"lower": 3, "below": 5}, passes=("3", "4.99"), fails={"below": ("2",), "above": ("5",)}),
        Example({"nominal": 80.1, "tolerance": 0.3}, passes=("80.4", "79.8"), fails={"above": ("80.41",)}),
        Example({"nominal": 80, "tolerance": [-3, 5]}, passes=("77", "85"), fails={"below": ("76.9",)}),
        Example({"nominal": -40, "tolerance": "5 %"}, passes=("-42", "-38"), fails={"below": ("-42.1",)}),
        Example({"upper": "75 degF"}, passes=("23.8",), fails={"above": ("24",)}, unit="degC"),
        Example({"lower": 75, "marginal": 2}, passes=("75", "80"), fails={"below": ("74",)}),
    )

    @property
    def limits(self) -> Mapping[str, int | float]:
        return self.within.shown

    def sentence(self, language: str) -> str:
        return self.within.sentence(language)

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        ends = {"below": self.within.too_low(value), "above": self.within.too_high(value)}
        return {name: where for name, where in ends.items() if where is not None}

    @property
    def marginal(self) -> object:
        return self.within.near if self.within.marginal is not None else None

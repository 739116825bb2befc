"""Specification limits."""

from collections.abc import Mapping

import narwhals as nw
from attrs import frozen

from qa_run import Example, Limits, Number, criterion, inline


@criterion("limits", flat=True)
@frozen
class WithinLimits:
    """The recorded number lies within its specification limits.

    `lower` and `upper` include the end, `above` and `below` exclude it; `nominal` with `tolerance` (`4`, `5 %`,
    `[-3, 5]`) gives both. `marginal` is a band inside the limits that conforms, but is told.

        bread_g: {unit: g, nominal: 80, tolerance: 4}
        core_temp: {unit: degC, lower: 75, marginal: 1}
    """

    within: Limits = inline()
    reads = Number
    exclusive = True
    examples = (
        Example({"lower": 75}, passes=("75", "75.0", "100"), fails={"below": ("74.9", "-3")}),
        Example({"above": 0, "below": 1}, passes=("0.5",), fails={"below": ("0",), "above": ("1", "7")}),
        Example({"nominal": "80.1", "tolerance": "0.3"}, passes=("80.4", "79.8"), fails={"above": ("80.41",)}),
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

"""The criterion `gage_type_1`: one part, measured many times, before a gage is studied with operators at all."""

from collections.abc import Mapping
from typing import Any as AnyValue

import narwhals as nw
from attrs import frozen

from qa_run import (
    Column,
    Difference,
    Example,
    Judged,
    Limits,
    Number,
    NumberLimits,
    Quantity,
    Share,
    Subgroups,
    criterion,
    said,
)
from qa_run.builtin.measuring.held import Held, judged, undecided
from qa_run.builtin.measuring.reference import collected, one_reference

_STEADY = (20.30, 20.302, 20.298, 20.301, 20.299, 20.30, 20.303, 20.297, 20.30, 20.301)
_USUAL = Share.parse("20 %")
_OFF = tuple(round(each + 0.05, 3) for each in _STEADY)


@criterion("gage_type_1")
@frozen(eq=False, repr=False)
class GageType1:
    """One part, measured again and again, comes out within a small share of the tolerance (Cg, Cgk).

    reference:       the value of the part that is taken for true, or the column that holds it
    cg:              limits of Cg, which compares a share of the tolerance with the spread; usually {lower: 1.33}
    cgk:             limits of Cgk, which also counts the bias
    limits:          the specification limits, both of them
    tolerance_width: or only their distance
    share:           which share of the tolerance is compared: 20 % as Bosch and Minitab; 15 % is in use, too
    multiplier:      with how many standard deviations: 6, or 4 as VDA 5

    Write `inspect: {at_least: 25}` beside it: 25 measurements are usual, 50 better.

        length: {gage_type_1: {reference: 20.3, tolerance_width: 0.3, cg: {lower: 1.33}, cgk: {lower: 1.33}}}
    """

    reference: Quantity | Column
    cg: NumberLimits | None = None
    cgk: NumberLimits | None = None
    limits_: Limits | None = None
    tolerance_width: Difference | None = None
    share: Share = _USUAL
    multiplier: float = 6.0
    reads = Number
    over = Subgroups(ordered=False)
    examples = (
        Example(
            {"reference": 20.3, "tolerance_width": 0.3, "cg": {"lower": 1.33}, "cgk": {"lower": 1.33}},
            samples=((_STEADY, True), (_OFF, False), ((20.3,), None), ((20.3, 20.3), None), ((), None)),
        ),
        Example(
            {"reference": "true", "limits": {"nominal": 20.3, "tolerance": 0.15}, "cgk": {"lower": 1}, "share": "15 %"},
            columns={"true": (20.3,) * 10},
            samples=((_STEADY, True), (_OFF, False)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        if self.cg is None and self.cgk is None:
            raise ValueError("gage_type_1 requires cg or cgk, as in cgk: {lower: 1.33}")
        if (self.limits_ is None) == (self.tolerance_width is None):
            raise ValueError("gage_type_1 needs limits: {lower: …, upper: …} or tolerance_width, one of the two")
        if self.limits_ is not None and (self.limits_.low is None or self.limits_.high is None):
            raise ValueError("limits: Cg needs both of them, since it divides the tolerance by the spread")
        if self.tolerance_width is not None and self.tolerance_width.value <= 0:
            raise ValueError("tolerance_width is a distance above 0")
        if not self.share.value > 0:
            raise ValueError("share is more than 0 %, usually 20 %")
        if self.multiplier <= 0:
            raise ValueError("multiplier is a number above 0, usually 6")

    @property
    def width(self) -> float:
        if self.tolerance_width is not None:
            return float(self.tolerance_width.value)
        assert self.limits_ is not None
        low, high = self.limits_.low, self.limits_.high
        return float(high - low) if low is not None and high is not None else 0.0

    def sentence(self, language: str) -> str:
        named = {"Cg": self.cg, "Cgk": self.cgk}
        parts = [f"{name} {within.sentence(language)}" for name, within in named.items() if within is not None]
        return said(
            language, "type 1 study against {reference}: {parts}", reference=self.reference, parts=", ".join(parts)
        )

    def collects(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        return collected(value, self.reference)

    def judge(self, arrays: Mapping[str, AnyValue]) -> Judged:
        from qa_run.statistics.measuring import type_1

        try:
            reference = one_reference(arrays, self.reference)
            share = 100 * float(self.share.value)
            found = type_1(arrays["value"], reference, self.width, share=share, multiplier=self.multiplier)
        except ValueError as error:
            return undecided(error)
        held = [Held("Cg", self.cg, found.cg)] if self.cg is not None else []
        held += [Held("Cgk", self.cgk, found.cgk)] if self.cgk is not None else []
        numbers = {
            "cg": found.cg, "cgk": found.cgk, "mean": found.bias.mean, "reference": reference, "sd": found.bias.sd,
            "bias": found.bias.bias, "bias_p": found.bias.p,
        }  # fmt: skip
        about = f"bias {found.bias.bias:.4g}, standard deviation {found.bias.sd:.4g}, {found.bias.n} measurements"
        return judged(held, numbers, found.convention, about)

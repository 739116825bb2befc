"""The criterion `gage_rr`: how much of the variation is the gage's own, and that of those who use it."""

from collections.abc import Mapping
from typing import Any as AnyValue, Literal

import narwhals as nw
from attrs import frozen

from qa_run import (
    Column,
    Difference,
    Example,
    Judged,
    LabelsOf,
    Limits,
    Number,
    NumberLimits,
    Share,
    ShareLimits,
    Subgroups,
    Text,
    column,
    criterion,
    labels,
    said,
)
from qa_run.builtin.criteria.confidence import check_confidence, two_sided, with_confidence
from qa_run.builtin.measuring.components import components, shares
from qa_run.builtin.measuring.held import Held, judged, lacking, undecided

_PARTS = ("1", "1", "1", "1", "2", "2", "2", "2", "3", "3", "3", "3")
_WHO = ("Ann", "Ann", "Ben", "Ben") * 3
_GOOD = (10, 10.1, 10.05, 10, 12, 12.1, 12.05, 12.15, 14, 14.1, 14, 13.95)
_POOR = (10, 12, 13, 11, 12, 9, 14, 12, 11, 14, 12, 15)


@criterion("gage_rr")
@frozen(eq=False, repr=False)
class GageRR:
    """The gage tells parts apart: its repeatability and reproducibility are small enough.

    part:            the column that names the part; each row is one measurement
    operator:        the column that names who measured; left out where nobody has a hand in it, and then there is
                     only repeatability
    study_variation: limits of the gage's share in the variation of the study, a share of standard deviations
    of_tolerance:    limits of its study variation as a share of the tolerance
    contribution:    limits of its share in the variance
    categories:      limits of the number of distinct categories (ndc), usually 5 or more
    limits:          the specification limits, for of_tolerance; with only one of them, half of the study variation is
                     held against the distance from the mean to it
    tolerance_width: or only the distance of the limits
    method:          anova; average_range, as done by hand; reml, for studies with missing or unequal cells
    nested:          each part is measured by one operator only, as in destructive tests
    drop_interaction_above: the p above which the interaction is left out: 0.25 as AIAG, 0.05 as Minitab; 1 keeps it
    multiplier:      of how many standard deviations the study variation is made
    confidence:      judge a bound of each number instead of its estimate: the upper one where it has an upper limit,
                     else the lower one (method: anova)

    Below 10 % a gage is good, above 30 % it is not (AIAG). A study with one operator, a single repeat, missing cells or
    no variation shows nothing: it is "not inspected" and says what is lacking.

        thickness: {gage_rr: {part: tablet, operator: who, study_variation: {upper: 30 %}, categories: {lower: 5}}}
    """

    part: Column = column(reads=Text)
    operator: Column | None = column(reads=Text, default=None)
    study_variation: ShareLimits | None = None
    of_tolerance: ShareLimits | None = None
    contribution: ShareLimits | None = None
    categories: NumberLimits | None = None
    limits_: Limits | None = None
    tolerance_width: Difference | None = None
    method: Literal["anova", "average_range", "reml"] = "anova"
    nested: bool = False
    drop_interaction_above: float = 0.25
    multiplier: float = 6.0
    confidence: Share | None = None
    reads = Number
    over = Subgroups(ordered=False)
    examples = (
        Example(
            {"part": "part", "operator": "who", "study_variation": {"upper": "30 %"}, "categories": {"lower": 5}},
            columns={"part": _PARTS, "who": _WHO},
            samples=((_GOOD, True), (_POOR, False), (_GOOD[:11], None), (_GOOD[:4], None), ((5,) * 12, None)),
        ),
        Example(
            {
                "part": "part", "operator": "who", "of_tolerance": {"upper": "20 %"}, "tolerance_width": 4,
                "method": "average_range",
            },
            columns={"part": _PARTS, "who": _WHO},
            samples=((_GOOD, True), (_POOR, False), (_GOOD[:1], None)),
        ),
    )  # fmt: skip

    def __attrs_post_init__(self) -> None:
        if not self._required:
            raise ValueError(f"gage_rr requires one of {', '.join(_SAID)}, as in study_variation: {{upper: 30 %}}")
        if self.limits_ is not None and self.tolerance_width is not None:
            raise ValueError("tolerance_width: the limits tell the width; keep one of the two")
        scaled = self.limits_ is not None or self.tolerance_width is not None
        if self.of_tolerance is not None and not scaled:
            raise ValueError("of_tolerance needs limits: {lower: …, upper: …}, or tolerance_width")
        if self.tolerance_width is not None and self.tolerance_width.value <= 0:
            raise ValueError("tolerance_width is a distance above 0")
        if self.nested and (self.method == "average_range" or self.operator is None):
            raise ValueError("nested goes with an operator, and with method: anova or reml")
        if self.method == "reml" and self.operator is None:
            raise ValueError("method: reml needs an operator")
        if not 0 <= self.drop_interaction_above <= 1:
            raise ValueError("drop_interaction_above is a p, from 0 to 1")
        if self.multiplier <= 0:
            raise ValueError("multiplier is a number above 0, usually 6")
        check_confidence(self.confidence)
        if self.confidence is None:
            return
        if self.method != "anova":
            raise ValueError("confidence: only method: anova has bounds to be judged by")
        both = [name for name, within in self._required.items() if None not in (within.low, within.high)]
        if both:
            raise ValueError(f"{both[0]}: with a confidence, one bound is held against one limit: leave the other out")

    @property
    def _required(self) -> dict[str, Limits]:
        every = {name: getattr(self, name) for name in _SAID}
        return {name: within for name, within in every.items() if within is not None}

    def sentence(self, language: str) -> str:
        parts = [f"{said(language, _SAID[name])} {each.sentence(language)}" for name, each in self._required.items()]
        return said(
            language, "gage R&R: {parts}", parts=", ".join([*parts, *with_confidence(language, self.confidence)])
        )

    def collects(self, value: nw.Expr) -> Mapping[str, nw.Expr | LabelsOf]:
        who = {"operator": labels(self.operator.value)} if self.operator is not None else {}
        return {"value": value, "part": labels(self.part.value), **who}

    def judge(self, arrays: Mapping[str, AnyValue]) -> Judged:
        columns = {"part": self.part.name} | ({"operator": self.operator.name} if self.operator else {})
        if lacks := lacking(arrays, columns):
            return undecided(lacks)
        if self.operator is not None and len(set(arrays["operator"].codes.tolist())) == 1:
            who = arrays["operator"].texts[0]
            return undecided(f"{who} measured alone: reproducibility needs two operators or more")
        try:
            study = self._study(arrays)
        except ValueError as error:
            return undecided(error)
        if study.repeatability.variance == 0:
            return undecided(
                "no measurement differs from its repeats: the gage's resolution hides its error, or they were copied"
            )
        found = shares(study)
        sure = self.confidence is not None
        held = [
            Held(_SAID[name], within, found[name].value, found[name].bound(within) if sure else None)
            for name, within in self._required.items()
        ]
        numbers: dict[str, float | None] = {name: each.value for name, each in found.items()}
        for name, each in found.items():
            numbers |= each.ends(name, sure)
        who = "" if self.operator is None else f", {study.operators} operators"
        return judged(
            held,
            {**numbers, **components(study, sure), "parts": study.parts, "operators": study.operators},
            f"{study.method}; {study.convention}" + self._intervals(),
            about=f"{study.parts} parts{who}, {study.measurements} measurements",
        )

    def _study(self, arrays: Mapping[str, AnyValue]) -> AnyValue:
        import numpy as np

        from qa_run.statistics.measuring import (
            gage_rr_average_range,
            gage_rr_crossed,
            gage_rr_nested,
            gage_rr_unbalanced,
        )

        part, value = arrays["part"].texts, arrays["value"]
        operator = arrays["operator"].texts if self.operator is not None else np.zeros(len(value), dtype=int)
        ends = self.limits_.shown if self.limits_ is not None else {}
        scale: dict[str, AnyValue] = {
            "multiplier": self.multiplier,
            "tolerance": None if self.tolerance_width is None else float(self.tolerance_width.number),
            "lower": ends.get("lower", ends.get("above")),
            "upper": ends.get("upper", ends.get("below")),
        }
        if self.method == "reml":
            return gage_rr_unbalanced(part, operator, value, nested=self.nested, **scale)
        if self.method == "average_range":
            return gage_rr_average_range(part, operator, value, **scale)
        level = two_sided(self.confidence)
        if self.nested:
            return gage_rr_nested(part, operator, value, confidence=level, **scale)
        return gage_rr_crossed(
            part, operator, value, drop_interaction_above=self.drop_interaction_above, confidence=level, **scale
        )

    def _intervals(self) -> str:
        """By what the bounds are, where there are any."""
        if self.method != "anova":
            return ""
        sure = "two-sided at 95 %" if self.confidence is None else f"one-sided at {self.confidence}"
        return f"; intervals: modified large sample, {sure}"


_SAID = {
    "study_variation": "study variation",
    "of_tolerance": "of the tolerance",
    "contribution": "contribution",
    "categories": "distinct categories",
}

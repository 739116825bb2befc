"""The criterion `bias`: a gage that shows the reference value on average."""

from collections.abc import Mapping
from typing import Any as AnyValue

import narwhals as nw
from attrs import frozen

from qa_run import Column, Difference, Example, Judged, Number, Quantity, Share, Subgroups, criterion, said
from qa_run.builtin.criteria.confidence import with_confidence
from qa_run.builtin.criteria.held import settled
from qa_run.builtin.measuring.held import undecided
from qa_run.builtin.measuring.reference import check_allowed, collected, level_of, one_reference

#: The example of AIAG, Measurement Systems Analysis: fifteen measurements of a part of 6.0.
_AIAG = (5.8, 5.7, 5.9, 5.9, 6.0, 6.1, 6.0, 6.1, 6.4, 6.3, 6.0, 6.1, 6.2, 5.6, 6.0)


@criterion("bias")
@frozen(eq=False, repr=False)
class Bias:
    """Repeated measurements of a part agree on average with its reference value.

    reference:  the value that is taken for true, or the column that holds it
    at_most:    how far the mean may lie from it; without it, the mean must not differ significantly from it
    confidence: with at_most, how sure that must be: then the whole interval lies within (two one-sided tests);
                without it, the level of the interval that must hold the reference, 95 % unless given

    Few measurements never show a significant bias; prefer at_most with confidence, which few measurements never meet.
    All measurements are of one part: for several parts, judge each by `per:`, or write linearity.

        diameter: {bias: {reference: 6.0, at_most: 0.15, confidence: 95 %}}
    """

    reference: Quantity | Column
    at_most: Difference | None = None
    confidence: Share | None = None
    reads = Number
    over = Subgroups(ordered=False)
    examples = (
        Example(
            {"reference": 6},
            samples=((_AIAG, True), ((6.3, 6.4, 6.5), False), ((6.1,), None), ((6.1, 6.1, 6.1), None), ((), None)),
        ),
        Example(
            {"reference": "true", "at_most": 0.15, "confidence": "95 %"},
            columns={"true": (6,) * 15},
            samples=((_AIAG, True), (_AIAG[:5], False), ((6.3, 6.4, 6.5), False)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        check_allowed(self.at_most, self.confidence)

    def sentence(self, language: str) -> str:
        if self.at_most is None:
            message = "bias from {reference} not significant at {level}"
            return said(language, message, reference=self.reference, level=self.confidence or "95 %")
        told = said(language, "bias from {reference} at most {limit}", reference=self.reference, limit=self.at_most)
        return ", ".join([told, *with_confidence(language, self.confidence)])

    def collects(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        return collected(value, self.reference)

    def judge(self, arrays: Mapping[str, AnyValue]) -> Judged:
        from qa_run.statistics.measuring import bias

        level = level_of(self.at_most, self.confidence)
        try:
            found = bias(arrays["value"], one_reference(arrays, self.reference), confidence=level)
        except ValueError as error:
            return undecided(error)
        told = f"bias {found.bias:.4g}, {100 * level:g} % interval {found.lower:.4g} to {found.upper:.4g}"
        if self.at_most is None:
            met, limits = not found.significant, {}
        else:
            most = float(self.at_most.number)
            farthest = found.bias if self.confidence is None else max(found.lower, found.upper, key=abs)
            met, limits = settled(abs(farthest)) <= most, {"lower": -most, "upper": most}
        return Judged(
            met,
            found.bias,
            limits,
            "t interval, independent samples (AIAG)",
            told=f"{told}; mean {found.mean:.6g} of {found.n} measurements",
            numbers={
                "mean": found.mean, "reference": found.reference, "sd": found.sd, "p": found.p, "level": level,
                "bias_lower": found.lower, "bias_upper": found.upper,
            },
        )  # fmt: skip

"""The criterion `linearity`: a bias that is the same, and small, over the range of the gage."""

from collections.abc import Mapping
from typing import Any as AnyValue

import narwhals as nw
from attrs import frozen

from qa_run import Column, Difference, Example, Judged, Number, Share, Subgroups, criterion, said
from qa_run.builtin.criteria.confidence import with_confidence
from qa_run.builtin.criteria.held import settled
from qa_run.builtin.measuring.held import lacking, undecided
from qa_run.builtin.measuring.reference import check_allowed, collected, level_of

_REFERENCES = (2, 2, 2, 4, 4, 4, 6, 6, 6)
_TRUE = (2.1, 1.9, 2.05, 4.1, 3.9, 3.95, 6.1, 5.9, 6.05)
_DRIFTING = (2.6, 2.5, 2.4, 4.1, 3.9, 4.0, 5.5, 5.4, 5.6)


@criterion("linearity")
@frozen(eq=False, repr=False)
class Linearity:
    """The bias of a gage does not hang on the size of what is measured: it is acceptable over the whole range.

    reference:  the column with the reference value of what was measured; two different ones at least
    at_most:    how far the line of bias may lie from 0 at any of them; without it, the line must not differ
                significantly from 0 at any of them
    confidence: with at_most, how sure that must be: then the whole band lies within; without it, the level of the
                band that must hold 0, 95 % unless given

    The line is that of least squares, bias = intercept + slope * reference, with the band for its mean (AIAG).

        diameter: {linearity: {reference: master, at_most: 0.1}}
    """

    reference: Column
    at_most: Difference | None = None
    confidence: Share | None = None
    reads = Number
    over = Subgroups(ordered=False)
    examples = (
        Example(
            {"reference": "true"},
            columns={"true": _REFERENCES},
            samples=((_TRUE, True), (_DRIFTING, False), (_TRUE[:3], None), (_TRUE[:2], None), (_REFERENCES, None)),
        ),
        Example(
            {"reference": "true", "at_most": 0.2, "confidence": "95 %"},
            columns={"true": _REFERENCES},
            samples=((_TRUE, True), (_TRUE[:4], False), (_DRIFTING, False)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        check_allowed(self.at_most, self.confidence)

    def sentence(self, language: str) -> str:
        if self.at_most is None:
            message = "bias not significant at every value of {reference} at {level}"
            return said(language, message, reference=self.reference, level=self.confidence or "95 %")
        message = "bias at most {limit} at every value of {reference}"
        told = said(language, message, limit=self.at_most, reference=self.reference)
        return ", ".join([told, *with_confidence(language, self.confidence)])

    def collects(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        return collected(value, self.reference)

    def judge(self, arrays: Mapping[str, AnyValue]) -> Judged:
        from qa_run.statistics.measuring import linearity

        level = level_of(self.at_most, self.confidence)
        if lacks := lacking(arrays, {"reference": self.reference.name}):
            return undecided(lacks)
        try:
            line = linearity(arrays["reference"], arrays["value"], confidence=level)
        except ValueError as error:
            return undecided(error)
        most = None if self.at_most is None else float(self.at_most.number)
        bad = [point for point in line.band if not self._holds(point, most)]
        sign = "-" if line.slope.value < 0 else "+"
        told = f"bias {line.intercept.value:.4g} {sign} {abs(line.slope.value):.4g} times the reference"
        if bad:
            worst = max(bad, key=lambda point: abs(point.fitted))
            told += f"; at {worst.reference:g} it is {worst.fitted:.4g} ({worst.lower:.4g} to {worst.upper:.4g})"
        return Judged(
            not bad,
            limits={} if most is None else {"lower": -most, "upper": most},
            convention=f"least squares, {100 * level:g} % band of the mean bias (AIAG)",
            told=f"{told}; {line.n} measurements, {len(line.band)} reference values",
            numbers={
                "slope": line.slope.value, "slope_p": line.slope.p,
                "intercept": line.intercept.value, "intercept_p": line.intercept.p,
                "bias": line.bias, "r_squared": line.r_squared, "residual_sd": line.residual_sd, "level": level,
            },
        )  # fmt: skip

    def _holds(self, point: AnyValue, most: float | None) -> bool:
        if most is None:
            return bool(point.holds_zero)
        if self.confidence is None:
            return settled(abs(point.fitted)) <= most
        return settled(max(abs(point.lower), abs(point.upper))) <= most

"""Scores of surveys: who is satisfied (`csat`), and who would recommend (`nps`)."""

from math import ceil, floor

import narwhals as nw
from attrs import evolve, frozen

from qa_run import Example, Judged, Limits, Number, Share, criterion, how_many, how_often, inline, said, scalar
from qa_run.builtin.criteria.confidence import check_confidence, shown_within, surely, two_sided
from qa_run.builtin.criteria.held import Measures, Seen, within_limits


def _off(value: nw.Expr, low: int, high: int) -> nw.Expr:
    """Answers that the scale does not have."""
    return (value < low) | (value > high) | (value != value.floor())


def _refused(off: int, low: int, high: int) -> Judged:
    what = "answer is" if off == 1 else "answers are"
    return Judged(False, told=f"{off} {what} none of the whole numbers from {low} to {high}")


@criterion("csat")
@frozen(eq=False, repr=False)
class Satisfied:
    """The share of answers in the top of the scale lies within its limits: the customer satisfaction score.

    scale:      the best answer; answers are whole numbers from 1 on
    top:        how many of the best answers count as satisfied: of 5, with 2, these are 4 and 5
    confidence: the limits are shown with it: a bound of the share (Wilson) must lie within each

    An answer that the scale does not have fails it. Who did not answer is left out where the characteristic is
    `optional`. The interval is told in any case; `inspect: {at_least: 100}` asks for so many answers. The other keys
    are those of limits, written in per cent.

        score: {csat: {scale: 5, lower: 80 %}, optional: true, inspect: {at_least: 100}}
    """

    within: Limits = inline()
    scale: int = 5
    top: int = 2
    confidence: Share | None = None
    reads = Number
    measured_in = "share"
    examples = (
        Example(
            {"lower": "80 %"},
            samples=(
                ((5, 4, 4, 5, 3), True),
                ((5, 4, 3, 5, 3), False),
                ((5, 4, 5, 5, 6), False),
                ((5, 4, 5, 5, 4.5), False),
                ((5, 5, None), False),
                ((), None),
            ),
        ),
        Example(
            {"scale": 10, "top": 3, "lower": "60 %", "confidence": "95 %"},
            samples=(((8, 9, 10, 8, 9, 10, 8, 10), True), ((8, 9, 7), None), ((7, 6, 9), False)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        check_confidence(self.confidence)
        if self.scale < 2:
            raise ValueError("scale is the best answer, 2 or more")
        if not 1 <= self.top < self.scale:
            raise ValueError(f"top is how many of the {self.scale} answers count as satisfied, not none and not all")

    def sentence(self, language: str) -> str:
        scale = str(self.scale)
        if self.top > 1:
            message, first = "{limits} of answers {first} to {scale} of {scale}", str(self.scale - self.top + 1)
            told = said(language, message, limits=self.within, first=first, scale=scale)
        else:
            told = said(language, "{limits} of answers {scale} of {scale}", limits=self.within, scale=scale)
        return told + surely(language, self.confidence)

    def measures(self, value: nw.Expr) -> Measures:
        top = how_often(value > self.scale - self.top)
        return {"n": how_many(value), "top": top, "off": how_often(_off(value, 1, self.scale))}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        from qa_run.statistics.intervals import proportion_interval

        if seen["off"]:
            return _refused(seen["off"], 1, self.scale)
        n, top = seen["n"], seen["top"]
        found = proportion_interval(top, n, two_sided(self.confidence), method="wilson")
        low, high = float(found.lower), float(found.upper)
        if self.confidence is None:
            judged = within_limits(self.within, top / n, "Wilson, 95 %, two-sided")
            told = f"{_percent(top / n)} ({top} of {n}; 95 % interval {_percent(low)} to {_percent(high)})"
            return evolve(judged, told=told, numbers={"csat": top / n, "low": low, "high": high})

        def bounds(many: int) -> tuple[float, float]:
            of = [top] * 2 if many == n else [floor(top / n * many), ceil(top / n * many)]
            ends = proportion_interval(of, [many] * 2, two_sided(self.confidence), method="wilson")
            return float(ends.lower[0]), float(ends.upper[1])

        return shown_within(self.within, top / n, n, bounds, self.confidence, "Wilson", _percent, "satisfied")


@criterion("nps")
@frozen(eq=False, repr=False)
class NetPromoters:
    """The net promoter score lies within its limits: per cent who answer 9 or 10, less per cent who answer 0 to 6.

    confidence: the limits are shown with it: a bound of the score must lie within each

    It lies between -100 and 100. The interval is told in any case: that of the difference of two shares of one sample
    (score, Tango 1998). An answer that is no whole number from 0 to 10 fails it. Who did not answer is left out where
    the characteristic is `optional`; `inspect: {at_least: 100}` asks for so many answers. The other keys are those of
    limits.

        recommend: {nps: {lower: 30}, optional: true, inspect: {at_least: 100}}
    """

    within: Limits = inline()
    confidence: Share | None = None
    reads = Number
    measured_in = "number"
    examples = (
        Example(
            {"lower": 30},
            samples=(
                ((10, 9, 9, 8, 7, 10, 9, 6, 0, 8), True),
                ((10, 9, 9, 8, 7, 10, 7, 6, 0, 8), False),
                ((10, 9, 11), False),
                ((10, 9, 9.5), False),
                ((10, 9, None), False),
                ((), None),
            ),
        ),
        Example(
            {"lower": 0, "confidence": "95 %"},
            samples=(((10, 9, 9, 10, 9, 7, 8), True), ((10, 9, 3), None), ((1, 2, 9), False)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        check_confidence(self.confidence)
        ends = [end for end in (self.within.low, self.within.high) if end is not None]
        if any(abs(end) > 100 for end in ends):
            raise ValueError("a net promoter score lies between -100 and 100")

    def sentence(self, language: str) -> str:
        told = said(language, "net promoter score {limits}", limits=self.within)
        return told + surely(language, self.confidence)

    def measures(self, value: nw.Expr) -> Measures:
        return {
            "n": how_many(value),
            "promoters": how_often(value >= 9),
            "detractors": how_often(value <= 6),
            "off": how_often(_off(value, 0, 10)),
        }

    @scalar
    def judge(self, seen: Seen) -> Judged:
        if seen["off"]:
            return _refused(seen["off"], 0, 10)
        n, up, down = seen["n"], seen["promoters"], seen["detractors"]
        score = 100 * (up - down) / n

        def bounds(many: int) -> tuple[float, float]:
            from qa_run.statistics.intervals import net_share_interval

            # of more answers, a part of one: to the disadvantage of the sample
            less, more = (up, down), (up, down)
            if many != n:
                less, more = (
                    (floor(up / n * many), ceil(down / n * many)),
                    (ceil(up / n * many), floor(down / n * many)),
                )
            ends = [
                net_share_interval(*each, max(many, sum(each)), two_sided(self.confidence)) for each in (less, more)
            ]
            return 100 * float(ends[0].lower), 100 * float(ends[1].upper)

        if self.confidence is not None:
            what = "net promoter score"
            return shown_within(self.within, score, n, bounds, self.confidence, "Tango's score", what=what)
        low, high = bounds(n)
        judged = within_limits(self.within, score, "Tango's score interval, 95 %, two-sided")
        who = f"{up} promoters, {n - up - down} passive, {down} detractors"
        told = f"{score:.4g} ({who}; 95 % interval {low:.4g} to {high:.4g})"
        return evolve(judged, told=told, numbers={"nps": score, "low": low, "high": high})


def _percent(share: float) -> str:
    return f"{share * 100:.4g} %"

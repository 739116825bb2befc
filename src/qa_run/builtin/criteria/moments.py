"""The mean and the standard deviation of a stratum, held against limits, or shown with a confidence."""

import narwhals as nw
from attrs import frozen

from qa_run import Example, Judged, Limits, Number, Share, criterion, how_many, inline, said, scalar, stdev, total
from qa_run.builtin.criteria.confidence import ALL_EQUAL, check_confidence, shown_within, surely
from qa_run.builtin.criteria.held import Measures, Seen, within_limits


@criterion("mean")
@frozen(eq=False, repr=False)
class Mean:
    """The arithmetic mean lies within its limits.

    confidence: the limits are shown with it: a bound of the mean, by Student's t, must lie within each

    The other keys are those of limits: `lower`, `upper`, `above`, `below`, or `nominal` with `tolerance`, `marginal`. A
    value that is missing or cannot be read fails the mean, unless the characteristic is `optional`.

        bread_g: {mean: {lower: 79, upper: 81}}
    """

    within: Limits = inline()
    confidence: Share | None = None
    reads = Number
    examples = (
        Example(
            {"lower": 79, "upper": 81},
            samples=(
                (("79", "81", "80.4"), True),
                (("79",), True),
                (("78.9", "79"), False),
                (("80", None), False),
                (("80", "x"), False),
                ((None,), None),
            ),
        ),
        Example({"nominal": 0.2, "tolerance": 0}, samples=((("0.1", "0.2", "0.3"), True), (("0.1",), False))),
        # 80 80 81 83: at least 79.34 with 95 % confidence (R: t.test(x, alternative = "greater"))
        Example(
            {"lower": 79, "confidence": "95 %"},
            samples=(((80, 80, 81, 83), True), ((79, 80, 82), None), ((78, 79), False), ((80, 80), None), ((), None)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        check_confidence(self.confidence)

    def sentence(self, language: str) -> str:
        return said(language, "mean {limits}", limits=self.within) + surely(language, self.confidence)

    def measures(self, value: nw.Expr) -> Measures:
        plain = {"n": how_many(value), "total": total(value)}
        return plain if self.confidence is None else {**plain, "stdev": stdev(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        n, mean = seen["n"], float(seen["total"]) / seen["n"]
        if self.confidence is None:
            return within_limits(self.within, mean)
        if n < 2:
            return Judged(True, mean, self.within.shown, need_more=1)
        if not seen["stdev"]:
            return Judged(True, mean, self.within.shown, undecided=ALL_EQUAL)
        two = float(2 * self.confidence.value - 1)

        def bounds(many: int) -> tuple[float, float]:
            from qa_run.statistics.intervals import mean_interval

            found = mean_interval(many, mean, seen["stdev"], two)
            return float(found.lower), float(found.upper)

        return shown_within(self.within, mean, n, bounds, self.confidence, "Student's t", what="mean")


@criterion("stdev")
@frozen(eq=False, repr=False)
class Stdev:
    """The sample standard deviation (n - 1 in the denominator) lies within its limits.

    confidence: the limits are shown with it, by the chi-square distribution: for values normally distributed

    The other keys are those of limits. One value has no standard deviation: then the verdict is *not inspected*.

        bread_g: {stdev: {upper: 2}}
    """

    within: Limits = inline()
    confidence: Share | None = None
    reads = Number
    measured_in = "difference"
    examples = (
        # 2 4 4 4 5 5 7 9: 2.138 with n - 1, 2 with n
        Example(
            {"nominal": 2.138, "tolerance": 0.001},
            samples=(((2, 4, 4, 4, 5, 5, 7, 9), True), ((2, 2), False), (("5",), None), ((), None)),
        ),
        Example({"upper": 0}, samples=((("0.1", "0.1", "0.1"), True), (("0.1", "0.2"), False))),
        # at most 3.842: 2.138 times the root of 7 / 2.167, the 5 % quantile of chi-square with 7
        Example(
            {"upper": 3.85, "confidence": "95 %"},
            samples=(((2, 4, 4, 4, 5, 5, 7, 9), True), ((2, 4, 5, 7, 9), None), ((2, 9, 16), False), (("5",), None)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        check_confidence(self.confidence)

    def sentence(self, language: str) -> str:
        deviation = said(language, "standard deviation {limits}", limits=self.within)
        return deviation + surely(language, self.confidence)

    def measures(self, value: nw.Expr) -> Measures:
        return {"n": how_many(value), "stdev": stdev(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        if seen["n"] < 2:
            return Judged(True, None, self.within.shown, need_more=2 - seen["n"])
        if self.confidence is None:
            return within_limits(self.within, seen["stdev"], "n - 1")
        if not seen["stdev"]:
            return Judged(True, 0.0, self.within.shown, undecided=ALL_EQUAL)
        two = float(2 * self.confidence.value - 1)

        def bounds(many: int) -> tuple[float, float]:
            from qa_run.statistics.intervals import sigma_interval

            found = sigma_interval(many, seen["stdev"], two)
            return float(found.lower), float(found.upper)

        return shown_within(
            self.within, seen["stdev"], seen["n"], bounds, self.confidence, "n - 1, chi-square", what="stdev"
        )

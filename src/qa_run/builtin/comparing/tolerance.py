"""The criterion `tolerance_interval`: nearly all items lie within limits, shown from the mean and the spread."""

from collections.abc import Callable

import narwhals as nw
from attrs import frozen

from qa_run import Example, Judged, Limits, Number, Share, criterion, how_many, inline, said, scalar, stdev, total
from qa_run.builtin.criteria.confidence import ALL_EQUAL, check_confidence, surely
from qa_run.builtin.criteria.held import Measures, Seen, settled

_SURE = Share.parse("95 %")
_MOST = 100_000


@criterion("tolerance_interval")
@frozen(eq=False, repr=False)
class ToleranceLimits:
    """The interval that holds a share of all items, with a confidence, lies within the limits.

    coverage:   the share of items that it holds, such as `99 %`
    confidence: how sure that is

    It reaches k standard deviations from the mean, to both sides where there are two limits, and is for values that are
    normally distributed. A sample too small for it is *not inspected*, and says how many more would do. The other keys
    are those of limits: those of the items, not of their mean.

        fill_g: {tolerance_interval: {coverage: 99 %, confidence: 95 %, lower: 495, upper: 515}}
    """

    coverage: Share
    within: Limits = inline()
    confidence: Share = _SURE
    reads = Number
    examples = (
        # k of ten values is 2.856 (Odeh 1978): the interval reaches 2.129 to both sides
        Example(
            {"coverage": "90 %", "confidence": "95 %", "lower": 5, "upper": 15},
            samples=(
                ((9, 9.5, 10, 10.5, 11, 9, 9.5, 10, 10.5, 11), True),
                ((5, 9, 10, 11, 15, 4, 9, 10, 11, 16), False),
                ((9, 11, 10), None),
                ((10,), None),
                ((), None),
            ),
        ),
        Example(
            {"coverage": "90 %", "lower": 5},
            samples=(((9, 9.5, 10, 10.5, 11, 20), None), ((9, 10, 11, 10), True), ((5.5, 5, 6), False)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        if not 0 < self.coverage.value < 1:
            raise ValueError("coverage lies between 0 % and 100 %, such as 99 %")
        check_confidence(self.confidence)

    def sentence(self, language: str) -> str:
        part = said(language, "{coverage} of all {limits}", coverage=self.coverage, limits=self.within)
        return part + surely(language, self.confidence)

    def measures(self, value: nw.Expr) -> Measures:
        return {"n": how_many(value), "total": total(value), "stdev": stdev(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        from qa_run.statistics.intervals import tolerance_factor

        n, limits = int(seen["n"]), self.within.shown
        if n < 2:
            return Judged(True, None, limits, need_more=2 - n)
        mean, sd = float(seen["total"]) / n, float(seen["stdev"])
        if not sd:
            return Judged(self.within.admit(mean), mean, limits, undecided=ALL_EQUAL)
        sides = 2 if self.within.low is not None and self.within.high is not None else 1
        coverage, confidence = float(self.coverage.value), float(self.confidence.value)

        def ends(factor: float) -> tuple[float, float]:
            low = float("-inf") if self.within.low is None else settled(mean - factor * sd)
            return low, float("inf") if self.within.high is None else settled(mean + factor * sd)

        def held(many: int) -> bool:
            return all(map(self.within.admit, ends(tolerance_factor(many, coverage, confidence, sides))))

        low, high = ends(tolerance_factor(n, coverage, confidence, sides))
        met = all(map(self.within.admit, (low, high)))
        more = 0
        if not met and all(map(self.within.admit, ends(_of_all(coverage, sides)))):
            more = _enough(held, n)
        numbers = {"mean": mean, "stdev": sd}
        numbers |= {name: end for name, end in (("from", low), ("to", high)) if abs(end) < float("inf")}
        reach = " ".join(f"{name} {numbers[name]:.6g}" for name in ("from", "to") if name in numbers)
        return Judged(
            met,
            reach,
            told=f"the interval reaches {reach} (mean {mean:.6g}, standard deviation {sd:.6g}, n = {n})",
            limits=limits,
            convention=f"normal distribution, {'two limits' if sides == 2 else 'one limit'}, exact factor",
            need_more=more,
            numbers=numbers,
        )


def _of_all(coverage: float, sides: int) -> float:
    """The factor, were mean and standard deviation known."""
    from scipy.special import ndtri

    return float(ndtri((1 + coverage) / 2 if sides == 2 else coverage))


def _enough(held: Callable[[int], bool], n: int) -> int:
    """How many more would do, were they like those at hand; at the very limit, as many as anybody would draw."""
    low, high = n, 2 * n
    while high < _MOST and not held(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if held(middle) else (middle, high)
    return high - n

"""How many values there are, how many different ones, what share of them conforms, and how new the newest is."""

from math import ceil, floor
from typing import Literal

import narwhals as nw
from attrs import frozen

from qa_run import (
    AS_OF,
    Aggregate,
    Any,
    Duration,
    Example,
    Judged,
    Limits,
    Nested,
    Share,
    Time,
    criterion,
    distinct,
    how_many,
    how_often,
    inline,
    maximum,
    said,
    scalar,
)
from qa_run.builtin.criteria.confidence import check_confidence, shown_within, surely
from qa_run.builtin.criteria.held import Measures, Seen, within_limits


@criterion("count")
@frozen(eq=False, repr=False)
class Count:
    """So many values are recorded; what is missing does not count, and need not be readable as anything.

    The keys are those of limits.

        wait_s: {count: {lower: 100}}
    """

    within: Limits = inline()
    reads = Any
    measured_in = "number"
    judges_nothing = True
    counts_missing = True
    examples = (
        Example(
            {"lower": 2},
            samples=(
                (("a", "b"), True),
                (("1", None, "1"), True),
                (("a", "", None), False),
                ((None,), False),
                ((), None),
            ),
        ),
        Example({"upper": 1}, samples=((("a", None), True), ((None, None), True), (("a", "b"), False))),
    )

    def sentence(self, language: str) -> str:
        return self.within.sentence(language, "recorded|recorded")

    def measures(self, value: nw.Expr) -> Measures:
        return {"count": how_many(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return within_limits(self.within, seen["count"])


@criterion("distinct")
@frozen(eq=False, repr=False)
class Distinct:
    """So many different values are recorded; a missing one is none of them.

    Texts are compared as they are written. The keys are those of limits.

        checked_by: {distinct: {lower: 2}}
    """

    within: Limits = inline()
    reads = Any
    measured_in = "number"
    judges_nothing = True
    counts_missing = True
    examples = (
        Example(
            {"lower": 2},
            samples=((("a", "A", None), True), (("a", "a", None), False), ((None, ""), False), ((), None)),
        ),
        Example({"upper": 1}, samples=((("a", "a"), True), ((None, None), True), (("a", "b"), False))),
    )

    def sentence(self, language: str) -> str:
        return self.within.sentence(language, "different value|different values")

    def measures(self, value: nw.Expr) -> Measures:
        return {"distinct": distinct(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return within_limits(self.within, seen["distinct"])


@criterion("freshness")
@frozen(eq=False, repr=False)
class Freshness:
    """The newest recorded time is no older than `within`, seen from `--as-of`, and does not lie after it.

    A time in the future is not fresh but wrong: a clock or an entry is off, and would hide for long that nothing new
    came. So it fails.

        made_at: {freshness: 2 days}
    """

    within: Duration
    reads = Time
    examples = (
        Example(
            "2 days",
            samples=(
                (("2026-03-31 11:59", "2020-01-01"), True),
                (("2026-03-29 12:00",), True),
                (("2026-03-31 12:00",), True),
                (("2026-03-29 11:59:59",), False),
                (("2026-03-31", "2026-03-31 12:00:01"), False),
                (("2026-03-31", None), False),
                ((None,), None),
            ),
        ),
    )

    def __attrs_post_init__(self) -> None:
        if self.within.length.total_seconds() < 0:
            raise ValueError(f"within is how old the newest may be, which is not negative: {self.within}")

    def sentence(self, language: str) -> str:
        return said(language, "the newest no older than {age}", age=self.within)

    def measures(self, value: nw.Expr) -> Measures:
        return {"newest": maximum(value), "as_of": Aggregate(maximum(value).how, AS_OF)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        newest, as_of = seen["newest"], seen["as_of"]
        told = newest.isoformat(sep=" ")
        if newest > as_of:
            return Judged(False, f"{told}, which is after {as_of.isoformat(sep=' ')}")
        return Judged(as_of - newest <= self.within.length, told)


@criterion("share")
@frozen(eq=False, repr=False)
class ShareOf:
    """The share of items that conform to `of` lies within its limits.

    of:         an item criterion; a value alone means `equals`, a list `one_of`
    confidence: the limits are shown with it: a bound of the share must lie within each
    method:     of the bounds: clopper-pearson, which is never less sure than told, or wilson

    What is missing or cannot be read does not conform, and so counts against the share; what is missing is left out
    where the characteristic is `optional`. The other keys are those of limits, written in per cent.

        wait_s: {share: {of: {upper: 20}, lower: 80 %}}
    """

    of: Nested
    within: Limits = inline()
    confidence: Share | None = None
    method: Literal["clopper-pearson", "wilson"] = "clopper-pearson"
    reads = Any
    measured_in = "share"
    judges_conformity = True
    counts_missing = True
    examples = (
        Example(
            {"of": {"upper": 20}, "lower": "80 %"},
            samples=(
                ((20, 1, 2, 3, 21), True),
                ((20, 1, 2, 3, None), True),
                ((20, 1, 2, None, "x"), False),
                ((21,), False),
                ((None,), False),
                ((), None),
            ),
        ),
        Example({"of": {"present": True}, "upper": "50 %"}, samples=((("a", None), True), (("a", "b", None), False))),
        Example({"of": "no", "below": "50 %"}, samples=((("no", "yes", "yes"), True), (("no", "yes"), False))),
        Example({"of": ["a", "b"], "lower": "100 %"}, samples=((("a", "b"), True), (("a", "c"), False))),
        # of none in 59 the upper bound is 4.95 %; of none in 40 it is 7.2 %
        Example(
            {"of": "no", "upper": "5 %", "confidence": "95 %"},
            samples=((("yes",) * 59, True), (("yes",) * 40, None), (("yes",) * 40 + ("no",) * 9, False), ((), None)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        check_confidence(self.confidence)
        if self.method != "clopper-pearson" and self.confidence is None:
            raise ValueError("method says how a confidence is computed, and none is asked for")

    def sentence(self, language: str) -> str:
        share = said(language, "{limits} of items {of}", limits=self.within, of=self.of)
        return share + surely(language, self.confidence)

    def measures(self, value: nw.Expr) -> Measures:
        return {"all": how_many(value), "conforming": how_often(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        if not seen["all"]:
            return Judged(True, None, self.within.shown, need_more=1)
        n, share = seen["all"], seen["conforming"] / seen["all"]
        if self.confidence is None:
            return within_limits(self.within, share)
        two = float(2 * self.confidence.value - 1)

        def bounds(many: int) -> tuple[float, float]:
            from qa_run.statistics.intervals import proportion_interval

            # of more items, a part of one: to the disadvantage of the sample
            found = [seen["conforming"]] * 2 if many == n else [floor(share * many), ceil(share * many)]
            ends = proportion_interval(found, [many] * 2, two, method=self.method)
            return float(ends.lower[0]), float(ends.upper[1])

        convention = "Clopper-Pearson" if self.method == "clopper-pearson" else "Wilson"
        return shown_within(self.within, share, n, bounds, self.confidence, convention, _in_per_cent, "share")


def _in_per_cent(share: float) -> str:
    return f"{share * 100:.4g} %"

"""One number of all items of a stratum, held against limits."""

from collections.abc import Mapping
from typing import Any as AnyValue

import narwhals as nw
from attrs import frozen

from qa_run import (
    AS_OF,
    Aggregate,
    Any,
    Duration,
    Judged,
    Limits,
    Nested,
    Number,
    Share,
    Time,
    criterion,
    distinct,
    how_many,
    how_often,
    inline,
    maximum,
    minimum,
    quantile,
    scalar,
    stdev,
    total,
)

Seen = Mapping[str, AnyValue]
Measures = dict[str, Aggregate]


def _judged(within: Limits, shown: AnyValue, convention: str = "") -> Judged:
    marginal = shown is not None and within.is_near(shown)
    return Judged(within.admit(shown), shown, within.shown, convention, marginal=marginal)


@criterion("mean")
@frozen
class Mean:
    """The arithmetic mean lies within its limits."""

    within: Limits = inline()
    reads = Number

    def sentence(self, language: str) -> str:
        return f"mean {self.within.sentence(language)}"

    def measures(self, value: nw.Expr) -> Measures:
        return {"n": how_many(value), "total": total(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return _judged(self.within, float(seen["total"]) / seen["n"])


@criterion("median")
@frozen
class Median:
    """The median lies within its limits."""

    within: Limits = inline()
    reads = Number

    def sentence(self, language: str) -> str:
        return f"median {self.within.sentence(language)}"

    def measures(self, value: nw.Expr) -> Measures:
        return {"median": quantile(value, 0.5, kind=7)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return _judged(self.within, seen["median"])


@criterion("quantile")
@frozen
class Quantile:
    """The quantile at a share of the items lies within its limits.

    `type` is that of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996): 6 is (n + 1) p, as Minitab
    and JMP compute it, 7 is that of R and spreadsheets.
    """

    at: Share
    within: Limits = inline()
    type: int = 6
    reads = Number

    def __attrs_post_init__(self) -> None:
        if self.type not in (6, 7):
            raise ValueError(f"type {self.type} of a quantile is not offered: write 6 or 7")

    def sentence(self, language: str) -> str:
        return f"quantile at {self.at} {self.within.sentence(language)}"

    def measures(self, value: nw.Expr) -> Measures:
        return {"quantile": quantile(value, float(self.at.value), self.type)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return _judged(self.within, seen["quantile"], f"type {self.type}")


@criterion("stdev")
@frozen
class Stdev:
    """The sample standard deviation (n - 1) lies within its limits."""

    within: Limits = inline()
    reads = Number
    measured_in = "difference"

    def sentence(self, language: str) -> str:
        return f"standard deviation {self.within.sentence(language)}"

    def measures(self, value: nw.Expr) -> Measures:
        return {"n": how_many(value), "stdev": stdev(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        if seen["n"] < 2:
            return Judged(True, None, self.within.shown, need_more=2 - seen["n"])
        return _judged(self.within, seen["stdev"], "n - 1")


@criterion("range")
@frozen
class Range:
    """The distance from the smallest to the largest value lies within its limits."""

    within: Limits = inline()
    reads = Number
    measured_in = "difference"

    def sentence(self, language: str) -> str:
        return f"range {self.within.sentence(language)}"

    def measures(self, value: nw.Expr) -> Measures:
        return {"low": minimum(value), "high": maximum(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return _judged(self.within, seen["high"] - seen["low"])


@criterion("total")
@frozen
class Total:
    """The sum of all values lies within its limits."""

    within: Limits = inline()
    reads = Number

    def sentence(self, language: str) -> str:
        return f"total {self.within.sentence(language)}"

    def measures(self, value: nw.Expr) -> Measures:
        return {"total": total(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return _judged(self.within, seen["total"])


@criterion("count")
@frozen
class Count:
    """So many values are recorded."""

    within: Limits = inline()
    reads = Any
    measured_in = "number"
    judges_nothing = True
    counts_missing = True

    def sentence(self, language: str) -> str:
        return f"{self.within.sentence(language)} recorded"

    def measures(self, value: nw.Expr) -> Measures:
        return {"count": how_many(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return _judged(self.within, seen["count"])


@criterion("distinct")
@frozen
class Distinct:
    """So many different values are recorded."""

    within: Limits = inline()
    reads = Any
    measured_in = "number"
    judges_nothing = True
    counts_missing = True

    def sentence(self, language: str) -> str:
        return f"{self.within.sentence(language)} different values"

    def measures(self, value: nw.Expr) -> Measures:
        return {"distinct": distinct(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return _judged(self.within, seen["distinct"])


@criterion("freshness")
@frozen
class Freshness:
    """The newest recorded time is no older than `within`, seen from `--as-of`."""

    within: Duration
    reads = Time

    def sentence(self, language: str) -> str:
        return f"the newest no older than {self.within}"

    def measures(self, value: nw.Expr) -> Measures:
        return {"newest": maximum(value), "as_of": Aggregate(maximum(value).how, AS_OF)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        age = seen["as_of"] - seen["newest"]
        return Judged(age <= self.within.length, seen["newest"].isoformat(sep=" "))


@criterion("share")
@frozen
class ShareOf:
    """The share of items that conform to `of` lies within its limits; what is missing counts against it."""

    of: Nested
    within: Limits = inline()
    reads = Any
    measured_in = "share"
    judges_conformity = True
    counts_missing = True

    def sentence(self, language: str) -> str:
        return f"share {self.of.sentence(language)}: {self.within.sentence(language)}"

    def measures(self, value: nw.Expr) -> Measures:
        return {"all": how_many(value), "conforming": how_often(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return _judged(self.within, seen["conforming"] / seen["all"])

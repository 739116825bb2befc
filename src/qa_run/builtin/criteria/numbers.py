"""One number of all items of a stratum, held against limits: their middle, their quantiles, range and total."""

import narwhals as nw
from attrs import frozen

from qa_run import (
    Example,
    Judged,
    Limits,
    Number,
    Share,
    criterion,
    inline,
    maximum,
    minimum,
    quantile,
    said,
    scalar,
    total,
)
from qa_run.builtin.criteria.held import Measures, Seen, within_limits


@criterion("median")
@frozen(eq=False, repr=False)
class Median:
    """The median lies within its limits; of an even number of values it is halfway between the two in the middle.

    The keys are those of limits: `lower`, `upper`, `above`, `below`, or `nominal` with `tolerance`, and `marginal`.

        wait_s: {median: {upper: 15}}
    """

    within: Limits = inline()
    reads = Number
    examples = (
        Example(
            {"upper": 15},
            samples=(
                (("1", "15", "900"), True),
                (("10", "20"), True),
                (("10", "20.1"), False),
                (("16",), False),
                ((None, None), None),
            ),
        ),
    )

    def sentence(self, language: str) -> str:
        return said(language, "median {limits}", limits=self.within)

    def measures(self, value: nw.Expr) -> Measures:
        return {"median": quantile(value, 0.5, kind=7)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return within_limits(self.within, seen["median"])


@criterion("quantile")
@frozen(eq=False, repr=False)
class Quantile:
    """The quantile at a share of the items lies within its limits.

    at:   the share of items that lie below it, such as `90 %`
    type: how it is read between two values, by Hyndman and Fan, "Sample Quantiles in Statistical Packages", The
          American Statistician 50 (1996): 6 is (n + 1) p, as Minitab and JMP compute it; 7 is that of R and of
          spreadsheets

    Type 6 of a sample too small for its share is the smallest or the largest value. The other keys are those of limits.

        wait_s: {quantile: {at: 90 %, upper: 45}}
    """

    at: Share
    within: Limits = inline()
    type: int = 6
    reads = Number
    examples = (
        # 1 to 10 at 90 %: type 6 is 9.9, type 7 is 9.1 (R: quantile(1:10, .9, type = 6))
        Example(
            {"at": "90 %", "nominal": 9.9, "tolerance": "0.000001 %"},
            samples=(
                (tuple(range(1, 11)), True),
                (tuple(range(1, 12)), False),
                (("9.9",), True),
                (("9", "9.9"), True),
                ((None,), None),
            ),
        ),
        Example(
            {"at": "90 %", "nominal": 9.1, "tolerance": "0.000001 %", "type": 7},
            samples=((tuple(range(10, 0, -1)), True), (tuple(range(1, 12)), False)),
        ),
        Example({"at": "0 %", "lower": 1}, samples=((("3", "1", "2"), True), (("3", "0"), False))),
        Example({"at": "100 %", "upper": 3}, samples=((("3", "1", "2"), True), (("3.5", "0"), False))),
    )

    def __attrs_post_init__(self) -> None:
        if self.type not in (6, 7):
            raise ValueError(f"type {self.type} of a quantile is not offered: write 6 or 7")

    def sentence(self, language: str) -> str:
        return said(language, "quantile at {at} {limits}", at=self.at, limits=self.within)

    def measures(self, value: nw.Expr) -> Measures:
        return {"quantile": quantile(value, float(self.at.value), self.type)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return within_limits(self.within, seen["quantile"], f"type {self.type}")


@criterion("range")
@frozen(eq=False, repr=False)
class Range:
    """The distance from the smallest to the largest value lies within its limits; of one value it is 0.

    The keys are those of limits.

        diameter: {unit: mm, range: {upper: 0.2}}
    """

    within: Limits = inline()
    reads = Number
    measured_in = "difference"
    examples = (
        Example(
            {"upper": 0.2},
            samples=((("10.1", "10.3", "10.2"), True), (("10",), True), (("10", "10.21"), False), ((None,), None)),
        ),
    )

    def sentence(self, language: str) -> str:
        return said(language, "range {limits}", limits=self.within)

    def measures(self, value: nw.Expr) -> Measures:
        return {"low": minimum(value), "high": maximum(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return within_limits(self.within, seen["high"] - seen["low"])


@criterion("total")
@frozen(eq=False, repr=False)
class Total:
    """The sum of all values lies within its limits.

    The keys are those of limits. The sum of nothing is not 0 but *not inspected*.

        scrap_kg: {total: {upper: 120}}
    """

    within: Limits = inline()
    reads = Number
    examples = (
        Example(
            {"upper": 1},
            samples=(
                (("0.1",) * 10, True),
                (("0.5", "0.5"), True),
                (("0.6", "0.5"), False),
                (("5", "-5"), True),
                (("1", None), False),
                ((None,), None),
            ),
        ),
    )

    def sentence(self, language: str) -> str:
        return said(language, "total {limits}", limits=self.within)

    def measures(self, value: nw.Expr) -> Measures:
        return {"total": total(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        return within_limits(self.within, seen["total"])

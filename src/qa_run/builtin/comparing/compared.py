"""The criterion `compared`: one stratum against another."""

from collections.abc import Mapping
from typing import Any as AnyValue, Literal

import narwhals as nw
from attrs import evolve, frozen

from qa_run import (
    Aggregate,
    Any,
    Column,
    Example,
    Judged,
    Limits,
    Nested,
    Share,
    column,
    criterion,
    how_many,
    how_often,
    said,
    stdev,
    total,
)
from qa_run.builtin.comparing.differences import Difference, OfMeans, OfMedians, OfShares
from qa_run.builtin.comparing.strata import Strata, called, listed, points
from qa_run.builtin.criteria.confidence import check_confidence, shown_within, surely
from qa_run.builtin.criteria.counting import Counting
from qa_run.builtin.criteria.held import within_limits

Method = Literal[
    "welch", "pooled", "newcombe", "miettinen-nurminen", "mee", "agresti-caffo", "wald", "wald-corrected"
]  # fmt: skip
_OF_MEANS = ("welch", "pooled")
_SHOPS = ("A",) * 4 + ("B",) * 4


@criterion("compared")
@frozen(eq=False, repr=False)
class Compared(Counting):
    """The difference of two strata, first less second, lies within its limits.

    across:     the column that tells the two apart; `{source}` is the file, where samples come from several
    stratum:    the first, as it is recorded
    to:         the second, from which the difference is taken
    difference: its limits: with both of them, the two are equivalent; of shares in per cent, meant as points
    middle:     what is compared of values: their mean, or their median (by the median of all differences)
    of:         the item criterion by which shares are counted; without it values are compared
    confidence: the limits are shown with it: a bound of the difference must lie within each
    method:     of the bounds: welch (unless it is given) or pooled for means; newcombe (unless it is given),
                miettinen-nurminen, mee, agresti-caffo, wald, wald-corrected for shares

    There is one verdict, `compared[shop=*]`, on the items of these two strata. Where one of them has no items or no
    values it is *not inspected*.

        weight: {compared: {across: shop, stratum: Roma, to: Milano, difference: {lower: -1, upper: 1}}}
    """

    stratum: str
    to: str
    difference: Limits
    across: Column = column(reads=Any)
    middle: Literal["mean", "median"] = "mean"
    of: Nested | None = None
    confidence: Share | None = None
    method: Method | None = None
    examples = (
        Example(
            {"across": "shop", "stratum": "A", "to": "B", "difference": {"lower": -1, "upper": 1}},
            columns={"shop": _SHOPS},
            samples=(((8, 9, 10, 11, 9, 10, 11, 12), True), ((8, 9, 10, 11, 9, 10, 11, 12.1), False), ((8, 9), None)),
        ),
        # 2.5 apart; Welch's standard error .9129, df 6, quantile 1.9432: at most 4.274 (R: t.test)
        Example(
            {"across": "shop", "stratum": "B", "to": "A", "difference": {"upper": 4.28}, "confidence": "95 %"},
            columns={"shop": _SHOPS},
            samples=(
                ((8, 9, 10, 11, 10.5, 11.5, 12.5, 13.5), True),
                ((8, 9, 10, 11, 10.6, 11.6, 12.6, 13.6), None),
                ((8, 9, 10, 11, 13, 14, 15, 16), False),
                ((8, 9, 10, 11, 10.5), None),
            ),
        ),
        Example(
            {"across": "shop", "stratum": "A", "to": "B", "difference": {"below": "30 %"}, "of": {"upper": 5}},
            columns={"shop": _SHOPS},
            samples=(((1, 2, 3, 6, 1, 2, 3, 6), True), ((1, 2, 3, 4, 1, 2, 6, None), False), ((1, 2, 3), None)),
        ),
        Example(
            {
                "across": "shop", "stratum": "A", "to": "B", "middle": "median", "confidence": "90 %",
                "difference": {"lower": -4, "upper": 4},
            },
            columns={"shop": _SHOPS},
            samples=(
                ((8, 9, 10, 11, 8.1, 9.1, 10.1, 11.1), True),
                ((8, 9, 10, 11, 9.1, 1.1, 13.1, 15.1), None),
                ((8, 9, 10, 11, 18.1, 19.1, 12.1, 11.1), False),
            ),
        ),
    )  # fmt: skip

    def __attrs_post_init__(self) -> None:
        check_confidence(self.confidence)
        if self.stratum.strip() == self.to.strip():
            raise ValueError(f"stratum and to are both {self.stratum!r}: a stratum does not differ from itself")
        if self.middle == "median" and self.of is not None:
            raise ValueError("middle belongs to values, and of counts shares: keep one")
        if self.method is None:
            return
        if self.confidence is None:
            raise ValueError("method says how a confidence is computed, and none is asked for")
        if self.middle == "median" or (self.method in _OF_MEANS) == (self.of is not None):
            what = "medians" if self.middle == "median" else "means" if self.of is None else "shares"
            raise ValueError(f"method {self.method} does not compare {what}")

    @property
    def counts_missing(self) -> bool:
        return self.of is not None

    @property
    def measured_in(self) -> Literal["share", "difference"]:
        return "difference" if self.of is None else "share"

    @property
    def compares(self) -> tuple[str, str]:
        """The only strata that are looked at."""
        return self.stratum.strip(), self.to.strip()

    def sentence(self, language: str) -> str:
        first, second = (called(name) for name in self.compares)
        what = said(language, self.middle) if self.of is None else said(language, "share of items {of}", of=self.of)
        message = "{what} in {first} less that in {second} {limits}"
        told = said(language, message, what=what, first=first, second=second, limits=self.difference)
        return told + surely(language, self.confidence)

    def measures(self, value: nw.Expr) -> Mapping[str, Aggregate]:
        if self.of is not None:
            return {"n": how_many(value), "count": how_often(value)}
        plain = {"n": how_many(value), "total": total(value)}
        return plain if self.confidence is None else {**plain, "stdev": stdev(value)}

    def collects(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        """Medians need the values themselves."""
        return {"values": value} if self.middle == "median" else {}

    def judge(self, table: Mapping[str, AnyValue]) -> Judged:
        strata = Strata.of(table)
        if gaps := strata.gaps():
            others = listed([called(name) for name in table["others"]])
            known = f" (others there are: {others})" if others and (strata.items == 0).any() else ""
            return Judged(True, undecided=f"{gaps}{known}")
        found = self._found(strata, table)
        first, second = (self._said(strata, strata.names.index(name)) for name in self.compares)
        told = f"{first} less {second}: {found.told or points(found.shown, self.of is not None)}"
        return evolve(found, told="; ".join(part for part in (told, strata.lacks()) if part))

    def _said(self, strata: Strata, place: int) -> str:
        if self.middle == "median":
            return f"the values in {called(strata.names[place])} (n = {int(strata.n[place])})"
        return strata.said(place)

    def _found(self, strata: Strata, table: Mapping[str, AnyValue]) -> Judged:
        one, other = (strata.names.index(name) for name in self.compares)
        shares = self.of is not None
        if self.middle == "median":
            difference: Difference = OfMedians(table["values"][one], table["values"][other], self.confidence)
        elif shares:
            difference = OfShares(strata, one, other, self.confidence, self.method or "newcombe")
        else:
            difference = OfMeans(strata, one, other, self.confidence, self.method or "welch")
        if self.confidence is None:
            return within_limits(self.difference, difference.estimate, difference.convention)
        if undecided := difference.undecided():
            conforms = self.difference.admit(difference.estimate)
            return Judged(conforms, difference.estimate, self.difference.shown, undecided=undecided)
        n = int(strata.n.sum())
        return shown_within(
            self.difference,
            difference.estimate,
            n,
            lambda many: difference.bounds(many / n),
            self.confidence,
            difference.convention,
            lambda value: points(value, shares),
        )

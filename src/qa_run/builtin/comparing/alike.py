"""The criterion `alike`: the same in every shop."""

from collections.abc import Mapping
from typing import Any as AnyValue, Literal

import narwhals as nw
from attrs import evolve, frozen

from qa_run import (
    Aggregate,
    Any,
    Column,
    Difference,
    Example,
    Judged,
    Nested,
    Points,
    Quantity,
    Share,
    column,
    criterion,
    how_many,
    how_often,
    said,
    stdev,
    total,
)
from qa_run.builtin.comparing.differing import Test, tested
from qa_run.builtin.comparing.funnels import Correction, in_funnel
from qa_run.builtin.comparing.margins import shown_within_margin, within_margin
from qa_run.builtin.comparing.strata import Strata
from qa_run.builtin.criteria.confidence import check_confidence, surely
from qa_run.builtin.criteria.counting import Counting

_SHOPS = ("A",) * 3 + ("B",) * 3


@criterion("alike")
@frozen(eq=False, repr=False)
class Alike(Counting):
    """The strata of a column are alike: no two further apart than a margin, or none that stands out.

    across:        the column whose values are held against each other, such as the shop
    mean_within:   the largest difference that two means may have
    median_within: the same for two medians
    share_within:  the same for shares, written in per cent and meant as points; it goes with `of`
    confidence:    with a margin: it is shown that every two lie within it (two one-sided tests), not only recorded
    test:          anova, welch, kruskal_wallis of values; chi_square of shares: fails where differences are shown
    level:         of the test: the chance of failing strata that are alike
    funnel:        the confidence of limits around the value of all together; fails where a stratum lies outside
    correction:    of the funnel, for how many strata there are
    target:        of the funnel: the value to hold them against, instead of that of all together
    overdispersed: of the funnel: strata differ anyhow; only those that stand out among them fail
    of:            the item criterion by which shares are counted; without it means are compared

    There is one verdict, `alike[shop=*]`. A stratum that is expected and has no items, or one without values, is named,
    and the verdict is *not inspected* unless the others differ already; so is it where there is only one. `inspect:
    {at_least: 20}` holds for each stratum.

        weight: {alike: {across: shop, mean_within: 2, confidence: 95 %}}
    """

    across: Column = column(reads=Any)
    mean_within: Difference | None = None
    median_within: Difference | None = None
    share_within: Share | None = None
    confidence: Share | None = None
    test: Test | None = None
    level: Share | None = None
    funnel: Share | None = None
    correction: Correction | None = None
    target: Quantity | None = None
    overdispersed: bool = False
    of: Nested | None = None
    examples = (
        Example(
            {"across": "shop", "mean_within": 2},
            columns={"shop": _SHOPS},
            samples=(
                ((80, 81, 82, 82, 83, 84), True),
                ((80, 81, 82, 82, 83, 84.3), False),
                ((80, None, 82, 82, 83, 84), False),
                ((80, 81), None),
                ((), None),
            ),
        ),
        Example(
            {"across": "shop", "mean_within": 2, "confidence": "95 %"},
            columns={"shop": _SHOPS},
            samples=(
                ((80, 80.1, 80.2, 80, 80.1, 80.3), True),
                ((80, 82, 84, 80, 82, 84), None),
                ((80, 80, 80, 82, 82, 83), False),
                ((80, 80, 80, 80), None),
            ),
        ),
        Example(
            {"across": "shop", "median_within": 2},
            columns={"shop": _SHOPS},
            samples=(
                ((80, 81, 95, 82, 83, 84), True),
                ((80, 81, 95, 83, 83.1, 84), False),
                ((80, None, 82, 82, 83, 84), False),
                ((80, 81), None),
            ),
        ),
        Example(
            {"across": "shop", "median_within": 2, "confidence": "80 %"},
            columns={"shop": _SHOPS},
            samples=(
                ((80, 80.1, 80.9, 80, 80.1, 80.3), True),
                ((80, 82, 84, 80, 82, 84), None),
                ((80, 80, 80, 82, 82.1, 83), False),
                ((80, 80, 80, 80), None),
            ),
        ),
        Example(
            {"across": "shop", "test": "anova"},
            columns={"shop": _SHOPS},
            samples=(((80, 81, 82, 80, 82, 83), True), ((80, 81, 82, 90, 91, 92), False), ((80, 81, 82), None)),
        ),
        Example(
            {"across": "shop", "test": "welch", "level": "1 %"},
            columns={"shop": _SHOPS},
            samples=(((80, 81, 82, 80, 82, 83), True), ((80, 81, 82, 90, 91, 92), False), ((1, 1, 1, 2, 3, 4), None)),
        ),
        Example(
            {"across": "shop", "test": "kruskal_wallis"},
            columns={"shop": _SHOPS},
            samples=(((80, 81, 82, 80, 82, 83), True), ((80, 81, 82, 90, 91, 92), False), ((80, 81, 82), None)),
        ),
        Example(
            {"across": "shop", "of": {"upper": 2}, "test": "chi_square", "level": "20 %"},
            columns={"shop": _SHOPS},
            samples=(((1, 1, 3, 1, 1, 1), True), ((1, 1, 1, 3, None, "x"), False), ((1, 1, 1), None)),
        ),
        Example(
            {"across": "shop", "of": {"upper": 2}, "share_within": "40 %"},
            columns={"shop": _SHOPS},
            samples=(((1, 1, 3, 1, 1, 1), True), ((1, 1, 1, 3, None, 1), False)),
        ),
        Example(
            {"across": "shop", "funnel": "95 %"},
            columns={"shop": _SHOPS},
            samples=(((80, 81, 82, 80, 82, 83), True), ((80, 81, 82, 90, 91, 92), False), ((5, 5, 5, 6, 6, 6), False)),
        ),
        Example(
            {"across": "shop", "of": "yes", "funnel": "80 %", "correction": "none", "target": "90 %"},
            columns={"shop": _SHOPS},
            samples=((("yes",) * 6, True), (("yes", "yes", "yes", "no", "no", "yes"), False), (("yes",) * 3, None)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        asked = [name for name in _ASKED if getattr(self, name) is not None]
        if len(asked) != 1:
            told = " and ".join(asked) + " ask different things" if asked else "it is not said how much alike"
            raise ValueError(f"{told}: write one of {', '.join(_ASKED)}")
        self._of_shares(asked[0])
        for name, home in _HOMES.items():
            if getattr(self, name) not in (None, False) and asked[0] not in home:
                raise ValueError(f"{name} goes with {' or '.join(home)}, not with {asked[0]}")
        if self._margin is not None and self._margin.value < 0:
            raise ValueError(f"{asked[0]} is a distance, which is not negative")
        if self.share_within is not None and self.share_within.value >= 1:
            raise ValueError("share_within is less than 100 %: all shares lie so near to each other")
        if self.target is not None and self.target.unit == "%" and not 0 <= self.target.value <= 100:
            raise ValueError("target is a share, from 0 % to 100 %")
        check_confidence(self.confidence)
        if self.confidence is not None and self._margin is not None and not self._margin.value:
            raise ValueError("confidence shows no difference of 0: give a margin above it")
        for name in ("level", "funnel"):
            share = getattr(self, name)
            if share is not None and not 0 < share.value < 1:
                raise ValueError(f"{name} lies between 0 % and 100 %, such as {'5 %' if name == 'level' else '95 %'}")

    def _of_shares(self, asked: str) -> None:
        """Shares need a criterion that counts, means have none."""
        counts = asked == "share_within" or self.test == "chi_square"
        if counts and self.of is None:
            what = "share_within" if asked == "share_within" else "test: chi_square"
            raise ValueError(f"{what} compares shares: say of what, as in of: {{upper: 20}}")
        if self.of is not None and not counts and asked != "funnel":
            raise ValueError(f"of counts shares, and {self.test or asked} compares values: leave it out")

    @property
    def counts_missing(self) -> bool:
        return self.of is not None

    @property
    def measured_in(self) -> Literal["share", "value"]:
        return "value" if self.of is None else "share"

    def sentence(self, language: str) -> str:
        across, which = self.across, said(language, " of items {of}", of=self.of) if self.of else ""
        sure = surely(language, self.confidence)
        if self.mean_within is not None:
            return said(language, "the means of every two of {across} within {margin}", across=across,
                        margin=self.mean_within) + sure  # fmt: skip
        if self.median_within is not None:
            return said(language, "the medians of every two of {across} within {margin}", across=across,
                        margin=self.median_within) + sure  # fmt: skip
        if self.share_within is not None:
            points = Points(self.share_within.value).sentence(language)
            return said(language, "the shares{which} in every two of {across} within {margin}", which=which,
                        across=across, margin=points) + sure  # fmt: skip
        if self.test is not None:
            return said(language, "no difference between the strata of {across}{which} by {test} at {level} %",
                        across=across, which=which, test=self.test, level=self._level)  # fmt: skip
        around = said(language, " around {target}", target=self.target) if self.target is not None else ""
        return said(language, "no {across} outside the {funnel} funnel{around}{which}",
                    across=across, funnel=self.funnel, around=around, which=which)  # fmt: skip

    @property
    def _margin(self) -> Difference | Share | None:
        return next(
            (each for each in (self.mean_within, self.median_within, self.share_within) if each is not None), None
        )

    @property
    def _level(self) -> str:
        return str(self.level or Share.parse("5 %")).removesuffix(" %")

    def measures(self, value: nw.Expr) -> Mapping[str, Aggregate]:
        if self.of is not None:
            return {"n": how_many(value), "count": how_often(value)}
        plain = {"n": how_many(value), "total": total(value)}
        shown = self.confidence is not None and self.median_within is None
        spread = self.test is not None or self.funnel is not None or shown
        return {**plain, "stdev": stdev(value)} if spread else plain

    def collects(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        """Ranks and medians need the values themselves."""
        return {"values": value} if self.test == "kruskal_wallis" or self.median_within is not None else {}

    def judge(self, table: Mapping[str, AnyValue]) -> Judged:
        every = Strata.of(table)
        strata, gaps = every.there, every.gaps()
        if len(strata.names) < 2:
            alone = f"only {strata.named(strata.n > 0)} has values, and there is nothing to compare it with"
            return Judged(True, undecided="; ".join(part for part in (alone, gaps) if part))
        found = self._judged(strata, table)
        undecided = "; ".join(part for part in (found.undecided, gaps) if part)
        told = (found.told, every.lacks(), "" if found.conforms else gaps)
        signals = tuple(evolve(each, point=every.names.index(strata.names[each.point])) for each in found.signals)
        return evolve(found, undecided=undecided, told="; ".join(part for part in told if part), signals=signals)

    def _judged(self, strata: Strata, table: Mapping[str, AnyValue]) -> Judged:
        if self.test is not None:
            return tested(strata, self.test, float(self.level.value) if self.level else 0.05, table)
        if self.funnel is not None:
            target = None if self.target is None else float(self.target.value)
            level = float(1 - self.funnel.value)
            return in_funnel(strata, level, self.correction or "bonferroni", target, self.overdispersed)
        margin, values = float(self._margin.value) if self._margin is not None else 0.0, None
        if self.median_within is not None:
            values = [each for each in table["values"] if len(each)]
            strata = strata.of_medians(values)
        if self.confidence is None:
            return within_margin(strata, margin)
        return shown_within_margin(strata, margin, self.confidence, values)


_ASKED = ("mean_within", "median_within", "share_within", "test", "funnel")
_HOMES = {
    "confidence": ("mean_within", "median_within", "share_within"),
    "level": ("test",),
    "correction": ("funnel",),
    "target": ("funnel",),
    "overdispersed": ("funnel",),
}

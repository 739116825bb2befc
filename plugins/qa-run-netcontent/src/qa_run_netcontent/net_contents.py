"""The criterion `net_contents`: whether the law accepts a lot of packages."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import narwhals as nw
from attrs import frozen
from qa_run import (
    Column,
    Example,
    Judged,
    Share,
    criterion,
    how_many,
    how_often,
    maximum,
    minimum,
    scalar,
    stdev,
    total,
)

from qa_run_netcontent.packages import NAMES, Packages
from qa_run_netcontent.plans import WHOLE, LotPlan, Test, directive_plan, handbook_plan
from qa_run_netcontent.saying import said

_TWELVE = (500.2, 499.1, 501.3, 500.0, 498.8, 500.9, 499.7, 500.4, 501.1, 499.5, 500.6, 499.9)


@criterion("net_contents")
@frozen
class NetContents(Packages):
    """A lot of packages holds what its label says, as the law asks: on average, and each package nearly.

    standard: hb133-a (NIST Handbook 133, category A) or eu-76-211 (Directive 76/211/EEC)
    label:    what the label says, with its unit: 500 g, 1 lb, 750 ml
    tare:     what the empty package weighs, where the recorded weight is the gross one: the column in which it is
              recorded for each package, in the same unit, or an average such as `12.4 g`
    shortage: how much a single package may be short, where it is not by the table of the standard: the maximum
              allowable variation (MAV) of the handbook, the tolerable negative error (TNE) of the directive
    test:     of the directive: non-destructive (where nothing is said) or destructive
    whole:    of the directive, which leaves it to each country: the share of a batch weighed whole that may be below
              T1; 5 % where nothing is said

        net_g: {unit: g, net_contents: {standard: hb133-a, label: 500 g}}
        gross_g:
          unit: g
          net_contents: {standard: eu-76-211, label: 500 g, tare: tare_g}

    As every plan it decides lot by lot (`samples.lot`, with its `size`), whatever `per` says. The mean may lie below
    the label by no more than the correction times the standard deviation: t(0.975, n - 1) / sqrt(n) by the handbook,
    t(0.995, n - 1) / sqrt(n) by the directive, 0 there where every package is weighed. So many packages are weighed,
    and so many of them may be short by more than the shortage (beyond the MAV, below T1):

        hb133-a    lot of 1 to 11        all        0
                   12 to 250             12         0
                   251 to 3,200          24         0
                   more                  48         1
        eu-76-211  batch of 1 to 99      all        5 % of them (`whole`)
                   100 to 500            30         1; refused with 3
                                         30 more    4 of the 60
                   501 to 3,200          50         2; refused with 5
                                         50 more    6 of the 100
                   more                  80         3; refused with 7
                                         80 more    8 of the 160
                   destructive           20         1

    By the directive none may be short by more than twice of it (below T2). Of a lot whose size is not recorded, as
    many are asked for as of the largest lots.

    Too few weighed is not inspected, with how many are still to weigh. A package without its tare fails the lot. To
    name the packages that are short, write `no_package_below` beside it. Sources: NIST Handbook 133, Tables 2-1 and
    2-5; Directive 76/211/EEC, annexes I and II; for batches below 100 the UK's SI 2006/659, schedule 2, 3.6. The
    handbook's tables are as remembered: docs/net-contents.md says which rows, to be checked before use.
    """

    test: Test = "non-destructive"
    whole: Share | None = None
    examples = (
        # twelve packages, mean 500.125; 0.635 s is 0.5, which bears a mean of 499.6 and not of 499
        Example(
            {"standard": "hb133-a", "label": "500 g"},
            unit="g",
            samples=(
                ((*_TWELVE * 4,), True),
                ((*_TWELVE * 3, *_TWELVE[:11]), None),
                ((*_TWELVE * 3, *_TWELVE[:11], 478.2), False),
                ((*_TWELVE * 3, *_TWELVE[:11], 478.3), True),
                (tuple(weight - 0.9 for weight in _TWELVE * 4), False),
                (tuple(weight - 0.2 for weight in _TWELVE * 4), True),
                ((*_TWELVE * 4, None), False),
                ((), None),
            ),
        ),
        Example(
            {"standard": "eu-76-211", "label": "500 g"},
            unit="g",
            samples=(
                ((*_TWELVE * 7,), True),
                ((*_TWELVE * 6,), None),
                ((*_TWELVE * 7, 469.9), False),
                ((*_TWELVE * 7, 484.9, 484.8, 484.7), True),
                ((*_TWELVE * 7, *(484.9, 484.8, 484.7, 470.0)), None),
                (tuple(weight - 0.6 for weight in _TWELVE * 7), False),
            ),
        ),
        Example(
            {"standard": "eu-76-211", "label": "500 g", "tare": "12.4 g", "test": "destructive"},
            unit="g",
            samples=(
                (tuple(weight + 12.4 for weight in (*_TWELVE, *_TWELVE)), True),
                (tuple(weight + 12.4 for weight in (*_TWELVE, *_TWELVE, 484.9, 484.9)), False),
                ((*_TWELVE, *_TWELVE), False),
            ),
        ),
        Example(
            {"standard": "hb133-a", "label": "1 lb", "tare": "tare_lb", "shortage": "0.05 lb"},
            unit="lb",
            columns={"tare_lb": (*["0.02"] * 48, None)},
            samples=(((1.021, 1.019, 1.022) * 16, True), ((1.021, 1.019, 1.022) * 16 + (1.021,), False)),
        ),
    )  # fmt: skip

    #: It decides lot by lot, whatever the strata of the samples are.
    per_lot = True

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.standard == "hb133-a" and self.test == "destructive":
            raise ValueError("test destructive belongs to eu-76-211; the handbook has one plan for both")
        if self.standard == "hb133-a" and self.whole is not None:
            raise ValueError("whole belongs to eu-76-211; the handbook says how many may be beyond the MAV")
        if self.test == "destructive" and self.whole is not None:
            raise ValueError("whole belongs to the non-destructive test; take out one of the two")

    def sentence(self, language: str) -> str:
        by = said(language, NAMES[self.standard])
        by += said(language, ", destructive test") if self.test == "destructive" else ""
        if self.whole is not None:
            by += said(language, ", at most {share} of a whole batch below T1", share=self.whole)
        return said(language, "net contents by {standard}: {packages}", standard=by, packages=self.in_words(language))

    def plan_for(self, lot_size: int | None) -> LotPlan:
        """What is asked of a lot. Raises ValueError where the standard has no plan for it."""
        return handbook_plan(lot_size) if self.standard == "hb133-a" else self._directive_plan(lot_size)

    def _directive_plan(self, lot_size: int | None) -> LotPlan:
        return directive_plan(lot_size, self.test, self.short_of_whole)

    @property
    def short_of_whole(self) -> Decimal:
        """The share of a batch weighed whole that may be below T1."""
        return WHOLE if self.whole is None else self.whole.value

    def sample_size(self, lot_size: int | None) -> int:
        """How many to draw from a lot, at first."""
        return self.plan_for(lot_size).n

    def measures(self, value: nw.Expr) -> Mapping[str, Any]:
        net = self.net(value)
        found = {
            "n": how_many(net),
            "total": total(net),
            "stdev": stdev(net),
            "smallest": minimum(net),
            "largest": maximum(net),
            "short": how_often(net < float(self.short_by(1))),
            "far_short": how_often(net < float(self.short_by(2))),
        }
        if isinstance(self.tare, Column):
            found["weighed"] = how_many(value)
            found["below_nothing"] = how_often((self.tare.value < 0) & ~value.is_null())
        return found

    @scalar
    def judge(self, seen: Mapping[str, Any]) -> Judged:
        from qa_run_netcontent.telling import Told

        return Told(self, seen).judged()

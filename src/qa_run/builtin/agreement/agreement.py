"""The criterion `agreement`: two who judge the same item say the same."""

from collections.abc import Iterator, Mapping
from typing import Any as AnyValue

import narwhals as nw
from attrs import frozen

from qa_run import (
    Column,
    Example,
    Judged,
    Kind,
    LabelsOf,
    Limits,
    Number,
    NumberLimits,
    Share,
    ShareLimits,
    Signal,
    Subgroups,
    Text,
    column,
    criterion,
    labels,
    said,
)
from qa_run.builtin.agreement.coefficients import Asked, Compare, Weights, coefficient
from qa_run.builtin.agreement.ratings import Ratings, in_order, one_each_row, side_by_side
from qa_run.builtin.criteria.confidence import check_confidence, two_sided, with_confidence
from qa_run.builtin.measuring.held import Held, judged, lacking, undecided

_MADE = ("ok", "ok", "no", "ok", "no", "ok", "ok", "no", "ok", "ok")
_OTHER = ("ok", "no", "no", "no", "ok", "ok", "no", "ok", "no", "ok")
_LONG = ("ok", "ok", "no", "no", "ok", "ok", "no", "no", "ok", "ok")


@criterion("agreement")
@frozen(eq=False, repr=False)
class Agreement:
    """Those who rate the same items agree: with each other, with themselves, or with what is known.

    with:       the column, or columns, with what others said of the same item; or, where each rating is a row:
    rater:      the column that names who rated
    on:         the column that names what was rated; without it, the `item:` of the samples
    standard:   the column with what is known to be right
    compare:    standard (each rater against it, where there is one), between (all raters), within (each rater's own
                trials, where an item was rated more than once)
    percent:    limits of the share of items that all rated alike
    kappa:      limits of Cohen's kappa, of each pair
    fleiss:     limits of Fleiss' kappa, of all together
    ac1:        limits of Gwet's AC1, which stays true where nearly all items are alike
    kendall:    limits of Kendall's W, against a standard tau-b, for grades
    icc:        limits of the intraclass correlation, for numbers
    categories: all that may be chosen, in their order; anything else is a fault
    weights:    of kappa: linear or quadratic, for grades of which neighbours nearly agree
    confidence: judge the lower bound of each instead of its estimate

    Where several raters or pairs are judged, the one that agrees least counts. Items that are not rated by all, one
    rater alone, and ratings that are all of one category show nothing: the verdict is "not inspected".

        checked: {agreement: {with: made, kappa: {lower: 0.7}}}
    """

    with_: tuple[Column, ...] = ()
    rater: Column | None = column(reads=Text, default=None)
    on: Column | None = column(reads=Text, default=None)
    standard: Column | None = None
    compare: Compare | None = None
    percent: ShareLimits | None = None
    kappa: NumberLimits | None = None
    fleiss: NumberLimits | None = None
    ac1: NumberLimits | None = None
    kendall: NumberLimits | None = None
    icc: NumberLimits | None = None
    categories: tuple[str, ...] = ()
    weights: Weights = "identity"
    confidence: Share | None = None
    examples = (
        Example(
            {"with": "other", "kappa": {"lower": 0.7}, "percent": {"lower": "90 %"}},
            columns={"other": _MADE},
            samples=((_MADE, True), (_OTHER, False), (("ok", "ok"), None), (("ok",), None), ((), None)),
        ),
        Example(
            {"rater": "who", "on": "part", "fleiss": {"lower": 0.7}},
            columns={"who": ("Ann", "Ben") * 5, "part": tuple(f"P{place // 2}" for place in range(10))},
            samples=((_LONG, True), (("ok", "no") * 5, False), (_LONG[:9], None)),
        ),
        Example(
            {"with": "other", "icc": {"lower": 0.8}},
            columns={"other": (1, 2, 3, 4, 5.5)},
            samples=(((1, 2.1, 3, 4, 5), True), ((5, 1, 4, 2, 3), False), ((1, 2, 3, 4, 5.5), None)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        if not self._required:
            raise ValueError(f"agreement requires one of {', '.join(_SAID)}, as in kappa: {{lower: 0.7}}")
        if not self.with_ and self.rater is None and self.standard is None:
            raise ValueError("agreement needs with: COLUMN, or rater: COLUMN where each rating is a row, or a standard")
        if self.with_ and (self.rater is not None or self.on is not None):
            raise ValueError("with: ratings stand side by side; rater and on are for those that are a row each")
        if self.on is not None and self.rater is None:
            raise ValueError("on: what was rated goes with rater, who rated it")
        if self.compare == "standard" and self.standard is None:
            raise ValueError("compare: standard needs standard: COLUMN")
        if self.compare == "within" and self.rater is None:
            raise ValueError("compare: within needs rater: COLUMN, and ratings that are a row each")
        if self.icc is not None and (len(self._required) > 1 or self.categories):
            raise ValueError("icc is of numbers, the others are of categories: write a requirement for each")
        if len(set(self.categories)) < len(self.categories):
            raise ValueError("categories: one is named twice")
        if self.weights != "identity" and self.kappa is None:
            raise ValueError("weights are those of kappa")
        check_confidence(self.confidence)
        if self.confidence is not None and self.kendall is not None:
            raise ValueError("confidence: no interval is known for kendall; judge it without")

    @property
    def reads(self) -> Kind:
        return Number if self.icc is not None else Text

    @property
    def over(self) -> Subgroups:
        return Subgroups(ordered=self.rater is not None)

    @property
    def _required(self) -> dict[str, Limits]:
        every = {name: getattr(self, name) for name in _SAID}
        return {name: within for name, within in every.items() if within is not None}

    @property
    def _compared(self) -> Compare:
        return self.compare or ("standard" if self.standard is not None else "between")

    def sentence(self, language: str) -> str:
        parts = [f"{said(language, _SAID[name])} {each.sentence(language)}" for name, each in self._required.items()]
        return f"{self._whose(language)}: {', '.join([*parts, *with_confidence(language, self.confidence)])}"

    def _whose(self, language: str) -> str:
        if self._compared == "standard":
            return said(language, "agreement with the standard {column}", column=self.standard)
        if self._compared == "within":
            return said(language, "agreement of each {column} with themselves", column=self.rater)
        if self.with_:
            return said(language, "agreement with {columns}", columns=", ".join(map(str, self.with_)))
        return said(language, "agreement of each {column}", column=self.rater)

    def collects(self, value: nw.Expr) -> Mapping[str, nw.Expr | LabelsOf]:
        ratings = {"rating": value} | {f"with{place}": each.value for place, each in enumerate(self.with_)}
        if self.standard is not None:
            ratings["standard"] = self.standard.value
        if self.reads is Number:
            found: dict[str, nw.Expr | LabelsOf] = {**ratings}
        else:
            found = {name: labels(each) for name, each in ratings.items()}
        if self.rater is not None:
            found |= {"rater": labels(self.rater.value), "item": labels(self.on.value if self.on else None)}
        return found

    def judge(self, arrays: Mapping[str, AnyValue]) -> Judged:
        columns = {f"with{place}": each.name for place, each in enumerate(self.with_)}
        if self.standard is not None:
            columns["standard"] = self.standard.name
        if self.rater is not None:
            columns |= {"rater": self.rater.name, "item": self.on.name if self.on else "item"}
        if lacks := lacking(arrays, columns):
            return undecided(lacks)
        try:
            return self._judged(self._ratings(arrays))
        except ValueError as error:
            return undecided(error)

    def _ratings(self, arrays: Mapping[str, AnyValue]) -> Ratings:
        if self.rater is not None:
            return one_each_row(arrays, self.categories)
        return side_by_side(arrays, [each.name for each in self.with_], self.categories)

    def _judged(self, ratings: Ratings) -> Judged:
        graded = self.kendall is not None or self.weights != "identity"
        if graded and not self.categories and not in_order(ratings.categories):
            raise ValueError("grades need their order: write categories: [worst, …, best]")
        asked = Asked(self._compared, self.weights, two_sided(self.confidence))
        found = {name: coefficient(name, ratings, asked) for name in self._required}
        if self.confidence is not None and (bare := [name for name, each in found.items() if each.lower is None]):
            raise ValueError(
                f"no bound is known for {_SAID[bare[0]]} here, of trials taken together or of ratings that all agree: "
                "judge percent with confidence, or leave confidence out"
            )
        held = [
            Held(
                _SAID[name] + (f" of {found[name].group}" if found[name].group else ""),
                within,
                found[name].value,
                found[name].lower if self.confidence is not None else None,
            )
            for name, within in self._required.items()
        ]
        items, people, trials = ratings.values.shape
        who = f"{people} raters" if people > 1 else "1 rater"
        about = f"{items} items, {who}" + (f", {trials} trials" if trials > 1 else "")
        numbers: dict[str, float | None] = {name: each.value for name, each in found.items()}
        if self.confidence is not None:
            numbers |= {f"{name}_lower": each.lower for name, each in found.items()}
        words = "; ".join(dict.fromkeys(each.convention for each in found.values()))
        signals = tuple(self._differing(ratings)) if self.icc is None else ()
        return judged(held, {**numbers, "items": items, "raters": people, "trials": trials}, words, about, signals)

    def _differing(self, ratings: Ratings) -> Iterator[Signal]:
        """The items of which not all say the same, at their first rating."""
        import numpy as np

        values, truth = ratings.values, ratings.truth
        if self._compared == "standard":
            alike = (values == truth[:, None, None]).all(axis=(1, 2))
        elif self._compared == "within":
            alike = (values == values[:, :, :1]).all(axis=(1, 2))
        else:
            alike = (values == values[:, :1, :1]).all(axis=(1, 2))
        for at in map(int, np.flatnonzero(~alike)):
            point = int(ratings.points[at, 0, 0])
            if ratings.items:
                yield Signal(point, ratings.told(at), item=ratings.items[at])
            else:
                yield Signal(point, ratings.told(at), ratings.said(values[at, 0, 0]))


_SAID = {
    "percent": "all alike",
    "kappa": "kappa",
    "fleiss": "Fleiss' kappa",
    "ac1": "AC1",
    "kendall": "Kendall's coefficient",
    "icc": "intraclass correlation",
}

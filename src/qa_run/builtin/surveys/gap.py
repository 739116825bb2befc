"""The criterion `gap`: what a business believes of itself against what is measured."""

from math import ceil

import narwhals as nw
from attrs import evolve, frozen

from qa_run import Any, Example, Judged, Nested, Points, Share, criterion, how_many, how_often, said, scalar
from qa_run.builtin.comparing.strata import apart, points
from qa_run.builtin.criteria.confidence import check_confidence, shown_within, surely, two_sided
from qa_run.builtin.criteria.held import Measures, Seen
from qa_run.builtin.surveys.distance import Distance
from qa_run.builtin.surveys.published import Published

_SURE = Share.parse("95 %")
_NO_N = "without the n of both there is no interval: write n, or without_interval: true to judge the bare gap"


@criterion("gap")
@frozen(eq=False, repr=False)
class Gap:
    """What is claimed lies no further above what is measured than so many points.

    claimed:    the share that the business claims or believes, with its n: `{share: 61.9 %, n: 362}`
    at_most:    so far it may lie above what is measured, in points
    at_least:   and so far at least, which is negative for one that may be modest: `-5 points`
    measured:   the same as published, where answers are not recorded here
    of:         without `measured`: the item criterion that an answer meets which is so good; a list means `one_of`
    confidence: of the bound that must lie within, `95 %` unless it is given
    without_interval: chance is not allowed for; the only way where an n is not known

    The bounds are those of Newcombe (1998, Statistics in Medicine 17, 873, method 10): Wilson's two intervals, squared
    and added. A gap beyond the limit as found fails; one within it whose bound is beyond is *not inspected*, and says
    how many more answers would do. What is missing does not conform to `of`, and is left out where the characteristic
    is `optional`.

        grade: {gap: {claimed: {share: 61.9 %, n: 362}, of: [excellent], at_most: 5 points}}
    """

    claimed: Published
    at_most: Points | None = None
    at_least: Points | None = None
    measured: Published | None = None
    of: Nested | None = None
    confidence: Share = _SURE
    without_interval: bool = False
    reads = Any
    measured_in = "share"
    counts_missing = True
    examples = (
        Example(
            {"claimed": {"share": "61.9 %", "n": 362}, "of": ["excellent"], "at_most": "20 points"},
            samples=(
                (("excellent",) * 40 + ("good",) * 20, True),
                (("excellent",) * 3 + ("good",) * 2, None),
                (("excellent",) * 2 + ("good",) * 3, False),
                (("excellent", "excellent", "good", None, ""), False),
                ((), None),
            ),
        ),
        Example(
            {"claimed": {"share": "61.9 %"}, "measured": {"share": "55.8 %"}, "at_most": "5 points"},
            samples=((("yes", "no"), None),),
        ),
        Example(
            {
                "claimed": {"share": "61.9 %"}, "measured": {"share": "55.8 %"}, "at_most": "6.1 points",
                "without_interval": True,
            },
            samples=((("yes", "no"), True), ((None,), True)),
        ),
        Example(
            {"claimed": {"share": "75 %"}, "of": {"lower": 8}, "at_most": "5 points", "without_interval": True},
            samples=(((8, 9, 10, 7), True), ((8, 9, 7, 7), False), ((8, 9, 10, "x"), True)),
        ),
        Example(
            {"claimed": {"count": 5, "n": 10}, "of": "yes", "at_least": "-10 points", "without_interval": True},
            samples=((("yes", "no", "no"), True), (("yes", "yes", "no"), False)),
        ),
    )  # fmt: skip

    def __attrs_post_init__(self) -> None:
        Distance.of(self.at_least, self.at_most)
        check_confidence(self.confidence)
        if self.measured is None and self.of is None:
            raise ValueError("gap needs what was measured: of, the answers that count, or measured: {share: …, n: …}")
        if self.measured is not None and self.of is not None:
            raise ValueError("of counts recorded answers, and measured says the share without them: keep one")

    @property
    def judges_conformity(self) -> bool:
        return self.of is not None

    @property
    def judges_nothing(self) -> bool:
        return self.measured is not None

    def sentence(self, language: str) -> str:
        measured = (
            said(language, "the share of items {of}", of=self.of)
            if self.of
            else said(language, "{share} as measured", share=self.measured)
        )
        limits, message = Distance.of(self.at_least, self.at_most), "{claimed} as claimed less {measured} {limits}"
        told = said(language, message, claimed=self.claimed, measured=measured, limits=limits)
        return told + surely(language, None if self.without_interval else self.confidence)

    def measures(self, value: nw.Expr) -> Measures:
        if self.of is None:
            return {"all": how_many(value)}
        return {"all": how_many(value), "conforming": how_often(value)}

    @scalar
    def judge(self, seen: Seen) -> Judged:
        within = Distance.of(self.at_least, self.at_most)
        if self.measured is None and not seen["all"]:
            return Judged(True, None, within.shown, need_more=1)
        measured = self.measured or Published(count=int(seen["conforming"]), n=int(seen["all"]))
        gap = apart(self.claimed.estimate, measured.estimate)
        told = f"{self.claimed} claimed, {measured} measured: gap {points(gap, share=True)}"
        numbers = {"claimed": self.claimed.estimate, "measured": measured.estimate}
        if self.without_interval:
            judged = within.held(gap, "difference of shares, chance not allowed for")
        elif self.claimed.n is None or measured.n is None:
            judged = Judged(True, gap, within.shown, undecided=_NO_N)
        else:
            judged = self._shown(within, measured, gap, measured.n)
            told = f"{self.claimed} claimed, {measured} measured: gap {judged.told}"
        return evolve(judged, told=told, numbers={**numbers, **judged.numbers})

    def _shown(self, within: Distance, measured: Published, gap: float, n: int) -> Judged:
        """The bounds that the limits ask for must lie within them."""

        def bounds(many: int) -> tuple[float, float]:
            from qa_run.statistics.comparing import difference_of_proportions

            # of more answers, those that are measured; a claim published is what it is
            more = measured.whole if many == n else ceil(measured.estimate * many - 1e-9)
            one = (self.claimed.whole, self.claimed.n or 1)
            found = difference_of_proportions(one, (more, many), two_sided(self.confidence))
            return float(found.lower), float(found.upper)

        judged = shown_within(within.limits, gap, n, bounds, self.confidence, "Newcombe", _said)
        if not judged.need_more and not judged.undecided:
            return judged
        if self.measured is not None:
            return evolve(judged, conforms=True, need_more=0, undecided="too few answered to show it")
        return evolve(judged, undecided="too few answered behind the claim to show it") if judged.undecided else judged


def _said(gap: float) -> str:
    return points(gap, share=True)

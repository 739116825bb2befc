"""How many packages of a lot are weighed, how many may be short, and how far the mean may lie below the label.

Handbook 133, Table 2-1, category A: the sample correction factors are t(0.975, n - 1) / sqrt(n), as printed; that of
48 packages is printed as 0.291, where the formula gives 0.290. The layout, one package beyond the MAV in lots above
3,200, and that of a single package only the MAV is asked, are as remembered.

Directive 76/211/EEC, annex II: k = t(0.995, n - 1) / sqrt(n), printed as 0.503 (n = 30), 0.379 (50) and 0.640 (20,
destructive). The double plans are from 2.2.1, the single plan of the destructive test from 2.2.2. A batch of fewer than
100 is tested whole (2.1.3); how many of it may be short the directive leaves open. The UK's SI 2006/659, schedule 2,
says at most 5 % (3.6), and that the mean is then held against the label itself (4.7). So is any batch here of which
every package was weighed: for larger ones that is this plugin's reading, no text says it.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from math import sqrt
from typing import Literal

from attrs import frozen

Standard = Literal["hb133-a", "eu-76-211"]
Test = Literal["non-destructive", "destructive"]
Fate = Literal["accepted", "refused", "open"]


@frozen
class Stage:
    """So many packages, the first stages counted in; so many short ones are accepted, so many refuse the lot."""

    n: int
    accept: int
    refuse: int


@frozen
class LotPlan:
    """What is asked of one lot.

    stages:  of one sample, or of two
    whole:   every package of the lot is weighed, so that nothing is left to estimate
    assumed: the size of the lot is not recorded, and the plan is that of the largest lots
    """

    stages: tuple[Stage, ...]
    whole: bool = False
    assumed: bool = False

    @property
    def n(self) -> int:
        return self.stages[0].n

    def stage_of(self, n: int) -> Stage:
        """The sample that is judged when so many are weighed: the second one as soon as it is complete."""
        return next((stage for stage in reversed(self.stages) if stage.n <= n), self.stages[0])

    def fate(self, n: int, short: int) -> Fate:
        """What becomes of a lot of which `n` were weighed and so many are short.

        Between two samples nobody can tell which packages were the first one, so that what it would refuse is only
        refused when the second one does; what more weighing cannot mend is refused at once.
        """
        stage, last = self.stage_of(n), self.stages[-1]
        if short >= last.refuse or (n <= stage.n and short >= stage.refuse):
            return "refused"
        if n >= stage.n and short <= stage.accept:
            return "accepted"
        return "refused" if stage is last and n >= stage.n else "open"

    def more(self, n: int, short: int) -> int:
        """How many are still to be weighed, where nothing is decided yet."""
        if self.fate(n, short) != "open":
            return 0
        return self.n - n if n < self.n else self.stages[-1].n - n


#: Handbook 133: lots up to so many; n; so many may lie beyond the MAV. The last row is for all larger ones.
HANDBOOK: tuple[tuple[int | None, int, int], ...] = ((250, 12, 0), (3200, 24, 0), (None, 48, 1))
HANDBOOK_WHOLE = 11
CORRECTIONS: Mapping[int, float] = {
    2: 8.985, 3: 2.484, 4: 1.591, 5: 1.242, 6: 1.049, 7: 0.925, 8: 0.836, 9: 0.769, 10: 0.715, 11: 0.672,
    12: 0.635, 24: 0.422, 48: 0.291,
}  # fmt: skip

#: The directive: batches up to so many, and the double plan of the non-destructive test.
DIRECTIVE: tuple[tuple[int | None, tuple[Stage, ...]], ...] = (
    (500, (Stage(30, 1, 3), Stage(60, 4, 5))),
    (3200, (Stage(50, 2, 5), Stage(100, 6, 7))),
    (None, (Stage(80, 3, 7), Stage(160, 8, 9))),
)
DESTRUCTIVE = Stage(20, 1, 2)
LEAST_SAMPLED = 100
WHOLE = Decimal("0.05")
MEANS: Mapping[int, float] = {20: 0.640, 30: 0.503, 50: 0.379}


def handbook_plan(lot_size: int | None) -> LotPlan:
    """The plan of category A for a lot."""
    if lot_size is None:
        # no more is borne with than in any lot of a size that is known
        return LotPlan((Stage(HANDBOOK[-1][1], 0, 1),), assumed=True)
    if lot_size <= HANDBOOK_WHOLE:
        return LotPlan((Stage(lot_size, 0, 1),), whole=True)
    n, beyond = next((n, beyond) for most, n, beyond in HANDBOOK if most is None or lot_size <= most)
    return LotPlan((Stage(n, beyond, beyond + 1),), whole=n >= lot_size)


def directive_plan(lot_size: int | None, test: Test, whole: Decimal = WHOLE) -> LotPlan:
    """The plan of annex II for a batch. Raises ValueError where it has none."""
    if test == "destructive":
        if lot_size is not None and lot_size < LEAST_SAMPLED:
            raise ValueError(
                f"the destructive test is for batches of {LEAST_SAMPLED} and more, this one has {lot_size}"
            )
        return LotPlan((DESTRUCTIVE,), assumed=lot_size is None)
    if lot_size is None:
        return LotPlan(DIRECTIVE[-1][1], assumed=True)
    if lot_size < LEAST_SAMPLED:
        return whole_batch(lot_size, whole)
    return LotPlan(next(stages for most, stages in DIRECTIVE if most is None or lot_size <= most))


def whole_batch(lot_size: int, share: Decimal = WHOLE) -> LotPlan:
    """The plan of a batch of which every package is weighed: this share of it may be short, rounded down."""
    accept = int(lot_size * share)
    return LotPlan((Stage(lot_size, accept, accept + 1),), whole=True)


def correction(standard: Standard, n: int) -> float:
    """How many standard deviations the mean of `n` packages may lie below the label: as printed, else computed."""
    printed = CORRECTIONS if standard == "hb133-a" else MEANS
    return printed.get(n) or student(0.975 if standard == "hb133-a" else 0.995, n)


@cache
def student(probability: float, n: int) -> float:
    """t(probability, n - 1) / sqrt(n)."""
    from scipy.special import stdtrit

    return float(stdtrit(n - 1, probability)) / sqrt(n)

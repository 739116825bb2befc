"""The criterion `by_variables`: a lot is accepted from the mean and the spread of a sample."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import field, frozen

from qa_run import (
    Difference,
    Example,
    Judged,
    Limits,
    Number,
    Share,
    criterion,
    how_many,
    how_often,
    inline,
    maximum,
    minimum,
    neighbour,
    said,
    scalar,
    stdev,
    total,
)
from qa_run.builtin.plans import Point, Severity, Switching, not_both
from qa_run.builtin.specified import BySpecification
from qa_run.builtin.variables import finding
from qa_run.builtin.variables.written import WAYS, Level, Method, SpecifiedLot, Standard, way_of

if TYPE_CHECKING:
    from qa_run.statistics.variables import VariablesPlan


def _per_cent(aql: float | Share | None) -> float | None:
    return float(aql.value * 100) if isinstance(aql, Share) else aql


@criterion("by_variables")
@frozen(eq=False, repr=False)
class ByVariables(BySpecification):
    """A lot is accepted by a sampling plan by variables: from the mean of the sample and from how far it varies.

    It takes a fraction of the items that a plan by attributes takes, for values that are measured and normally
    distributed. The limits must lie k standard deviations from the mean (k method), or the share estimated beyond them
    must be at most M (M method). As every plan it decides lot by lot, whatever `per` says.

    standard: z1.9 takes the plan from the lot size, the level and the AQL; two-point keeps the points of a producer
        and a consumer
    aql: in per cent, 0.1 to 10
    severity: normal, tightened or reduced
    switching: the lots before decide between these; {start: tightened, reduced: true}
    producer: {quality: 1 %, accepted: 95 %}, with the consumer likewise
    n: how many are measured, where the plan is given; with k or maximum
    maximum: M, the largest estimated share that is accepted
    sigma: the standard deviation of the process, where it is known; without it the sample's
    method: k for one limit, M for two, unless it is written; two limits are judged by M only

    The specification limits are written here (lower, upper, or nominal with tolerance), or are those that the
    characteristic requires anyway. A value that is missing or cannot be read fails the lot, unless it is `optional`.

        bread_g: {unit: g, by_variables: {lower: 76, upper: 84, level: II, aql: 1.0}}
    """

    specified: SpecifiedLot = inline(factory=SpecifiedLot)
    standard: Standard | None = None
    level: Level | None = None
    aql: float | Share | None = field(default=None, converter=_per_cent)
    severity: Severity | None = None
    switching: bool | Switching | None = None
    producer: Point | None = None
    consumer: Point | None = None
    n: int | None = None
    k: float | None = None
    maximum: Share | None = None
    sigma: Difference | None = None
    method: Method | None = None
    beside: Any = neighbour("limits")
    reads = Number
    examples = (
        # MIL-STD-414, examples B-1 and B-3, with the n and k of its tables
        Example(
            {"upper": 209, "n": 5, "k": 1.53},
            samples=(
                ((197, 188, 184, 205, 201), True),
                ((197, 188, 184, 205, 207), False),
                ((197, 188, 184, 205, 201, 195, 196), True),
                ((197, 188, 184), None),
                ((197,), None),
                ((197,) * 5, None),
                ((210,) * 5, False),
                ((197, 188, 184, 205, 201, None), False),
                ((), None),
            ),
        ),
        Example(
            {"lower": 180, "upper": 209, "n": 5, "maximum": "3.32 %"},
            samples=(((197, 188, 184, 205, 201), True), ((197, 188, 181, 205, 201), False)),
        ),
        Example(
            {"lower": 0, "sigma": 2, "producer": {"quality": "1 %", "accepted": "95 %"},
             "consumer": {"quality": "10 %", "accepted": "10 %"}},
            samples=(
                ((5, 6, 4, 5, 6, 5, 5, 6), True),
                ((2, 3, 1, 3, 2, 3, 2, 3), False),
                ((5, 30, 5, 40, 5, 60, 5, 70), None),
                ((5,) * 8, True),
                ((5, 6, 4), None),
            ),
        ),
        Example({"lower": 0, "aql": 1.0}, samples=(((5, 6, 4, 5, 6, 5), None),)),
    )  # fmt: skip

    #: It decides lot by lot, whatever the strata of the samples are.
    per_lot = True

    def __attrs_post_init__(self) -> None:
        keys = [key for keys in WAYS.values() for key in keys]
        way_of(self.standard, tuple(key for key in keys if getattr(self, key) not in (None, False)))
        not_both(self.switching, self.severity)
        if self.sigma is not None and self.sigma.value <= 0:
            raise ValueError("sigma is above 0; leave it out where it is not known")
        if self.way == "z1.9":
            if self.aql is None:
                raise ValueError("the AQL is missing, by which z1.9 finds a plan: write aql: 1.0, or give n and k")
            finding.known_aql(float(self.aql))  # type: ignore[arg-type]
        elif self.way == "two-point":
            self._two_points()
        else:
            self._given()
        if self.specified.given and self.specified.in_one_unit:
            self._check(self.specified)

    @property
    def way(self) -> str:
        """How the plan is found: z1.9, two-point or given."""
        if self.standard is not None:
            return self.standard
        if self.producer is not None or self.consumer is not None:
            return "two-point"
        return "given" if any(each is not None for each in (self.n, self.k, self.maximum)) else "z1.9"

    def _two_points(self) -> None:
        if self.producer is None or self.consumer is None:
            raise ValueError(
                "two-point needs both points: write producer: {quality: 1 %, accepted: 95 %} and "
                "consumer: {quality: 6 %, accepted: 10 %}"
            )
        self.plan_of(None)  # refuses points that no sample can tell apart

    def _given(self) -> None:
        if self.n is None:
            raise ValueError("n is missing: how many are measured by this plan")
        if (self.k is None) is (self.maximum is None):
            raise ValueError("n needs one of k and maximum beside it, such as {n: 5, k: 1.53}")
        self.plan_of(None)

    def _check(self, limits: Limits) -> None:
        """Refuse what cannot be judged by these limits."""
        if limits.low is not None and limits.low == limits.high:
            raise ValueError("the limits leave no room: a plan by variables needs a lower one below the upper one")
        two = limits.low is not None and limits.high is not None
        if self.method == "k" and two:
            raise ValueError("method: k is for one limit; both limits of a characteristic are judged together by M")
        if self.way != "z1.9" and self.method_for(limits) == "M" and not self.plan_of(None).maximum:
            raise ValueError("the plan is too small for M, the estimated share: judge one limit by k, or measure more")

    def method_for(self, limits: Limits) -> Method:
        """By k or by M."""
        return self.method or ("M" if limits.low is not None and limits.high is not None else "k")

    def sentence(self, language: str) -> str:
        limits = self.specification
        told = said(language, "accepted by variables: {plan}", plan=finding.named(self, language))
        if limits is None:
            return told
        message = ", {method} method, specified {limits}"
        return told + said(language, message, method=self.method_for(limits), limits=limits)

    def plan_of(self, lot_size: int | None, severity: Any = None) -> "VariablesPlan":
        """The plan for a lot; `severity` is the class of the requirement, on which it does not depend.

        Raises ValueError where there is none, for want of the lot size.
        """
        return finding.found(self, lot_size)

    def sample_size(self, lot_size: int | None) -> int:
        """How many to draw from a lot."""
        return self.plan_of(lot_size).n

    def measures(self, value: nw.Expr) -> Mapping[str, Any]:
        limits = self.specification
        ends = {} if limits is None else {"below": limits.too_low(value), "above": limits.too_high(value)}
        return {
            "n": how_many(value),
            "total": total(value),
            "stdev": stdev(value),
            "smallest": minimum(value),
            "largest": maximum(value),
            **{name: how_often(where) for name, where in ends.items() if where is not None},
        }

    @scalar
    def judge(self, seen: Mapping[str, Any]) -> Judged:
        from qa_run.builtin.variables.telling import Told

        return Told(self, seen).judged()

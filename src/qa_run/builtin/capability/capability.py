"""The criterion `capability`: the process can hold what the specification asks."""

from collections.abc import Iterator, Mapping
from typing import Any as AnyValue, Literal

import narwhals as nw
from attrs import fields, frozen

from qa_run import (
    Any,
    Column,
    Example,
    Judged,
    Limits,
    Number,
    NumberLimits,
    Share,
    ShareLimits,
    Subgroups,
    column,
    criterion,
    inline,
    neighbour,
    said,
)
from qa_run.builtin.capability.specification import (
    INDICES,
    Family,
    How,
    Method,
    Normality,
    SpecifiedProcess,
    name_of,
    numbers_of,
)
from qa_run.builtin.charts.rules import Names, Patterns
from qa_run.builtin.criteria.confidence import with_confidence
from qa_run.builtin.specified import BySpecification

#: What can be required; those that need both limits, or one of them; those that are known without a sigma within.
JUDGED = (*INDICES, "z_bench", "nonconforming")
BOTH, LOWER, UPPER = ("cp", "pp", "cpm"), ("cpl", "ppl"), ("cpu", "ppu")
WITHOUT_SIGMA = ("pp", "ppl", "ppu", "ppk", "z_bench", "nonconforming")
#: An estimated Cpk of 1.33 has, of so many values, a lower 95 % bound of 1.00; of fewer it says less than that.
ENOUGH = 25


@criterion("capability")
@frozen(eq=False, repr=False)
class Capability(BySpecification):
    """The process can hold its specification: its indices lie within their limits.

    Cp, Cpk and the sides Cpl and Cpu hold the room within the specification limits against the room taken by sigma
    within; Pp, Ppk, Ppl and Ppu do so with sigma overall; Cpm also counts how far the mean lies off the target.

    z_bench: the Z that leaves as much on one side as is expected beyond both limits (sigma overall)
    nonconforming: the share of items expected beyond the limits, in per cent or ppm (sigma overall)
    target: what is aimed at, where it is not the nominal value or the middle of the limits
    subgroup: the column that names the subgroup, or how many items in a row make one
    within: how sigma within is estimated; pooled unless it is written, and moving_range where there is no subgroup
    confidence: judge the lower confidence bound of each index (of a share the upper), such as `95 %`
    at_least: fewer values are not judged; AIAG asks for 100
    method: normal, box_cox, percentiles of a fitted distribution, or empirical percentiles (740 values)
    family: of percentiles: what is fitted
    power: of box_cox: a number, or rounded to halves
    normality: `p_above` and `test` (anderson_darling, shapiro): a distribution that does not fit is marginal
    stable: the rules of the control chart beside it, as of `chart`: points out of control are marginal
    time: the column with the order, where it is not the `time:` of the samples

    The specification limits are written here (lower, upper, above, below, or nominal with tolerance), or are those
    that the characteristic requires anyway.

        bread_g: {unit: g, nominal: 80, tolerance: 4, capability: {cpk: {lower: 1.33}, confidence: 95 %}}
    """

    cpk: NumberLimits | None = None
    ppk: NumberLimits | None = None
    cp: NumberLimits | None = None
    cpl: NumberLimits | None = None
    cpu: NumberLimits | None = None
    cpm: NumberLimits | None = None
    pp: NumberLimits | None = None
    ppl: NumberLimits | None = None
    ppu: NumberLimits | None = None
    z_bench: NumberLimits | None = None
    nonconforming: ShareLimits | None = None
    specified: SpecifiedProcess = inline(factory=SpecifiedProcess)
    subgroup: int | Column | None = column(reads=Any, default=None)
    within: How | None = None
    confidence: Share | None = None
    at_least: int = ENOUGH
    method: Method = "normal"
    family: Family | None = None
    power: float | Literal["rounded"] | None = None
    normality: Normality | None = None
    stable: Names | Patterns = "limits"
    time: Column | None = None
    beside: AnyValue = neighbour("limits")
    reads = Number
    examples = (
        Example(
            {"lower": 0, "upper": 20, "cpk": {"lower": 1}, "at_least": 10},
            samples=(
                ((10, 11, 9, 10, 12, 10, 9, 11, 10, 9), True),
                ((10, 15, 6, 10, 18, 5, 9, 14, 10, 4), False),
                ((10, 11, 9), None),
                ((10,), None),
                ((10,) * 10, None),
                ((30,) * 10, False),
            ),
        ),
        Example(
            {"upper": 20, "ppk": {"lower": 1}, "subgroup": 3, "confidence": "95 %", "at_least": 9},
            samples=(((10, 11, 9, 10, 12, 10, 9, 11, 10), True), ((10, 11, 9, 17, 18, 16, 10, 12, 10), False)),
        ),
        Example(
            {
                "upper": 20,
                "nonconforming": {"upper": "1 %"},
                "method": "percentiles",
                "family": "lognormal",
                "at_least": 8,
            },
            samples=(((1, 2, 3, 2, 1, 4, 2, 3), True), ((1, 20, 3, 2, 18, 4, 21, 3), False), ((0, 1, 2, 3) * 3, None)),
        ),
    )

    def __attrs_post_init__(self) -> None:
        asked = [name for name, _ in self.asked]
        if not asked:
            raise ValueError("nothing is required: name an index with its limits, as in {cpk: {lower: 1.33}}")
        if isinstance(self.subgroup, int) and self.subgroup < 2:
            raise ValueError("subgroup holds 2 items at least; leave it out where items are single")
        if self.subgroup is None and self.within not in (None, "moving_range"):
            raise ValueError(
                f"within: {self.within} needs a subgroup: a column that names it, or how many items make one"
            )
        if self.subgroup is not None and self.within == "moving_range":
            raise ValueError("within: moving_range is of single items: leave the subgroup out, or write pooled")
        if self.at_least < 2:
            raise ValueError("at_least is 2 or more: one value has no spread")
        if self.confidence is not None and not 0 < self.confidence.value < 1:
            raise ValueError("confidence lies between 0 % and 100 %, such as 95 %")
        self._check_method(asked)
        if self.specified.given and self.specified.in_one_unit:
            self._check(self.specified)  # of mixed units once they are in the recorded one

    def _check_method(self, asked: list[str]) -> None:
        method = self.method
        if (method == "percentiles") is not (self.family is not None):
            hint = "lognormal, weibull, gamma or exponential"
            raise ValueError(f"family goes with method: percentiles, and names the distribution: {hint}")
        if self.power is not None and method != "box_cox":
            raise ValueError("power goes with method: box_cox")
        if method not in ("percentiles", "empirical"):
            return
        if more := [name for name in asked if name not in WITHOUT_SIGMA]:
            raise ValueError(f"{more[0]} needs a sigma within; by percentiles there are pp, ppk, ppl and ppu")
        if method == "empirical" and "z_bench" in asked:
            raise ValueError("z_bench of the values themselves is infinite where none lies beyond: write nonconforming")
        if self.confidence is not None and (method == "percentiles" or asked != ["nonconforming"]):
            raise ValueError("confidence: indices by percentiles have no interval here; leave it out")

    def _check(self, limits: Limits) -> None:
        """Refuse what these limits cannot give."""
        have = {"lower" if limits.low is not None else "", "upper" if limits.high is not None else ""} - {""}
        for names, needed in ((BOTH, {"lower", "upper"}), (LOWER, {"lower"}), (UPPER, {"upper"})):
            wanted = [name for name, _ in self.asked if name in names]
            if wanted and not needed <= have:
                lacking = " and ".join(sorted(needed - have))
                raise ValueError(f"{wanted[0]} needs the {lacking} specification limit as well: add it, or require cpk")
        numbers_of(limits, self.target_of(limits))

    @property
    def asked(self) -> Iterator[tuple[str, Limits]]:
        """What is required, by name."""
        for each in fields(Capability):
            limits = getattr(self, each.name)
            if each.name in JUDGED and limits is not None:
                yield each.name, limits

    def target_of(self, limits: Limits) -> float | None:
        """What is aimed at, where anybody says so."""
        aim = self.specified.target or limits.nominal
        return None if aim is None else float(aim.value)

    @property
    def over(self) -> Subgroups:
        return Subgroups(time=self.time)

    def sentence(self, language: str) -> str:
        parts = [f"{said(language, name_of(name))} {limits.sentence(language)}" for name, limits in self.asked]
        parts += with_confidence(language, self.confidence)
        if self.specification is not None:
            parts.append(said(language, "specified {limits}", limits=self.specification))
        return ", ".join(parts)

    def collects(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        # the subgroup as a number: a column of texts would make an object of each row
        named = {"subgroup": self.subgroup.value.rank("dense")} if isinstance(self.subgroup, Column) else {}
        return {"value": value, **named}

    def judge(self, arrays: Mapping[str, AnyValue]) -> Judged:
        from qa_run.builtin.capability.telling import Told

        return Told(self, arrays).judged()

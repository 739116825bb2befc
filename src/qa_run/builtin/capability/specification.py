"""What a procedure may write of a capability: the specification, the limits of indices, and by which methods."""

from typing import Any, Literal

from attrs import frozen

from qa_run import Limits, Quantity
from qa_run.builtin.specified import Specified

How = Literal["pooled", "r_bar", "s_bar", "moving_range"]
Method = Literal["normal", "box_cox", "percentiles", "empirical"]
Family = Literal["lognormal", "weibull", "gamma", "exponential"]
Test = Literal["anderson_darling", "shapiro"]
#: Of each index the letter of its sigma and its field in a Performance.
INDICES = {
    "cp": ("C", "p"), "cpl": ("C", "pl"), "cpu": ("C", "pu"), "cpk": ("C", "pk"), "cpm": ("C", "pm"),
    "pp": ("P", "p"), "ppl": ("P", "pl"), "ppu": ("P", "pu"), "ppk": ("P", "pk"),
}  # fmt: skip
_NAMES = {"z_bench": "Z.bench", "nonconforming": "expected nonconforming"}


@frozen(kw_only=True, eq=False, repr=False)
class SpecifiedProcess(Specified):
    """The specification limits as they are written in a capability.

    target: what is aimed at, where it is not the nominal value
    """

    target: Quantity | None = None

    def __attrs_post_init__(self) -> None:
        if self.marginal is not None:
            raise ValueError("marginal belongs to an index here: write it as in {cpk: {lower: 1.33, marginal: 0.2}}")
        if self.target is not None and self.nominal is not None:
            raise ValueError("target and nominal say the same: keep one of them")
        super().__attrs_post_init__()

    @property
    def quantities(self) -> tuple[Quantity | None, ...]:
        return *super().quantities, self.target


@frozen(eq=False, repr=False)
class Normality:
    """How sure one must be that the values are not normal before the index is called doubtful.

    p_above: below this p the verdict is marginal at best
    test:    anderson_darling, or shapiro for up to 5,000 values
    """

    p_above: float = 0.05
    test: Test = "anderson_darling"

    def __attrs_post_init__(self) -> None:
        if not 0 < self.p_above < 1:
            raise ValueError(f"p_above is a probability between 0 and 1, such as 0.05; {self.p_above:g} is none")


def name_of(index: str) -> str:
    """An index as people write it."""
    return _NAMES.get(index) or index.capitalize()


def numbers_of(limits: Limits, target: float | None) -> Any:
    """The limits as statistics take them. Raises ValueError for a target outside of them."""
    from qa_run.statistics.capability import SpecificationLimits

    low, high = (None if each is None else float(each) for each in (limits.low, limits.high))
    return SpecificationLimits(low, high, target)

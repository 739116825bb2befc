"""What a process is held against: the specification of the product, and the limits of its indices."""

from typing import Any

from attrs import frozen

from qa_run import Limits, Quantity


@frozen(kw_only=True)
class IndexLimits(Limits):
    """The limits of an index, which is a number and has no unit."""

    measured_in = "number"


@frozen(kw_only=True)
class ShareLimits(Limits):
    """The limits of a share of the items, written in per cent or in ppm."""

    measured_in = "share"


@frozen(kw_only=True)
class Specified(Limits):
    """The specification limits as they are written in a capability; none at all where a neighbour has them.

    target: what is aimed at, where it is not the nominal value
    """

    target: Quantity | None = None

    def __attrs_post_init__(self) -> None:
        if self.marginal is not None:
            raise ValueError("marginal belongs to an index here: write it as in {cpk: {lower: 1.33, marginal: 0.2}}")
        if self.target is not None and self.nominal is not None:
            raise ValueError("target and nominal say the same: keep one of them")
        if self.tolerance is not None or self.low is not None or self.high is not None or self.nominal is not None:
            super().__attrs_post_init__()

    @property
    def given(self) -> bool:
        """Whether there is a limit."""
        return self.low is not None or self.high is not None

    @property
    def in_one_unit(self) -> bool:
        """Whether the numbers can be held against each other as they are written."""
        parts = (self.lower, self.upper, self.above, self.below, self.nominal, self.target)
        return len({each.unit for each in parts if each is not None}) < 2


def numbers_of(limits: Limits, target: float | None) -> Any:
    """The limits as statistics take them. Raises ValueError for a target outside of them."""
    from qa_run.statistics.capability.limits import SpecificationLimits

    low, high = (None if each is None else float(each) for each in (limits.low, limits.high))
    return SpecificationLimits(low, high, target)

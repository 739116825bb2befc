"""Specification limits that a criterion takes from its neighbour on the characteristic, unless it has its own."""

from attrs import frozen

from qa_run import Limits, Quantity


@frozen(kw_only=True, eq=False, repr=False)
class Specified(Limits):
    """The limits as they are written; none at all where a neighbour has them."""

    def __attrs_post_init__(self) -> None:
        if self.given or self.tolerance is not None or self.nominal is not None:
            super().__attrs_post_init__()

    @property
    def given(self) -> bool:
        """Whether there is a limit."""
        return self.low is not None or self.high is not None

    @property
    def in_one_unit(self) -> bool:
        """Whether the numbers can be held against each other as they are written."""
        return len({each.unit for each in self.quantities if each is not None}) < 2

    @property
    def quantities(self) -> tuple[Quantity | None, ...]:
        return self.lower, self.upper, self.above, self.below, self.nominal

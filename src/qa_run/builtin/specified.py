"""Specification limits that a criterion takes from its neighbour on the characteristic, unless it has its own."""

from collections.abc import Mapping
from typing import Any

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


class BySpecification:
    """A criterion that judges by specification limits: its own, `specified`, or those of its neighbour, `beside`.

    It refuses, in `_check`, limits that it cannot judge by.
    """

    __slots__ = ()
    specified: Specified
    beside: Any

    def _check(self, limits: Limits) -> None:
        raise NotImplementedError

    @property
    def specification(self) -> Limits | None:
        """The specification limits, written here or beside it."""
        if self.specified.given:
            return self.specified
        found: Limits | None = self.beside.within if self.beside is not None else None
        return found

    @property
    def limits(self) -> Mapping[str, int | float]:
        """The specification limits, for the report."""
        return self.specification.shown if self.specification is not None else {}

    def lacks(self) -> str:
        """What is missing, or wrong, once it is known which limits stand beside it."""
        if self.specification is None:
            return "no specification limits: write lower, upper or both in it, or beside it on the characteristic"
        try:
            self._check(self.specification)
        except ValueError as error:
            return str(error)
        return ""

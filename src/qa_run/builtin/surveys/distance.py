"""How far what is claimed may lie from what is measured."""

from collections.abc import Mapping

from attrs import frozen

from qa_run import Judged, Limits, Points, Quantity, said
from qa_run.builtin.criteria.held import within_limits


@frozen(eq=False, repr=False)
class Distance:
    """Limits of a difference of shares, in points."""

    limits: Limits
    at_least: Points | None
    at_most: Points | None

    @classmethod
    def of(cls, at_least: Points | None, at_most: Points | None) -> "Distance":
        """Raises ValueError where there is no limit, or no gap could meet both."""
        if at_least is None and at_most is None:
            raise ValueError("at_most is missing: how far may the claim lie above, as in at_most: 5 points?")
        if at_least is not None and at_most is not None and at_least.value > at_most.value:
            raise ValueError(f"at_least {at_least} is above at_most {at_most}")
        low, high = (None if each is None else Quantity(each.value) for each in (at_least, at_most))
        return cls(Limits(lower=low, upper=high), at_least, at_most)

    @property
    def shown(self) -> Mapping[str, int | float]:
        return self.limits.shown

    def sentence(self, language: str) -> str:
        ends = (("at least {limit}", self.at_least), ("at most {limit}", self.at_most))
        return said(language, " and ").join(said(language, words, limit=end) for words, end in ends if end is not None)

    def held(self, gap: float, convention: str) -> Judged:
        return within_limits(self.limits, gap, convention)

"""What can come of an inspection, and which of two outcomes wins."""

from collections.abc import Iterable
from enum import Enum


class Outcome(Enum):
    """How an inspection ended, mildest first. The worst of many is the outcome of the whole."""

    NOT_APPLICABLE = "not_applicable"
    PASSED = "passed"
    MARGINAL = "marginal"
    CONCEDED = "conceded"
    NOT_INSPECTED = "not_inspected"
    FAILED = "failed"
    ERROR = "error"

    # each is the only one of its kind; the hash of an Enum is worked out in Python, which thousands of verdicts feel
    __hash__ = object.__hash__

    @property
    def severity(self) -> int:
        return _ORDER[self]

    @property
    def releases(self) -> bool:
        """Whether a lot may go out with this outcome."""
        return self.severity <= _ORDER[Outcome.CONCEDED]


_ORDER = {outcome: rank for rank, outcome in enumerate(Outcome)}


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of the whole; NOT_APPLICABLE where there is none."""
    return max(outcomes, key=lambda outcome: outcome.severity, default=Outcome.NOT_APPLICABLE)

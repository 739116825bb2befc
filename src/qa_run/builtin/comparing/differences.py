"""How far one stratum lies above another: of means, medians and shares, each with its bounds."""

from functools import cached_property
from math import ceil
from typing import Any, Protocol

from attrs import frozen

from qa_run import Share
from qa_run.builtin.comparing.strata import Strata, apart
from qa_run.builtin.criteria.confidence import ALL_EQUAL, two_sided
from qa_run.builtin.criteria.held import settled

Bounds = tuple[float, float]


class Difference(Protocol):
    """What is compared, first less second."""

    @property
    def estimate(self) -> float:
        """The difference found."""

    @property
    def convention(self) -> str:
        """By what method."""

    def undecided(self) -> str:
        """Why there are no bounds; blank where there are."""

    def bounds(self, times: float) -> Bounds:
        """The lower and the upper one, each with the confidence, of so many times the items at hand."""


@frozen(eq=False, repr=False)
class OfMeans:
    strata: Strata
    one: int
    other: int
    confidence: Share | None
    method: str

    @property
    def estimate(self) -> float:
        return apart(float(self.strata.mean[self.one]), float(self.strata.mean[self.other]))

    @property
    def convention(self) -> str:
        if self.confidence is None:
            return "difference of means"
        return "Welch's t" if self.method == "welch" else "Student's t, pooled"

    def undecided(self) -> str:
        places = [self.one, self.other]
        if (self.strata.n[places] < 2).any():
            return "a confidence takes 2 values of each stratum at least"
        return "" if self.strata.sd[places].any() else ALL_EQUAL

    def bounds(self, times: float) -> Bounds:
        from qa_run.statistics.comparing import difference_of_means

        one, other = (
            (ceil(self.strata.n[at] * times), self.strata.mean[at], self.strata.sd[at]) for at in (self.one, self.other)
        )
        found = difference_of_means(one, other, two_sided(self.confidence), equal_variances=self.method == "pooled")
        return float(found.lower), float(found.upper)


@frozen(eq=False, repr=False)
class OfShares:
    strata: Strata
    one: int
    other: int
    confidence: Share | None
    method: str

    @property
    def estimate(self) -> float:
        return apart(float(self.strata.estimate[self.one]), float(self.strata.estimate[self.other]))

    @property
    def convention(self) -> str:
        return "difference of shares" if self.confidence is None else self.method.capitalize()

    def undecided(self) -> str:
        return ""

    def bounds(self, times: float) -> Bounds:
        from qa_run.statistics.comparing import difference_of_proportions

        sizes = [ceil(self.strata.n[at] * times) for at in (self.one, self.other)]
        shares = [float(self.strata.estimate[at]) for at in (self.one, self.other)]
        one, other = ((round(share * n), n) for share, n in zip(shares, sizes, strict=True))
        found = difference_of_proportions(one, other, two_sided(self.confidence), method=self.method)
        return float(found.lower), float(found.upper)


@frozen(eq=False, repr=False, slots=False)
class OfMedians:
    first: Any
    second: Any
    confidence: Share | None

    @cached_property
    def _found(self) -> Any:
        from qa_run.statistics.comparing import difference_of_medians

        return difference_of_medians(self.first, self.second, two_sided(self.confidence))

    @property
    def estimate(self) -> float:
        return settled(self._found.shift)

    @property
    def convention(self) -> str:
        return "Hodges and Lehmann" + (f", {self._found.method} ranks" if self.confidence is not None else "")

    def undecided(self) -> str:
        return "too few values for any bound of the difference of medians" if self._found.lower is None else ""

    def bounds(self, times: float) -> Bounds:
        # of more items than at hand about so: bounds come nearer with the root of their number
        nearer = times**-0.5
        low, high = self._found.lower - self.estimate, self._found.upper - self.estimate
        return self.estimate + low * nearer, self.estimate + high * nearer

"""How many nonconforming items are accepted."""

from decimal import Decimal
from typing import Any

from attrs import frozen

from qa_run import Judged, Share, acceptance, said, scalar


@acceptance("at_most", flat=True)
@frozen
class AtMost:
    """At most so many items, or at most this share of them, may be nonconforming; none where nothing is said.

    A number binds each stratum; over all it binds only as `over_all`. A share holds for each stratum and over all.
    With `confidence` the sample must show it: the exact upper bound (Clopper and Pearson, one-sided) of the share
    must not exceed it. More than `marginal` are accepted, but told.

        bread_g: {nominal: 80, tolerance: 4, accept: {at_most: 1 %}}
        logged_at: {no_later_than: read_at, accept: {at_most: 2, over_all: 5}}
    """

    at_most: int | Share
    over_all: int | None = None
    confidence: Share | None = None
    marginal: int | Share | None = None

    def __attrs_post_init__(self) -> None:
        if isinstance(self.at_most, int) and self.at_most < 0:
            raise ValueError("at_most is not negative: write 0 for none")
        if isinstance(self.at_most, int) and self.confidence is not None:
            raise ValueError("confidence belongs to a share: write at_most: 1 %")
        if self.over_all is not None and (isinstance(self.at_most, Share) or self.over_all < self.at_most):
            raise ValueError("over_all is a number for all strata together, not less than the number for each")
        if self.confidence is not None and not 0 < self.confidence.value < 1:
            raise ValueError("confidence lies between 0 % and 100 %")

    def sentence(self, language: str) -> str:
        count = self.at_most if isinstance(self.at_most, int) else None
        text = said(
            language, "at most {number} nonconforming|at most {number} nonconforming", count, number=self.at_most
        )
        if self.confidence is None:
            return text
        return text + said(language, ", shown with {confidence} confidence", confidence=self.confidence)

    def over_all_rule(self) -> "AtMost | None":
        """The rule for all strata together; None where the worst of them counts."""
        if isinstance(self.at_most, Share) or self.at_most == 0:
            return self
        return AtMost(at_most=self.over_all) if self.over_all is not None else None

    def sample_size(self, lot_size: int | None) -> int:
        """The smallest sample that can show what is asked: 1, or more with a confidence."""
        if self.confidence is None:
            return 1
        from math import ceil, log1p

        return ceil(log1p(-float(self.confidence.value)) / log1p(-float(_share(self.at_most))))

    @scalar
    def allows(self, n: int, nonconforming: int, lot_size: int | None, severity: Any) -> Judged:
        allowed = _number(self.at_most, n)
        if self.confidence is not None:
            return self._shown_by_confidence(n, nonconforming)
        near = self.marginal is not None and nonconforming > _number(self.marginal, n)
        return Judged(nonconforming <= allowed, nonconforming, accept=allowed, marginal=near)

    def _shown_by_confidence(self, n: int, nonconforming: int) -> Judged:
        from scipy.special import betaincinv  # a fifth of a second that only a confidence pays

        share = _share(self.at_most)
        level = float(self.confidence.value) if self.confidence else 0.0
        bound = 1.0 if nonconforming >= n else float(betaincinv(nonconforming + 1, n - nonconforming, level))
        held = bound <= float(share)
        lacking = not held and nonconforming <= share * n
        more = max(1, self.sample_size(None) - n) if lacking else 0
        return Judged(held, bound, convention="Clopper-Pearson, one-sided", need_more=more, accept=None)


def _share(at_most: int | Share) -> Decimal:
    return at_most.value if isinstance(at_most, Share) else Decimal(at_most)


def _number(at_most: int | Share, n: int) -> int:
    """How many of `n` are allowed; the share in decimals, so that 1 % of 300 is 3."""
    return int(at_most.value * n) if isinstance(at_most, Share) else at_most

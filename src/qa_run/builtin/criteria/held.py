"""One number computed from many, held against limits."""

from collections.abc import Mapping
from typing import Any

from qa_run import Aggregate, Judged, Limits

#: What is measured, by name; and what was found of one stratum.
Measures = dict[str, Aggregate]
Seen = Mapping[str, Any]

#: The digits that survive the rounding of sums in doubles; a verdict must not hang on the others.
_DIGITS = 12


def within_limits(within: Limits, shown: Any, convention: str = "") -> Judged:
    """What a number computed from many is, held against limits."""
    value = settled(shown) if isinstance(shown, float) else shown
    marginal = value is not None and within.is_near(value)
    return Judged(within.admit(value), value, within.shown, convention, marginal=marginal)


def settled(value: float) -> float:
    """Without the digits that the rounding of doubles leaves."""
    return float(f"{value:.{_DIGITS}g}")

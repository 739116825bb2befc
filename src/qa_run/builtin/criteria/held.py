"""One number computed from many, held against limits."""

from typing import Any

from qa_run import Judged, Limits

#: The digits that survive the rounding of sums in doubles; a verdict must not hang on the others.
_DIGITS = 12


def within_limits(within: Limits, shown: Any, convention: str = "") -> Judged:
    """What a number computed from many is, held against limits."""
    settled = float(f"{shown:.{_DIGITS}g}") if isinstance(shown, float) else shown
    marginal = settled is not None and within.is_near(settled)
    return Judged(within.admit(settled), settled, within.shown, convention, marginal=marginal)

"""Tolerance intervals: limits that hold a share of all items, with confidence."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import SIDES, Side, one_of, row_of, share
from qa_run.statistics.intervals.tolerance_factors import tolerance_factor
from qa_run.statistics.searching import least_whole


@frozen(kw_only=True)
class ToleranceInterval:
    """Limits that hold at least `coverage` of the items with at least `confidence`; None where there is no limit."""

    lower: float | None
    upper: float | None
    coverage: float
    confidence: float
    side: Side
    method: str
    factor: float | None = None  #: of the standard deviation; None where the limits are recorded values
    reached: float | None = None  #: the confidence that the limits have, where it is more than was asked


def normal_tolerance_interval(
    n: int,
    mean: float,
    sd: float,
    coverage: float,
    confidence: float = 0.95,
    side: Side = "both",
    method: str = "exact",
) -> ToleranceInterval:
    """Tolerance limits for a normal distribution: mean - k sd, mean + k sd, with `tolerance_factor`.

    n, mean, sd: of one sample of 2 or more, in the unit of the values; side: both, lower or upper. Raises ValueError.
    """
    one_of(side, SIDES, "side")
    if not (np.isfinite(mean) and np.isfinite(sd) and sd >= 0):
        raise ValueError(f"a mean of {mean} and a standard deviation of {sd} bound nothing; give finite numbers")
    factor = tolerance_factor(n, coverage, confidence, 2 if side == "both" else 1, method)
    return ToleranceInterval(
        lower=None if side == "upper" else float(mean - factor * sd),
        upper=None if side == "lower" else float(mean + factor * sd),
        coverage=coverage,
        confidence=confidence,
        side=side,
        method=method,
        factor=factor,
    )


def distribution_free_tolerance_interval(
    values: ArrayLike, coverage: float, confidence: float = 0.95, side: Side = "both"
) -> ToleranceInterval:
    """Tolerance limits for any continuous distribution: recorded values, as far inside as the confidence allows.

    values: one row of finite numbers. Wilks (1941, Annals of Mathematical Statistics 12, 91): the limits leave out, in
    all, the most values m for which a binomial (n, 1 - coverage) reaches m with the confidence; for two limits they are
    left out at both ends alike, and one more above where m is odd. m counts the limits themselves: m = 2 means smallest
    and largest. A sample too small for that (see `distribution_free_size`) is a ValueError that says how many it takes.
    """
    from scipy.special import bdtr

    one_of(side, SIDES, "side")
    ordered = np.sort(row_of(values))
    n, sides = ordered.size, 2 if side == "both" else 1
    share(coverage, "coverage")
    share(confidence)
    reached = 1 - bdtr(np.arange(n), n, 1 - coverage)  # that at least m = 1 to n values lie in the tails
    outside = int(np.searchsorted(-reached, -confidence * (1 - 1e-12), side="right"))
    if outside < sides:
        needed = distribution_free_size(coverage, confidence, sides)
        raise ValueError(f"{n} values are too few for these limits without a distribution; it takes {needed}")
    low, high = (outside // 2, outside - outside // 2) if sides == 2 else (outside, outside)
    return ToleranceInterval(
        lower=None if side == "upper" else float(ordered[low - 1]),
        upper=None if side == "lower" else float(ordered[n - high]),
        coverage=coverage,
        confidence=confidence,
        side=side,
        method="Wilks",
        reached=float(reached[outside - 1]),
    )


def distribution_free_size(coverage: float, confidence: float = 0.95, sides: int = 2) -> int:
    """How many items it takes for the extremes of the sample to be tolerance limits, whatever the distribution.

    coverage, confidence: shares; sides: 1 (smallest or largest) or 2 (both). Wilks (1941): 59 and 93 for 95 %/95 %.
    Raises ValueError.
    """
    p, wanted = share(coverage, "coverage"), share(confidence)
    if sides not in (1, 2):
        raise ValueError(f"there are {sides} sides; write 1 or 2")

    def reached(n: int) -> bool:
        rest = float(p**n) if sides == 1 else float(p**n + n * (1 - p) * p ** (n - 1))
        return 1 - rest >= wanted * (1 - 1e-12)

    return least_whole(reached, sides, 2**62)

"""Operating characteristics of Shewhart charts: how likely a point stays within although the process has moved."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr, ndtr, pdtr

from qa_run.statistics.spread.columns import Floats

#: What is within limits that are no whole numbers: what the chart leaves unflagged, or as qcc counts.
Edges = Literal["chart", "qcc"]


def oc_xbar(shift: ArrayLike, n: ArrayLike, nsigmas: float = 3.0) -> Floats:
    """The probability that a mean of `n` stays within `nsigmas` after a shift, in sigmas of single values.

    Phi(L - shift sqrt(n)) - Phi(-L - shift sqrt(n)); arguments broadcast. Montgomery, 6.2.6.
    """
    moved = np.asarray(shift, dtype=np.float64) * np.sqrt(np.asarray(n, dtype=np.float64))
    if not np.isfinite(moved).all():
        raise ValueError("shift and n: finite numbers are needed")
    return np.asarray(ndtr(nsigmas - moved) - ndtr(-nsigmas - moved))


def oc_p(p: ArrayLike, n: int, lower: float, upper: float, *, edges: Edges = "chart") -> Floats:
    """The probability that `n` items with a true proportion `p` plot within limits that are proportions.

    edges: chart: n lower <= x <= n upper, as the chart flags; qcc: from the whole number below n lower, one more
      count than the chart leaves unflagged

    Binomial; `p` of any shape. Montgomery, 7.2.3. For an np chart give its limits divided by n.
    """
    share = np.asarray(p, dtype=np.float64)
    if not ((share >= 0) & (share <= 1)).all():
        raise ValueError("p: proportions between 0 and 1 are needed")
    if n != int(n) or n < 1:
        raise ValueError(f"n: a whole number from 1 is needed, not {n}")
    most, least = _whole(n * lower, n * upper, edges)
    within = bdtr(min(most, n), int(n), share)
    return np.asarray(within if least < 1 else within - bdtr(least - 1, int(n), share))


def oc_c(c: ArrayLike, lower: float, upper: float, *, edges: Edges = "chart") -> Floats:
    """The probability that a count with a true mean `c` plots within the limits; Poisson, otherwise as `oc_p`."""
    mean = np.asarray(c, dtype=np.float64)
    if not (np.isfinite(mean) & (mean >= 0)).all():
        raise ValueError("c: finite numbers from 0 are needed")
    most, least = _whole(lower, upper, edges)
    within = pdtr(most, mean)
    return np.asarray(within if least < 1 else within - pdtr(least - 1, mean))


def _whole(lower: float, upper: float, edges: str) -> tuple[float, float]:
    """The greatest and the least count within, rounding in the last places aside."""
    if edges not in ("chart", "qcc"):
        raise ValueError(f"edges: chart or qcc, not {edges!r}")
    slack = 1e-12 * max(1.0, abs(lower))
    least = np.ceil(lower - slack) if edges == "chart" else np.floor(lower + slack)
    return float(np.floor(upper + 1e-12 * max(1.0, abs(upper)))), float(max(least, 0))

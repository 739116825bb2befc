"""Operating characteristics of Shewhart charts: how likely a point stays within although the process has moved."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr, ndtr, pdtr

from qa_run.statistics.arguments import finite, nonnegative, one_of, positive, shares, whole
from qa_run.statistics.arrays import Floats

#: What is within limits that are no whole numbers: what the chart leaves unflagged, or as qcc counts.
Edges = Literal["chart", "qcc"]


def oc_xbar(shift: ArrayLike, n: ArrayLike, nsigmas: float = 3.0) -> Floats:
    """The probability that a mean of `n` stays within `nsigmas` after a shift, in sigmas of single values.

    Phi(L - shift sqrt(n)) - Phi(-L - shift sqrt(n)); arguments broadcast. Montgomery, 6.2.6.
    """
    moved = finite(shift, "shift") * np.sqrt(positive(n, "n"))
    return np.asarray(ndtr(nsigmas - moved) - ndtr(-nsigmas - moved))


def oc_p(p: ArrayLike, n: int, lower: float, upper: float, *, edges: Edges = "chart") -> Floats:
    """The probability that `n` items with a true proportion `p` plot within limits that are proportions.

    edges: chart: n lower <= x <= n upper, as the chart flags; qcc: from the whole number below n lower, one more
      count than the chart leaves unflagged

    Binomial; `p` of any shape. A side without a limit is infinite. For an np chart give its limits divided by n.
    Montgomery, 7.2.3.
    """
    share, size = shares(p, "p"), whole(n, "n", 1)
    most, least = _whole(lower, upper, edges, size)
    if most < least:
        return np.zeros(share.shape)
    within = bdtr(min(most, size), size, share)
    return np.asarray(within if least < 1 else within - bdtr(least - 1, size, share))


def oc_c(c: ArrayLike, lower: float, upper: float, *, edges: Edges = "chart") -> Floats:
    """The probability that a count with a true mean `c` plots within the limits; Poisson, otherwise as `oc_p`."""
    mean = nonnegative(c, "c")
    most, least = _whole(lower, upper, edges)
    if most < least:
        return np.zeros(mean.shape)
    within = pdtr(most, mean)
    return np.asarray(within if least < 1 else within - pdtr(least - 1, mean))


def _whole(lower: float, upper: float, edges: str, size: int = 1) -> tuple[float, float]:
    """The greatest and the least count within, rounding in the last places aside; either limit may be endless."""
    lower, upper = (size * float(np.asarray(each, dtype=np.float64)) for each in (lower, upper))
    if not (-np.inf < upper >= lower < np.inf):
        raise ValueError(f"the limits go from {lower} to {upper}; numbers are needed, the lower one first")
    one_of(edges, ("chart", "qcc"), "edges")
    slack = 1e-12 * max(1.0, abs(lower))
    least = np.ceil(lower - slack) if edges == "chart" else np.floor(lower + slack)
    return float(np.floor(upper + 1e-12 * max(1.0, abs(upper)))), float(max(least, 0))

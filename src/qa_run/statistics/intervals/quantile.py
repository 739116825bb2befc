"""Intervals for a quantile of any distribution, between two recorded values."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import Side, row_of, share, tail
from qa_run.statistics.describing.order_statistics import quantiles


@frozen(kw_only=True)
class QuantileInterval:
    """Two recorded values with the quantile between them; None where the sample is too small to bound it there."""

    estimate: float
    lower: float | None
    upper: float | None
    lower_rank: int  #: the place of the bound among the ordered values, counted from 1; 0 where there is none
    upper_rank: int  #: n + 1 where there is none
    confidence: float  #: what was asked
    coverage: float  #: what the bounds have; not below what was asked
    side: Side


def quantile_interval(
    values: ArrayLike,
    proportion: float,
    confidence: float = 0.95,
    side: Side = "both",
    type: int = 6,  # noqa: A002
) -> QuantileInterval:
    """Bounds for the quantile of a continuous distribution whose shape nobody knows, by order statistics.

    values: one row of finite numbers; the bounds are two of them. proportion: which quantile, 0.5 for the median.
    The number of values below the quantile is binomial (David and Nagaraja, Order Statistics, 3rd ed., 7.1): each bound
    is the innermost value that leaves at most its share of 1 - confidence outside. A bound that no value is far enough
    out for is None: the sample is too small, and the coverage is as if the bound were infinite. `estimate` is a sample
    quantile of the given type. Raises ValueError.
    """
    from scipy.special import bdtr

    ordered = np.sort(row_of(values))
    share(proportion, "proportion")
    outside, n = tail(confidence, side), ordered.size
    at_most = bdtr(np.arange(n), n, proportion)  # at most k values lie below the quantile, k = 0 to n - 1
    lower = 0 if side == "upper" else int(np.searchsorted(at_most, outside * (1 + 1e-12), side="right"))
    upper = n + 1 if side == "lower" else int(np.searchsorted(at_most, (1 - outside) * (1 - 1e-12), side="left")) + 1
    below = at_most[lower - 1] if lower else 0.0
    above = 1 - at_most[upper - 1] if upper <= n else 0.0
    return QuantileInterval(
        estimate=float(quantiles(ordered, proportion, type)),
        lower=float(ordered[lower - 1]) if lower else None,
        upper=float(ordered[upper - 1]) if upper <= n else None,
        lower_rank=lower,
        upper_rank=upper,
        confidence=confidence,
        coverage=float(1 - below - above),
        side=side,
    )

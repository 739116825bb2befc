"""What share of a lot is nonconforming, estimated from mean and standard deviation; and the same for a k."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import counted, finite, nonnegative, positive, shares
from qa_run.statistics.arrays import Floats, plain


@frozen(kw_only=True, eq=False)
class EstimatedNonconforming:
    """The estimated share of items beyond each limit, and beyond either."""

    below: Floats
    above: Floats
    total: Floats


def estimated_nonconforming(
    n: ArrayLike,
    mean: ArrayLike,
    sd: ArrayLike,
    lower: float | None = None,
    upper: float | None = None,
    sigma_known: bool = False,
) -> EstimatedNonconforming:
    """The minimum-variance unbiased estimate of the share of a normal distribution beyond its limits.

    n:    items measured, 3 or more (2 or more where sigma is known); mean, sd: in the unit of the limits; they
          broadcast
    sd:   the sample's, with n - 1; or the process's sigma where `sigma_known`
    Lieberman and Resnikoff (1955, JASA 50, 457-516): with s, the symmetric beta distribution with n/2 - 1 at
    1/2 - Q sqrt(n) / (2 (n - 1)), exact; with sigma, the normal distribution at Q sqrt(n / (n - 1)).
    Both limits are exact together: what cannot be beyond both at once is no double count. A standard deviation of 0
    says all or nothing. Raises ValueError where there is no limit, or the lower is above the upper one.
    """
    if lower is None and upper is None:
        raise ValueError("there is no limit; give lower, upper or both")
    if lower is not None and upper is not None and lower >= upper:
        raise ValueError(f"the lower limit {lower} is not below the upper limit {upper}")
    size, middle, spread = np.broadcast_arrays(
        counted(n, "n", 2 if sigma_known else 3),
        finite(mean, "mean"),
        (positive if sigma_known else nonnegative)(sd, "sd"),
    )
    nothing = np.zeros(middle.shape)
    below = nothing if lower is None else _beyond(size, middle - finite(lower, "lower"), spread, sigma_known)
    above = nothing if upper is None else _beyond(size, finite(upper, "upper") - middle, spread, sigma_known)
    return EstimatedNonconforming(below=plain(below), above=plain(above), total=plain(np.minimum(below + above, 1.0)))


def _beyond(n: Floats, room: Floats, spread: Floats, sigma_known: bool) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        quality = np.where(room == 0, 0.0, room / spread)
    flat = (spread == 0) & (room >= 0)
    return np.where(flat, 0.0, _share_at(n, quality, sigma_known))


def maximum_nonconforming(n: ArrayLike, k: ArrayLike, sigma_known: bool = False) -> Floats:
    """M: the largest estimated share that a plan with acceptability constant k accepts. The same decision either way.

    n: items measured, 3 or more (2 or more where sigma is known); k: numbers that broadcast with it.
    0 where k is more than (n - 1) / sqrt(n), which no sample with a deviation can reach. Raises ValueError.
    """
    size = counted(n, "n", 2 if sigma_known else 3)
    return plain(_share_at(size, finite(k, "k"), sigma_known))


def _share_at(n: Floats, quality: Floats, sigma_known: bool) -> Floats:
    from scipy.special import betainc, ndtr

    if sigma_known:
        return ndtr(-quality * np.sqrt(n / (n - 1)))  # type: ignore[no-any-return]
    half = n / 2 - 1
    return betainc(half, half, np.clip(0.5 - quality * np.sqrt(n) / (2 * (n - 1)), 0.0, 1.0))  # type: ignore[no-any-return]


def acceptability_constant(n: ArrayLike, maximum: ArrayLike, sigma_known: bool = False) -> Floats:
    """k: the acceptability constant with the same decision as a maximum estimated share M. The inverse of the above.

    n: items measured, 3 or more (2 or more where sigma is known); maximum: shares above 0 and below 1 that broadcast.
    Raises ValueError.
    """
    from scipy.special import betaincinv, ndtri

    size, share = counted(n, "n", 2 if sigma_known else 3), shares(maximum, "maximum")
    if ((share <= 0) | (share >= 1)).any():
        raise ValueError("a maximum of nothing or of everything has no k; write a share between")
    if sigma_known:
        return plain(-ndtri(share) * np.sqrt((size - 1) / size))
    half = size / 2 - 1
    return plain((1 - 2 * betaincinv(half, half, share)) * (size - 1) / np.sqrt(size))

"""How often a plan by variables accepts."""

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import number, share, shares, whole
from qa_run.statistics.arrays import Floats, plain
from qa_run.statistics.noncentral import noncentral_t
from qa_run.statistics.searching import crossing


def acceptance_probability(proportion: ArrayLike, n: int, k: float, sigma_known: bool = False) -> Floats:
    """The operating characteristic of a plan by variables with one limit: how often it accepts a lot.

    proportion:  shares nonconforming, 0 to 1, of any shape; n, k: of the plan, n 2 or more (1 where sigma is known)
    sigma_known: the k method with the process's sigma, normal; else with the sample's s, the noncentral t distribution
    For two limits it is what the plan does when nearly all that is nonconforming lies beyond one of them. Items are
    normally distributed and the lot is large (Schilling and Neubauer, Acceptance Sampling in Quality Control, 10).
    """
    from scipy.special import ndtr, ndtri

    _size_and_constant(n, k, sigma_known)
    bad = shares(proportion, "proportion")
    edge = (bad == 0) | (bad == 1)
    room = -ndtri(np.where(edge, 0.5, bad))
    if sigma_known:
        accepted = ndtr((room - k) * np.sqrt(n))
    else:
        accepted = noncentral_t(-k * np.sqrt(n), n - 1, -room * np.sqrt(n))  # the upper tail, without losing digits
    return plain(np.where(edge, bad == 0, accepted))


def quality_accepted(chance: float, n: int, k: float, sigma_known: bool = False) -> float:
    """The share nonconforming of the lots that a plan accepts with the probability `chance`, above 0 and below 1.

    The inverse of the above. Raises ValueError.
    """
    from scipy.special import ndtr, ndtri

    often = share(chance, "chance")
    _size_and_constant(n, k, sigma_known)
    known = -(k + float(ndtri(often)) / np.sqrt(n))
    if sigma_known:
        return float(ndtr(known))

    def short_of(room: float) -> float:
        return often - float(acceptance_probability(float(ndtr(-room)), n, k))

    low, high = -known - 1, -known + 1
    while short_of(low) < 0:
        low -= 2
    while short_of(high) > 0:
        high += 2
    return float(ndtr(-crossing(short_of, low, high)))


def _size_and_constant(n: int, k: float, sigma_known: bool) -> None:
    """Refuse numbers that make no plan."""
    if n == 1 and not sigma_known:
        raise ValueError("a sample of 1 has no standard deviation; measure 2 or more")
    whole(n, "n", 1 if sigma_known else 2)
    number(k, "the acceptability constant k")

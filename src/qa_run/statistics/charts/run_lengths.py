"""How many points a chart runs until it signals, on average: Shewhart and CUSUM charts."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from scipy.special import ndtr

from qa_run.statistics.arguments import number, one_of
from qa_run.statistics.arrays import Floats
from qa_run.statistics.charts.absorption import phi, quadrature, root, steps_until_left

Sided = Literal["one", "two"]
SIDED: tuple[Sided, ...] = ("one", "two")


def shewhart_arl(nsigmas: float = 3.0, shift: float = 0.0, n: int = 1) -> float:
    """Average run length of means of `n` with limits at `nsigmas`, after a shift in sigmas of single values.

    1 / (probability of a point beyond): 370.4 without a shift. Montgomery, 6.2.6.
    """
    moved = number(shift, "shift") * np.sqrt(number(n, "n", above=0))
    beyond = float(ndtr(-nsigmas - moved) + ndtr(moved - nsigmas))
    if beyond > 0:
        return 1 / beyond
    raise ValueError(f"nsigmas: {nsigmas:g} is so far out that a signal has no probability left to compute with")


def cusum_arl(
    allowance: float,
    decision_interval: float,
    shift: float = 0.0,
    *,
    head_start: float = 0.0,
    sided: Sided = "two",
) -> float:
    """Average run length of a CUSUM with allowance k and decision interval h, all in standard errors.

    The shift is there from the first point on (zero state). One side: the integral equation of Page's scheme, by
    Gauss-Legendre quadrature (Vance 1986; spc's xcusum.arl). Two sides, from those of each: Lucas and Crosier 1982,
    which holds for head starts up to h/2 + k.
    """
    k, h, start = _scheme(allowance, decision_interval, head_start, sided)
    moved = number(shift, "shift")
    upper = _one_sided(k, h, moved)
    if sided == "one":
        return upper(start)
    lower = _one_sided(k, h, -moved)
    high, low = upper(0.0), lower(0.0)
    return (upper(start) * low + high * lower(start) - high * low) / (high + low)


def cusum_decision_interval(
    allowance: float, arl: float, *, shift: float = 0.0, head_start: float = 0.0, sided: Sided = "two"
) -> float:
    """The decision interval with which a CUSUM runs for `arl` points on average: the inverse of `cusum_arl`.

    `shift` is 0 for the run length in control. `head_start` in standard errors, as there.
    """
    k = number(allowance, "allowance")
    shortest = max(head_start, 2 * (head_start - k) if sided == "two" else 0.0) + 1e-9
    return root(
        lambda h: cusum_arl(k, h, shift, head_start=head_start, sided=sided), arl, shortest, "decision interval"
    )


def _scheme(k: float, h: float, start: float, sided: str) -> tuple[float, float, float]:
    number(k, "allowance", least=0)
    number(h, "decision interval", above=0)
    one_of(sided, SIDED, "sided")
    highest = h if sided == "one" else min(h, h / 2 + k)
    return float(k), float(h), number(start, "head start", least=0, most=highest)


def _one_sided(k: float, h: float, shift: float) -> Callable[[float], float]:
    """The run length of the upper side as a function of where its sum begins."""
    at, weights = quadrature(0.0, h, h)

    def onward(start: Floats) -> Floats:
        """From each start to 0 and to the nodes: probabilities, and densities with their weights."""
        back = start[:, None] + shift - k
        return np.hstack((ndtr(-back), phi(at - back) * weights))

    places = np.concatenate(([0.0], at))
    lengths = steps_until_left(onward(places), ndtr(places + shift - k - h))
    return lambda start: float(1 + onward(np.array([start]))[0] @ lengths)

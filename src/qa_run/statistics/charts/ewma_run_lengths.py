"""How many points an EWMA chart runs until it signals, on average."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from scipy.special import ndtr

from qa_run.statistics.arguments import number, one_of
from qa_run.statistics.arrays import Floats
from qa_run.statistics.charts.absorption import phi, quadrature, root, steps_until_left
from qa_run.statistics.charts.run_lengths import SIDED, Sided

#: asymptotic: the limits of a long series for every point; exact: those that widen from the start.
Limits = Literal["asymptotic", "exact"]
#: Widening limits that are this near to their end have come there.
SETTLED = 1e-11


def ewma_arl(
    weight: float,
    width: float,
    shift: float = 0.0,
    *,
    limits: Limits = "asymptotic",
    sided: Sided = "two",
    head_start: float = 0.0,
) -> float:
    """Average run length of an EWMA chart with this weight and limits at `width` sigmas of z.

    shift: in standard errors, there from the first point on (zero state)
    sided: two, or one: an upper limit, and z never below the centre (reflected there, as spc's zr = 0)
    head_start: where z begins, in asymptotic sigmas of z; with asymptotic limits only

    The integral equation by Gauss-Legendre quadrature (Crowder 1987; spc's xewma.arl). Exact limits: the density of z
    from point to point until the limits have come to their end, and the equation from there.
    """
    number(weight, "weight", above=0, most=1)
    number(width, "width", above=0)
    one_of(sided, SIDED, "sided")
    one_of(limits, ("asymptotic", "exact"), "limits")
    number(head_start, "head start", least=0 if sided == "one" else -width, most=width)
    moved = number(shift, "shift")
    if limits == "exact":
        if sided == "one" or head_start:
            raise ValueError("exact limits: for two sides and no head start only")
        return _widening(weight, width, moved)
    scale = np.sqrt(weight / (2 - weight))
    run_length = _two_sided if sided == "two" else _one_sided
    return float(run_length(weight, width * scale, moved)(np.array([head_start * scale]))[0])


def ewma_width(
    weight: float, arl: float, *, shift: float = 0.0, limits: Limits = "asymptotic", sided: Sided = "two"
) -> float:
    """The width with which an EWMA chart runs for `arl` points on average: the inverse of `ewma_arl`."""
    return root(lambda width: ewma_arl(weight, width, shift, limits=limits, sided=sided), arl, 1e-6, "width")


def _two_sided(weight: float, h: float, shift: float) -> Callable[[Floats], Floats]:
    at, weights = quadrature(-h, h, 2 * h / weight)

    def onward(start: Floats) -> Floats:
        return _density(at, start, weight, shift) * weights

    back = (1 - weight) * at
    leave = ndtr((back - h) / weight + shift) + ndtr((-back - h) / weight - shift)
    lengths = steps_until_left(onward(at), leave)
    return lambda start: np.asarray(1 + onward(start) @ lengths)


def _one_sided(weight: float, h: float, shift: float) -> Callable[[Floats], Floats]:
    at, weights = quadrature(0.0, h, h / weight)

    def onward(start: Floats) -> Floats:
        reflected = ndtr(-(1 - weight) * start[:, None] / weight - shift)
        return np.hstack((reflected, _density(at, start, weight, shift) * weights))

    places = np.concatenate(([0.0], at))
    lengths = steps_until_left(onward(places), ndtr(((1 - weight) * places - h) / weight + shift))
    return lambda start: np.asarray(1 + onward(start) @ lengths)


def _density(to: Floats, start: Floats, weight: float, shift: float) -> Floats:
    """Of z at the places `to`, one point after `start`: starts x places."""
    return phi((to - (1 - weight) * start[:, None]) / weight - shift) / weight


def _widening(weight: float, width: float, shift: float) -> float:
    end = width * np.sqrt(weight / (2 - weight))
    unit, weights = quadrature(-1.0, 1.0, end / weight)
    before, alive = np.zeros(1), np.ones(1)  # z is at the centre, for certain
    total, left, fade = 0.0, 1.0, 1.0
    while fade > SETTLED and left > 1e-15 * max(total, 1.0):
        total += left
        fade *= (1 - weight) ** 2
        now = end * np.sqrt(1 - fade)
        alive = alive @ _density(unit * now, before, weight, shift) * (weights * now)
        before, left = unit * now, float(alive.sum())
    return total + float(alive @ _two_sided(weight, end, shift)(before))

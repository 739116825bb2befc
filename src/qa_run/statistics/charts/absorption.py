"""How long a chain stays before it leaves for good: the equation of run lengths, solved without losing digits."""

from collections.abc import Callable

import numpy as np

from qa_run.statistics.arguments import number
from qa_run.statistics.arrays import Floats
from qa_run.statistics.searching import crossing


def quadrature(low: float, high: float, spreads: float) -> tuple[Floats, Floats]:
    """Gauss-Legendre nodes and weights for a smooth kernel, the interval being so many `spreads` of it wide."""
    nodes, weights = np.polynomial.legendre.leggauss(min(900, 24 + int(2.5 * spreads)))
    half = (high - low) / 2
    return low + half * (nodes + 1), weights * half


def phi(x: Floats) -> Floats:
    """The density of the standard normal distribution."""
    return np.asarray(np.exp(-0.5 * np.square(x)) / np.sqrt(2 * np.pi))


def steps_until_left(stay: Floats, leave: Floats) -> Floats:
    """Expected steps from each state until it is left for good: the solution x of x = 1 + stay x.

    stay: probabilities from state to state (states square); leave: of leaving for good from each

    Elimination by additions only (Grassmann, Taksar and Heyman 1985): `leave` may be 1e-200, where 1 - stay would keep
    no digit of it.
    """
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        steps = _eliminated(stay.copy(), leave.copy(), np.ones(leave.size))
    if not np.isfinite(steps).all():
        raise ValueError("the chart signals so seldom that its run length is no number; nearer limits are needed")
    return steps


def _eliminated(moves: Floats, out: Floats, steps: Floats) -> Floats:
    pivots = np.empty(out.size)
    for state in range(out.size):
        onward = moves[state, state + 1 :]
        pivots[state] = out[state] + onward.sum()
        share = moves[state + 1 :, state] / pivots[state]
        moves[state + 1 :, state + 1 :] += np.outer(share, onward)
        out[state + 1 :] += share * out[state]
        steps[state + 1 :] += share * steps[state]
    for state in range(out.size - 1, -1, -1):
        steps[state] = (steps[state] + moves[state, state + 1 :] @ steps[state + 1 :]) / pivots[state]
    return steps


def root(run_length: Callable[[float], float], arl: float, least: float, what: str) -> float:
    """Where a run length that grows with its argument comes to `arl`."""
    number(arl, "arl", above=1)
    if run_length(least) > arl:
        raise ValueError(f"arl: even the smallest {what} runs longer than {arl:g} points")
    low, high = least, least + 1.0
    while run_length(high) < arl:
        low, high = high, high + 1.0
    return crossing(lambda at: float(np.log(run_length(at) / arl)), low, high)

"""Where a function is zero."""

from collections.abc import Callable

import numpy as np

from qa_run.statistics.arrays import Floats


def where_zero(function: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Where `function` changes its sign between `low` and `high`, each number by itself, by halving.

    `function` takes and gives arrays of the shape of `low`; where its sign does not change, one of the ends is
    answered.
    """
    low, high = np.array(low, dtype=np.float64), np.array(high, dtype=np.float64)
    start = np.sign(function(low))
    for _ in range(200):
        middle = (low + high) / 2
        if (abs(high - low) <= 4e-16 * abs(middle) + 1e-18).all():
            break
        same = np.sign(function(middle)) == start
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    root: Floats = (low + high) / 2
    return root


def crossing(function: Callable[[float], float], low: float, high: float) -> float:
    """Where `function`, which has different signs at `low` and `high`, is zero, to 13 digits or so.

    Chandrupatla's method (1997, Advances in Engineering Software 28, 145): inverse quadratic steps where they are safe,
    halving where not. Raises ValueError where the signs do not differ.
    """
    newest, other = low, high
    at_newest, at_other = function(newest), function(other)
    if np.sign(at_newest) * np.sign(at_other) > 0:
        raise ValueError(f"there is no root between {low} and {high}")
    old, at_old = other, at_other
    for _ in range(200):
        best, at_best = (newest, at_newest) if abs(at_newest) < abs(at_other) else (other, at_other)
        width = abs(other - newest)
        smallest = 1e-14 * abs(best) + 1e-300
        if at_best == 0 or width <= 2 * smallest:
            break
        step = _step(newest, at_newest, other, at_other, old, at_old)
        step = min(max(step, smallest / width), 1 - smallest / width)
        tried = newest + step * (other - newest)
        at_tried = function(tried)
        if np.sign(at_tried) == np.sign(at_newest):
            old, at_old = newest, at_newest
        else:
            old, at_old, other, at_other = other, at_other, newest, at_newest
        newest, at_newest = tried, at_tried
    return best


def rising_root(function: Callable[[float], float], start: float = 0.0) -> float:
    """Where a rising function crosses zero: bracketed from `start` outwards by doubling."""
    low = high = start
    step = 1.0
    while function(low) > 0:
        low, step = low - step, 2 * step
    step = 1.0
    while function(high) < 0:
        high, step = high + step, 2 * step
    return low if low == high else crossing(function, low, high)


def least_whole(holds: Callable[[int], bool], least: int, most: int, step: int = 1) -> int:
    """The least whole number from `least` on for which `holds`, which stays true once it is; `most` where none does.

    By doubling, from `step` beyond `least` on, and by halving.
    """
    low, high = least - 1, least - 1 + step
    while high < most and not holds(high):
        low, high = high, high + 2 * (high - low)
    high = min(high, most)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _step(a: float, at_a: float, b: float, at_b: float, c: float, at_c: float) -> float:
    """How far from a to b to try next: where the parabola through all three is zero if that can be trusted, or half."""
    if at_c in (at_a, at_b) or a == b:
        return 0.5
    across = (a - b) / (c - b)
    up = (at_a - at_b) / (at_c - at_b)
    if not (up**2 < across and (1 - up) ** 2 < 1 - across):
        return 0.5
    first = at_a / (at_b - at_a) * at_c / (at_b - at_c)
    return first + (c - a) / (b - a) * at_a / (at_c - at_a) * at_b / (at_c - at_b)

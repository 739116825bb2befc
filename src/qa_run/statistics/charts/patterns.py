"""Patterns along the last axis of arrays, at the cost of a few passes whatever their length."""

import numpy as np

from qa_run.statistics.arrays import Flags


def consecutive(flags: Flags, length: int) -> Flags:
    """Where a flag and the `length` - 1 before it are all set."""
    whole = np.zeros(flags.shape, dtype=np.bool_)
    if length > flags.shape[-1]:
        return whole
    covered, runs = 1, flags
    while covered < length:
        step = min(covered, length - covered)
        runs = runs[..., step:] & runs[..., :-step]
        covered += step
    whole[..., length - 1 :] = runs
    return whole


def either(sides: Flags) -> Flags:
    """Where a flag is set on one of the two sides along the first axis."""
    return np.asarray(sides[0] | sides[1])


def at_least(flags: Flags, number: int, length: int) -> Flags:
    """Where a flag is set, and so are at least `number` of the last `length`; never before point `length`."""
    points = flags.shape[-1]
    whole = np.zeros(flags.shape, dtype=np.bool_)
    if length > points:
        return whole
    small = flags.view(np.uint8) if length < 256 else flags.astype(np.int64)
    last = points - length + 1
    total = small[..., :last].copy()
    for step in range(1, length):
        total += small[..., step : step + last]
    whole[..., length - 1 :] = (total >= number) & flags[..., length - 1 :]
    return whole

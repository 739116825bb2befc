"""The decisions anew, in plain numpy and without a line of the plugin: tables written a second time, and ifs."""

import math

import numpy as np
from scipy import stats

PASSED, FAILED, OPEN = "passed", "failed", "not_inspected"
Decision = tuple[str, frozenset[str]]


def by_handbook(nets: np.ndarray, lot: int, label: float, mav: float) -> Decision:
    n = len(nets)
    if n > lot:
        return OPEN, frozenset()
    need = lot if lot < 12 else 12 if lot < 251 else 24 if lot < 3201 else 48
    errors = np.round(nets - label, 6)
    rules = set()
    if np.count_nonzero(errors < -mav) > (1 if lot > 3200 else 0):
        rules.add("MAV")
    if n >= need and n > 1:
        factor = stats.t.ppf(0.975, n - 1) / math.sqrt(n)
        factor = 0.291 if n == 48 else round(factor, 3) if n <= 12 or n == 24 else factor
        if errors.mean() < 0 and abs(errors.mean()) > factor * errors.std(ddof=1):
            rules.add("average")
    return FAILED if rules else OPEN if n < need else PASSED, frozenset(rules)


def by_directive(nets: np.ndarray, lot: int, label: float, tne: float, destructive: bool) -> Decision:
    n = len(nets)
    if n > lot or (destructive and lot < 100):
        return OPEN, frozenset()
    below = np.count_nonzero(np.round(nets - label + tne, 6) < 0)
    far_below = np.count_nonzero(np.round(nets - label + 2 * tne, 6) < 0)
    whole = lot < 100 or n == lot
    if whole:
        samples = [(lot, lot // 20, lot // 20 + 1)]
    elif destructive:
        samples = [(20, 1, 2)]
    elif lot <= 500:
        samples = [(30, 1, 3), (60, 4, 5)]
    elif lot <= 3200:
        samples = [(50, 2, 5), (100, 6, 7)]
    else:
        samples = [(80, 3, 7), (160, 8, 9)]
    first, last = samples[0], samples[-1]
    rules = {"T2"} if far_below else set()
    if n < first[0]:
        fate = "refused" if below >= first[2] else "open"
    elif n < last[0]:
        fate = "accepted" if below <= first[1] else "open"
        if below >= last[2] or (n == first[0] and below >= first[2]):
            fate = "refused"
    else:
        fate = "accepted" if below <= last[1] else "refused"
    if fate == "refused":
        rules.add("T1")
    if n >= first[0] and fate != "open":
        factor = 0.0 if whole else stats.t.ppf(0.995, n - 1) / math.sqrt(n)
        factor = round(factor, 3) if n in (20, 30, 50) else factor
        if nets.mean() < label - factor * (nets.std(ddof=1) if n > 1 else 0.0) - 1e-9:
            rules.add("average")
    return FAILED if rules else OPEN if fate == "open" else PASSED, frozenset(rules)

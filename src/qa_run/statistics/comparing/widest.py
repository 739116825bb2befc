"""Many strata: which two may lie furthest apart, and by how much at most."""

from collections.abc import Callable, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike, NDArray

from qa_run.statistics.arguments import counted, finite, found_of, nonnegative, one_of, row_of, share
from qa_run.statistics.arrays import Flags, Floats
from qa_run.statistics.comparing.means import difference_of_means
from qa_run.statistics.comparing.score import score_bounds, score_excess

Places = NDArray[np.intp]
#: Of one stratum and those behind it: the largest difference that either may have over the other.
Bounds = Callable[[int, Places], Floats]
#: Which of them may have a larger difference than the one given; it may name more, not fewer.
Beyond = Callable[[int, Places, float], Flags]
#: A bound that is larger only by this is the same bound.
_SAME = 1e-12


@frozen(kw_only=True)
class WidestDifference:
    """The two strata, by their places, whose difference has the largest bound; equivalent are all within it."""

    first: int
    second: int
    bound: float  #: the absolute difference of these two is at most this, with the confidence
    confidence: float  #: of each bound; every pair has to be within, so that no correction is due
    method: str


def widest_difference_of_proportions(
    count: ArrayLike, n: ArrayLike, confidence: float = 0.95, method: str = "miettinen-nurminen"
) -> WidestDifference:
    """The largest one-sided bound of the difference of two proportions, over all pairs of strata.

    count, n: one number each for every stratum, 2 strata or more; method: miettinen-nurminen or mee

    The same as `equivalence_of_proportions` of every pair (level 1 - confidence), its largest bound. Whether a pair has
    a larger one than the largest so far is one look at the score statistic, by its closed form; only such a pair's own
    bound is searched for. Every pair within a margin is shown at this level without a correction (Berger, 1982,
    Technometrics 24, 295). Raises ValueError.
    """
    one_of(method, ("miettinen-nurminen", "mee"), "method")
    x, size = _strata(*found_of(count, n))
    outside = 1 - share(confidence)

    def inflation(one: int, rest: Places) -> Floats:
        total = size[one] + size[rest]
        return total / (total - 1) if method == "miettinen-nurminen" else np.ones(rest.shape)

    def row(one: int, rest: Places) -> tuple[Floats, Floats, Floats, Floats]:
        return np.full(rest.shape, x[one]), np.full(rest.shape, size[one]), x[rest], size[rest]

    def bounds(one: int, rest: Places) -> Floats:
        lower, upper = score_bounds(*row(one, rest), outside, inflation(one, rest))
        return np.maximum(abs(np.clip(lower, -1.0, 1.0)), abs(np.clip(upper, -1.0, 1.0)))

    def beyond(one: int, rest: Places, least: float) -> Flags:
        excess = score_excess(*row(one, rest), outside, inflation(one, rest))
        off = abs(x[one] / size[one] - x[rest] / size[rest])
        far: Flags = off > least + _SAME
        for end in (-least, least):
            far |= excess(np.full(rest.shape, end)) < -_SAME
        return far

    p = x / size
    return _widest(p, np.sqrt((p * (1 - p) + 1 / size) / size), bounds, beyond, confidence, method)


def widest_difference_of_means(
    n: ArrayLike, mean: ArrayLike, sd: ArrayLike, confidence: float = 0.95
) -> WidestDifference:
    """The largest one-sided bound of the difference of two means, over all pairs of strata, by Welch's t.

    n, mean, sd: one number each for every stratum, 2 strata or more, n 2 or more. The same as `equivalence_of_means` of
    every pair (level 1 - confidence), its largest bound. Raises ValueError.
    """
    from scipy.special import stdtrit

    size, middle, spread = _strata(counted(n, "n", 2), finite(mean, "mean"), nonnegative(sd, "sd"))
    two_sided = 2 * _surely(confidence) - 1
    quantile, error = stdtrit(size - 1, confidence), spread / np.sqrt(size)

    def bounds(one: int, rest: Places) -> Floats:
        first, others = (size[one], middle[one], spread[one]), (size[rest], middle[rest], spread[rest])
        found = difference_of_means(first, others, two_sided)
        return np.maximum(abs(found.lower), abs(found.upper))

    def beyond(one: int, rest: Places, least: float) -> Flags:
        # Satterthwaite's degrees of freedom are not below those of the smaller stratum
        reach = np.maximum(quantile[one], quantile[rest]) * np.hypot(error[one], error[rest])
        far: Flags = abs(middle[one] - middle[rest]) + reach > least * (1 + _SAME)
        return far

    return _widest(middle, error, bounds, beyond, confidence, "Welch")


def widest_difference_of_medians(strata: Sequence[ArrayLike], confidence: float = 0.95) -> WidestDifference:
    """The largest one-sided bound of the difference of two medians, over all pairs of strata.

    strata: a row of finite numbers for each, 2 strata or more, each with so many values that one of them bounds the
            median with the confidence: 5 for 95 %, 7 for 99 %

    Each stratum's own bounds are exact, by order statistics (`quantile_interval`), whatever the shapes are, and need
    not be alike; two of them are squared and added (Zou and Donner, 2008, Statistics in Medicine 27, 1693: the variance
    estimates recovered from the limits), as Newcombe does it with shares. Raises ValueError.
    """
    from qa_run.statistics.intervals.quantile import quantile_interval

    found = [quantile_interval(row_of(each), 0.5, 2 * _surely(confidence) - 1) for each in strata]
    small = [place for place, each in enumerate(found) if each.lower is None or each.upper is None]
    if small:
        raise ValueError(
            f"stratum {small[0] + 1} has too few values for a bound of its median with {confidence:g}: at least "
            f"{least_for_median(confidence)} are needed"
        )
    middle, lower, upper = _strata(*(np.array([getattr(each, end) for each in found]) for end in _ENDS))
    below, above = middle - lower, upper - middle

    def bounds(one: int, rest: Places) -> Floats:
        off = middle[one] - middle[rest]
        over, under = np.hypot(above[one], below[rest]), np.hypot(below[one], above[rest])
        farthest: Floats = np.maximum(abs(off + over), abs(off - under))
        return farthest

    def beyond(one: int, rest: Places, least: float) -> Flags:
        far: Flags = bounds(one, rest) > least * (1 + _SAME)
        return far

    words = "order statistics, squared and added"
    return _widest(middle, (upper - lower) / 2, bounds, beyond, confidence, words)


def least_for_median(confidence: float) -> int:
    """How many values it takes that the largest is a bound of the median with the confidence."""
    return int(np.ceil(np.log2(1 / (1 - _surely(confidence))) - 1e-9))


_ENDS = ("estimate", "lower", "upper")


def _surely(confidence: float) -> float:
    if not 0.5 < share(confidence) < 1:
        raise ValueError(f"confidence is {confidence}; of a bound it lies between 0.5 and 1")
    return confidence


def _strata(*columns: Floats) -> tuple[Floats, ...]:
    """Arrays of one length, a number for each stratum."""
    if len({each.shape for each in columns}) > 1 or columns[0].ndim != 1:
        raise ValueError("one number of each kind is needed for every stratum")
    if columns[0].size < 2:
        raise ValueError("fewer than two strata; there is nothing to compare")
    return columns


def _widest(
    estimate: Floats, unsure: Floats, bounds: Bounds, beyond: Beyond, confidence: float, method: str
) -> WidestDifference:
    """All pairs, a stratum against those behind it; those that are far out or uncertain first.

    So the largest bound is met early, and hardly any pair is looked at twice.
    """
    _surely(confidence)
    order = np.argsort(-(abs(estimate - np.median(estimate)) + 2 * unsure), kind="stable")
    largest, pair = -1.0, (0, 1)
    for place, one in enumerate(order[:-1]):
        rest = order[place + 1 :]
        rest = rest if largest < 0 else rest[beyond(int(one), rest, largest)]
        if not rest.size:
            continue
        found = bounds(int(one), rest)
        at = int(found.argmax())
        if found[at] > largest:
            largest, pair = float(found[at]), (int(one), int(rest[at]))
    return WidestDifference(first=min(pair), second=max(pair), bound=largest, confidence=confidence, method=method)

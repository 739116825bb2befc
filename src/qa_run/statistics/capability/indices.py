"""The indices of a normal process: how the room that is given compares with the room that is taken.

All functions are elementwise: numbers or arrays that broadcast, in the unit of the values. `spread` is how many sigmas
wide a process is said to be (6; Minitab's K). With the within sigma they are Cp, Cpl, ...; with the overall sigma the
same formulas are Pp, Ppl, .... A sigma of 0 gives an infinite index, or NaN, which means undefined, where the mean lies
on the limit: neither is a warning, and NaN meets no requirement.

Sources: Kane, Process Capability Indices, J. Qual. Tech. 18 (1986); Chan, Cheng & Spiring, A New Measure of Process
Capability: Cpm, J. Qual. Tech. 20 (1988); Pearn, Kotz & Johnson, Distributional and Inferential Properties of Process
Capability Indices, J. Qual. Tech. 24 (1992); Montgomery, Introduction to Statistical Quality Control, chapter 8.
"""

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import finite
from qa_run.statistics.arrays import Floats


def cp(lower: ArrayLike, upper: ArrayLike, sigma: ArrayLike, spread: float = 6.0) -> Floats:
    """Cp = (U - L) / (6 sigma): what the process could do if it were centred. Needs both limits."""
    return ratio(_minus(upper, lower), _spread(sigma, spread))


def cpl(mean: ArrayLike, sigma: ArrayLike, lower: ArrayLike, spread: float = 6.0) -> Floats:
    """Cpl = (mean - L) / (3 sigma): the room above the lower limit; negative where the mean lies below it."""
    return ratio(_minus(mean, lower), _spread(sigma, spread / 2))


def cpu(mean: ArrayLike, sigma: ArrayLike, upper: ArrayLike, spread: float = 6.0) -> Floats:
    """Cpu = (U - mean) / (3 sigma): the room below the upper limit; negative where the mean lies above it."""
    return ratio(_minus(upper, mean), _spread(sigma, spread / 2))


def cpk(
    mean: ArrayLike, sigma: ArrayLike, lower: ArrayLike | None, upper: ArrayLike | None, spread: float = 6.0
) -> Floats:
    """Cpk = min(Cpl, Cpu). With one limit it is that side's index (qcc 3, Minitab; qcc 2.7 gives none).

    Raises ValueError without any limit.
    """
    sides = [] if lower is None else [cpl(mean, sigma, lower, spread)]
    sides += [] if upper is None else [cpu(mean, sigma, upper, spread)]
    if not sides:
        raise ValueError("Cpk needs a specification limit: give a lower one, an upper one or both")
    return np.asarray(np.minimum(sides[0], sides[-1]))


def root_mean_square(mean: ArrayLike, sigma: ArrayLike, target: ArrayLike) -> Floats:
    """tau = sqrt(sigma^2 + (mean - target)^2): how far off the target an item is (Taguchi's loss, as qcc takes it)."""
    return np.asarray(np.hypot(deviation(sigma), _minus(mean, target)))


def cpm(
    mean: ArrayLike, sigma: ArrayLike, lower: ArrayLike, upper: ArrayLike, target: ArrayLike, spread: float = 6.0
) -> Floats:
    """Cpm = (U - L) / (6 tau) of Chan, Cheng & Spiring, also where the target is not the midpoint (as qcc has it)."""
    return ratio(_minus(upper, lower), _spread(root_mean_square(mean, sigma, target), spread))


def cpm_star(
    mean: ArrayLike,
    sigma: ArrayLike,
    lower: ArrayLike | None,
    upper: ArrayLike | None,
    target: ArrayLike,
    spread: float = 6.0,
) -> Floats:
    """Cpm* = min(T - L, U - T) / (3 tau) of Chan, Cheng & Spiring: the nearer limit counts; one limit is enough.

    It equals Cpm where the target is the midpoint; Minitab takes this one where it is not.
    Raises ValueError without any limit.
    """
    sides = [] if lower is None else [_minus(target, lower)]
    sides += [] if upper is None else [_minus(upper, target)]
    if not sides:
        raise ValueError("Cpm* needs a specification limit: give a lower one, an upper one or both")
    tau = _spread(root_mean_square(mean, sigma, target), spread / 2)
    return ratio(np.minimum(sides[0], sides[-1]), tau)


def cpkm(
    mean: ArrayLike,
    sigma: ArrayLike,
    lower: ArrayLike | None,
    upper: ArrayLike | None,
    target: ArrayLike,
    spread: float = 6.0,
) -> Floats:
    """Cpkm = min(mean - L, U - mean) / (3 tau) of Pearn, Kotz & Johnson (their Cpmk): both penalties at once."""
    return cpk(mean, root_mean_square(mean, sigma, target), lower, upper, spread)


def k(mean: ArrayLike, lower: ArrayLike, upper: ArrayLike, target: ArrayLike | None = None) -> Floats:
    """k = |T - mean| / min(T - L, U - T) of Kane: 0 is on the target, 1 on the nearer limit, more is beyond it.

    Without a target T is the midpoint, and then Cpk = Cp (1 - k). Needs both limits.
    """
    aim = (finite(lower, "lower") + finite(upper, "upper")) / 2 if target is None else np.asarray(target, float)
    return ratio(np.abs(_minus(aim, mean)), np.minimum(_minus(aim, lower), _minus(upper, aim)))


def _minus(one: ArrayLike, other: ArrayLike) -> Floats:
    what = "a mean, limit or target"
    return np.asarray(np.subtract(finite(one, what), finite(other, what)))


def _spread(sigma: ArrayLike, times: float) -> Floats:
    if not times > 0 or times == np.inf:
        raise ValueError("the spread of a process is a positive number of sigmas, usually 6")
    return np.asarray(times * deviation(sigma))


def deviation(sigma: ArrayLike) -> Floats:
    """Standard deviations, 0 or more; an infinite one is one, and makes an index of 0. Raises ValueError."""
    given = np.asarray(sigma, float)
    if not (given >= 0).all():
        raise ValueError("sigma is negative or no number: give a standard deviation, 0 or more")
    return given


def ratio(room: ArrayLike, taken: ArrayLike) -> Floats:
    """room / taken; infinite where nothing is taken, NaN (undefined) where no room is given either."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.asarray(np.asarray(room, float) / np.asarray(taken, float))

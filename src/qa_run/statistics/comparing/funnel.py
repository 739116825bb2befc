"""Many strata against one target: limits that are wide where little was inspected."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import counted, finite, found_of, nonnegative, number, one_of, share, together
from qa_run.statistics.arrays import Flags, Floats, flags
from qa_run.statistics.comparing.multiplicity import CORRECTIONS, adjusted_p_values, level_of_each

METHODS = ("exact", "normal")


@frozen(kw_only=True, eq=False)
class Funnel:
    """Which strata lie further from the target than chance explains. Rows have the order of the strata."""

    target: float
    estimate: Floats
    lower: Floats  #: at this limit, and between the two, is no signal
    upper: Floats
    z: Floats  #: standard errors from the target
    p: Floats  #: two-sided, of each stratum by itself
    adjusted_p: Floats  #: for how many strata there are
    outside: Flags
    level: float
    correction: str
    method: str
    dispersion: float  #: mean square of z, the outermost tenths drawn in: about 1 if chance explains the spread
    dispersion_p: float  #: that chance spreads strata so far; small: they differ throughout, not only those outside


def funnel_of_proportions(
    count: ArrayLike,
    n: ArrayLike,
    target: float | None = None,
    level: float = 0.05,
    correction: str = "bonferroni",
    method: str = "exact",
    overdispersed: bool = False,
) -> Funnel:
    """Limits for the share nonconforming of each of many strata around one target.

    count, n:      one number each for every stratum, n 1 or more; target: a share, or None for that of all strata
                   together, which is then taken as known, so that a stratum which is most of all is judged mildly
    level:         of any false signal (bonferroni, sidak), of the share of false ones among the signals
                   (benjamini-hochberg), or of each stratum (none)
    method:        "exact": twice the smaller binomial tail; "normal": as drawn in most funnel plots
    overdispersed: widen by the root of the dispersion if it is above 1, by the normal method (Spiegelhalter, 2005,
                   Statistics in Medicine 24, 1185, multiplicative): says who is unusual among strata that differ anyhow
    Raises ValueError.
    """
    found, size = found_of(*_rows(counted(count, "count"), counted(n, "n", 1)))
    centre = float(found.sum() / size.sum()) if target is None else number(target, "target", least=0, most=1)
    one_of(method, METHODS, "the method")
    error = np.sqrt(centre * (1 - centre) / size)
    z = _standardised(found / size - centre, error)
    stretch, dispersion, dispersion_p = _dispersion(z, found.size - (target is None), overdispersed)
    exact = method == "exact" and not overdispersed
    p = _binomial_p(found, size, centre) if exact else _normal_p(z / stretch)
    each, adjusted = _level(p, level, correction)
    if exact:
        lower, upper = _binomial_limits(size, centre, each / 2)
    else:
        lower, upper = _normal_limits(centre, error * stretch, each)
        lower, upper = np.maximum(lower, 0.0), np.minimum(upper, 1.0)
    return Funnel(
        target=centre,
        estimate=found / size,
        lower=lower,
        upper=upper,
        z=z,
        p=p,
        adjusted_p=adjusted,
        outside=flags(adjusted <= level),
        level=level,
        correction=correction,
        method="exact" if exact else "normal",
        dispersion=dispersion,
        dispersion_p=dispersion_p,
    )


def funnel_of_means(
    n: ArrayLike,
    mean: ArrayLike,
    sd: ArrayLike,
    target: float | None = None,
    level: float = 0.05,
    correction: str = "bonferroni",
    overdispersed: bool = False,
) -> Funnel:
    """Limits for the mean of each of many strata around one target, with the pooled deviation within (Student's t).

    n, mean, sd: one number each for every stratum, n 1 or more; sd with n - 1, not looked at where n is 1; target: in
    the unit of the means, or None for the mean of all items. Raises ValueError, also where nothing varies within
    strata.
    """
    from scipy.special import stdtr, stdtrit

    size, middle = _rows(counted(n, "n", 1), finite(mean, "mean"))
    size, deviation = together(n=size, sd=np.asarray(sd, dtype=np.float64))
    spread = nonnegative(np.where(size == 1, 0.0, deviation), "sd")
    df = float((size - 1).sum())
    within = float(((size - 1) * spread**2).sum())
    if df == 0 or within == 0:
        raise ValueError("nothing varies within the strata; without repeats that differ there are no limits")
    centre = (
        float(middle[0] + (size * (middle - middle[0])).sum() / size.sum())
        if target is None
        else number(target, "target")
    )
    error = np.sqrt(within / df / size)
    z = (middle - centre) / error
    stretch, dispersion, dispersion_p = _dispersion(z, size.size - (target is None), overdispersed)
    p = np.minimum(2 * stdtr(df, -abs(z) / stretch), 1.0)
    each, adjusted = _level(p, level, correction)
    reach = -float(stdtrit(df, each / 2)) * error * stretch
    return Funnel(
        target=centre,
        estimate=middle,
        lower=centre - reach,
        upper=centre + reach,
        z=z,
        p=p,
        adjusted_p=adjusted,
        outside=flags(adjusted <= level),
        level=level,
        correction=correction,
        method="pooled t",
        dispersion=dispersion,
        dispersion_p=dispersion_p,
    )


def _rows(one: Floats, two: Floats) -> tuple[Floats, Floats]:
    if one.ndim != 1 or one.shape != two.shape or one.size < 2:
        raise ValueError("a funnel needs one number each for every stratum, and two strata or more")
    return one, two


def _standardised(off: Floats, error: Floats) -> Floats:
    safe = np.where(error > 0, error, 1.0)
    return np.where(error > 0, off / safe, np.where(off == 0, 0.0, np.copysign(np.inf, off)))


def _dispersion(z: Floats, df: int, overdispersed: bool) -> tuple[float, float, float]:
    """How far to stretch the limits; the dispersion; and how probable one as large is by chance."""
    from scipy.special import chdtrc

    drawn_in = np.clip(z, *np.quantile(z, [0.1, 0.9])) if np.isfinite(z).all() else z
    dispersion = float((drawn_in**2).mean())
    p = float(chdtrc(max(df, 1), min(float((z**2).sum()), 1e300)))
    return (float(np.sqrt(max(dispersion, 1.0))) if overdispersed else 1.0), dispersion, p


def _level(p: Floats, level: float, correction: str) -> tuple[float, Floats]:
    """The level that the limits of each stratum have, and the adjusted p-values."""
    one_of(correction, CORRECTIONS, "the correction")
    share(level, "level")
    adjusted = adjusted_p_values(p, correction)
    if correction == "benjamini-hochberg":
        return level * max(int((adjusted <= level).sum()), 1) / p.size, adjusted
    return level_of_each(level, p.size, correction), adjusted


def _normal_p(z: Floats) -> Floats:
    from scipy.special import ndtr

    both: Floats = 2 * ndtr(-abs(z))
    return both


def _normal_limits(centre: float, error: Floats, level: float) -> tuple[Floats, Floats]:
    from scipy.special import ndtri

    reach = -float(ndtri(level / 2)) * error
    return centre - reach, centre + reach


def _binomial_p(count: Floats, n: Floats, centre: float) -> Floats:
    from scipy.special import bdtr

    size = n.astype(np.int64)
    at_least = np.where(count > 0, bdtr(n - count, size, 1 - centre), 1.0)
    p: Floats = np.minimum(2 * np.minimum(bdtr(count, size, centre), at_least), 1.0)
    return p


def _binomial_limits(n: Floats, centre: float, tail: float) -> tuple[Floats, Floats]:
    """The outermost shares that are no signal: by halving, the least count with more than `tail` at or below it."""
    lower = _least_count(n, centre, tail)
    return lower / n, 1 - _least_count(n, 1 - centre, tail) / n


def _least_count(n: Floats, centre: float, tail: float) -> Floats:
    from scipy.special import bdtr

    size, low, high = n.astype(np.int64), np.full(n.shape, -1.0), n.copy()
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        enough = bdtr(np.maximum(middle, 0.0), size, centre) > tail
        enough &= middle >= 0
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return high

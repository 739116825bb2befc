"""All indices for one sigma: Cp, Cpk, ... with the within sigma; Pp, Ppk, ... with the overall sigma."""

import math
from collections.abc import Callable
from typing import Literal

from attrs import frozen

from qa_run.statistics.arguments import Side
from qa_run.statistics.capability import indices
from qa_run.statistics.capability.expecting import Expected, expected
from qa_run.statistics.capability.intervals import (
    boyles_degrees_of_freedom,
    cp_interval,
    cpk_interval,
    cpm_interval,
)
from qa_run.statistics.capability.limits import SpecificationLimits
from qa_run.statistics.intervals.interval import Interval

State = Literal["computed", "no_spread", "undefined"]


@frozen(kw_only=True)
class Index:
    """One index, with its two-sided interval and its one-sided bounds, all at the same confidence.

    state: `computed`; `no_spread`: all values are equal, the index is plus or minus infinite; `undefined`: all values
        are equal and lie on the limit (or the target on both): the value is NaN, and meets no requirement.
    method: how the interval is made; "" for an index that has none. Without an interval the four ends are `None`.
    """

    value: float
    lower: float | None = None
    upper: float | None = None
    lower_bound: float | None = None
    upper_bound: float | None = None
    state: State = "computed"
    method: str = ""


@frozen(kw_only=True)
class Performance:
    """The indices for one sigma; an index that the limits do not allow is `None`.

    letter: C for the within sigma, P for the overall one: `p` is Cp or Pp, `pl` Cpl or Ppl, `pm` Cpm or Ppm.
    pm_star: Cpm*, the target against the nearer limit; only where a target is given. pkm: Cpkm.
    k: how far off the midpoint or target the mean lies.
    """

    letter: Literal["C", "P"]
    sigma: float
    degrees_of_freedom: float
    p: Index | None
    pl: Index | None
    pu: Index | None
    pk: Index
    pm: Index | None
    pm_star: Index | None
    pkm: Index | None
    k: float | None
    expected: Expected

    def named(self) -> dict[str, Index]:
        """The indices there are, by their usual names: Cp, Cpl, Cpu, Cpk, Cpm, Cpm*, Cpkm; Pp, ... for overall."""
        known = {
            "p": self.p,
            "pl": self.pl,
            "pu": self.pu,
            "pk": self.pk,
            "pm": self.pm,
            "pm*": self.pm_star,
            "pkm": self.pkm,
        }
        return {self.letter + name: index for name, index in known.items() if index is not None}


def performance(
    letter: Literal["C", "P"],
    n: int,
    mean: float,
    sigma: float,
    limits: SpecificationLimits,
    *,
    degrees_of_freedom: float | None = None,
    confidence: float = 0.95,
    spread: float = 6.0,
) -> Performance:
    """The indices of `n` values with this `mean` and `sigma`; formulas and sources in `indices` and `intervals`.

    degrees_of_freedom: of sigma; n - 1 unless given.
    Raises ValueError where `n` is less than 2, a number is not finite, sigma is negative, confidence not in (0, 1).
    """
    if n < 2:
        raise ValueError("an index with its interval needs at least 2 values")
    if not (math.isfinite(mean) and math.isfinite(sigma) and sigma >= 0):
        raise ValueError(f"mean {mean} and sigma {sigma} must be finite, and sigma 0 or more")
    free = n - 1 if degrees_of_freedom is None else degrees_of_freedom
    low, high, aim, target = limits.lower, limits.upper, limits.aim, limits.target

    def simple(index: float) -> Index:
        return _index(index, lambda side: cp_interval(index, free, confidence, side))

    def bissell(index: float) -> Index:
        return _index(index, lambda side: cpk_interval(index, n, free, confidence, side, spread))

    def boyles(index: float, aimed: float) -> Index:
        about = boyles_degrees_of_freedom(n, mean, sigma, aimed)
        return _index(index, lambda side: cpm_interval(index, about, confidence, side))

    return Performance(
        letter=letter,
        sigma=sigma,
        degrees_of_freedom=free,
        p=simple(float(indices.cp(low, high, sigma, spread))) if low is not None and high is not None else None,
        pl=None if low is None else bissell(float(indices.cpl(mean, sigma, low, spread))),
        pu=None if high is None else bissell(float(indices.cpu(mean, sigma, high, spread))),
        pk=bissell(float(indices.cpk(mean, sigma, low, high, spread))),
        pm=boyles(float(indices.cpm(mean, sigma, low, high, aim, spread)), aim)
        if low is not None and high is not None and aim is not None
        else None,
        pm_star=None
        if target is None
        else boyles(float(indices.cpm_star(mean, sigma, low, high, target, spread)), target),
        pkm=None if aim is None else _index(float(indices.cpkm(mean, sigma, low, high, aim, spread)), None),
        k=float(indices.k(mean, low, high, target)) if low is not None and high is not None else None,
        expected=expected(mean, sigma, limits),
    )


def _index(value: float, interval: Callable[[Side], Interval] | None) -> Index:
    if math.isnan(value):
        return Index(value=value, state="undefined")
    if math.isinf(value):
        return Index(value=value, state="no_spread")
    if interval is None:
        return Index(value=value)
    two = interval("both")
    return Index(
        value=value,
        lower=float(two.lower),
        upper=float(two.upper),
        lower_bound=float(interval("lower").lower),
        upper_bound=float(interval("upper").upper),
        method=two.method,
    )

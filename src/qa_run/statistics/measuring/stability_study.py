"""Stability: whether a gage measures a master part the same from occasion to occasion."""

import math
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import stdtr

from qa_run.statistics.arguments import number, row_of
from qa_run.statistics.arrays import Floats
from qa_run.statistics.measuring.anova import tested
from qa_run.statistics.measuring.design import codes
from qa_run.statistics.spread.aggregates import Aggregates, of_groups
from qa_run.statistics.spread.sigma import Sigma, sigma_of_moving_ranges, sigma_of_ranges


@frozen
class Stability:
    """Occasions in order, the mean of each, and 3-sigma limits from the spread within occasions.

    `beyond` names the occasions whose mean is beyond its limits (each with its own number of measurements). `f`, `p`
    test whether occasions differ more than repeats do, None with one measurement an occasion. `drift` is the change
    of the mean from one occasion to the next, with its t test (None with two occasions: no rest to test against).
    `bias` is centre - reference.
    """

    occasions: tuple[Any, ...]
    means: tuple[float, ...]
    centre: float
    sigma: float
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    beyond: tuple[Any, ...]
    f: float | None
    p: float | None
    drift: float
    drift_t: float | None
    drift_p: float | None
    bias: float | None
    convention: str

    @property
    def stable(self) -> bool:
        """Whether every occasion is within its limits."""
        return not self.beyond


def stability(occasion: ArrayLike, value: ArrayLike, *, reference: float | None = None) -> Stability:
    """Limits for a master part measured again and again; `occasion` and `value` are of equal length.

    Occasions are taken in the order of their labels (numbers and dates sort as they should). Sigma is that of
    `sigma_of_ranges`; with one measurement each, of `sigma_of_moving_ranges`. Beyond means strictly beyond.
    ValueError: fewer than two occasions, no spread within occasions, missing values.
    Source: AIAG, Measurement Systems Analysis, 4th ed., chapter III B, stability; sigma: Burr, Journal of Quality
    Technology 1 (1969) 163-167 (the MVLUE of Minitab and qcc).
    """
    measured = row_of(value, "the measurements", least=2)
    labels, code = codes(occasion, "the occasions")
    if code.size != measured.size:
        raise ValueError(f"{code.size} occasions and {measured.size} measurements: each needs its occasion")
    if len(labels) < 2:
        raise ValueError("all measurements are of one occasion: stability needs two or more (for one, see bias)")
    order = np.argsort(code, kind="stable")
    of = of_groups(measured[order], code[order])
    means, sigma = of.mean, _sigma(of)
    if sigma.value <= 0:
        raise ValueError("measurements do not vary within occasions: no limits can be drawn; is the resolution enough?")
    centre = float(measured.mean())
    half = 3 * sigma.value / np.sqrt(of.n)
    out = np.flatnonzero((means < centre - half) | (means > centre + half))
    f, p = _between(of)
    return Stability(
        labels,
        tuple(means.tolist()),
        centre,
        sigma.value,
        tuple((centre - half).tolist()),
        tuple((centre + half).tolist()),
        tuple(labels[at] for at in out),
        f,
        p,
        *_drift(means),
        None if reference is None else centre - number(reference, "the reference value"),
        sigma.convention,
    )


def _sigma(of: Aggregates) -> Sigma:
    return sigma_of_moving_ranges(of.mean) if of.n.max() == 1 else sigma_of_ranges(of.n, of.range)


def _between(of: Aggregates) -> tuple[float | None, float | None]:
    within = int(of.n.sum()) - of.n.size
    if within < 1:
        return None, None
    error = float(np.square(of.sd) @ (of.n - 1)) / within
    across = float(np.sum(of.n * (of.mean - of.n @ of.mean / of.n.sum()) ** 2))
    row = tested("occasion", of.n.size - 1, across, within, error)
    return row.f, row.p


def _drift(means: Floats) -> tuple[float, float | None, float | None]:
    """The slope of the means over their order, and its t test."""
    place = np.arange(means.size) - (means.size - 1) / 2
    spread = float(place @ place)
    slope = float(place @ (means - means.mean())) / spread
    df = means.size - 2
    rest = float(np.sum((means - means.mean() - slope * place) ** 2))
    if df < 1 or rest <= 0:
        return slope, None, None
    t = slope / math.sqrt(rest / df / spread)
    return slope, t, 2 * float(stdtr(df, -abs(t)))

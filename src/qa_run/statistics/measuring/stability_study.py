"""Stability: whether a gage measures a master part the same from occasion to occasion."""

import math
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import stdtr

from qa_run.statistics.measuring.anova import tested
from qa_run.statistics.measuring.constants import range_constants
from qa_run.statistics.measuring.design import Floats, Integers, codes, numbers


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

    Occasions are taken in the order of their labels (numbers and dates sort as they should). Sigma is the mean of
    range / d2, weighted where occasions have unequal numbers of measurements by d2^2 / d3^2 (the estimator of least
    variance); with one measurement each, moving range / d2 of neighbours. Beyond means strictly beyond.
    ValueError: fewer than two occasions, no spread within occasions, missing values.
    Source: AIAG, Measurement Systems Analysis, 4th ed., chapter III B, stability; sigma: Burr, Journal of Quality
    Technology 1 (1969) 163-167 (the MVLUE of Minitab and qcc).
    """
    measured = numbers(value, least=2)
    labels, code = codes(occasion, "the occasions")
    if code.size != measured.size:
        raise ValueError(f"{code.size} occasions and {measured.size} measurements: each needs its occasion")
    if len(labels) < 2:
        raise ValueError("all measurements are of one occasion: stability needs two or more (for one, see bias)")
    times = np.bincount(code)
    means = np.bincount(code, measured) / times
    sigma, words = _sigma(measured, code, times)
    if sigma <= 0:
        raise ValueError("measurements do not vary within occasions: no limits can be drawn; is the resolution enough?")
    centre = float(measured.mean())
    half = 3 * sigma / np.sqrt(times)
    out = np.flatnonzero((means < centre - half) | (means > centre + half))
    f, p = _between(measured, code, times, means)
    return Stability(
        labels,
        tuple(means.tolist()),
        centre,
        sigma,
        tuple((centre - half).tolist()),
        tuple((centre + half).tolist()),
        tuple(labels[at] for at in out),
        f,
        p,
        *_drift(means),
        None if reference is None else centre - float(numbers([reference], "the reference value")[0]),
        words,
    )


def _sigma(measured: Floats, code: Integers, times: Integers) -> tuple[float, str]:
    if times.max() == 1:
        ordered = measured[np.argsort(code, kind="stable")]
        return float(np.abs(np.diff(ordered)).mean()) / range_constants(2)[0], "moving ranges of two / d2"
    highest, lowest = np.full(times.size, -np.inf), np.full(times.size, np.inf)
    np.maximum.at(highest, code, measured)
    np.minimum.at(lowest, code, measured)
    several = times > 1
    sizes, place = np.unique(times[several], return_inverse=True)
    constants = np.array([range_constants(int(size)) for size in sizes])[place.reshape(-1)]
    weights = (constants[:, 0] / constants[:, 1]) ** 2
    sigma = float(np.sum(weights * (highest - lowest)[several] / constants[:, 0]) / weights.sum())
    return sigma, "mean range / d2" if sizes.size == 1 and several.all() else "weighted ranges / d2 (MVLUE)"


def _between(measured: Floats, code: Integers, times: Integers, means: Floats) -> tuple[float | None, float | None]:
    within = measured.size - times.size
    if within < 1:
        return None, None
    error = float(np.sum((measured - means[code]) ** 2)) / within
    across = float(np.sum(times * (means - measured.mean()) ** 2))
    row = tested("occasion", times.size - 1, across, within, error)
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

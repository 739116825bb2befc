"""Linearity: whether bias changes over the range of the gage."""

import math
from collections.abc import Sequence

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from qa_run.statistics.arguments import number, row_of, tail


@frozen
class Coefficient:
    """A coefficient of the line, its t test against 0 and interval."""

    value: float
    standard_error: float
    t: float
    p: float
    lower: float
    upper: float


@frozen
class BandPoint:
    """At a reference value: the mean bias seen (None where nothing was measured), the line, its confidence band."""

    reference: float
    bias: float | None
    fitted: float
    lower: float
    upper: float

    @property
    def holds_zero(self) -> bool:
        """Whether no bias at all is believable here."""
        return self.lower <= 0 <= self.upper


@frozen
class Linearity:
    """Bias = intercept + slope * reference. `linearity` is |slope| * process variation, `pct_linearity` 100 |slope|.

    `bias` is the mean over all measurements, `pct_bias` of the process variation; what needs it is None without.
    `acceptable`: the band holds 0 at every reference value.
    """

    n: int
    slope: Coefficient
    intercept: Coefficient
    residual_sd: float
    df: int
    r_squared: float
    band: tuple[BandPoint, ...]
    bias: float
    pct_linearity: float
    linearity: float | None
    pct_bias: float | None
    confidence: float

    @property
    def acceptable(self) -> bool:
        return all(point.holds_zero for point in self.band)


def linearity(
    reference: ArrayLike,
    value: ArrayLike,
    *,
    process_variation: float | None = None,
    at: Sequence[float] = (),
    confidence: float = 0.95,
) -> Linearity:
    """Least squares of bias on the reference value; one entry of each list a measurement.

    `at`: further reference values where the band is wanted. `process_variation`: its width (6 sigma), in the unit of
    the values. The band is for the mean bias at one value: fitted +- t(df) * s * sqrt(1/n + (x - mean)^2 / Sxx).
    ValueError: fewer than three values, one reference value only, bias that fits a line without any rest.
    Source: AIAG, Measurement Systems Analysis, 4th ed., chapter III B, linearity.
    """
    x, y = row_of(reference, "the reference values", least=3), row_of(value, "the measurements", least=3)
    if x.size != y.size:
        raise ValueError(f"{x.size} reference values and {y.size} measurements: each measurement needs its reference")
    if x.min() == x.max():
        raise ValueError("all reference values are equal: a line needs two or more (for one, see bias)")
    off = y - x
    middle, mean = float(x.mean()), float(off.mean())
    across, spread = x - middle, float(np.sum((x - middle) ** 2))
    slope = float(across @ (off - mean)) / spread
    rest = off - mean - slope * across
    left, total = float(rest @ rest), float(np.sum((off - mean) ** 2))
    if left <= 1e-24 * float(np.max(np.abs(y)) ** 2) * x.size:
        raise ValueError("the measurements lie on a line without any rest: their error cannot be seen, nor tested")
    df = x.size - 2
    sd, t = math.sqrt(left / df), float(-stdtrit(df, tail(confidence, "both")))

    def coefficient(found: float, error: float) -> Coefficient:
        ratio = found / error
        return Coefficient(found, error, ratio, 2 * float(stdtr(df, -abs(ratio))), found - t * error, found + t * error)

    def point(where: float) -> BandPoint:
        half = t * sd * math.sqrt(1 / x.size + (where - middle) ** 2 / spread)
        fitted = mean + slope * (where - middle)
        here = off[x == where]
        return BandPoint(where, float(here.mean()) if here.size else None, fitted, fitted - half, fitted + half)

    width = None if process_variation is None else number(process_variation, "the process variation", above=0)
    places = sorted({*np.unique(x).tolist(), *row_of(list(at) or [x[0]], "the further places").tolist()})
    return Linearity(
        x.size,
        coefficient(slope, sd / math.sqrt(spread)),
        coefficient(mean - slope * middle, sd * math.sqrt(1 / x.size + middle**2 / spread)),
        sd,
        df,
        1 - left / total if total > 0 else 0.0,
        tuple(map(point, places)),
        mean,
        100 * abs(slope),
        None if width is None else abs(slope) * width,
        None if width is None else 100 * abs(mean) / width,
        confidence,
    )

"""One sample in a few numbers: mean, standard deviation, skewness, kurtosis."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import one_of, row_of
from qa_run.statistics.arrays import Floats

SHAPES = ("moments", "adjusted", "minitab")


@frozen(kw_only=True)
class Summary:
    """What a sample looks like. None is what it is too small, or too uniform, to tell."""

    n: int
    mean: float
    sd: float | None  #: with n - 1; None for a single value
    minimum: float
    maximum: float
    skewness: float | None  #: None where all values are equal
    excess_kurtosis: float | None  #: 0 for a normal distribution; None where all values are equal
    shape: str  #: which skewness and kurtosis


def summary(values: ArrayLike, shape: str = "adjusted") -> Summary:
    """Mean, standard deviation, extremes and shape of one sample.

    values: one row of finite numbers; the mean, the standard deviation and the extremes have their unit
    shape:  which skewness and excess kurtosis, as in Joanes and Gill (1998, The Statistician 47, 183-189):
            "moments" g1, g2 (type 1); "adjusted" G1, G2 (type 2: Minitab, Excel, SAS); "minitab" b1, b2 (type 3)

    Mean and deviation are computed in two passes with a correction of the rest (Chan, Golub and LeVeque, 1983), so that
    a large offset does not eat the digits. Skewness "adjusted" needs 3 values and kurtosis 4, else None. Raises
    ValueError.
    """
    one_of(shape, SHAPES, "shape")
    row = row_of(values)
    mean, sd = mean_and_deviation(row)
    skewness, kurtosis = _shape(row, mean, sd, shape)
    return Summary(
        n=row.size,
        mean=mean,
        sd=sd,
        minimum=float(row.min()),
        maximum=float(row.max()),
        skewness=skewness,
        excess_kurtosis=kurtosis,
        shape=shape,
    )


def mean_and_deviation(row: Floats) -> tuple[float, float | None]:
    """The mean and the standard deviation with n - 1; none for a single value, exactly 0 where all values are equal."""
    first = float(row.mean())
    mean = first + float((row - first).mean())  # what rounding left over
    if row.size < 2 or row.min() == row.max():
        return mean, 0.0 if row.size > 1 else None
    off = row - mean
    squares = float(off @ off) - float(off.sum()) ** 2 / row.size
    return mean, float(np.sqrt(max(squares, 0.0) / (row.size - 1)))


def _shape(row: Floats, mean: float, sd: float | None, shape: str) -> tuple[float | None, float | None]:
    n = row.size
    if not sd:
        return None, None
    off = (row - mean) / (sd * np.sqrt(1 - 1 / n))
    skewness, kurtosis = float((off**3).mean()), float((off**4).mean() - 3)
    if shape == "moments":
        return skewness, kurtosis
    if shape == "minitab":
        return skewness * (1 - 1 / n) ** 1.5, (kurtosis + 3) * (1 - 1 / n) ** 2 - 3
    return (
        skewness * np.sqrt(n * (n - 1)) / (n - 2) if n > 2 else None,
        ((n + 1) * kurtosis + 6) * (n - 1) / ((n - 2) * (n - 3)) if n > 3 else None,
    )

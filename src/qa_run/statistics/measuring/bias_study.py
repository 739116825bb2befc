"""Bias: how far the mean of repeated measurements lies from the reference value."""

import math

from attrs import frozen
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from qa_run.statistics.arguments import number, row_of, tail


@frozen
class Bias:
    """`bias` = mean - reference, with its t test against 0 and interval; percentages are of |bias|, None if not asked.

    `pct_tolerance` is of the tolerance, `pct_process` of the process variation, both widths in the unit of the values.
    """

    n: int
    mean: float
    reference: float
    bias: float
    sd: float
    standard_error: float
    t: float
    df: int
    p: float
    lower: float
    upper: float
    confidence: float
    pct_tolerance: float | None
    pct_process: float | None

    @property
    def significant(self) -> bool:
        """Whether 0 lies outside the interval."""
        return not self.lower <= 0 <= self.upper


def bias(
    values: ArrayLike,
    reference: float,
    *,
    tolerance: float | None = None,
    process_variation: float | None = None,
    confidence: float = 0.95,
) -> Bias:
    """Bias from repeated measurements of one part whose reference value is known; repeatability is their own sd.

    ValueError: fewer than two values, values that are all equal (their error cannot be known), no finite reference.
    Source: AIAG, Measurement Systems Analysis, 4th ed., chapter III B, independent sample method.
    """
    measured = row_of(values, "the measurements", least=2)
    number(reference, "the reference value")
    n, mean, sd = measured.size, float(measured.mean()), float(measured.std(ddof=1))
    if measured.min() == measured.max():
        raise ValueError(
            f"all {n} measurements are {measured[0]:g}: the gage's resolution hides its error, so the bias of "
            f"{mean - reference:g} cannot be tested"
        )
    off, error = mean - reference, sd / math.sqrt(n)
    half = float(-stdtrit(n - 1, tail(confidence, "both"))) * error
    t = off / error

    def percent(width: float | None, what: str) -> float | None:
        return None if width is None else 100 * abs(off) / number(width, what, above=0)

    return Bias(
        n, mean, reference, off, sd, error, t, n - 1, 2 * float(stdtr(n - 1, -abs(t))), off - half, off + half,
        confidence, percent(tolerance, "the tolerance"), percent(process_variation, "the process variation"),
    )  # fmt: skip

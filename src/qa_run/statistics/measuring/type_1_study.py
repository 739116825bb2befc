"""Type 1 gage study: one part, measured many times by one operator."""

from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import number
from qa_run.statistics.measuring.bias_study import Bias, bias


@frozen
class Type1:
    """`cg` compares a share of the tolerance with the spread, `cgk` also with the bias; wanted is usually 1.33.

    `pct_repeatability` and `pct_with_bias` are share / cg and share / cgk in percent of the tolerance (None where cgk
    is not above 0: the bias alone is more than allowed). `pct_resolution` is None where no resolution was given.
    """

    cg: float
    cgk: float
    pct_repeatability: float
    pct_with_bias: float | None
    pct_resolution: float | None
    bias: Bias
    tolerance: float
    share: float
    multiplier: float
    convention: str


def type_1(
    values: ArrayLike,
    reference: float,
    tolerance: float,
    *,
    share: float = 20.0,
    multiplier: float = 6.0,
    resolution: float | None = None,
    confidence: float = 0.95,
) -> Type1:
    """Cg = share * T / (k * s) and Cgk = (share / 2 * T - |bias|) / (k / 2 * s), `share` in percent of the tolerance T.

    Defaults are Minitab's and Bosch's: 20 % and k = 6. Also in use: 20 % with k = 4 (VDA 5), 15 % with k = 6;
    Minitab's K and L are `share` and `multiplier`. 25 or more values are usual, 50 better.
    ValueError: fewer than two values, all equal, a tolerance or share that is not above 0.
    Source: Bosch, Quality Management in the Bosch Group, booklet 10, procedure 1; Minitab, Methods and formulas for
    Type 1 gage study.
    """
    number(tolerance, "the tolerance", above=0)
    number(multiplier, "the multiplier of the standard deviation", above=0)
    number(share, "the share of the tolerance, in percent,", above=0, most=100)
    tested = bias(values, reference, tolerance=tolerance, confidence=confidence)
    allowed = share / 100 * tolerance
    cg = allowed / (multiplier * tested.sd)
    cgk = (allowed / 2 - abs(tested.bias)) / (multiplier / 2 * tested.sd)
    return Type1(
        cg,
        cgk,
        share / cg,
        share / cgk if cgk > 0 else None,
        None if resolution is None else 100 * number(resolution, "the resolution", above=0) / tolerance,
        tested,
        tolerance,
        share,
        multiplier,
        f"{share:g} % of the tolerance against {multiplier:g} standard deviations",
    )

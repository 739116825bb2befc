"""The factors of variables charts, as tables print them, for any subgroup size."""

import math

from attrs import frozen

from qa_run.statistics.arguments import whole
from qa_run.statistics.spread.constants import c4, c5, d2, d3


@frozen
class Factors:
    """The factors by which centre lines and limits follow from R-bar, s-bar or sigma (ISO 7870-2, table 2).

    Xbar: A sigma, A2 R-bar, A3 s-bar. Range: D1, D2 of sigma, D3, D4 of R-bar. Standard deviation: B5, B6 of sigma,
    B3, B4 of s-bar. Individuals: E2 of the mean moving range. Lower factors below 0 are 0.
    """

    n: int
    A: float
    A2: float
    A3: float
    B3: float
    B4: float
    B5: float
    B6: float
    D1: float
    D2: float
    D3: float
    D4: float
    E2: float


def factors(n: float, nsigmas: float = 3.0) -> Factors:
    """All factors for subgroups of `n` and limits at `nsigmas`; `n` from 2."""
    size, mean_s, mean_r = whole(n, "the size of a subgroup", 2), c4(n), d2(n)
    of_s, of_r = nsigmas * c5(n), nsigmas * d3(n)
    return Factors(
        n=size,
        A=nsigmas / math.sqrt(size),
        A2=nsigmas / (mean_r * math.sqrt(size)),
        A3=nsigmas / (mean_s * math.sqrt(size)),
        B3=max(0.0, 1 - of_s / mean_s),
        B4=1 + of_s / mean_s,
        B5=max(0.0, mean_s - of_s),
        B6=mean_s + of_s,
        D1=max(0.0, mean_r - of_r),
        D2=mean_r + of_r,
        D3=max(0.0, 1 - of_r / mean_r),
        D4=1 + of_r / mean_r,
        E2=nsigmas / mean_r,
    )

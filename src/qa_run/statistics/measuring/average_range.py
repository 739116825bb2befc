"""Gage R&R by averages and ranges, as done by hand."""

import math

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.measuring.components import Estimate, GageRR, scale
from qa_run.statistics.measuring.design import design, repeats
from qa_run.statistics.measuring.summing import summed
from qa_run.statistics.spread.constants import d2, d2_star

#: From here on AIAG takes d2 for d2*.
_MANY_GROUPS = 15


def gage_rr_average_range(
    part: ArrayLike,
    operator: ArrayLike,
    value: ArrayLike,
    *,
    multiplier: float = 6.0,
    tolerance: float | None = None,
    lower: float | None = None,
    upper: float | None = None,
) -> GageRR:
    """Gage R&R of a balanced crossed study from ranges; it cannot see an interaction, so that component is None.

    Repeatability: mean range of the repeats / d2*; reproducibility: sqrt((range of operators' means / d2*)^2 -
    repeatability^2 / (parts * repeats)), 0 if negative; parts: range of the parts' means / d2*. The constants are
    computed (1/d2* is the K1, K2, K3 of the forms, there rounded to four figures); over 15 groups d2 serves, as in
    AIAG. With one operator reproducibility is None. Arguments and errors as in `gage_rr_crossed`; no intervals.

    Source: AIAG, Measurement Systems Analysis, 4th ed., chapter III B, average and range method, and appendix C.
    """
    study = design(part, operator, value)
    against = scale(study.value, multiplier, tolerance, lower, upper)
    parts, operators = study.cells.shape
    if parts < 2:
        raise ValueError("all measurements are of one part: a gage study needs at least two (for one, see type_1)")
    times = repeats(study)
    ordered = study.value[np.lexsort((study.operator, study.part))].reshape(parts, operators, times)
    groups = parts * operators
    constant = d2(times) if groups > _MANY_GROUPS else d2_star(times, groups)
    repeatability = float(np.ptp(ordered, axis=2).mean()) / constant
    found: dict[str, Estimate | None] = {
        "repeatability": Estimate(repeatability**2),
        "part": Estimate((float(np.ptp(ordered.mean(axis=(1, 2)))) / d2_star(parts, 1)) ** 2),
    }
    if operators > 1:
        apart = float(np.ptp(ordered.mean(axis=(0, 2)))) / d2_star(operators, 1)
        found["operator"] = Estimate(max(0.0, apart**2 - repeatability**2 / (parts * times)))
    name = "d2" if groups > _MANY_GROUPS else "d2*"
    words = f"ranges of repeats by {name} = {constant:.4f}, of means by d2*"
    if math.isclose(repeatability, 0.0):
        words += "; the repeats do not vary"
    return summed(study, found, {}, against, method="average and range", convention=words)

"""Gage R&R by analysis of variance where each part is measured by one operator only: destructive tests."""

import numpy as np
from attrs import evolve
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import share
from qa_run.statistics.measuring.anova import AnovaRow, sums_of_squares, tested, untested
from qa_run.statistics.measuring.components import GageRR, scale
from qa_run.statistics.measuring.design import Design, design, repeats
from qa_run.statistics.measuring.summing import bounded, combined, summed


def gage_rr_nested(
    part: ArrayLike,
    operator: ArrayLike,
    value: ArrayLike,
    *,
    multiplier: float = 6.0,
    tolerance: float | None = None,
    lower: float | None = None,
    upper: float | None = None,
    confidence: float = 0.95,
) -> GageRR:
    """Gage repeatability and reproducibility with parts nested in operators, both random, balanced.

    `part`, `operator`, `value`: three lists of equal length, one entry a measurement. Parts of different operators are
    different parts, whether their labels differ or not. Limits, tolerance and intervals as in `gage_rr_crossed`.
    Reproducibility is (MS operator - MS part) / (parts of an operator * repeats).

    ValueError: one operator, one part an operator, unequal numbers of parts or repeats, a single repeat.
    Source: AIAG, Measurement Systems Analysis, 4th ed., chapter IV; Searle, Casella and McCulloch,
    Variance Components (1992), chapter 3.
    """
    study = design(part, operator, value)
    against = scale(study.value, multiplier, tolerance, lower, upper)
    share(confidence)
    parts, operators = _shape(study)
    times = repeats(study, own_parts=True)
    squares = sums_of_squares(study)
    within, error = operators * (parts - 1), study.value.size - operators * parts
    between = squares.between_cells - squares.operator
    between = between if between > squares.total * np.finfo(np.float64).eps * 8 else 0.0
    table = (
        tested("operator", operators - 1, squares.operator, within, between / within),
        tested("operator:part", within, between, error, squares.within_cells / error),
        untested("repeatability", error, squares.within_cells),
        AnovaRow("total", study.value.size - 1, squares.total),
    )
    rows = {
        "operator": np.array([1, -1, 0]) / (parts * times),
        "part": np.array([0, 1, -1]) / times,
        "repeatability": np.array([0, 0, 1.0]),
    }
    words = "parts nested in operators"
    result = summed(study, *combined(rows, table[:-1], confidence), against, method="ANOVA, nested", convention=words)
    result = bounded(result, rows, table[:-1], confidence)
    return evolve(result, parts=operators * parts, anova=table)


def _shape(study: Design) -> tuple[int, int]:
    """Parts of an operator, and operators."""
    each = np.count_nonzero(study.cells, axis=0)
    if each.size < 2:
        raise ValueError("one operator only: use gage_rr_crossed, which then shows repeatability alone")
    if len(set(each.tolist())) > 1:
        least, most = int(each.argmin()), int(each.argmax())
        raise ValueError(
            f"operator {study.operators[least]!r} measured {each[least]} parts, {study.operators[most]!r} "
            f"{each[most]}: give each the same number, or use gage_rr_unbalanced"
        )
    if each[0] < 2:
        raise ValueError("each operator measured one part only: parts and operators cannot be told apart")
    return int(each[0]), each.size

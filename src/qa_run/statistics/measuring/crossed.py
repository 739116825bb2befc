"""Gage R&R by analysis of variance, each operator measuring each part."""

from typing import Literal

import numpy as np
from attrs import evolve
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import number, one_of, share
from qa_run.statistics.arrays import Floats
from qa_run.statistics.measuring.anova import AnovaRow, Squares, sums_of_squares, tested, untested
from qa_run.statistics.measuring.components import GageRR, Scale, scale
from qa_run.statistics.measuring.design import Design, design, repeats
from qa_run.statistics.measuring.summing import bounded, combined, summed

#: What the F tests of parts and operators divide by while the interaction is in the model.
ErrorTerm = Literal["interaction", "repeatability"]


def gage_rr_crossed(
    part: ArrayLike,
    operator: ArrayLike,
    value: ArrayLike,
    *,
    drop_interaction_above: float = 0.25,
    error_term: ErrorTerm = "interaction",
    multiplier: float = 6.0,
    tolerance: float | None = None,
    lower: float | None = None,
    upper: float | None = None,
    confidence: float = 0.95,
) -> GageRR:
    """Gage repeatability and reproducibility of a balanced crossed study, parts and operators random.

    `part`, `operator`, `value`: three lists of equal length, one entry a measurement; labels of any one kind.
    The interaction is left out when its p exceeds `drop_interaction_above`: .25 as AIAG, .05 as Minitab and SixSigma;
    1 always keeps it, 0 leaves it out. With one operator there is no reproducibility (None), only repeatability.
    `lower`, `upper`: specification limits, or `tolerance`: their distance, in the unit of `value`.
    Intervals are modified large sample (`mls_interval`; of shares and ndc `mls_ratio_interval`), df Satterthwaite's.

    ValueError: fewer than two parts, cells that are missing, unequal or measured once, equal or missing values.
    Source: AIAG, Measurement Systems Analysis, 4th ed., chapter III B and appendix A; Montgomery, Introduction to
    Statistical Quality Control, 8.7; intervals: Burdick, Borror and Montgomery (2005), chapter 3.
    """
    study = design(part, operator, value)
    against = scale(study.value, multiplier, tolerance, lower, upper)
    share(confidence)
    if len(study.parts) < 2:
        raise ValueError("all measurements are of one part: a gage study needs at least two (for one, see type_1)")
    number(drop_interaction_above, "drop_interaction_above", least=0, most=1)
    one_of(error_term, ("interaction", "repeatability"), "error_term")
    times = repeats(study)
    squares = sums_of_squares(study)
    if len(study.operators) == 1:
        return _one_operator(study, squares, times, against, confidence)
    full = _with_interaction(study, squares, error_term)
    p = full[2].p
    keep = drop_interaction_above == 1 or (p is not None and p <= drop_interaction_above and drop_interaction_above > 0)
    reduced = None if keep else _without_interaction(study, squares)
    table = (reduced or full)[:-1]
    rows = _rows(study, len(table), times)
    result = summed(
        study,
        *combined(rows, table, confidence),
        against,
        method="ANOVA, crossed",
        convention=_words(p, drop_interaction_above, keep),
    )
    result = bounded(result, rows, table, confidence)
    return evolve(result, anova=full, reduced=reduced)


def _words(p: float | None, limit: float, keep: bool) -> str:
    if keep:
        return "interaction kept" if p is None else f"interaction kept (p = {p:.3g})"
    return f"interaction dropped (p = {'nothing varies' if p is None else f'{p:.3g}'}, above {limit:g})"


def _with_interaction(study: Design, squares: Squares, error_term: ErrorTerm) -> tuple[AnovaRow, ...]:
    parts, operators = study.cells.shape
    between, within = (parts - 1) * (operators - 1), study.value.size - parts * operators
    mixed = max(0.0, squares.between_cells - squares.part - squares.operator)
    mixed = mixed if mixed > squares.total * np.finfo(np.float64).eps * 8 else 0.0
    error = untested("repeatability", within, squares.within_cells)
    interaction = tested("part:operator", between, mixed, within, squares.within_cells / within)
    against = interaction if error_term == "interaction" else error
    assert against.ms is not None
    return (
        tested("part", parts - 1, squares.part, against.df, against.ms),
        tested("operator", operators - 1, squares.operator, against.df, against.ms),
        interaction,
        error,
        AnovaRow("total", study.value.size - 1, squares.total),
    )


def _without_interaction(study: Design, squares: Squares) -> tuple[AnovaRow, ...]:
    parts, operators = study.cells.shape
    df = study.value.size - parts - operators + 1
    left = max(0.0, squares.between_cells - squares.part - squares.operator) + squares.within_cells
    left = left if left > squares.total * np.finfo(np.float64).eps * 8 else 0.0
    return (
        tested("part", parts - 1, squares.part, df, left / df),
        tested("operator", operators - 1, squares.operator, df, left / df),
        untested("repeatability", df, left),
        AnovaRow("total", study.value.size - 1, squares.total),
    )


def _rows(study: Design, squares: int, times: int) -> dict[str, Floats]:
    """Components as combinations of the mean squares: parts, operators, (mixed,) repeats."""
    parts, operators = study.cells.shape
    per_part, per_operator = operators * times, parts * times
    if squares == 3:
        return {
            "part": np.array([1, 0, -1]) / per_part,
            "operator": np.array([0, 1, -1]) / per_operator,
            "repeatability": np.array([0, 0, 1.0]),
        }
    return {
        "part": np.array([1, 0, -1, 0]) / per_part,
        "operator": np.array([0, 1, -1, 0]) / per_operator,
        "interaction": np.array([0, 0, 1, -1]) / times,
        "repeatability": np.array([0, 0, 0, 1.0]),
    }


def _one_operator(study: Design, squares: Squares, times: int, against: Scale, confidence: float) -> GageRR:
    parts, within = len(study.parts), study.value.size - len(study.parts)
    table = (
        tested("part", parts - 1, squares.part, within, squares.within_cells / within),
        untested("repeatability", within, squares.within_cells),
        AnovaRow("total", study.value.size - 1, squares.total),
    )
    rows = {"part": np.array([1, -1]) / times, "repeatability": np.array([0, 1.0])}
    words = "one operator: no reproducibility"
    result = summed(
        study, *combined(rows, table[:-1], confidence), against, method="ANOVA, one operator", convention=words
    )
    return evolve(bounded(result, rows, table[:-1], confidence), anova=table)

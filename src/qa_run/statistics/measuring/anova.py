"""The table of an analysis of variance: sums of squares, mean squares, F and p."""

import math

import numpy as np
from attrs import frozen
from scipy.special import fdtrc

from qa_run.statistics.measuring.design import Design


@frozen
class AnovaRow:
    """One line of the table; `f` and `p` are None where nothing is tested, or nothing varies to test against."""

    source: str
    df: int
    ss: float
    ms: float | None = None
    f: float | None = None
    p: float | None = None


def tested(source: str, df: int, ss: float, error_df: int, error_ms: float) -> AnovaRow:
    """A line whose mean square is tested against an error's; 0 against 0 says nothing, any other against 0 all."""
    ms = ss / df
    if error_ms > 0:
        f = ms / error_ms
        return AnovaRow(source, df, ss, ms, f, float(fdtrc(df, error_df, f)))
    return AnovaRow(source, df, ss, ms, math.inf, 0.0) if ms > 0 else AnovaRow(source, df, ss, ms)


def untested(source: str, df: int, ss: float) -> AnovaRow:
    return AnovaRow(source, df, ss, ss / df)


@frozen
class Squares:
    """Sums of squares of a balanced study around the grand mean; what remains of rounding near 0 is 0."""

    part: float
    operator: float
    between_cells: float
    within_cells: float
    total: float


def sums_of_squares(study: Design) -> Squares:
    """Sums of squares from deviations, not from squares of raw values, so that a large mean costs no digits."""
    centred = study.value - study.value.mean()
    cells = study.cell_sums(centred)
    counts = np.where(study.cells == 0, 1, study.cells)
    within = centred - (cells / counts).reshape(-1)[study.cell]
    total = float(np.dot(centred, centred))
    least = total * study.value.size * np.finfo(np.float64).eps ** 2 * 64
    part, operator, between_cells, within_cells = (
        each if each > least else 0.0
        for each in (
            float(np.sum(cells.sum(axis=1) ** 2 / study.cells.sum(axis=1))),
            float(np.sum(cells.sum(axis=0) ** 2 / study.cells.sum(axis=0))),
            float(np.sum(cells**2 / counts)),
            float(np.dot(within, within)),
        )
    )
    return Squares(part, operator, between_cells, within_cells, total)

"""Gage R&R where cells are missing or unequal."""

from typing import Literal

import numpy as np
from attrs import evolve
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import one_of
from qa_run.statistics.measuring.anova import AnovaRow
from qa_run.statistics.measuring.components import Estimate, GageRR, scale
from qa_run.statistics.measuring.design import Design, design
from qa_run.statistics.measuring.intervals import satterthwaite_df
from qa_run.statistics.measuring.reml import reml
from qa_run.statistics.measuring.sequential import sequential_crossed, sequential_nested
from qa_run.statistics.measuring.summing import expected_squares, summed


def gage_rr_unbalanced(
    part: ArrayLike,
    operator: ArrayLike,
    value: ArrayLike,
    *,
    method: Literal["reml", "anova"] = "reml",
    nested: bool = False,
    multiplier: float = 6.0,
    tolerance: float | None = None,
    lower: float | None = None,
    upper: float | None = None,
) -> GageRR:
    """Gage R&R of a study with missing or unequal cells, with the interaction, parts and operators random.

    `method`: "reml", restricted maximum likelihood (as lme4), or "anova", sequential sums of squares, parts first
    (type 1, as VCA's anovaVCA), with degrees of freedom by Satterthwaite. `nested`: parts within operators.
    Both equal `gage_rr_crossed` that keeps its interaction where the study is balanced and every component positive.
    Other arguments as there. No tests and no intervals: they would not be exact.

    ValueError: fewer than two parts or operators, no cell measured twice, cells that do not hang together ("anova").
    Source: Searle, Casella and McCulloch, Variance Components (1992), chapters 5 and 6.
    """
    one_of(method, ("reml", "anova"), "method")
    study = design(part, operator, value)
    against = scale(study.value, multiplier, tolerance, lower, upper)
    if len(study.parts) < 2 or len(study.operators) < 2:
        raise ValueError("an unbalanced study needs at least two parts and two operators")
    if study.cells.max() < 2:
        raise ValueError("no part was measured twice by one operator: repeatability cannot be seen")
    if nested and (np.count_nonzero(study.cells, axis=0) < 2).all():
        raise ValueError("each operator measured one part only: parts and operators cannot be told apart")
    shown: tuple[AnovaRow, ...] = ()
    if method == "reml":
        found = _by_likelihood(study, nested)
        result = summed(study, found, {}, against, method="REML", convention="restricted maximum likelihood")
    else:
        solved = sequential_nested(study) if nested else sequential_crossed(study)
        table, ms = solved.table[:-1], solved.mean_squares
        df = np.array([row.df for row in table], float)
        expected = expected_squares(solved.inverse, ms)
        names = (
            ("operator", "part", "repeatability") if nested else ("part", "operator", "interaction", "repeatability")
        )
        found = {
            name: Estimate(max(0.0, float(line @ ms)), df=satterthwaite_df(line, expected, df))
            for name, line in zip(names, solved.inverse, strict=True)
        }
        wholes = {"total": Estimate(0.0, df=satterthwaite_df(solved.inverse.sum(axis=0), expected, df))}
        words = "sequential sums of squares, " + ("operators first" if nested else "parts first")
        result = summed(study, found, wholes, against, method="ANOVA, type 1", convention=words)
        shown = solved.table
    return evolve(result, parts=int(np.count_nonzero(study.cells)) if nested else result.parts, anova=shown)


def _by_likelihood(study: Design, nested: bool) -> dict[str, Estimate | None]:
    likely = reml(study, nested=nested)
    if nested:
        return {
            "operator": Estimate(likely.operator),
            "part": Estimate(likely.cell),
            "repeatability": Estimate(likely.repeatability),
        }
    return {
        "part": Estimate(likely.part),
        "operator": Estimate(likely.operator),
        "interaction": Estimate(likely.cell),
        "repeatability": Estimate(likely.repeatability),
    }

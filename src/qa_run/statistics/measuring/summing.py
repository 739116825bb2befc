"""From estimated variances to the result of a gage study."""

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import evolve

from qa_run.statistics.arrays import Floats
from qa_run.statistics.measuring.anova import AnovaRow
from qa_run.statistics.measuring.components import Estimate, GageRR, Scale, distinct_categories
from qa_run.statistics.measuring.design import Design
from qa_run.statistics.measuring.intervals import mls_interval, mls_ratio_interval, satterthwaite_df


def expected_squares(rows: Floats, mean_squares: Floats) -> Floats:
    """The mean squares that the components expect once the negative ones are 0; `rows` is components by squares."""
    return np.asarray(np.linalg.solve(rows, np.maximum(rows @ mean_squares, 0.0)))


def combined(
    rows: Mapping[str, Floats], table: Sequence[AnovaRow], confidence: float
) -> tuple[dict[str, Estimate | None], dict[str, Estimate]]:
    """Estimates from coefficients of mean squares: each component, and the sums named gage, reproducibility, total.

    Degrees of freedom are those of the components as shown: where one is set to 0, the mean squares are those that the
    others expect (as VCA's anovaVCA). Intervals are of the mean squares as found.
    """
    ms, df = np.array([row.ms for row in table], float), np.array([row.df for row in table], float)
    expected = expected_squares(np.array(list(rows.values())), ms)

    def estimate(coefficients: Floats) -> Estimate:
        return Estimate(
            max(0.0, float(coefficients @ ms)),
            mls_interval(coefficients, ms, df, confidence),
            satterthwaite_df(coefficients, expected, df),
        )

    across = sum((rows[name] for name in ("operator", "interaction") if name in rows), np.zeros(ms.size))
    gage = across + rows["repeatability"]
    wholes = {"reproducibility": across, "gage": gage, "total": gage + rows["part"]}
    return (
        {name: estimate(each) for name, each in rows.items()},
        {name: estimate(each) for name, each in wholes.items() if each.any()},
    )


def bounded(result: GageRR, rows: Mapping[str, Floats], table: Sequence[AnovaRow], confidence: float) -> GageRR:
    """With intervals for the shares of the gage and of the parts in the study's variation, and for ndc.

    All of them follow from that of the ratio of the parts' variance to the gage's. Where a component is negative and
    counts as 0, it is that of the mean squares as found and of those that the others expect, whichever is wider.
    """
    ms, df = np.array([row.ms for row in table], float), np.array([row.df for row in table], float)
    gage = sum((row for name, row in rows.items() if name != "part"), np.zeros(ms.size))
    expected = expected_squares(np.array(list(rows.values())), ms)
    found = [mls_ratio_interval(rows["part"], gage, each, df, confidence) for each in (ms, expected)]
    low, high = min(each[0] for each in found), max(each[1] for each in found)
    ends = {"lower": 100 / (1 + high) ** 0.5, "upper": 100 / (1 + low) ** 0.5}
    others = {"lower": 100 * (1 - 1 / (1 + low)) ** 0.5, "upper": 100 * (1 - 1 / (1 + high)) ** 0.5}
    return evolve(
        result,
        gage=evolve(result.gage, pct_lower=ends["lower"], pct_upper=ends["upper"]),
        part=evolve(result.part, pct_lower=others["lower"], pct_upper=others["upper"]),
        ndc_lower=distinct_categories(low**0.5, 1.0),
        ndc_upper=distinct_categories(high**0.5, 1.0),
    )


def summed(
    study: Design,
    estimates: Mapping[str, Estimate | None],
    wholes: Mapping[str, Estimate],
    against: Scale,
    *,
    method: str,
    convention: str,
) -> GageRR:
    """Add up the components; `wholes` brings the intervals of the sums (gage, reproducibility, total), if any."""
    repeatability, part = estimates["repeatability"], estimates["part"]
    if repeatability is None or part is None:
        raise ValueError("a gage study needs the variation of repeats and of parts")
    across = [each.variance for name in ("operator", "interaction") if (each := estimates.get(name))]
    gage = repeatability.variance + sum(across)
    total = gage + part.variance
    if not total > 0:
        raise ValueError("no variation could be found in the study: every component is 0")

    def whole(name: str, variance: float) -> Estimate:
        return evolve(wholes.get(name, Estimate(0.0)), variance=variance)

    def shown(name: str) -> Estimate | None:
        return estimates.get(name)

    operator, interaction = shown("operator"), shown("interaction")
    return GageRR(
        method=method,
        convention=f"{convention}; {against.words}; a negative component counts as 0",
        parts=len(study.parts),
        operators=len(study.operators),
        measurements=study.value.size,
        gage=whole("gage", gage).shown(total, against),
        repeatability=repeatability.shown(total, against),
        reproducibility=whole("reproducibility", sum(across)).shown(total, against) if across else None,
        operator=operator.shown(total, against) if operator else None,
        interaction=interaction.shown(total, against) if interaction else None,
        part=part.shown(total, against),
        total=whole("total", total).shown(total, against),
        ndc=distinct_categories(part.variance**0.5, gage**0.5),
    )

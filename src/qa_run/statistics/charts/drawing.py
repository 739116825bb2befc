"""Limits around a centre line: the step that all Shewhart charts share."""

import numpy as np

from qa_run.statistics.charts.chart import Chart, Width
from qa_run.statistics.charts.columns import Flags, Floats


def drawn(
    kind: str,
    statistic: Floats,
    *,
    n: Floats,
    centre: Floats,
    sigma: Floats,
    width: Width,
    counted: Flags,
    process: tuple[float, float],
    estimated: bool,
    convention: str,
    possible: tuple[float, float | Floats] = (-np.inf, np.inf),
    limits: tuple[Floats, Floats] | None = None,
) -> Chart:
    """A chart with limits at so many `sigma` from `centre`, cut to what is `possible`; or with the `limits` given."""
    if limits is None:
        reach = width.normal * sigma
        limits = np.maximum(centre - reach, possible[0]), np.minimum(centre + reach, possible[1])
        zone = reach / 3
    else:
        zone = sigma
    return Chart(
        kind=kind,
        statistic=statistic,
        centre=centre,
        lower=limits[0],
        upper=limits[1],
        n=n,
        sigma=sigma,
        zone=zone,
        counted=counted,
        process_centre=process[0],
        process_sigma=process[1],
        estimated=estimated,
        convention=f"{convention}; {width}",
    )


def mean_of(values: Floats, weights: Floats, counted: Flags) -> float:
    """The mean of the values that count, weighted."""
    if counted.all():
        return float(values @ weights / weights.sum())
    return float(values[counted] @ weights[counted] / weights[counted].sum())

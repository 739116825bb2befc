"""Limits around a centre line: the step that all Shewhart charts share."""

import numpy as np

from qa_run.statistics.arrays import Flags, Floats, all_of, full, same
from qa_run.statistics.charts.chart import Chart, Width


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
    if limits is not None:
        zone = sigma
    elif same(centre) and same(sigma) and not isinstance(possible[1], np.ndarray):
        middle, reach, points = float(centre[0]), width.normal * float(sigma[0]), statistic.size
        limits = full(max(middle - reach, possible[0]), points), full(min(middle + reach, possible[1]), points)
        zone = full(reach / 3, points)
    else:
        lower, upper, zone = _around(centre, width.normal * sigma, possible)
        limits = lower, upper
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


def _around(centre: Floats, reach: Floats, possible: tuple[float, float | Floats]) -> tuple[Floats, Floats, Floats]:
    return np.maximum(centre - reach, possible[0]), np.minimum(centre + reach, possible[1]), reach / 3


def mean_of(values: Floats, weights: Floats, counted: Flags) -> float:
    """The mean of the values that count, weighted."""
    if all_of(counted):
        return float(values @ weights / weights.sum())
    return float(values[counted] @ weights[counted] / weights[counted].sum())

"""The EWMA chart: small shifts seen early, by a mean in which the past fades."""

from itertools import accumulate

import numpy as np
from attrs import evolve
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import number, row_of
from qa_run.statistics.arrays import Floats, full
from qa_run.statistics.charts.chart import Chart, Width
from qa_run.statistics.charts.drawing import drawn, mean_of
from qa_run.statistics.spread.columns import mask, sizes
from qa_run.statistics.spread.sigma import Sigma, given


def ewma_chart(
    means: ArrayLike,
    sigma: Sigma | float,
    *,
    n: ArrayLike = 1,
    weight: float = 0.2,
    centre: float | None = None,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
    asymptotic: bool = False,
    carried: bool = False,
) -> Chart:
    """z = weight x + (1 - weight) z before, begun at the centre; limits centre +- nsigmas sigma of z.

    means: single values, or means of subgroups of sizes `n`
    sigma: of single values, estimated or known
    weight: lambda, above 0 and at most 1; smaller sees smaller shifts
    centre: the target, or else the mean of all counted values; `counted` as in `xbar_chart`
    asymptotic: the limits of a long series for every point (Lucas and Saccucci 1990), in place of those that widen
      from the start: sigma^2/n weight/(2 - weight) (1 - (1 - weight)^2i) (Montgomery 9.2)
    carried: where sizes differ, the variance of z from the sizes of all its points, in place of its own point's (qcc)

    Its points depend on each other: `signals` takes no rule other than a point beyond the limits.
    """
    read = row_of(means, "means")
    size, marked, of_values = sizes(n, read.size), mask(counted, read.size), given(sigma)
    number(weight, "weight", above=0, most=1)
    middle = mean_of(read, size, marked) if centre is None else number(centre, "centre")
    chart = drawn(
        "EWMA",
        ewma(read, weight, middle),
        n=size,
        centre=full(middle, read.size),
        sigma=of_values.value * np.sqrt(_variance(size, weight, asymptotic, carried)),
        width=Width(nsigmas),
        counted=marked,
        process=(middle, of_values.value),
        estimated=centre is None or isinstance(sigma, Sigma),
        convention=f"weight {weight:g}, {'asymptotic' if asymptotic else 'exact'} limits; {of_values.convention}",
    )
    return evolve(chart, limits_only=True)


def ewma(values: Floats, weight: float, start: float) -> Floats:
    """The exponentially weighted moving average of `values` from `start`, which itself is not in it."""
    kept = 1 - weight
    steps = accumulate((weight * values).tolist(), lambda before, step: kept * before + step, initial=start)
    return np.fromiter(steps, np.float64, values.size + 1)[1:]


def _variance(size: Floats, weight: float, asymptotic: bool, carried: bool) -> Floats:
    """Of z, in variances of single values."""
    if carried and not asymptotic:
        fade = (1 - weight) ** 2
        steps = accumulate((weight**2 / size).tolist(), lambda before, step: fade * before + step)
        return np.fromiter(steps, np.float64, size.size)
    settled = weight / (2 - weight) / size
    if asymptotic or weight == 1:
        return settled
    passed = np.arange(1, size.size + 1, dtype=np.float64)
    return np.asarray(settled * -np.expm1(2 * passed * np.log1p(-weight)))

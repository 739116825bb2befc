"""Xbar and S charts by the factors of each subgroup's own size from one pooled s-bar, as textbooks do by hand."""

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import nonnegative_row, number, row_of
from qa_run.statistics.arrays import full
from qa_run.statistics.charts.chart import Width
from qa_run.statistics.charts.drawing import drawn, mean_of
from qa_run.statistics.charts.subgroups import Pair
from qa_run.statistics.spread.columns import mask, sizes
from qa_run.statistics.spread.constants import by_size, c4, c5


def xbar_s_by_factors(
    n: ArrayLike,
    means: ArrayLike,
    sds: ArrayLike,
    *,
    s_bar: float | None = None,
    centre: float | None = None,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
) -> Pair:
    """Xbar with limits centre +- A3(n) s-bar, and S with B3(n) s-bar and B4(n) s-bar; subgroups of sizes `n` from 2.

    s_bar: known, or else sqrt(sum of (n-1) s^2 / sum of n-1) for unequal sizes and the mean s for equal ones
    centre: of the means, known, or else the mean of all counted values

    For equal sizes the same as `xbar_s`. Montgomery, *Introduction to Statistical Quality Control*, 6.3.2; qicharts2.
    Both charts keep s-bar as their `process_sigma`.
    """
    mean, sd = row_of(means, "means"), nonnegative_row(sds, "standard deviations")
    size, marked = sizes(n, mean.size, 2), mask(counted, mean.size)
    if sd.size != mean.size:
        raise ValueError(f"{mean.size} means, but {sd.size} standard deviations")
    if s_bar is not None:
        bar = number(s_bar, "s_bar", least=0)
    elif (size == size[0]).all():
        bar = mean_of(sd, size, marked)
    else:
        bar = float(np.sqrt(mean_of(np.square(sd), size - 1, marked)))
    middle = mean_of(mean, size, marked) if centre is None else number(centre, "centre")
    words = f"s-bar {'given' if s_bar is not None else 'pooled'}, factors A3, B3, B4 of each size"
    of_values, width = bar / by_size(c4, size), Width(nsigmas)
    level = drawn(
        "Xbar",
        mean,
        n=size,
        centre=full(middle, mean.size),
        sigma=of_values / np.sqrt(size),
        width=width,
        counted=marked,
        process=(middle, bar),
        estimated=centre is None or s_bar is None,
        convention=words,
    )
    within = drawn(
        "S",
        sd,
        n=size,
        centre=full(bar, mean.size),
        sigma=of_values * by_size(c5, size),
        width=width,
        counted=marked,
        process=(bar, bar),
        estimated=s_bar is None,
        convention=words,
        possible=(0.0, np.inf),
    )
    return Pair(level, within)

"""Laney's p' and u' charts: attributes charts for sizes so large that binomial or Poisson limits are too tight."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import number
from qa_run.statistics.arrays import Flags, Floats, full
from qa_run.statistics.charts.attributes import counts_of_area, counts_of_items, pooled
from qa_run.statistics.charts.chart import Chart, Width
from qa_run.statistics.charts.drawing import drawn
from qa_run.statistics.spread.columns import mask
from qa_run.statistics.spread.sigma import Sigma, sigma_of_moving_ranges


def laney_p_chart(
    count: ArrayLike,
    n: ArrayLike,
    *,
    centre: float | None = None,
    sigma_z: float | None = None,
    screened: bool = False,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
) -> Chart:
    """The proportion of `count` nonconforming among `n` items, limits p +- nsigmas sqrt(p(1-p)/n) sigma_z.

    sigma_z: how much more than binomially the proportions vary: known, or else the mean moving range of the
      standardised proportions / d2(2); above 1 overdispersed, below 1 underdispersed. The chart keeps it as its
      `process_sigma`
    screened: as in `sigma_of_moving_ranges`; qicharts2 screens

    Laney 2002, "Improved control charts for attributes", Quality Engineering 14(4). Limits within 0 and 1.
    """
    found, size = counts_of_items(count, n)
    marked = mask(counted, found.size)
    p = pooled(found, size, marked) if centre is None else number(centre, "centre", least=0, most=1)
    within = np.sqrt(p * (1 - p) / size)
    sigma = _sigma_z(sigma_z, found / size, p, within, marked, screened)
    estimated = centre is None or sigma_z is None
    return _drawn("p'", found / size, size, p, within, 1.0, sigma, marked, estimated, nsigmas)


def laney_u_chart(
    count: ArrayLike,
    n: ArrayLike,
    *,
    centre: float | None = None,
    sigma_z: float | None = None,
    screened: bool = False,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
) -> Chart:
    """Nonconformities per unit, limits u +- nsigmas sqrt(u/n) sigma_z, not below 0; otherwise as `laney_p_chart`."""
    found, area = counts_of_area(count, n)
    marked = mask(counted, found.size)
    u = pooled(found, area, marked) if centre is None else number(centre, "centre", least=0)
    within = np.sqrt(u / area)
    sigma = _sigma_z(sigma_z, found / area, u, within, marked, screened)
    estimated = centre is None or sigma_z is None
    return _drawn("u'", found / area, area, u, within, np.inf, sigma, marked, estimated, nsigmas)


def _drawn(
    kind: Literal["p'", "u'"],
    statistic: Floats,
    n: Floats,
    middle: float,
    within: Floats,
    highest: float,
    sigma_z: Sigma,
    marked: Flags,
    estimated: bool,
    nsigmas: float,
) -> Chart:
    return drawn(
        kind,
        statistic,
        n=n,
        centre=full(middle, statistic.size),
        sigma=within * sigma_z.value,
        width=Width(nsigmas),
        counted=marked,
        process=(middle, sigma_z.value),
        estimated=estimated,
        convention=sigma_z.convention,
        possible=(0.0, highest),
    )


def _sigma_z(
    sigma_z: float | None, statistic: Floats, middle: float, within: Floats, marked: Flags, screened: bool
) -> Sigma:
    if sigma_z is not None:
        return Sigma(number(sigma_z, "sigma_z", least=0), "sigma_z given")
    if not within.all():
        # all or none are nonconforming: nothing varies, so nothing varies more than it should
        return Sigma(1.0, "sigma_z 1: nothing varies")
    of_z = sigma_of_moving_ranges((statistic - middle) / within, screened=screened, counted=marked)
    return Sigma(of_z.value, f"sigma_z of standardised points; {of_z.convention}")

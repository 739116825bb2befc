"""Charts for rare events: what passes between one and the next, in items (g) or in time (t)."""

import numpy as np
from attrs import evolve
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import nonnegative_row, number, row_of
from qa_run.statistics.arrays import full
from qa_run.statistics.charts.chart import Chart, Width
from qa_run.statistics.charts.discrete import geometric_quantile
from qa_run.statistics.charts.drawing import drawn
from qa_run.statistics.charts.individuals import individuals_chart
from qa_run.statistics.spread.columns import mask

#: The power that makes exponential times nearly normal (Nelson 1994).
POWER = 1 / 3.6


def g_chart(
    gaps: ArrayLike,
    *,
    event_included: bool = True,
    centre: float | None = None,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
    confidence: float | None = None,
) -> Chart:
    """Items from one event to the next, limits centre +- nsigmas sigma of the geometric distribution.

    event_included: the item with the event is counted, so that a gap is at least 1 and sigma is sqrt(m(m-1)) (qcc);
      otherwise only the good items between, from 0, and sigma is sqrt(m(m+1)) (Benneyan 2001; qicharts2)
    centre: the mean gap m where it is known, or else that of the counted gaps
    confidence: exact limits, in place of nsigmas: quantiles of the geometric distribution; both belong to the inside

    A point above the upper limit is good news: fewer events. There is no lower 3 sigma limit above 0, so more events
    show in runs, or with `confidence`. Benneyan 2001, Health Care Management Science 4.
    """
    least = 1.0 if event_included else 0.0
    read = row_of(gaps, "gaps")
    if (read < least).any():
        wrong = int(np.argmax(read < least))
        raise ValueError(f"gaps: point {wrong + 1} is {read[wrong]:g}, and the least that is possible is {least:g}")
    marked = mask(counted, read.size)
    mean = float(read[marked].mean()) if centre is None else number(centre, "centre")
    if mean < least:
        raise ValueError(f"centre: a mean gap of at least {least:g} is needed, not {mean}")
    width = Width(nsigmas, confidence)
    trials = mean + 1 - least
    limits = None
    if confidence is not None:
        low, high = (geometric_quantile(tail, 1 / trials) - 1 + least for tail in width.tails)
        limits = (full(low, read.size), full(high, read.size))
    sigma = float(np.sqrt(trials * (trials - 1)))
    return drawn(
        "g",
        read,
        n=full(1.0, read.size),
        centre=full(mean, read.size),
        sigma=full(sigma, read.size),
        width=width,
        counted=marked,
        process=(mean, sigma),
        estimated=centre is None,
        convention=f"geometric, the event {'included' if event_included else 'not included'}",
        possible=(0.0, np.inf),
        limits=limits,
    )


def t_chart(
    times: ArrayLike,
    *,
    sigma: float | None = None,
    centre: float | None = None,
    screened: bool = False,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
) -> Chart:
    """Times from one event to the next: an individuals chart of time^(1/3.6), drawn back in units of the times.

    sigma, centre: on the scale of time^(1/3.6), as the chart keeps them in `process_sigma` and `process_centre`
    screened: as in `sigma_of_moving_ranges`; qicharts2 screens

    Zones and rules follow the transformed scale. Nelson 1994, "A control chart for parts-per-million nonconforming
    items", Journal of Quality Technology 26(3); Montgomery, 7.3.5. Times are not below 0.
    """
    read = nonnegative_row(times, "times")
    known = None if sigma is None else float(sigma)
    chart = individuals_chart(
        read**POWER, sigma=known, centre=centre, screened=screened, counted=counted, nsigmas=nsigmas
    )
    return evolve(
        chart,
        kind="t",
        statistic=read,
        centre=np.maximum(chart.centre, 0) ** (1 / POWER),
        lower=np.maximum(chart.lower, 0) ** (1 / POWER),
        upper=np.maximum(chart.upper, 0) ** (1 / POWER),
        scored=(chart.statistic, chart.centre),
        convention=f"times to the power 1/3.6; {chart.convention}",
    )

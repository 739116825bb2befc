"""Charts of single values: the values themselves and their moving ranges."""

import numpy as np
from attrs import evolve
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import number, row_of
from qa_run.statistics.arrays import full
from qa_run.statistics.charts.chart import Chart, Width
from qa_run.statistics.charts.drawing import drawn
from qa_run.statistics.charts.subgroups import Pair, r_chart
from qa_run.statistics.spread.columns import mask
from qa_run.statistics.spread.sigma import Sigma, given, moving_ranges, sigma_of_moving_ranges, whole_spans


def individuals_chart(
    values: ArrayLike,
    *,
    sigma: Sigma | float | None = None,
    centre: float | None = None,
    span: int = 2,
    screened: bool = False,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
    confidence: float | None = None,
) -> Chart:
    """Single values, limits centre +- nsigmas sigma.

    sigma: known, or `sigma_overall`, or else the mean moving range over `span` values / d2(span)
      (see `sigma_of_moving_ranges`, also for `screened`)
    centre: known, or else the mean of the counted values

    Montgomery, *Introduction to Statistical Quality Control*, 6.4; ISO 7870-2, 7. Units of the values.
    """
    read = row_of(values, "values")
    marked = mask(counted, read.size)
    known = (
        given(sigma)
        if sigma is not None
        else sigma_of_moving_ranges(read, span=span, screened=screened, counted=marked)
    )
    middle = number(centre, "centre") if centre is not None else float(read[marked].mean())
    return drawn(
        "I",
        read,
        n=full(1.0, read.size),
        centre=full(middle, read.size),
        sigma=full(known.value, read.size),
        width=Width(nsigmas, confidence),
        counted=marked,
        process=(middle, known.value),
        estimated=centre is None or sigma is None or isinstance(sigma, Sigma),
        convention=known.convention,
    )


def moving_range_chart(
    values: ArrayLike,
    *,
    sigma: Sigma | float | None = None,
    centre: float | None = None,
    span: int = 2,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
) -> Chart:
    """Moving ranges over `span` values: `span` - 1 fewer points than values, the first stands at value `span`.

    Drawn as an R chart of subgroups of `span`, though ranges that share values are not independent: rules other than
    a point beyond the limits flag too often here (Montgomery, 6.4). Units of the values.
    """
    read = row_of(values, "values")
    ranges = moving_ranges(read, span)
    if not ranges.size:
        raise ValueError(f"a moving range needs {span} values that follow each other")
    marked = whole_spans(mask(counted, read.size), span)
    known = sigma if sigma is not None else sigma_of_moving_ranges(read, span=span, counted=mask(counted, read.size))
    chart = r_chart(np.int64(span), ranges, sigma=known, centre=centre, counted=marked, nsigmas=nsigmas)
    return evolve(chart, kind="MR")


def individuals_and_moving_ranges(
    values: ArrayLike,
    *,
    span: int = 2,
    screened: bool = False,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
) -> Pair:
    """I and MR charts of the same values (I-MR, XmR), with trial limits from those that are counted."""
    return Pair(
        individuals_chart(values, span=span, screened=screened, counted=counted, nsigmas=nsigmas),
        moving_range_chart(values, span=span, counted=counted, nsigmas=nsigmas),
    )

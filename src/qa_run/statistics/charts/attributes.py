"""Charts of counts: nonconforming items (p, np) and nonconformities (c, u)."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.charts.chart import Chart, Width
from qa_run.statistics.charts.discrete import binomial_quantile, poisson_quantile
from qa_run.statistics.charts.drawing import drawn
from qa_run.statistics.spread.columns import Flags, Floats, column, finite, fitting, full, mask, non_negative, sizes


def p_chart(
    count: ArrayLike,
    n: ArrayLike,
    *,
    centre: float | None = None,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
    confidence: float | None = None,
) -> Chart:
    """The proportion of `count` nonconforming among `n` items, limits p +- nsigmas sqrt(p(1-p)/n), within 0 and 1.

    centre: the proportion p where it is known, or else all nonconforming / all items of the counted subgroups
    confidence: exact limits, in place of nsigmas: quantiles of the binomial distribution; both belong to the inside

    Montgomery, *Introduction to Statistical Quality Control*, 7.2; ISO 7870-2, 8.
    """
    return _binomial("p", count, n, centre, counted, Width(nsigmas, confidence))


def np_chart(
    count: ArrayLike,
    n: ArrayLike,
    *,
    centre: float | None = None,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
    confidence: float | None = None,
) -> Chart:
    """The number of nonconforming items, limits np +- nsigmas sqrt(np(1-p)), within 0 and n.

    As `p_chart`; `centre`, too, is the proportion p. For unequal sizes the centre line moves with n, and runs and
    trends of the points then say little: prefer the p chart.
    """
    return _binomial("np", count, n, centre, counted, Width(nsigmas, confidence))


def c_chart(
    count: ArrayLike,
    *,
    centre: float | None = None,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
    confidence: float | None = None,
) -> Chart:
    """The number of nonconformities in units of inspection of equal size, limits c +- nsigmas sqrt(c), not below 0.

    confidence: exact limits, in place of nsigmas: quantiles of the Poisson distribution; both belong to the inside

    Montgomery, *Introduction to Statistical Quality Control*, 7.3; ISO 7870-2, 8.
    """
    return _poisson("c", count, 1.0, centre, counted, Width(nsigmas, confidence))


def u_chart(
    count: ArrayLike,
    n: ArrayLike,
    *,
    centre: float | None = None,
    counted: ArrayLike | None = None,
    nsigmas: float = 3.0,
    confidence: float | None = None,
) -> Chart:
    """The number of nonconformities per unit, limits u +- nsigmas sqrt(u/n), not below 0; `n` need not be whole.

    As `c_chart`, the centre being nonconformities per unit.
    """
    return _poisson("u", count, n, centre, counted, Width(nsigmas, confidence))


def counts_of_items(count: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """Nonconforming items and items, checked against each other."""
    number = non_negative(column(count, "counts"), "counts")
    size = sizes(n, number.size)
    if (number > size).any():
        wrong = int(np.argmax(number > size))
        raise ValueError(f"counts: point {wrong + 1} has {number[wrong]:g} nonconforming of {size[wrong]:g} items")
    return number, size


def counts_of_area(count: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """Nonconformities and the units that they were counted in, which need not be whole but must be some."""
    number = non_negative(column(count, "counts"), "counts")
    area = fitting(n, number.size, "units")
    if (area <= 0).any():
        wrong = int(np.argmax(area <= 0))
        raise ValueError(f"units: point {wrong + 1} has {area[wrong]:g}; more than 0 are needed")
    return number, area


def share(number: Floats, size: Floats, marked: Flags) -> float:
    """All that was counted, over all that it was counted in."""
    if marked.all():
        return float(number.sum() / size.sum())
    return float(number[marked].sum() / size[marked].sum())


def proportion(value: float) -> float:
    """A proportion that was given."""
    if not 0 <= value <= 1:
        raise ValueError(f"centre: a proportion between 0 and 1 is needed, not {value}")
    return float(value)


def rate(value: float) -> float:
    """A rate that was given."""
    if finite(value, "centre") < 0:
        raise ValueError(f"centre: a rate from 0 is needed, not {value}")
    return float(value)


def _binomial(
    kind: Literal["p", "np"],
    count: ArrayLike,
    n: ArrayLike,
    centre: float | None,
    counted: ArrayLike | None,
    width: Width,
) -> Chart:
    number, size = counts_of_items(count, n)
    marked = mask(counted, number.size)
    p = share(number, size, marked) if centre is None else proportion(centre)
    scale = size if kind == "np" else full(1.0, number.size)
    limits = None
    if width.confidence is not None:
        low, high = (binomial_quantile(tail, size, p) * scale / size for tail in width.tails)
        limits = (low, high)
    of_one = float(np.sqrt(p * (1 - p)))
    return drawn(
        kind,
        number if kind == "np" else number / size,
        n=size,
        centre=p * scale,
        sigma=of_one * scale / np.sqrt(size),
        width=width,
        counted=marked,
        process=(p, of_one),
        estimated=centre is None,
        convention="binomial",
        possible=(0.0, scale),
        limits=limits,
    )


def _poisson(
    kind: Literal["c", "u"],
    count: ArrayLike,
    n: ArrayLike,
    centre: float | None,
    counted: ArrayLike | None,
    width: Width,
) -> Chart:
    number, area = counts_of_area(count, n)
    marked = mask(counted, number.size)
    mean = share(number, area, marked) if centre is None else rate(centre)
    limits = None
    if width.confidence is not None:
        low, high = (poisson_quantile(tail, mean * area) / area for tail in width.tails)
        limits = (low, high)
    return drawn(
        kind,
        number / area,
        n=area,
        centre=full(mean, number.size),
        sigma=np.sqrt(mean / area),
        width=width,
        counted=marked,
        process=(mean, float(np.sqrt(mean))),
        estimated=centre is None,
        convention="Poisson",
        possible=(0.0, np.inf),
        limits=limits,
    )

"""Charts of counts: nonconforming items (p, np) and nonconformities (c, u)."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import nonnegative_row, number, positive
from qa_run.statistics.arrays import Flags, Floats, all_of, full
from qa_run.statistics.charts.chart import Chart, Width
from qa_run.statistics.charts.discrete import binomial_quantile, poisson_quantile
from qa_run.statistics.charts.drawing import drawn
from qa_run.statistics.spread.columns import fitting, mask, sizes


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
    found = nonnegative_row(count, "counts")
    size = sizes(n, found.size)
    if (found > size).any():
        wrong = int(np.argmax(found > size))
        raise ValueError(f"counts: point {wrong + 1} has {found[wrong]:g} nonconforming of {size[wrong]:g} items")
    return found, size


def counts_of_area(count: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """Nonconformities and the units that they were counted in, which need not be whole but must be some."""
    found = nonnegative_row(count, "counts")
    return found, positive(fitting(n, found.size, "units"), "units")


def pooled(found: Floats, size: Floats, marked: Flags) -> float:
    """All that was counted, over all that it was counted in."""
    if all_of(marked):
        return float(found.sum() / size.sum())
    return float(found[marked].sum() / size[marked].sum())


def _binomial(
    kind: Literal["p", "np"],
    count: ArrayLike,
    n: ArrayLike,
    centre: float | None,
    counted: ArrayLike | None,
    width: Width,
) -> Chart:
    found, size = counts_of_items(count, n)
    marked = mask(counted, found.size)
    p = pooled(found, size, marked) if centre is None else number(centre, "centre", least=0, most=1)
    scale = size if kind == "np" else full(1.0, found.size)
    limits = None
    if width.confidence is not None:
        low, high = (binomial_quantile(tail, size, p) * scale / size for tail in width.tails)
        limits = (low, high)
    of_one = float(np.sqrt(p * (1 - p)))
    return drawn(
        kind,
        found if kind == "np" else found / size,
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
    found, area = counts_of_area(count, n)
    marked = mask(counted, found.size)
    mean = pooled(found, area, marked) if centre is None else number(centre, "centre", least=0)
    limits = None
    if width.confidence is not None:
        low, high = (poisson_quantile(tail, mean * area) / area for tail in width.tails)
        limits = (low, high)
    return drawn(
        kind,
        found / area,
        n=area,
        centre=full(mean, found.size),
        sigma=np.sqrt(mean / area),
        width=width,
        counted=marked,
        process=(mean, float(np.sqrt(mean))),
        estimated=centre is None,
        convention="Poisson",
        possible=(0.0, np.inf),
        limits=limits,
    )

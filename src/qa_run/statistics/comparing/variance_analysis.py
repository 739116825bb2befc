"""Are the means the same in all strata? From n, mean and standard deviation of each."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import counted, finite, nonnegative
from qa_run.statistics.arrays import Floats


@frozen(kw_only=True)
class VarianceAnalysis:
    """Whether all strata have the same mean. A small p says that they do not."""

    f: float  #: infinite where nothing varies within strata and their means differ
    df_between: float
    df_within: float
    p: float
    mean: float  #: over all items; for Welch's, weighted by what is known of each stratum
    sd_within: float | None  #: pooled; None for Welch's, which pools nothing
    explained: float | None  #: eta squared: the share of the squares that lies between strata
    method: str


def one_way_anova(n: ArrayLike, mean: ArrayLike, sd: ArrayLike) -> VarianceAnalysis:
    """One-way analysis of variance from summary statistics, with equal variances in all strata.

    n, mean, sd: one number each for every stratum, 2 or more strata; sd with n - 1, in the unit of the mean. Strata of
    one item take part; their sd is not looked at. Strata without items are left out. (Montgomery, Design and Analysis
    of Experiments, 3.3). Where nothing varies within strata, p is 0, or 1 if their means are equal. Raises ValueError.
    """
    size, middle, spread = _strata(n, mean, sd, 1)
    items, strata = float(size.sum()), size.size
    if items <= strata:
        raise ValueError("every stratum has a single item; without any repeats there is nothing to compare with")
    centre = float(middle[0] + (size * (middle - middle[0])).sum() / items)
    between = float((size * (middle - centre) ** 2).sum())
    within = float(((size - 1) * spread**2).sum())
    df_between, df_within = strata - 1, items - strata
    f = _ratio(between / df_between, within / df_within)
    return VarianceAnalysis(
        f=f,
        df_between=df_between,
        df_within=df_within,
        p=_above(f, df_between, df_within),
        mean=centre,
        sd_within=float(np.sqrt(within / df_within)),
        explained=between / (between + within) if between + within > 0 else 0.0,
        method="one-way analysis of variance",
    )


def welch_anova(n: ArrayLike, mean: ArrayLike, sd: ArrayLike) -> VarianceAnalysis:
    """Welch's analysis of variance from summary statistics: variances may differ between strata.

    n, mean, sd: as for `one_way_anova`, but every stratum needs 2 items or more that are not all equal. Welch (1951,
    Biometrika 38, 330). Raises ValueError.
    """
    size, middle, spread = _strata(n, mean, sd, 2)
    if (spread == 0).any():
        raise ValueError("a stratum does not vary at all, so Welch's test has no weight for it; use one_way_anova")
    strata = size.size
    errors = spread / np.sqrt(size)
    smallest = float(errors.min())
    weights = (smallest / errors) ** 2  # of the surest stratum 1, so that very small deviations do not overflow
    total = float(weights.sum())
    centre = float((weights * middle).sum() / total)
    unsure = float(((1 - weights / total) ** 2 / (size - 1)).sum())
    between = float((((middle - centre) / errors) ** 2).sum()) / (strata - 1)
    f = between / (1 + 2 * (strata - 2) / (strata**2 - 1) * unsure)
    df_within = (strata**2 - 1) / (3 * unsure)
    return VarianceAnalysis(
        f=f,
        df_between=strata - 1,
        df_within=df_within,
        p=_above(f, strata - 1, df_within),
        mean=centre,
        sd_within=None,
        explained=None,
        method="Welch's analysis of variance",
    )


def _strata(n: ArrayLike, mean: ArrayLike, sd: ArrayLike, least: int) -> tuple[Floats, Floats, Floats]:
    size = counted(n, "n")
    middle, spread = np.asarray(mean, dtype=np.float64), np.asarray(sd, dtype=np.float64)
    if size.ndim != 1 or middle.shape != size.shape or spread.shape != size.shape:
        raise ValueError("n, mean and sd need one number each for every stratum")
    kept = size > 0
    size, middle, spread = size[kept], middle[kept], spread[kept]
    if size.size < 2:
        raise ValueError("fewer than two strata have any items; there is nothing to compare")
    if (size < least).any():
        raise ValueError(f"a stratum has fewer than {least} items; leave it out, and say so")
    return size, finite(middle, "mean"), nonnegative(np.where(size == 1, 0.0, spread), "sd")


def _ratio(between: float, within: float) -> float:
    if within > 0:
        return between / within
    return float("inf") if between > 0 else 0.0


def _above(f: float, df_between: float, df_within: float) -> float:
    from scipy.special import fdtrc

    return 0.0 if f == float("inf") else float(fdtrc(df_between, df_within, f))

"""Are the shares the same in all strata?"""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import counted, one_of
from qa_run.statistics.arrays import Floats, plain
from qa_run.statistics.comparing.conditional import TooMany, exact_p, matched_p

METHODS = ("auto", "chi-square", "exact", "matched moments")


@frozen(kw_only=True, eq=False)
class Homogeneity:
    """Whether all strata have the same shares. A small p says that they do not."""

    statistic: float  #: Pearson's chi-square; 0 where all items are of one kind
    df: int
    p: float
    method: str  #: chi-square, exact or matched moments: what the p-value is from
    smallest_expected: float
    share: Floats  #: of each kind, over all strata
    residuals: Floats  #: adjusted, strata by kinds: about 1 if alike; beyond 3 or so is where they are not


def homogeneity(table: ArrayLike, method: str = "auto") -> Homogeneity:
    """Pearson's chi-square test that every stratum has the same shares of each kind.

    table:  whole numbers, a row for each stratum (2 or more) and a column for each kind, such as nonconforming and
            conforming; rows and columns without any item are left out of the test
    method: "auto": the chi-square distribution where no expected count is below 1 and 4 of 5 are 5 or more (Cochran,
            1954, Biometrics 10, 417). Else "exact", conditional on all totals, for two kinds and as many tables as can
            be gone through; else "matched moments": a gamma distribution with the exact conditional mean and variance
            of the statistic (Nass, 1959, Biometrika 46, 365; Dawson, 1954). Nothing is simulated. Or one of these by
    name. Raises ValueError where there is nothing to compare, or "exact" is asked of too large a table.
    """
    one_of(method, METHODS, "the method")
    counts = counted(table, "table")
    if counts.ndim != 2:
        raise ValueError("the table needs a row for each stratum and a column for each kind of item")
    rows, kinds = counts.sum(axis=1), counts.sum(axis=0)
    if (rows > 0).sum() < 2:
        raise ValueError("fewer than two strata have any items; there is nothing to compare")
    used = counts[np.ix_(rows > 0, kinds > 0)]
    share = kinds / kinds.sum()
    if used.shape[1] < 2:
        return Homogeneity(
            statistic=0.0,
            df=0,
            p=1.0,
            method="all of one kind",
            smallest_expected=float(rows[rows > 0].min()),
            share=plain(share),
            residuals=np.zeros(counts.shape),
        )
    expected = np.outer(used.sum(axis=1), used.sum(axis=0)) / used.sum()
    statistic = float(((used - expected) ** 2 / expected).sum())
    p, by = _p(used, expected, statistic, method)
    return Homogeneity(
        statistic=statistic,
        df=(used.shape[0] - 1) * (used.shape[1] - 1),
        p=p,
        method=by,
        smallest_expected=float(expected.min()),
        share=plain(share),
        residuals=_residuals(counts, rows, kinds),
    )


def homogeneity_of_proportions(count: ArrayLike, n: ArrayLike, method: str = "auto") -> Homogeneity:
    """`homogeneity` for the share nonconforming: a count and an n for each stratum, in two rows of one length."""
    found, size = counted(count, "count"), counted(n, "n")
    if found.shape != size.shape or found.ndim != 1:
        raise ValueError("count and n need one number each for every stratum")
    if (found > size).any():
        raise ValueError("count: more items than were inspected; swap count and n?")
    return homogeneity(np.column_stack([found, size - found]), method)


def _p(counts: Floats, expected: Floats, statistic: float, method: str) -> tuple[float, str]:
    from scipy.special import chdtrc

    if method == "auto":
        method = "chi-square" if expected.min() >= 1 and (expected >= 5).mean() >= 0.8 else "exact"
        if method == "exact":
            try:
                return exact_p(counts, statistic), "exact"
            except TooMany:
                return matched_p(counts, statistic), "matched moments"
    if method == "chi-square":
        df = (counts.shape[0] - 1) * (counts.shape[1] - 1)
        return float(chdtrc(df, statistic)), method
    if method == "matched moments":
        return matched_p(counts, statistic), method
    try:
        return exact_p(counts, statistic), method
    except TooMany as error:
        raise ValueError(f"{error}; ask for auto or matched moments") from None


def _residuals(counts: Floats, rows: Floats, kinds: Floats) -> Floats:
    total = rows.sum()
    expected = np.outer(rows, kinds) / total
    variance = expected * np.outer(1 - rows / total, 1 - kinds / total)
    safe = np.where(variance > 0, variance, 1.0)
    residuals: Floats = np.where(variance > 0, (counts - expected) / np.sqrt(safe), 0.0)
    return residuals

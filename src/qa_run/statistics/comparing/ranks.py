"""Do all strata lie equally high, whatever the shape of their distribution? (Kruskal and Wallis)"""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import row_of
from qa_run.statistics.arrays import Floats
from qa_run.statistics.ranking import midranks


@frozen(kw_only=True, eq=False)
class RankAnalysis:
    """Whether all strata lie equally high. A small p says that they do not."""

    h: float  #: corrected for ties; 0 where all values are equal
    df: int
    p: float  #: by the chi-square distribution; rough where a stratum has fewer than 5 values
    mean_ranks: Floats  #: of each stratum, in the order of `strata`
    strata: Floats  #: the labels found, in order
    smallest: int  #: values in the smallest stratum


def kruskal_wallis(values: ArrayLike, strata: ArrayLike) -> RankAnalysis:
    """Kruskal and Wallis's test (1952, JASA 47, 583).

    values: one row of finite numbers; strata: a label for each (numbers or text), 2 or more different ones.
    Needs the values themselves: ranks cannot be had from means. Raises ValueError.
    """
    from scipy.special import chdtrc

    row, labels = row_of(values), np.asarray(strata)
    if labels.shape != row.shape:
        raise ValueError("strata needs one label for every value")
    found, place = np.unique(labels, return_inverse=True)
    if found.size < 2:
        raise ValueError("there are not two strata; there is nothing to compare")
    ranks, ties = midranks(row)
    n, sizes = row.size, np.bincount(place)
    means = np.bincount(place, weights=ranks) / sizes
    spread = float((sizes * (means - (n + 1) / 2) ** 2).sum()) * 12 / (n * (n + 1))
    tied = 1 - float((ties**3 - ties).sum()) / (float(n) ** 3 - n)
    h = spread / tied if tied > 0 else 0.0
    return RankAnalysis(
        h=h,
        df=found.size - 1,
        p=float(chdtrc(found.size - 1, h)),
        mean_ranks=means,
        strata=found,
        smallest=int(sizes.min()),
    )

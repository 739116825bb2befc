"""Whether a fitted distribution could have made the values: Anderson-Darling, its p value by simulation."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import row_of
from qa_run.statistics.arrays import Floats
from qa_run.statistics.capability.families import Distribution
from qa_run.statistics.describing.normality import a_squared

REPLICATES = 999
SEED = 22514
#: Samples are simulated no larger than this: beyond it the statistic's distribution no longer depends on n.
LARGEST = 500
TINY = 1e-300


@frozen(kw_only=True)
class GoodnessOfFit:
    """A^2 of n values against the distribution fitted to them, and how often such a fit looks as bad by chance.

    standard_error: of the p value, which is simulated; the same values always give the same one.
    """

    statistic: float
    p_value: float
    standard_error: float
    n: int
    replicates: int
    method: str = "Anderson-Darling, parametric bootstrap"


def goodness_of_fit(values: ArrayLike, fitted: Distribution, replicates: int = REPLICATES) -> GoodnessOfFit:
    """How well `fitted` describes the `values` it was fitted to: one row, 2 or more.

    As the parameters come from the values, tables of A^2 for known parameters do not hold; here `replicates` samples
    of the same n (at most 500) are drawn from `fitted` and fitted again, and p = (1 + those as bad) / (1 + all).
    Source: Stephens, in D'Agostino & Stephens, Goodness-of-Fit Techniques, chapter 4; Davison & Hinkley, Bootstrap
    Methods, section 4.2. Raises ValueError for less than 99 replicates, and for values that are NaN or infinite.
    """
    read = row_of(values, least=2)
    if not 99 <= replicates < float("inf") or replicates != int(replicates):
        raise ValueError(
            "a p value from less than 99 simulated samples says nothing: ask for 99 or more, a whole number"
        )
    statistic = float(anderson_darling_distance(read, fitted)[0])
    random = np.random.default_rng(SEED)
    with np.errstate(over="ignore"):
        samples = np.clip(fitted.draw(random, (replicates, min(read.size, LARGEST))), TINY, 1 / TINY)
    again = anderson_darling_distance(samples, type(fitted).fit(samples))
    p = (1 + int(np.count_nonzero(again >= statistic))) / (1 + replicates)
    return GoodnessOfFit(
        statistic=statistic,
        p_value=p,
        standard_error=float(np.sqrt(p * (1 - p) / (1 + replicates))),
        n=read.size,
        replicates=replicates,
    )


def anderson_darling_distance(values: Floats, distribution: Distribution) -> Floats:
    """`a_squared` of each row of values; one row gives one number."""
    ordered = np.sort(np.atleast_2d(values), axis=-1)
    low, high = (np.maximum(share, TINY) for share in (distribution.below(ordered), distribution.above(ordered)))
    return a_squared(np.log(low), np.log(high))

"""Who finds nothing where colleagues find something."""

import numpy as np
from attrs import frozen
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import found_of
from qa_run.statistics.arrays import Floats
from qa_run.statistics.comparing.multiplicity import adjusted_p_values


@frozen(kw_only=True, eq=False)
class Silence:
    """Of each who looked, how likely it is to find nothing. Who found something has a p of 1."""

    share_of_others: Floats  #: what the others found; NaN where there are none
    p: Floats  #: of finding nothing at the share of the others, exact
    adjusted_p: Floats  #: allowing for how many are looked at
    correction: str


def silence(count: ArrayLike, n: ArrayLike, correction: str = "holm") -> Silence:
    """How likely 0 findings in n are, at the share that all others found: (1 - share)^n, the exact binomial.

    count, n:   one number each for everybody who looked, 0 <= count <= n, n >= 1
    correction: of `adjusted_p_values`: holm (the default), bonferroni, sidak, benjamini-hochberg, none
    Raises ValueError.
    """
    found, size = found_of(np.atleast_1d(count), np.atleast_1d(n))
    if found.ndim != 1:
        raise ValueError("count and n need one number each for everybody who looked")
    others = size.sum() - size
    share = np.where(others > 0, (found.sum() - found) / np.where(others > 0, others, 1.0), np.nan)
    p = np.where(
        (found == 0) & (others > 0), np.exp(size * np.log1p(-np.clip(np.nan_to_num(share), 0, 1 - 1e-16))), 1.0
    )
    return Silence(share_of_others=share, p=p, adjusted_p=adjusted_p_values(p, correction), correction=correction)

"""Net contents of prepackages: how far the mean of a sample may be off by chance."""

import numpy as np
from numpy.typing import ArrayLike

from qa_run.statistics.arguments import counted, nonnegative, share, together
from qa_run.statistics.arrays import Floats, plain

#: One-sided confidence of the average requirement: NIST Handbook 133, category A, table 2-1.
US_CATEGORY_A = 0.975
#: The same in the European Union: Directive 76/211/EEC, annex II, 2.3; OIML R 87.
EUROPEAN = 0.995


def sample_correction_factor(n: ArrayLike, confidence: float = US_CATEGORY_A) -> Floats:
    """The factor t(confidence, n - 1) / sqrt(n) of the sample's standard deviation.

    n: sizes of the samples, 2 or more; confidence: one-sided, 0.975 as in NIST Handbook 133 (category A, table 2-1) by
    default, 0.995 as in Directive 76/211/EEC, annex II, 2.3, and OIML R 87. The standards print it rounded to three
    digits; this is not rounded. Raises ValueError.
    """
    from scipy.special import stdtrit

    size = counted(n, "n", 2)
    return plain(stdtrit(size - 1, share(confidence)) / np.sqrt(size))


def sample_error_limit(n: ArrayLike, sd: ArrayLike, confidence: float = US_CATEGORY_A) -> Floats:
    """How far the sample's mean may be below the label by chance: factor times standard deviation.

    n, sd: they broadcast; the limit has the unit of `sd`. A lot meets the average requirement if mean + limit is not
    below the quantity on the label. Raises ValueError.
    """
    size, spread = together(n=counted(n, "n", 2), sd=nonnegative(sd, "sd"))
    return plain(sample_correction_factor(size, confidence) * spread)

"""A capability as written in a procedure, and what it says of values."""

import numpy as np
import pytest

from qa_run.builtin.capability.capability import Capability
from qa_run.testing.judging import as_written

RANDOM = np.random.default_rng(3)
VALUES = RANDOM.normal(10, 1, 60)


def written(**keys):
    return as_written(Capability, keys)


def judged(values, codes=None, **keys):
    arrays = {"value": np.asarray(values, float), "excluded": np.zeros(len(values), bool), "stratum": ""}
    if codes is not None:
        arrays["subgroup"] = np.asarray(codes, float)
    return written(**keys).judge(arrays)


def refused(**keys):
    with pytest.raises(ValueError, match=r"\w") as error:
        written(**keys)
    return str(error.value)

"""What a plugin answers is either true or false: what merely reads as true would release."""

import math
from typing import Any

import numpy as np
import pytest

from qa_run import Judged


@pytest.mark.parametrize("answer", ["no", "", None, math.nan, 1, [True], np.array(["no"]), np.array([1.0]), np.nan])
@pytest.mark.parametrize("name", ["conforms", "marginal"])
def test_what_is_neither_true_nor_false_is_refused(name: str, answer: Any) -> None:
    with pytest.raises(TypeError, match=rf"Judged\({name}=.*write True or False"):
        Judged(**{"conforms": True, name: answer})


@pytest.mark.parametrize("answer", [True, False, np.bool_(True), np.array([True, False])])
def test_what_is_true_or_false_is_taken(answer: Any) -> None:
    assert Judged(answer).conforms is answer

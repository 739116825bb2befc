"""Roots and least numbers: found, and told where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qa_run.statistics.searching import crossing


@given(root=some.floats(-50, 50), power=some.sampled_from([1, 3, 5]), reach=some.floats(0.1, 100))
def test_a_root_is_found(root: float, power: int, reach: float) -> None:
    found = crossing(lambda x: (x - root) ** power, root - reach, root + 2 * reach)

    assert found == pytest.approx(root, abs=1e-3 if power > 1 else 1e-9)


def test_no_root_is_told() -> None:
    with pytest.raises(ValueError, match="no root"):
        crossing(lambda x: x**2 + 1, -1, 1)

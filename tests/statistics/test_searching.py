"""Roots and least numbers: found, and told where there is none."""

import pytest
from hypothesis import given, strategies as some

from qa_run.statistics.searching import crossing, least_whole, rising_root


@given(root=some.floats(-50, 50), power=some.sampled_from([1, 3, 5]), reach=some.floats(0.1, 100))
def test_a_root_is_found(root: float, power: int, reach: float) -> None:
    found = crossing(lambda x: (x - root) ** power, root - reach, root + 2 * reach)

    assert found == pytest.approx(root, abs=1e-3 if power > 1 else 1e-9)


def test_no_root_is_told() -> None:
    with pytest.raises(ValueError, match="no root"):
        crossing(lambda x: x**2 + 1, -1, 1)


@pytest.mark.parametrize("root", [-1e6, -0.3, 0.0, 5.0, 7e8])
def test_a_rising_function_is_bracketed_from_anywhere(root: float) -> None:
    assert rising_root(lambda x: (x - root) ** 3, 5.0) == pytest.approx(root, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("wanted", [1, 2, 3, 17, 1000])
@pytest.mark.parametrize("step", [1, 50])
def test_the_least_number_is_found_whatever_the_first_step(wanted: int, step: int) -> None:
    assert least_whole(lambda n: n >= wanted, 1, 5000, step) == wanted


def test_where_no_number_holds_the_largest_is_answered() -> None:
    assert least_whole(lambda n: False, 3, 40) == 40

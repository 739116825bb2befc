"""The constants against closed forms, a double integral and their limits."""

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats
from scipy.special import ndtr

from qa_run.statistics.charts import factors
from qa_run.statistics.spread import c4, c5, d2, d2_star, d3, d4, range_cdf, range_quantile
from qa_run.statistics.spread.constants import by_size


def test_small_subgroups_have_closed_forms() -> None:
    assert d2(2) == pytest.approx(2 / np.sqrt(np.pi), rel=1e-12)
    assert d2(3) == pytest.approx(3 / np.sqrt(np.pi), rel=1e-12)
    assert d3(2) == pytest.approx(np.sqrt(2 - 4 / np.pi), rel=1e-11)
    assert c4(2) == pytest.approx(np.sqrt(2 / np.pi), rel=1e-14)
    assert range_quantile(0.5, 2) == pytest.approx(0.9538725524, rel=1e-10)


@pytest.mark.parametrize("n", [2, 5, 26, 100])
def test_d3_is_what_a_double_integral_gives(n: int) -> None:
    """Tippett 1925: E(W^2) over pairs x < y, in place of the distribution of the range."""
    nodes, weights = np.polynomial.legendre.leggauss(100)
    half = np.repeat(1.0, 5) * 2
    at = (half[:, None] * nodes + np.arange(-8, 9, 4)[:, None]).ravel()
    of = (half[:, None] * weights).ravel()
    inner = (nodes + 1) / 2
    wide = 10 - at
    y = at[:, None] + wide[:, None] * inner
    x = at[:, None]
    density = 1 - ndtr(y) ** n - ndtr(-x) ** n + np.maximum(ndtr(y) - ndtr(x), 0) ** n
    second = 2 * float(of @ ((density * weights).sum(axis=1) * wide / 2))

    assert d3(n) == pytest.approx(np.sqrt(second - d2(n) ** 2), rel=1e-8)


def test_huge_subgroups_have_constants_too() -> None:
    x = np.linspace(-12, 12, 24001)
    mean = float((1 - ndtr(x) ** 10**5 - ndtr(-x) ** 10**5).sum() * (x[1] - x[0]))

    assert d2(10**5) == pytest.approx(mean, rel=1e-9)
    assert c4(10**6) == pytest.approx(1 - 1 / (4 * 10**6), rel=1e-12)
    assert c5(10**6) == pytest.approx(np.sqrt(1 / (2 * 10**6)), rel=1e-5)


def test_c4_does_not_jump_where_its_series_begins() -> None:
    direct = [np.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2)) for n in range(45, 60)]

    assert [c4(n) for n in range(45, 60)] == pytest.approx(direct, rel=1e-13)


def test_the_distribution_of_the_range_of_two_is_that_of_a_normal_difference() -> None:
    w = np.array([-1.0, 0.0, 0.5, 1.0, 3.0, 8.0])

    assert range_cdf(w, 2) == pytest.approx(np.where(w > 0, 2 * ndtr(w / np.sqrt(2)) - 1, 0), abs=1e-12)


@pytest.mark.parametrize("constant", [c4, c5, d2, d3, d4, factors])
@pytest.mark.parametrize("n", [1, 0, -3, 2.5])
def test_a_subgroup_without_spread_has_no_constants(constant: object, n: float) -> None:
    with pytest.raises(ValueError, match="a whole number from 2 on is needed"):
        constant(n)  # type: ignore[operator]


@pytest.mark.parametrize("probability", [0, 1, -0.1, np.nan])
def test_a_quantile_needs_a_probability(probability: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        range_quantile(probability, 5)


def test_a_constant_is_computed_once_for_each_size() -> None:
    asked = []

    def constant(n: float) -> float:
        asked.append(n)
        return n * 10

    assert by_size(constant, np.array([3.0, 2, 3, 5, 2])).tolist() == [30, 20, 30, 50, 20]
    assert sorted(asked) == [2, 3, 5]


@pytest.mark.parametrize("size", [2, 3, 7, 100])
def test_constants_of_ranges_are_as_exact_as_brute_force(size: int) -> None:
    """d2 by a fine grid; d3 of 2 and 3 in closed form."""
    line = np.linspace(-14, 14, 100_001)
    exact = {2: math.sqrt(2 - 4 / math.pi), 3: math.sqrt(2 + 3 * math.sqrt(3) / math.pi - 9 / math.pi)}
    assert d2(size) == pytest.approx(
        np.trapezoid(1 - stats.norm.cdf(line) ** size - stats.norm.sf(line) ** size, line), rel=1e-12
    )
    assert d3(size) == pytest.approx(exact.get(size, d3(size)), rel=1e-11)


def test_the_constants_of_the_aiag_form_come_out() -> None:
    """K2 and K3, the reciprocals of d2* for one group; and d2* of appendix C."""
    told = {2: 0.7071, 3: 0.5231, 4: 0.4467, 5: 0.4030, 6: 0.3742, 7: 0.3534, 8: 0.3375, 9: 0.3249, 10: 0.3146}

    assert {size: round(1 / d2_star(size, 1), 4) for size in told} == pytest.approx(told, abs=1.01e-4)
    assert d2_star(2, 10**9) == pytest.approx(2 / math.sqrt(math.pi), rel=1e-9)


@pytest.mark.parametrize("wrong", [1, 0, 2.5, True])
def test_a_range_needs_two_values(wrong: Any) -> None:
    with pytest.raises(ValueError, match="a whole number from 2 on is needed"):
        d2(wrong)

"""Summaries, quantiles and normality: samples that are small, uniform or odd."""

import numpy as np
import pytest
from hypothesis import given, strategies as some
from scipy import stats

from qa_run.statistics.describing import anderson_darling, lilliefors, quantiles, shapiro_wilk, summary

NUMPY = {
    1: "inverted_cdf",
    2: "averaged_inverted_cdf",
    3: "closest_observation",
    4: "interpolated_inverted_cdf",
    5: "hazen",
    6: "weibull",
    7: "linear",
    8: "median_unbiased",
    9: "normal_unbiased",
}


@given(
    values=some.lists(some.integers(-1000, 1000), min_size=1, max_size=40),
    proportions=some.lists(some.integers(0, 200).map(lambda each: each / 200), min_size=1, max_size=5),
    kind=some.sampled_from([1, 2, 4, 5, 6, 7, 8, 9]),
)
def test_quantiles_are_those_of_numpy(values: list[int], proportions: list[float], kind: int) -> None:
    found = quantiles(values, proportions, kind)

    # where n p is whole in decimals but not in binary, 1 and 2 take it as whole, as R does
    positions = np.asarray(proportions) * len(values)
    sure = abs(positions - np.round(positions)) > 1e-9 if kind in (1, 2) else np.ones(len(proportions), dtype=bool)
    told = np.quantile(np.asarray(values, dtype=float), proportions, method=NUMPY[kind])  # type: ignore[call-overload]
    assert found[sure] == pytest.approx(told[sure], abs=1e-7)


def test_the_nearest_value_with_an_even_place_is_type_3() -> None:
    """By its definition: n p - 1/2 is 0, 1, 2 and 3 here, and from an odd place one goes on to the next."""
    assert quantiles(range(1, 11), [0.05, 0.15, 0.25, 0.35], 3).tolist() == [1, 2, 2, 4]


@pytest.mark.parametrize("kind", range(1, 10))
def test_quantiles_rise_and_keep_within_the_sample(kind: int) -> None:
    values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0]
    found = quantiles(values, np.linspace(0, 1, 101), kind)

    assert (np.diff(found) >= 0).all()
    assert (found[0], found[-1]) == (1, 9)
    assert quantiles([7.0], [0, 0.3, 1], kind).tolist() == [7, 7, 7]


@pytest.mark.parametrize(
    ("values", "proportion", "kind", "says"),
    [
        ([], 0.5, 6, "0 given, at least 1 needed"),
        ([1, np.nan], 0.5, 6, "value 2 is nan"),
        ([[1, 2]], 0.5, 6, "dimensions"),
        ([1, 2], 50, 6, "percent"),
        ([1, 2], 0.5, 0, "1 to 9"),
    ],
)
def test_quantiles_that_make_no_sense_are_refused(values: list[float], proportion: float, kind: int, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        quantiles(values, proportion, kind)


def test_a_single_value_has_no_deviation_and_no_shape() -> None:
    found = summary([5.0])

    assert (found.n, found.mean, found.sd, found.skewness, found.excess_kurtosis) == (1, 5, None, None, None)


def test_equal_values_have_no_deviation() -> None:
    """0.1 three times is not 0.1 on the average, if one adds and divides."""
    found = summary([0.1, 0.1, 0.1])

    assert (found.sd, found.skewness, found.minimum, found.maximum) == (0, None, 0.1, 0.1)


@pytest.mark.parametrize(("size", "known"), [(2, (False, False)), (3, (True, False)), (4, (True, True))])
def test_adjusted_shapes_take_three_and_four_values(size: int, known: tuple[bool, bool]) -> None:
    found = summary([1.0, 2.0, 4.0, 9.0][:size])

    assert (found.skewness is not None, found.excess_kurtosis is not None) == known


def test_a_large_offset_does_not_eat_the_digits() -> None:
    values = np.array([4.0, 7, 13, 16]) + 1e9

    assert summary(values).sd == pytest.approx(np.sqrt(30), rel=1e-12)


def test_shapes_agree_with_scipy() -> None:
    values = np.random.default_rng(2).gamma(2, size=50)

    assert summary(values).skewness == pytest.approx(stats.skew(values, bias=False))
    assert summary(values).excess_kurtosis == pytest.approx(stats.kurtosis(values, bias=False))
    with pytest.raises(ValueError, match="moments, adjusted, minitab"):
        summary(values, "excel")


@pytest.mark.parametrize("test", [anderson_darling, shapiro_wilk, lilliefors])
def test_normality_tests_tell_normal_from_skewed(test) -> None:  # type: ignore[no-untyped-def]
    rng = np.random.default_rng(6)

    assert test(rng.normal(1e6, 1e-3, 200)).p > 0.05
    assert test(rng.exponential(1, 200)).p < 1e-3
    assert 0 <= test([*range(20), 1e6]).p < 1e-6


@pytest.mark.parametrize("test", [anderson_darling, shapiro_wilk, lilliefors])
@pytest.mark.parametrize(
    ("values", "says"), [([2.0] * 10, "equal"), ([1.0, 2.0], "2 given"), ([1.0] * 9 + [np.inf], "value 10 is inf")]
)
def test_normality_of_what_tells_nothing_is_refused(test, values, says) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=says):
        test(values)


def test_shapiro_and_wilks_test_ends_at_5000() -> None:
    with pytest.raises(ValueError, match="Anderson"):
        shapiro_wilk(np.arange(5001.0))


def test_anderson_and_darlings_statistic_agrees_with_scipy() -> None:
    values = np.random.default_rng(9).normal(3, 2, 40)

    assert anderson_darling(values).statistic == pytest.approx(
        stats.anderson(values, method="interpolate").statistic, rel=1e-10
    )


def test_p_values_are_right_as_often_as_they_say() -> None:
    rng = np.random.default_rng(12)
    found = np.array(
        [[test(each).p for test in (anderson_darling, lilliefors)] for each in rng.normal(size=(2000, 15))]
    )

    assert (found < 0.05).mean(axis=0) == pytest.approx([0.05, 0.05], abs=0.015)

"""Bias, linearity, type 1 studies and stability: published examples, scipy, and what cannot be studied."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from oracles import beside
from scipy import stats

from qa_run.statistics.measuring import bias, linearity, stability, type_1

#: AIAG, Measurement Systems Analysis: the bias example (reference 6.0) and the linearity example, by reference value.
BIAS = [5.8, 5.7, 5.9, 5.9, 6.0, 6.1, 6.0, 6.1, 6.4, 6.3, 6.0, 6.1, 6.2, 5.6, 6.0]
LINEARITY = {
    2: [2.7, 2.5, 2.4, 2.5, 2.7, 2.3, 2.5, 2.5, 2.4, 2.4, 2.6, 2.4],
    4: [5.1, 3.9, 4.2, 5.0, 3.8, 3.9, 3.9, 3.9, 3.9, 4.0, 4.1, 3.8],
    6: [5.8, 5.7, 5.9, 5.9, 6.0, 6.1, 6.0, 6.1, 6.4, 6.3, 6.0, 6.1],
    8: [7.6, 7.7, 7.8, 7.7, 7.8, 7.8, 7.8, 7.7, 7.8, 7.5, 7.6, 7.7],
    10: [9.1, 9.3, 9.5, 9.3, 9.4, 9.5, 9.5, 9.5, 9.6, 9.2, 9.3, 9.4],
}
REFERENCES = [reference for reference, values in LINEARITY.items() for _ in values]
VALUES = [value for values in LINEARITY.values() for value in values]
VALUED = st.lists(st.floats(-1e3, 1e3), min_size=3, max_size=30).filter(lambda each: np.std(each) > 1e-3)


def test_the_bias_of_aiags_example_is_not_significant() -> None:
    found = bias(BIAS, 6.0, tolerance=2, process_variation=2.5)

    assert (found.n, found.df) == (15, 14)
    assert (found.bias, found.sd) == pytest.approx((0.0067, 0.2120), abs=5e-5)
    assert (found.lower, found.upper) == pytest.approx((-0.1107, 0.1241), abs=5e-5)
    assert not found.significant
    assert (found.pct_tolerance, found.pct_process) == pytest.approx((100 * found.bias / 2, 100 * found.bias / 2.5))


@settings(max_examples=50, deadline=None)
@given(VALUED, st.floats(-1e3, 1e3))
def test_bias_is_a_t_test(values: list[float], reference: float) -> None:
    found, wanted = bias(values, reference, confidence=0.9), stats.ttest_1samp(values, reference)
    low, high = wanted.confidence_interval(0.9)

    assert found.t == pytest.approx(wanted.statistic, rel=1e-9)
    assert found.p == pytest.approx(wanted.pvalue, rel=1e-6)
    assert (found.lower, found.upper) == pytest.approx((low - reference, high - reference), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("values", "reference", "message"),
    [
        ([], 1, "at least 2 needed"),
        ([1], 1, "1 given, at least 2 needed"),
        ([2, 2, 2], 1, "all 3 measurements are 2"),
        ([1, math.nan], 1, "value 2 is nan"),
        ([1, 2], math.nan, "reference value is nan"),
        ([1, 2], math.inf, "reference value is inf"),
    ],
)
def test_bias_that_cannot_be_told_is_refused(values: Any, reference: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bias(values, reference)
    with pytest.raises(ValueError, match=message):
        type_1(values, reference, 1)


@pytest.mark.parametrize("given", [{"tolerance": 0}, {"process_variation": -1}, {"confidence": 0}])
def test_bias_is_told_of_no_impossible_width(given: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"a finite number above 0 is needed|between 0 and 1"):
        bias(BIAS, 6, **given)


def test_the_linearity_of_aiags_example_comes_out() -> None:
    found = linearity(REFERENCES, VALUES, process_variation=6)

    assert (found.slope.value, found.intercept.value) == pytest.approx((-0.13167, 0.73667), abs=5e-6)
    assert (found.slope.t, found.intercept.t) == pytest.approx((-12.043, 10.158), abs=5e-4)
    assert found.residual_sd == pytest.approx(0.23954, abs=5e-6)
    assert found.r_squared == pytest.approx(0.714, abs=5e-4)
    assert [point.bias for point in found.band] == pytest.approx([0.491667, 0.125, 0.025, -0.29167, -0.61667], abs=5e-6)
    assert [point.holds_zero for point in found.band] == [False, False, True, False, False]
    assert not found.acceptable
    assert (found.linearity, found.pct_linearity) == pytest.approx((0.79, 13.1667), abs=1e-4)
    assert found.pct_bias == pytest.approx(100 * abs(found.bias) / 6)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6), st.integers(3, 40))
def test_linearity_is_a_regression(seed: int, size: int) -> None:
    draw = np.random.default_rng(seed)
    reference = draw.uniform(0, 10, size)
    value = 1.02 * reference + draw.normal(size=size)
    found, wanted = linearity(reference, value, at=[5.0]), stats.linregress(reference, value - reference)

    assert found.slope.value == pytest.approx(wanted.slope, rel=1e-8, abs=1e-11)
    assert found.slope.p == pytest.approx(wanted.pvalue, rel=1e-6)
    assert found.slope.standard_error == pytest.approx(wanted.stderr, rel=1e-8)
    assert found.intercept.value == pytest.approx(wanted.intercept, rel=1e-8, abs=1e-11)
    assert found.intercept.standard_error == pytest.approx(wanted.intercept_stderr, rel=1e-8)
    assert found.r_squared == pytest.approx(wanted.rvalue**2, rel=1e-6, abs=1e-9)
    (further,) = [point for point in found.band if point.reference == 5.0]
    assert further.bias is None


def test_the_band_at_nought_is_the_interval_of_the_intercept() -> None:
    found = linearity(REFERENCES, VALUES, at=[0])

    assert (found.band[0].lower, found.band[0].upper) == pytest.approx((found.intercept.lower, found.intercept.upper))


def test_the_lines_of_an_optical_gage_are_not_linear() -> None:
    """NIST's line widths: three standards on six days."""
    path = beside("data/nist_dataplot/LINEWID.DAT")
    rows = [line.split() for line in path.read_text(encoding="latin-1").splitlines()[25:] if line.split()]
    found = linearity([float(row[2]) for row in rows], [float(row[3]) for row in rows])

    assert [point.reference for point in found.band] == [0.76, 3.29, 8.89]
    assert not found.acceptable


@pytest.mark.parametrize(
    ("reference", "value", "message"),
    [
        ([1, 2], [1, 2], "at least 3 needed"),
        ([1, 2, 3], [1, 2], "at least 3 needed"),
        ([1, 2, 3], [1, 2, 3, 4], "each measurement needs its reference"),
        ([1, 1, 1], [1, 2, 3], "all reference values are equal"),
        ([1, 2, 3], [2, 4, 6], "without any rest"),
        ([1, 2, 3], [1, 2, math.nan], "value 3 is nan"),
        ([1, 2, math.inf], [1, 2, 3], "the reference values: value 3 is inf"),
    ],
)
def test_linearity_that_cannot_be_told_is_refused(reference: Any, value: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        linearity(reference, value)


def test_type_1_compares_a_share_of_the_tolerance_with_the_spread() -> None:
    found = type_1(BIAS, 6.0, 10, resolution=0.1)
    sd, off = float(np.std(BIAS, ddof=1)), float(np.mean(BIAS)) - 6

    assert found.cg == pytest.approx(0.2 * 10 / (6 * sd))
    assert found.cgk == pytest.approx((0.1 * 10 - off) / (3 * sd))
    assert found.pct_repeatability == pytest.approx(20 / found.cg)
    assert found.pct_with_bias == pytest.approx(20 / found.cgk)
    assert found.pct_resolution == pytest.approx(1)


def test_the_other_conventions_of_type_1_are_options_and_said() -> None:
    usual, vda, ford = type_1(BIAS, 6, 10), type_1(BIAS, 6, 10, multiplier=4), type_1(BIAS, 6, 10, share=15)

    assert (vda.cg / usual.cg, ford.cg / usual.cg) == pytest.approx((1.5, 0.75))
    assert vda.convention == "20 % of the tolerance against 4 standard deviations"


def test_a_bias_beyond_its_share_leaves_no_percentage() -> None:
    found = type_1(BIAS, 4.0, 10)

    assert found.cgk < 0
    assert found.pct_with_bias is None


@pytest.mark.parametrize(
    "given", [{"tolerance": 0}, {"share": 0}, {"share": 101}, {"multiplier": -1}, {"resolution": 0}]
)
def test_type_1_refuses_what_makes_no_sense(given: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="a finite number above 0"):
        type_1(BIAS, 6, **{"tolerance": 10.0, **given})


def test_a_stable_gage_stays_within_its_limits() -> None:
    found = stability(np.repeat(np.arange(5), 3), BIAS, reference=6.0)

    assert found.stable
    assert found.centre == pytest.approx(np.mean(BIAS))
    assert found.sigma == pytest.approx(np.ptp(np.reshape(BIAS, (5, 3)), axis=1).mean() / (3 / math.sqrt(math.pi)))
    assert found.upper[0] - found.centre == pytest.approx(3 * found.sigma / math.sqrt(3))
    wanted = stats.f_oneway(*np.reshape(BIAS, (5, 3)))
    assert (found.f, found.p) == pytest.approx((wanted.statistic, wanted.pvalue))
    assert found.bias == pytest.approx(np.mean(BIAS) - 6)


def test_a_gage_that_jumps_and_drifts_is_named() -> None:
    days = np.repeat(["1", "2", "3", "4"], 5)
    found = stability(days, np.tile([-1, 0, 1, 0.5, -0.5], 4) + np.repeat([0, 1, 2, 9], 5))

    assert found.beyond == ("1", "2", "4")
    assert not found.stable
    assert found.drift == pytest.approx(stats.linregress(range(4), found.means).slope)
    assert found.drift_p == pytest.approx(stats.linregress(range(4), found.means).pvalue)


def test_one_measurement_an_occasion_takes_moving_ranges_in_order_of_time() -> None:
    found = stability([3, 1, 2], [5.0, 1.0, 2.0])

    assert found.sigma == pytest.approx((1 + 3) / 2 * math.sqrt(math.pi) / 2)
    assert (found.f, found.p) == (None, None)
    assert found.convention == "sigma within: mean moving range of 2 / d2"


def test_unequal_occasions_are_weighted_and_have_limits_of_their_own() -> None:
    found = stability([1, 1, 1, 2, 2, 3], [1.0, 2.0, 3.0, 1.0, 2.0, 2.0])

    assert found.convention == "sigma within: R/d2, weighted by size (MVLUE)"
    assert found.upper[0] < found.upper[1] < found.upper[2]
    assert found.bias is None


def test_two_occasions_show_a_drift_without_a_test() -> None:
    found = stability([1, 1, 2, 2], [1.0, 2.0, 3.0, 4.0])

    assert (found.drift, found.drift_t, found.drift_p) == (2.0, None, None)


@pytest.mark.parametrize(
    ("occasion", "value", "message"),
    [
        ([1, 1], [1, 2], "all measurements are of one occasion"),
        ([1, 1, 2, 2], [1, 1, 2, 2], "do not vary within occasions"),
        ([1, 2], [3, 3], "do not vary within occasions"),
        ([1, 2, 3], [1, 2], "each needs its occasion"),
        ([1, None, 3], [1, 2, 3], "label 2 is missing"),
        ([1, 2], [1, math.inf], "value 2 is inf"),
    ],
)
def test_stability_that_cannot_be_told_is_refused(occasion: Any, value: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        stability(occasion, value)

"""The process can hold its specification: what is judged, and by which limits."""

import math

import numpy as np
import pytest
from studied import RANDOM, VALUES, judged, refused, written

from qa_run import Outcome
from qa_run.builtin.capability.capability import Capability
from qa_run.testing.judging import in_words, judge_values


def test_each_index_is_its_formula():
    asked = {name: {"lower": -9} for name in ("cp", "cpl", "cpu", "cpk", "cpm", "pp", "ppl", "ppu", "ppk", "z_bench")}
    found = judged(VALUES, lower=6, upper=15, target=10, **asked).numbers
    mean, overall = VALUES.mean(), VALUES.std(ddof=1)
    sigma = np.abs(np.diff(VALUES)).mean() / (2 / math.sqrt(math.pi))

    assert found["cp"] == pytest.approx(9 / 6 / sigma)
    assert found["cpl"] == found["cpk"] == pytest.approx((mean - 6) / 3 / sigma)
    assert found["cpu"] == pytest.approx((15 - mean) / 3 / sigma)
    assert found["cpm"] == pytest.approx(9 / 6 / math.hypot(sigma, mean - 10))
    assert found["pp"] == pytest.approx(9 / 6 / overall)
    assert found["ppk"] == found["ppl"] == pytest.approx((mean - 6) / 3 / overall)
    assert found["ppu"] == pytest.approx((15 - mean) / 3 / overall)


def test_expected_nonconforming_is_the_two_tails():
    from scipy.stats import norm

    found = judged(VALUES, lower=8, upper=12.5, nonconforming={"upper": "50 %"}).numbers
    sigma, mean = VALUES.std(ddof=1), VALUES.mean()
    tails = norm.cdf(8, mean, sigma) + norm.sf(12.5, mean, sigma)

    assert found["expected_ppm"] == pytest.approx(tails * 1e6)
    assert found["z_bench"] == pytest.approx(norm.isf(tails))
    assert found["expected_ppm_lower"] < found["expected_ppm"] < found["expected_ppm_upper"]


def test_the_interval_of_what_is_expected_holds_the_truth_as_often_as_it_says():
    from scipy.stats import norm

    truth = norm.cdf(-2) + norm.sf(2.5)
    held = 0
    for _ in range(300):
        found = judged(RANDOM.normal(0, 1, 50), lower=-2, upper=2.5, nonconforming={"upper": "50 %"}).numbers
        held += found["expected_ppm_lower"] <= truth * 1e6 <= found["expected_ppm_upper"]

    assert held >= 0.93 * 300


def test_what_is_observed_counts_a_value_on_an_excluded_end():
    values = [10, 11, 9, 10, 12, 10, 9, 11, 10, 15] * 3

    assert judged(values, upper=15, ppk={"lower": 0}).numbers["observed_ppm"] == 0
    assert judged(values, below=15, ppk={"lower": 0}).numbers["observed_ppm"] == 100_000


def test_with_confidence_the_lower_bound_decides():
    values = RANDOM.normal(0, 1, 30)
    values = (values - values.mean()) / values.std(ddof=1)
    keys = {"lower": -4.2, "upper": 4.2, "ppk": {"lower": 1.33}}

    assert judged(values, **keys).conforms
    sure = judged(values, **keys, confidence="95 %")
    assert not sure.conforms
    assert sure.numbers["ppk_lower_bound"] == pytest.approx(1.4 - 1.6448536 * math.sqrt(1 / 270 + 1.96 / 58))
    assert "Ppk is 1.4, at least 1.081 with 95 % confidence" in sure.told


def test_of_a_share_the_upper_bound_decides():
    keys = {"upper": 13, "nonconforming": {"upper": "1 %"}}

    assert judged(VALUES, **keys).conforms
    assert not judged(VALUES, **keys, confidence="95 %").conforms


def test_of_25_values_an_index_of_1_33_is_1_at_least():
    values = RANDOM.normal(0, 1, 25)
    values = (values - values.mean()) / values.std(ddof=1)
    found = judged(values, upper=3.99, ppk={"lower": 1}, confidence="95 %").numbers

    assert found["ppk"] == pytest.approx(1.33)
    assert found["ppk_lower_bound"] == pytest.approx(1.0, abs=0.005)


def test_too_few_values_are_told_by_how_many():
    result = judge_values(written(upper=20, cpk={"lower": 1}), [10, 11, 12, 10])

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "25 are to be inspected, 21 more to draw" in result.message


def test_one_value_has_no_spread():
    assert judged([10], upper=20, cpk={"lower": 1}).need_more == 24
    assert judged([10], upper=20, cpk={"lower": 1}, at_least=2).need_more == 1


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_value_that_is_no_number_gives_no_index(bad):
    found = judged([*VALUES, bad], upper=20, cpk={"lower": 1})

    assert "value 61 is" in found.undecided


@pytest.mark.parametrize(("value", "outcome"), [(10, None), (20, None), (20.5, False)])
def test_equal_values_have_no_index_but_may_lie_beyond(value, outcome):
    found = judged([value] * 30, upper=20, cpk={"lower": 1})

    assert (None if found.undecided else found.conforms) is outcome
    assert "all 30 values are" in found.undecided + found.told


def test_one_limit_is_enough_for_cpk():
    below, above = (
        judged(VALUES, **{end: limit}, cpk={"lower": 1}).numbers for end, limit in (("lower", 6), ("upper", 14))
    )

    assert below["cpk"] == below["cpl"]
    assert above["cpk"] == above["cpu"]
    assert "cp" not in below


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"lower": 1}, "nothing is required"),
        ({"lower": 1, "cp": {"lower": 1}}, "cp needs the upper specification limit as well"),
        ({"upper": 1, "ppl": {"lower": 1}}, "ppl needs the lower specification limit as well"),
        ({"lower": 1, "cpu": {"lower": 1}}, "cpu needs the upper specification limit as well"),
        ({"lower": 1, "upper": 2, "target": 3, "cpk": {"lower": 1}}, "the target 3.0 lies outside of the limits"),
        ({"nominal": 1, "tolerance": 1, "target": 1, "cpk": {"lower": 1}}, "target and nominal say the same"),
        ({"lower": 1, "cpk": {"lower": 1}, "within": "s_bar"}, "within: s_bar needs a subgroup"),
        ({"lower": 1, "cpk": {"lower": 1}, "subgroup": 4, "within": "moving_range"}, "leave the subgroup out"),
        ({"lower": 1, "cpk": {"lower": 1}, "subgroup": 1}, "subgroup holds 2 items at least"),
        ({"lower": 1, "cpk": {"lower": 1}, "at_least": 1}, "at_least is 2 or more"),
        ({"lower": 1, "cpk": {"lower": 1}, "confidence": "100 %"}, "confidence lies between 0 % and 100 %"),
        ({"lower": 1, "cpk": {"lower": 1}, "confidence": 0.95}, "write 95 %"),
        ({"lower": 1, "ppk": {"lower": 1}, "method": "percentiles"}, "family goes with method: percentiles"),
        ({"lower": 1, "ppk": {"lower": 1}, "family": "gamma"}, "family goes with method: percentiles"),
        ({"lower": 1, "cpk": {"lower": 1}, "method": "empirical"}, "cpk needs a sigma within"),
        ({"lower": 1, "ppk": {"lower": 1}, "method": "empirical", "confidence": "95 %"}, "have no interval"),
        ({"lower": 1, "ppk": {"lower": 1}, "power": 2}, "power goes with method: box_cox"),
        ({"lower": 1, "ppk": {"lower": 1}, "normality": {"p_above": 1}}, "p_above is a probability"),
        ({"lower": 1, "cpk": {"lower": "1 mm"}}, "this is a number and has no unit"),
        ({"lower": 1, "nonconforming": {"upper": 100}}, "written in per cent: write 100 %"),
        ({"lower": 1, "cpk": 1.33}, "stands here where keys were expected"),
        ({"lower": 1, "upper": 0, "cpk": {"lower": 1}}, "lower limit 1 is above the upper limit 0"),
    ],
)
def test_what_cannot_be_is_refused(keys, message):
    assert message in refused(**keys)


def test_the_requirement_in_words():
    words = in_words(
        Capability, {"nominal": 80, "tolerance": 4, "cpk": {"lower": 1.33}, "confidence": "95 %"}, unit="g"
    )

    assert words == "Cpk at least 1.33, with 95 % confidence, specified 80 g ± 4 g"

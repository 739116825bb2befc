"""Limits that are shown with a confidence, and the interval that holds nearly all items."""

import pytest
from scipy import stats

from qa_run import Outcome
from qa_run.builtin.comparing.tolerance import ToleranceLimits
from qa_run.builtin.criteria.counts import ShareOf
from qa_run.builtin.criteria.moments import Mean, Stdev
from qa_run.testing import as_written, judge_values

VALUES = [80.0, 81.5, 79.2, 80.4, 80.9, 80.3, 79.9, 81.1]


def judged(criterion, written, values=VALUES):
    return judge_values(as_written(criterion, written), values)


def test_both_bounds_of_a_mean_are_those_of_student():
    mean, sd = sum(VALUES) / 8, stats.tstd(VALUES)
    low, high = stats.t.interval(0.9, 7, mean, sd / 8**0.5)

    result = judged(Mean, {"lower": 79, "upper": 82, "confidence": "95 %"})

    assert result.outcome is Outcome.PASSED
    assert result.measured == pytest.approx({"mean": mean, "lower_bound": low, "upper_bound": high, "n": 8})


def test_the_bound_of_a_standard_deviation_is_that_of_chi_square():
    bound = stats.tstd(VALUES) * (7 / stats.chi2.ppf(0.05, 7)) ** 0.5

    result = judged(Stdev, {"upper": 2, "confidence": "95 %"})

    assert result.outcome is Outcome.PASSED
    assert result.measured["upper_bound"] == pytest.approx(bound)


@pytest.mark.parametrize("method", ["clopper-pearson", "wilson"])
def test_the_bound_of_a_share_is_that_of_its_method(method):
    name = {"clopper-pearson": "exact", "wilson": "wilson"}[method]
    bound = stats.binomtest(6, 8, alternative="greater").proportion_ci(0.95, method=name).low

    written = {"of": {"upper": 81}, "lower": "10 %", "confidence": "95 %", "method": method}
    result = judged(ShareOf, written)

    assert result.outcome is Outcome.PASSED
    assert result.measured["lower_bound"] == pytest.approx(bound)


def test_as_many_more_as_are_asked_for_would_do():
    none_in = {"of": "no", "upper": "5 %", "confidence": "95 %"}

    short = judged(ShareOf, none_in, ["yes"] * 20)

    assert short.outcome is Outcome.NOT_INSPECTED
    assert "59 are to be inspected, 39 more to draw" in short.message
    assert judged(ShareOf, none_in, ["yes"] * 58).outcome is Outcome.NOT_INSPECTED
    assert judged(ShareOf, none_in, ["yes"] * 59).outcome is Outcome.PASSED


def test_an_estimate_outside_fails_however_wide_the_interval():
    result = judged(Mean, {"lower": 81, "confidence": "95 %"})

    assert result.outcome is Outcome.FAILED


def test_an_estimate_on_the_limit_is_shown_by_no_sample():
    result = judged(Mean, {"lower": 80, "confidence": "95 %"}, [79, 81, 80])

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "too near to the limit" in result.message


@pytest.mark.parametrize("criterion", [Mean, Stdev])
def test_equal_values_show_nothing(criterion):
    result = judged(criterion, {"upper": 90, "confidence": "95 %"}, [80, 80, 80])

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "all values are equal" in result.message


def test_without_a_confidence_the_estimate_decides():
    assert judged(Mean, {"lower": 79, "upper": 80.5}).measured == {"mean": 80.4125, "n": 8}


def test_a_tolerance_interval_reaches_as_far_as_the_tables_say():
    """One limit: k of 10 for 99 % with 95 % is 3.981 (Natrella, NBS Handbook 91, table A-7)."""
    values = [9, 9.5, 10, 10.5, 11, 9, 9.5, 10, 10.5, 11]
    written = {"coverage": "99 %", "confidence": "95 %", "lower": 7}

    result = judged(ToleranceLimits, written, values)

    assert result.outcome is Outcome.PASSED
    assert result.measured["from"] == pytest.approx(10 - 3.981 * stats.tstd(values), abs=5e-4)


def test_a_tolerance_interval_asks_for_so_many_that_it_would_fit():
    values = [9, 10, 11, 9, 10, 11, 9, 10, 11]
    result = judged(ToleranceLimits, {"coverage": "95 %", "lower": 7.6, "upper": 12.4}, values)

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "20 are to be inspected, 11 more to draw" in result.message


def test_equal_values_have_no_tolerance_interval():
    inside = judged(ToleranceLimits, {"coverage": "95 %", "lower": 7}, [9, 9, 9])
    outside = judged(ToleranceLimits, {"coverage": "95 %", "lower": 10}, [9, 9, 9])

    assert (inside.outcome, outside.outcome) == (Outcome.NOT_INSPECTED, Outcome.FAILED)


@pytest.mark.parametrize(
    ("criterion", "written", "told"),
    [
        (Mean, {"lower": 79, "confidence": "40 %"}, "confidence lies between 50 % and 100 %"),
        (ShareOf, {"of": "no", "upper": "5 %", "method": "wilson"}, "method says how a confidence is computed"),
        (ToleranceLimits, {"coverage": "100 %", "lower": 7}, "coverage lies between 0 % and 100 %"),
    ],
)
def test_what_makes_no_sense_is_refused(criterion, written, told):
    with pytest.raises(ValueError, match=told):
        as_written(criterion, written)

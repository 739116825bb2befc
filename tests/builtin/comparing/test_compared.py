"""One stratum against another."""

import pytest
from scipy import stats

from qa_run import Outcome
from qa_run.builtin.comparing.compared import Compared
from qa_run.statistics.comparing import difference_of_proportions
from qa_run.testing import as_written, judge_values

A, B = [80.0, 81.5, 79.2, 80.4, 80.9], [80.3, 79.9, 81.1, 80.0]
SHOPS = ["A"] * 5 + ["B"] * 4
BASE = {"across": "shop", "stratum": "A", "to": "B"}


def judged(written, values=A + B, shops=SHOPS, **options):
    return judge_values(as_written(Compared, {**BASE, **written}), values, columns={"shop": shops}, **options)


def test_the_difference_is_that_of_first_less_second():
    result = judged({"difference": {"upper": 1}})

    assert result.outcome is Outcome.PASSED
    assert result.message == "80.4 in A (n = 5) less 80.325 in B (n = 4): 0.075"
    assert result.requirement == "mean in A less that in B at most 1"


@pytest.mark.parametrize(("method", "equal"), [("welch", False), ("pooled", True)])
def test_both_bounds_have_the_confidence_each(method, equal):
    interval = stats.ttest_ind(A, B, equal_var=equal).confidence_interval(0.9)

    result = judged({"difference": {"lower": -2, "upper": 2}, "confidence": "95 %", "method": method})

    assert result.outcome is Outcome.PASSED
    assert result.measured["lower_bound"] == pytest.approx(interval.low, rel=1e-9)
    assert result.measured["upper_bound"] == pytest.approx(interval.high, rel=1e-9)


def test_a_bound_outside_with_an_estimate_within_asks_for_more():
    result = judged({"difference": {"lower": -0.5, "upper": 0.5}, "confidence": "95 %"})

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "more to draw" in result.message


def test_a_difference_on_its_limit_is_shown_by_no_sample():
    result = judged({"difference": {"upper": "0.075"}, "confidence": "95 %"})

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "too near to the limit" in result.message


def test_shares_differ_in_points():
    values, shops = ["yes"] * 30 + ["no"] * 10 + ["yes"] * 36 + ["no"] * 4, ["A"] * 40 + ["B"] * 40
    interval = difference_of_proportions((30, 40), (36, 40), 0.9)

    result = judged({"of": "yes", "difference": {"lower": "-30 %"}, "confidence": "95 %"}, values, shops)

    assert result.outcome is Outcome.PASSED
    assert result.measured["compared"] == -0.15
    assert result.measured["lower_bound"] == pytest.approx(float(interval.lower), rel=1e-9)
    assert "-15 points, with 95 % confidence at least -28.72 points" in result.message


def test_medians_differ_by_the_median_of_all_differences():
    differences = sorted(one - other for one in A for other in B)

    result = judged({"middle": "median", "difference": {"lower": -1, "upper": 1}})

    assert result.measured["compared"] == pytest.approx((differences[9] + differences[10]) / 2)


def test_too_few_values_for_a_bound_of_the_median_are_not_inspected():
    written = {"middle": "median", "difference": {"upper": 9}, "confidence": "95 %"}

    result = judged(written, [1, 2, 3], ["A", "B", "B"])

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "too few values" in result.message


def test_only_the_two_strata_are_looked_at():
    result = judged({"difference": {"upper": 1}}, [*A, *B, None, "x"], [*SHOPS, "C", "C"])

    assert result.outcome is Outcome.PASSED
    assert result.buckets.population == result.buckets.conforming == 9


def test_missing_values_of_the_two_fail():
    result = judged({"difference": {"upper": 1}}, [*A, *B, None], [*SHOPS, "B"])

    assert result.outcome is Outcome.FAILED
    assert "missing or unreadable: B 1" in result.message


def test_a_stratum_that_is_not_there_is_named_beside_those_that_are():
    result = judged({"stratum": "Rma", "difference": {"upper": 1}})

    assert result.outcome is Outcome.NOT_INSPECTED
    assert result.message == "no items of Rma (others there are: A)"


@pytest.mark.parametrize(
    ("values", "shops"), [([1, 1, 1, 1], ["A", "A", "B", "B"]), ([1, 2, 3], ["A", "B", "B"])], ids=["equal", "single"]
)
def test_without_a_spread_nothing_is_shown(values, shops):
    result = judged({"difference": {"upper": 5}, "confidence": "95 %"}, values, shops)

    assert result.outcome is Outcome.NOT_INSPECTED


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"to": "A"}, "does not differ from itself"),
        ({"method": "welch"}, "method says how a confidence is computed"),
        ({"method": "newcombe", "confidence": "95 %"}, "method newcombe does not compare means"),
        ({"method": "welch", "confidence": "95 %", "middle": "median"}, "method welch does not compare medians"),
        ({"middle": "median", "of": "yes", "difference": {"upper": "5 %"}}, "middle belongs to values"),
        ({"of": "yes", "difference": {"upper": 5}}, "the limit of a share is written in per cent: write 5 %"),
        ({"confidence": "50 %"}, "confidence lies between 50 % and 100 %"),
        ({"difference": {}}, "no limit is given"),
    ],
)
def test_what_makes_no_sense_is_refused(written, told):
    with pytest.raises(ValueError, match=told):
        as_written(Compared, {**BASE, "difference": {"upper": 1}, **written})

"""Satisfaction and recommendation."""

import pytest

from qa_run import Outcome
from qa_run.builtin.surveys.scores import NetPromoters, Satisfied
from qa_run.statistics.intervals import net_share_interval, proportion_interval
from qa_run.testing import as_written, conformance, judge_values


def judged(criterion, written, values, **options):
    return judge_values(as_written(criterion, written), values, **options)


@pytest.mark.parametrize("criterion", [Satisfied, NetPromoters])
def test_what_the_examples_say_is_so(criterion):
    conformance(criterion)


def test_satisfied_are_the_two_best_answers_with_wilsons_interval():
    expected = proportion_interval(70, 100, method="wilson")

    result = judged(Satisfied, {"lower": "70 %"}, [5] * 30 + [4] * 40 + [3] * 20 + [1] * 10)

    assert result.outcome is Outcome.PASSED
    assert result.message == "70 % (70 of 100; 95 % interval 60.42 % to 78.11 %)"
    assert result.measured["low"] == pytest.approx(float(expected.lower))


def test_the_score_is_promoters_less_detractors():
    values = [9] * 25 + [10] * 25 + [8] * 20 + [7] * 10 + [6] * 15 + [0] * 5
    expected = net_share_interval(50, 20, 100)

    result = judged(NetPromoters, {"lower": 30}, values)

    assert result.outcome is Outcome.PASSED
    assert result.message == ("30 (50 promoters, 30 passive, 20 detractors; 95 % interval 13.96 to 44.34)")
    assert result.measured["low"] == pytest.approx(100 * float(expected.lower))


def test_a_score_that_is_met_by_too_few_asks_for_more():
    few = judged(NetPromoters, {"lower": 30, "confidence": "95 %"}, [10] * 6 + [8] * 3 + [1])
    many = judged(NetPromoters, {"lower": 30, "confidence": "95 %"}, [10] * 600 + [8] * 300 + [1] * 100)

    assert few.outcome is Outcome.NOT_INSPECTED
    assert "more to draw" in few.message
    assert many.outcome is Outcome.PASSED


@pytest.mark.parametrize("odd", [11, -1, 9.5])
def test_an_answer_that_the_scale_does_not_have_fails(odd):
    result = judged(NetPromoters, {"lower": 0}, [9] * 50 + [odd])

    assert result.outcome is Outcome.FAILED
    assert result.message == "1 answer is none of the whole numbers from 0 to 10"


def test_who_did_not_answer_is_left_out_where_that_is_allowed():
    assert judged(Satisfied, {"lower": "80 %"}, [5, 4, None]).outcome is Outcome.FAILED
    assert judged(Satisfied, {"lower": "80 %"}, [5, 4, None], optional=True).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("criterion", "written", "told"),
    [
        (Satisfied, {"lower": "80 %", "top": 5}, "top is how many of the 5"),
        (Satisfied, {"lower": "80 %", "scale": 1}, "scale is the best answer"),
        (Satisfied, {"lower": 0.8}, "write 80 %"),
        (Satisfied, {}, "no limit is given"),
        (NetPromoters, {"lower": 120}, "between -100 and 100"),
        (NetPromoters, {"lower": 20, "confidence": "99"}, "a share is written in per cent"),
    ],
)
def test_what_makes_no_sense_is_refused(criterion, written, told):
    with pytest.raises(ValueError, match=told):
        as_written(criterion, written)

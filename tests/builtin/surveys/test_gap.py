"""What is claimed against what is measured."""

import pytest

from qa_run import Outcome
from qa_run.builtin.surveys.gap import Gap
from qa_run.builtin.surveys.mode_gap import ModeGap
from qa_run.statistics.comparing import difference_of_proportions
from qa_run.testing import as_written, conformance, judge_values

OWNERS = {"share": "61.9 %", "n": 362}
ANSWERS = ["excellent"] * 223 + ["good"] * 177


def judged(written, values=ANSWERS, **options):
    return judge_values(as_written(Gap, written), values, **options)


@pytest.mark.parametrize("criterion", [Gap, ModeGap])
def test_what_the_examples_say_is_so(criterion):
    conformance(criterion)


@pytest.mark.parametrize(("claimed", "gap"), [("61.9 %", "6.1 points"), ("75 %", "19.2 points")])
def test_without_an_n_the_gap_is_told_and_not_judged(claimed, gap):
    written = {"claimed": {"share": claimed}, "measured": {"share": "55.8 %"}, "at_most": "5 points"}

    result = judged(written)
    bare = judged({**written, "without_interval": True})

    assert result.outcome is Outcome.NOT_INSPECTED
    assert f"gap {gap}; without the n of both there is no interval" in result.message
    assert bare.outcome is Outcome.FAILED
    assert bare.message == f"{claimed} claimed, 55.8 % measured: gap {gap}"


def test_one_n_is_not_enough():
    result = judged({"claimed": {"share": "61.9 %"}, "of": ["excellent"], "at_most": "50 points"})

    assert result.outcome is Outcome.NOT_INSPECTED


def test_the_bound_is_newcombes_of_whole_answers():
    expected = difference_of_proportions((224, 362), (223, 400), 0.9)

    result = judged({"claimed": OWNERS, "of": ["excellent"], "at_most": "12 points"})

    assert result.outcome is Outcome.PASSED
    assert result.measured["upper_bound"] == pytest.approx(float(expected.upper), rel=1e-9)
    assert result.measured["gap"] == pytest.approx(0.619 - 0.5575)


def test_raw_answers_and_counted_ones_say_the_same():
    raw = judged({"claimed": OWNERS, "of": ["excellent"], "at_most": "12 points"})
    counted = judged({"claimed": OWNERS, "measured": {"count": 223, "n": 400}, "at_most": "12 points"})

    assert counted.measured["upper_bound"] == raw.measured["upper_bound"]


def test_a_bound_beyond_asks_for_more_answers_where_these_can_be_had():
    raw = judged({"claimed": OWNERS, "of": ["excellent"], "at_most": "11.5 points"})
    published = judged({"claimed": OWNERS, "measured": {"count": 223, "n": 400}, "at_most": "11.5 points"})
    hopeless = judged({"claimed": OWNERS, "of": ["excellent"], "at_most": "6.2 points"})

    assert {each.outcome for each in (raw, published, hopeless)} == {Outcome.NOT_INSPECTED}
    assert "more to draw" in raw.message
    assert published.message.endswith("too few answered to show it")
    assert hopeless.message.endswith("too few answered behind the claim to show it")


def test_modesty_is_bounded_by_at_least():
    written = {"claimed": {"share": "40 %", "n": 400}, "of": ["excellent"], "without_interval": True}

    assert judged({**written, "at_most": "5 points"}).outcome is Outcome.PASSED
    assert judged({**written, "at_least": "-5 points"}).outcome is Outcome.FAILED


def test_blank_answers_count_against_unless_optional():
    written = {"claimed": {"share": "50 %"}, "of": "yes", "at_most": "0 points", "without_interval": True}

    assert judged(written, ["yes", "no", None, None]).outcome is Outcome.FAILED
    assert judged(written, ["yes", "no", None, None], optional=True).outcome is Outcome.PASSED


def test_a_gap_at_its_limit_in_decimals_is_within_it():
    written = {"claimed": {"share": "61.9 %"}, "measured": {"share": "55.8 %"}, "without_interval": True}

    assert judged({**written, "at_most": "6.1 points"}).outcome is Outcome.PASSED
    assert judged({**written, "at_most": "6.09 points"}).outcome is Outcome.FAILED


def test_the_mode_is_the_most_frequent_answer():
    written = {"claimed": "75 %", "at_most": "5 points", "without_interval": True}

    result = judge_values(as_written(ModeGap, written), [55, 60, 55, 75, 40])

    assert result.outcome is Outcome.FAILED
    assert result.message == "75 % claimed, 55 % measured (2 of 5): gap 20 points"


def test_a_mode_is_told_and_not_judged_unless_asked():
    result = judge_values(as_written(ModeGap, {"claimed": "75 %", "at_most": "25 points"}), [55, 60, 55])

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "gap 20 points; a mode has no interval that is agreed on" in result.message


def test_two_modes_are_none():
    written = {"claimed": "75 %", "at_most": "25 points", "without_interval": True}

    result = judge_values(as_written(ModeGap, written), [55, 60, 60, 55, 1])

    assert result.outcome is Outcome.NOT_INSPECTED
    assert result.message == "55, 60 come 2 times each: there is no one mode"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"claimed": OWNERS, "of": "yes"}, "at_most is missing"),
        ({"claimed": OWNERS, "of": "yes", "at_most": "5 %"}, "write 5 points"),
        ({"claimed": OWNERS, "of": "yes", "at_most": 5}, "write 5 points"),
        ({"claimed": OWNERS, "of": "yes", "at_most": "500 points"}, "at most 100 points apart"),
        ({"claimed": OWNERS, "at_most": "5 points"}, "gap needs what was measured"),
        ({"claimed": OWNERS, "of": "yes", "measured": OWNERS, "at_most": "5 points"}, "keep one"),
        ({"claimed": {"n": 5}, "of": "yes", "at_most": "5 points"}, "one of share and count"),
        ({"claimed": {"count": 6, "n": 5}, "of": "yes", "at_most": "5 points"}, "no more than n of them"),
        ({"claimed": {"count": 6}, "of": "yes", "at_most": "5 points"}, "count is of n answers"),
        ({"claimed": {"share": "6 %", "n": 0}, "of": "yes", "at_most": "5 points"}, "n is how many answered"),
        (
            {"claimed": OWNERS, "of": "yes", "at_most": "-5 points", "at_least": "5 points"},
            "at_least 5 points is above",
        ),
        ({"claimed": OWNERS, "of": "yes", "at_most": "5 points", "confidence": "5 %"}, "confidence lies between"),
    ],
)
def test_what_makes_no_sense_is_refused(written, told):
    with pytest.raises(ValueError, match=told):
        as_written(Gap, written)

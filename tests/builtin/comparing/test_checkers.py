"""Who stands out among those who check."""

import pytest
from scipy import stats

from qa_run import Outcome
from qa_run.builtin.comparing.checkers import CheckersAlike
from qa_run.testing import as_written, conformance, judge_values

WHO = ["Ann"] * 100 + ["Ben"] * 100 + ["Cleo"] * 100


def judged(values, written=None, who=WHO, columns=None, **options):
    made = as_written(CheckersAlike, {"checker": "who", "finding": "no", **(written or {})})
    return judge_values(made, values, columns={"who": who, **(columns or {})}, **options)


def found(*counts):
    return [answer for count in counts for answer in ["no"] * count + ["ok"] * (100 - count)]


def test_what_the_examples_say_is_so():
    conformance(CheckersAlike)


def test_nothing_found_where_colleagues_find_much_is_marginal_with_the_number():
    result = judged(found(8, 0, 12))

    assert result.outcome is Outcome.MARGINAL
    assert result.message == (
        "1 of 3 checkers stands out; Ben: 0 findings in 100 checks, 0.0027 % likely at the 10 % of the others"
    )
    assert [(item.item, item.place) for item in result.items] == [("Ben", "who=Ben")]
    assert result.items[0].value == pytest.approx(stats.binom.pmf(0, 100, 0.1))
    assert result.measured["found_nothing_p"] == pytest.approx(3 * stats.binom.pmf(0, 100, 0.1))


def test_nothing_found_where_little_is_to_be_found_is_nothing():
    result = judged(found(3, 0, 4))

    assert result.outcome is Outcome.PASSED
    assert (
        result.message
        == "none of 3 checkers stands out; from 0 % in Ben (n = 100) to 4 % in Cleo (n = 100) with a finding"
    )


def test_the_correction_counts_how_many_checkers_there_are():
    # .95 ** 100 is .59 %: below 1 % alone, and not among three
    values = found(5, 0, 5)

    assert judged(values, {"correction": "none"}).outcome is Outcome.MARGINAL
    assert judged(values, {"correction": "bonferroni"}).outcome is Outcome.PASSED
    assert judged(values).outcome is Outcome.PASSED


def test_who_stands_out_may_fail():
    assert judged(found(8, 0, 12), {"fails": True}).outcome is Outcome.FAILED


def test_more_than_half_of_the_checks_under_the_least_time_is_marginal():
    written = {"least_time": "30 s", "began": "began", "ended": "ended"}
    times = ["2026-03-02 10:00:29"] * 50 + ["2026-03-02 10:00:30"] * 50
    hasty = ["2026-03-02 10:00:29"] * 51 + ["2026-03-02 10:05:00"] * 49

    result = judged(
        found(5, 5, 5), written, columns={"began": ["2026-03-02 10:00"] * 300, "ended": times + hasty + times}
    )

    assert result.outcome is Outcome.MARGINAL
    assert result.message == "1 of 3 checkers stands out; Ben: 51 of 100 checks took less than 30 s"


def test_without_a_time_nothing_is_decided():
    written = {"least_time": "30 s", "began": "began", "ended": "ended"}
    columns = {"began": ["2026-03-02 10:00"] * 300, "ended": ["2026-03-02 10:01"] * 299 + [None]}

    result = judged(found(5, 5, 5), written, columns=columns)

    assert result.outcome is Outcome.NOT_INSPECTED
    assert result.message.endswith("1 checks without a time: Cleo")


def varied(offset):
    return [(offset + 7 * place) % 10 for place in range(100)]


def test_a_long_run_of_equal_readings_is_marginal():
    readings = varied(0) + [4] * 20 + varied(3)[20:] + varied(5)

    result = judged(found(5, 5, 5), {"runs": "grams"}, columns={"grams": readings})

    assert result.outcome is Outcome.MARGINAL
    assert "Ben: grams 4 written 20 times in a row, at most less than 0.001 % likely" in result.message


def test_runs_are_those_of_time_and_not_of_the_rows():
    readings = varied(0) + [4] * 20 + varied(3)[20:] + varied(5)
    times = [f"2026-03-02 {place // 60:02d}:{place % 60:02d}" for place in range(300)]
    order = sorted(range(300), key=lambda place: (place * 7919) % 300)
    values = found(5, 5, 5)

    result = judged(
        [values[at] for at in order],
        {"runs": "grams"},
        who=[WHO[at] for at in order],
        columns={"grams": [readings[at] for at in order], "time": [times[at] for at in order]},
    )

    assert result.outcome is Outcome.MARGINAL
    assert "grams 4 written 20 times in a row" in result.message


@pytest.mark.parametrize("engine", ["DuckDB on CSV", "Polars"])
def test_readings_of_one_minute_do_not_hang_on_the_order_of_the_rows(engine):
    readings, who = [1, 2, 3, 4] * 50, ["Ann"] * 100 + ["Ben"] * 100
    times = [f"2026-03-02 10:{place // 8:02d}" for place in range(200)]
    written = {"runs": "grams", "correction": "none"}

    told = {
        judged(
            ["ok"] * 200,
            written,
            who=[who[at] for at in order],
            columns={"grams": [readings[at] for at in order], "time": [times[at] for at in order]},
            engine=engine,
        ).measured["in_a_row_p"]
        for order in (range(200), range(199, -1, -1), sorted(range(200), key=lambda at: at * 77 % 200))
    }

    assert len(told) == 1


def test_one_checker_has_no_colleagues():
    result = judged(["ok", "no"], who=["Ann", "Ann"])

    assert result.outcome is Outcome.NOT_INSPECTED
    assert result.message == "only Ann checked: there are no colleagues"


def test_an_unsigned_check_is_somebodys():
    result = judged([*found(8, 8, 8), *["ok"] * 100], who=[*WHO, *[None] * 100])

    assert result.outcome is Outcome.MARGINAL
    assert "(blank): 0 findings in 100 checks" in result.message


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"least_time": "30 s"}, "least_time, began and ended go together"),
        ({"least_time": "-30 s", "began": "a", "ended": "b"}, "more than nothing"),
        ({"level": "0 %"}, "level lies between"),
        ({"correction": "holms"}, "did you mean 'holm'"),
    ],
)
def test_what_makes_no_sense_is_refused(written, told):
    with pytest.raises(ValueError, match=told):
        as_written(CheckersAlike, {"checker": "who", "finding": "no", **written})

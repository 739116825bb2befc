"""A lot is accepted from the mean and the spread of a sample: what is judged, told and refused."""

import math

import pytest
from scipy import stats

from qa_run.builtin.variables.by_variables import ByVariables
from qa_run.testing.judging import as_written, in_words, judge_values

#: MIL-STD-414 (1957), examples B-1 to B-3: the operating temperature of a device, 209 degF at most, lots of 40.
TEMPERATURES = (197, 188, 184, 205, 201)
MEAN, S = 195, math.sqrt(77.5)
POINTS = {
    "producer": {"quality": "1 %", "accepted": "95 %"},
    "consumer": {"quality": "10 %", "accepted": "10 %"},
}


def written(**keys):
    return as_written(ByVariables, keys)


def judged(values, lot_size=None, **keys):
    made = written(**keys)
    n = len(values)
    mean = sum(values) / n
    deviation = math.sqrt(sum((each - mean) ** 2 for each in values) / (n - 1)) if n > 1 else None
    limits = made.specification
    seen = {
        "n": n, "total": sum(values), "stdev": deviation, "smallest": min(values), "largest": max(values),
        "below": sum(limits.low is not None and each < limits.low for each in values),
        "above": sum(limits.high is not None and each > limits.high for each in values),
        "lot_size": lot_size,
    }  # fmt: skip
    return made.judge(seen)


def refused(**keys):
    with pytest.raises(ValueError, match=r"\w") as error:
        written(**keys)
    return str(error.value)


def test_the_operating_temperature_by_the_k_method():
    found = judged(TEMPERATURES, upper=209, n=5, k=1.53)

    assert found.conforms
    assert found.shown == pytest.approx((209 - MEAN) / S)
    assert f"{found.shown:.2f}" == "1.59"
    assert found.told == "the plan asks for 5; mean 195, s 8.803; Q = 1.59 >= k = 1.53: accepted"
    assert found.numbers["mean"] == 195
    assert f"{found.numbers['stdev']:.2f}" == "8.80"


def test_the_operating_temperature_by_the_m_method():
    found = judged(TEMPERATURES, upper=209, n=5, maximum="3.32 %", method="M")

    assert found.conforms
    assert found.shown == pytest.approx(0.0219, abs=1e-4)
    assert "estimated nonconforming 2.182 % <= M = 3.32 %: accepted" in found.told


def test_two_limits_are_judged_together():
    found = judged(TEMPERATURES, lower=180, upper=209, n=5, maximum="3.32 %")

    assert found.conforms
    # the standard reads its table at 1.70 and 1.59: 0.66 % and 2.19 %, together 2.85 %
    assert found.shown == pytest.approx(0.0285, abs=7e-4)
    assert (f"{found.numbers['q_lower']:.2f}", f"{found.numbers['q_upper']:.2f}") == ("1.70", "1.59")
    assert "(0.617 % below, 2.18 % above)" in found.told


def test_the_table_finds_the_plan_of_the_example():
    plan = written(upper=209, aql=1.0).plan_of(40)

    assert (plan.n, plan.letter) == (5, "D")
    assert plan.k == pytest.approx(1.53, abs=0.01)
    assert plan.maximum == pytest.approx(0.0332, abs=2e-4)
    assert judged(TEMPERATURES, 40, upper=209, aql=1.0).conforms


def test_a_rejected_lot():
    found = judged((197, 188, 184, 205, 215), upper=209, n=5, k=1.53)

    assert not found.conforms
    assert "< k = 1.53: rejected; 1 of the 5 measured lies beyond the limits" in found.told


def test_a_close_decision_is_told_with_the_digits_that_it_takes():
    k = (209 - MEAN) / S
    found = judged(TEMPERATURES, upper=209, n=5, k=round(k, 6) + 0.000001)

    assert not found.conforms
    assert "Q = 1.59029 < k = 1.59029" not in found.told
    assert "Q = 1.59029314 < k = 1.590294" in found.told


@pytest.mark.parametrize(("values", "more"), [((197,), 4), ((197, 188, 184), 2)])
def test_too_small_a_sample_says_how_many_more(values, more):
    found = judged(values, upper=209, n=5, k=1.53)

    assert found.need_more == more


def test_a_larger_sample_is_judged_whole_by_the_same_k():
    values = (*TEMPERATURES, 195, 196)
    found = judged(values, upper=209, n=5, k=1.53)

    assert found.conforms
    assert "the plan asks for 5, 2 more are measured, all count" in found.told
    mean = sum(values) / 7
    deviation = math.sqrt(sum((each - mean) ** 2 for each in values) / 6)
    assert found.shown == pytest.approx((209 - mean) / deviation)


def test_more_than_the_lot_has_is_no_sample_of_it():
    found = judged(TEMPERATURES, 4, upper=209, n=3, k=1.5)

    assert "5 were measured of a lot of 4" in found.undecided


def test_values_without_spread_decide_nothing_unless_they_are_beyond():
    equal = judged((200,) * 5, upper=209, n=5, k=1.53)
    beyond = judged((210,) * 5, upper=209, n=5, k=1.53)

    assert "all 5 values are 200: without any spread" in equal.undecided
    assert (beyond.conforms, beyond.undecided) == (False, "")
    assert judge_values(written(upper=0.1, n=3, k=1), [0.1, 0.1, 0.1]).outcome.value == "not_inspected"


@pytest.mark.parametrize("value", ["nan", "inf", None, "hot"])
def test_a_value_that_is_none_fails_the_lot(value):
    found = judge_values(written(upper=209, n=5, k=1.53), [*map(str, TEMPERATURES), value])

    assert found.outcome.value == "failed"
    assert "1 of 6 values is missing or cannot be read" in found.message


def test_an_optional_value_may_be_missing():
    found = judge_values(written(upper=209, n=5, k=1.53), [*map(str, TEMPERATURES), None], optional=True)

    assert found.outcome.value == "passed"


def test_every_item_of_a_small_lot_is_counted():
    whole = judged((190, 195, 200), 3, upper=209, aql=1.0)
    bad = judged((190, 195, 210), 3, upper=209, aql=1.0)
    short = judged((190, 195), 3, upper=209, aql=1.0)

    assert whole.conforms
    assert whole.told == "every item is measured, none beyond the limits: accepted"
    assert (bad.conforms, bad.told) == (False, "every item is measured, 1 beyond the limits: rejected")
    assert (short.need_more, short.told) == (1, "the plan measures every item of the lot; mean 192.5, s 3.536")


def test_a_known_sigma_takes_fewer_items_and_no_spread():
    plan = written(upper=209, sigma=8, **POINTS).plan_of(None)
    unknown = written(upper=209, **POINTS).plan_of(None)
    k = stats.norm.isf(0.01) - stats.norm.ppf(0.95) / math.sqrt(plan.n)

    assert plan.n < unknown.n
    assert plan.k == pytest.approx(k, abs=1e-9)
    found = judged((195,) * plan.n, upper=209, sigma=8, **POINTS)
    assert found.shown == pytest.approx(14 / 8)
    assert found.undecided == ""


def test_a_sample_that_varies_more_than_the_known_sigma_decides_nothing_good():
    wide = judged((5, 30, 5, 40, 5, 60, 5, 70), lower=0, sigma=2, **POINTS)
    bad = judged((-5, -30, 5, -40, 5, -60, 5, -70), lower=0, sigma=2, **POINTS)

    assert (wide.conforms, "accepted" in wide.told) == (True, False)
    assert "s = 26.86 is more than 1 sample in 1000 would show with sigma 2" in wide.undecided
    assert not bad.conforms


def test_one_item_can_decide_with_a_known_sigma():
    found = judged((195,), upper=209, sigma=8, n=1, k=1.5)

    assert found.conforms
    assert found.told == "the plan asks for 1; mean 195, sigma 8; Q = 1.75 >= k = 1.5: accepted"
    assert "estimated_nonconforming" not in found.numbers


def test_the_limits_and_sigma_are_in_the_unit_recorded():
    made = as_written(ByVariables, {"upper": "209 degF", "sigma": "8 degF", "n": 5, "k": 1.5}, "degF")

    assert float(made.sigma.value) == 8
    assert "sigma 8 degF, k method, specified at most 209 degF" in in_words(
        ByVariables, {"upper": 209, "sigma": 8, "n": 5, "k": 1.5}, "degF"
    )


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"lower": 0}, "the AQL is missing"),
        ({"lower": 0, "aql": 1.2}, "aql 1.2 is in no table by variables: write 1 or 1.5"),
        ({"lower": 0, "aql": 0.01}, "write 0.1"),
        ({"lower": 0, "n": 5}, "n needs one of k and maximum"),
        ({"lower": 0, "n": 5, "k": 1, "maximum": "2 %"}, "n needs one of k and maximum"),
        ({"lower": 0, "k": 1}, "n is missing"),
        ({"lower": 0, "n": 1, "k": 1}, "n is 2 or more"),
        ({"lower": 0, "n": 5, "maximum": "0 %"}, "no k"),
        ({"lower": 0, "n": 5, "k": 1, "aql": 1.0}, "n belongs to a plan given by its numbers"),
        ({"lower": 0, "n": 5, "k": 1, "standard": "z1.9"}, "standard: z1.9 stands beside it"),
        ({"lower": 0, "aql": 1.0, "producer": POINTS["producer"]}, "producer belongs to standard: two-point"),
        ({"lower": 0, "producer": POINTS["producer"]}, "two-point needs both points"),
        ({"lower": 0, "producer": POINTS["consumer"], "consumer": POINTS["producer"]}, "worse quality"),
        ({"lower": 0, "aql": 1.0, "sigma": 0}, "sigma is above 0"),
        ({"lower": 0, "upper": 5, "aql": 1.0, "method": "k"}, "method: k is for one limit"),
        ({"lower": 0, "upper": 5, "n": 2, "k": 1}, "too small for M"),
        ({"lower": 0, "upper": 5, "n": 3, "k": 2}, "too small for M"),
        ({"lower": 5, "upper": 5, "aql": 1.0}, "no room"),
        ({"lower": 5, "upper": 4, "aql": 1.0}, "above the upper limit"),
        ({"lower": 5, "marginal": 1, "aql": 1.0}, "marginal belongs to the limits of items"),
        ({"nominal": 5, "aql": 1.0}, "nominal needs a tolerance"),
        ({"lower": 0, "aql": 1.0, "standard": "iso3951-1"}, "iso3951-1"),
    ],
)
def test_what_makes_no_plan_is_refused(keys, says):
    assert says in refused(**keys)


def test_a_plan_needs_the_lot_size_only_for_the_tables():
    with pytest.raises(ValueError, match=r"samples\.lot\.size"):
        written(lower=0, aql=1.0).plan_of(None)
    assert written(lower=0, **POINTS).plan_of(None).n == written(lower=0, **POINTS).plan_of(1000).n
    assert written(lower=0, n=9, k=1).plan_of(8).inspect_all

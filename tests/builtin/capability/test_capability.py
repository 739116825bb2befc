"""The process can hold its specification: what is judged, by which limits, and what speaks against it."""

import math

import numpy as np
import pytest

from qa_run import Outcome
from qa_run.builtin.capability.capability import Capability
from qa_run.builtin.capability.spread import Groups, within
from qa_run.testing.judging import as_written, in_words, judge_values

RANDOM = np.random.default_rng(3)
VALUES = RANDOM.normal(10, 1, 60)


def written(**keys):
    return as_written(Capability, keys)


def judged(values, codes=None, **keys):
    arrays = {"value": np.asarray(values, float), "excluded": np.zeros(len(values), bool), "stratum": ""}
    if codes is not None:
        arrays["subgroup"] = np.asarray(codes, float)
    return written(**keys).judge(arrays)


def refused(**keys):
    with pytest.raises(ValueError, match=r"\w") as error:
        written(**keys)
    return str(error.value)


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


@pytest.mark.parametrize(("how", "expected"), [("r_bar", 3.61), ("s_bar", 3.80), ("pooled", 4.0)])
def test_degrees_of_freedom_of_subgroups_of_5(how, expected):
    found = within(VALUES, Groups.of(VALUES, 5), how)

    assert found.freedom / 12 == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize(("how", "size"), [("r_bar", 4), ("s_bar", 7), ("pooled", 3), (None, None)])
def test_degrees_of_freedom_match_how_much_an_estimate_varies(how, size):
    samples = np.random.default_rng(8).normal(0, 1, (2000, 42))
    found = [within(row, size and Groups.of(row, size), how) for row in samples]
    sigmas = np.array([each.sigma for each in found])

    assert sigmas.mean() == pytest.approx(1, abs=0.01)
    assert 1 / (2 * sigmas.var()) == pytest.approx(found[0].freedom, rel=0.12)


def test_subgroups_stand_in_the_order_in_which_they_begin():
    found = Groups.of(np.array([1.0, 5.0, 3.0, 7.0, 9.0]), np.array([2.0, 1.0, 2.0, 1.0, 3.0]))

    assert found.means.tolist() == [2.0, 6.0, 9.0]
    assert found.ranges.tolist() == [2.0, 2.0, 0.0]
    assert found.first.tolist() == [0, 1, 4]
    assert found.sizes.tolist() == [2, 2, 1]


def test_a_column_of_subgroups_is_the_same_as_so_many_in_a_row():
    by_column = judged(VALUES, np.repeat(np.arange(12), 5), lower=6, upper=15, cpk={"lower": 1}, subgroup="hour")
    by_number = judged(VALUES, lower=6, upper=15, cpk={"lower": 1}, subgroup=5)

    assert by_column.numbers == by_number.numbers
    assert by_column.numbers["points"] == 12


def test_a_text_names_the_subgroup_on_every_engine():
    criterion = written(lower=6, upper=15, cpk={"lower": 0}, subgroup="hour", at_least=6)
    hours = ["x", "a", "x", "a", "b", "b"]
    for engine in ("DuckDB on CSV", "DuckDB on typed Parquet", "DuckDB relation", "Polars", "Polars, typed and lazy"):
        result = judge_values(criterion, [9, 11, 10, 12.5, 8, 11], columns={"hour": hours}, engine=engine)

        assert result.measured["points"] == 3
        assert result.measured["sigma_within"] == pytest.approx(math.sqrt(6.125 / 3) / 0.9213177)


def test_a_value_without_a_subgroup_is_not_left_out():
    criterion = written(lower=6, upper=15, cpk={"lower": 0}, subgroup="hour", at_least=4)
    result = judge_values(criterion, [9, 11, 10, 12, 8], columns={"hour": ["a", "a", "b", "b", None]})

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "1 of 5 values belong to no subgroup" in result.message


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


def test_subgroups_of_equal_values_have_no_sigma_within():
    found = judged(np.repeat(VALUES[:10], 3), lower=0, upper=20, cpk={"lower": 1}, subgroup=3)

    assert found.undecided == "Cpk has no value: the values of each subgroup are equal, so sigma within is 0"
    overall = judged(np.repeat(VALUES[:10], 3), lower=0, upper=20, ppk={"lower": 1}, subgroup=3)
    assert overall.conforms
    assert overall.marginal
    assert "whether the process is in control cannot be told" in overall.told


def test_subgroups_of_single_values_have_no_sigma_within():
    found = judged(VALUES, range(60), upper=20, cpk={"lower": 1}, subgroup="hour")

    assert "no subgroup has two values" in found.undecided


def test_one_limit_is_enough_for_cpk():
    below, above = (
        judged(VALUES, **{end: limit}, cpk={"lower": 1}).numbers for end, limit in (("lower", 6), ("upper", 14))
    )

    assert below["cpk"] == below["cpl"]
    assert above["cpk"] == above["cpu"]
    assert "cp" not in below


def test_a_process_out_of_control_is_never_hidden():
    values = VALUES.copy()
    values[[20, 40]] = 16, 4
    found = judged(values, lower=-20, upper=40, cpk={"lower": 1.33})

    assert found.conforms
    assert found.marginal
    assert "2 of 60 points out of control" in found.told
    assert [(signal.point, signal.value) for signal in found.signals] == [(20, 16.0), (40, 4.0)]
    assert found.numbers["out_of_control"] == 2


def test_the_rules_of_the_chart_can_be_chosen():
    values = np.sort(VALUES)

    assert len(judged(values, lower=-20, upper=40, ppk={"lower": 1}).signals) < 60
    told = judged(values, lower=-20, upper=40, ppk={"lower": 1}, stable={"trend": 6})
    assert "6 points in a row rising, or falling" in told.signals[-1].finding


def test_a_point_of_subgroups_is_at_the_first_item_of_the_subgroup():
    values = VALUES.copy()
    values[20:25] += 8
    found = judged(values, lower=-20, upper=60, ppk={"lower": 1}, subgroup=5)

    assert [signal.point for signal in found.signals] == [20]
    assert "1 of 12 points out of control" in found.told


def test_what_is_not_normal_is_marginal_with_its_p():
    skewed = np.random.default_rng(1).lognormal(0, 1, 80)
    found = judged(skewed, upper=200, ppk={"lower": 1})

    assert found.conforms
    assert found.marginal
    assert "the values are not normal (Anderson-Darling, p < 0.001)" in found.told
    shapiro = judged(skewed, upper=200, ppk={"lower": 1}, normality={"test": "shapiro"})
    assert "Shapiro-Wilk" in shapiro.told


def test_whether_few_values_are_normal_is_said_to_be_unknown():
    found = judged([1, 2, 3, 2, 1], upper=30, ppk={"lower": 1}, at_least=5)

    assert found.marginal
    assert "cannot be told from fewer than 8" in found.told


@pytest.mark.parametrize("family", ["lognormal", "weibull", "gamma", "exponential"])
def test_a_fitted_distribution_gives_indices_by_percentiles(family):
    values = np.random.default_rng(5).exponential(2, 120)
    found = judged(values, upper=1e5, ppk={"lower": 1}, method="percentiles", family=family)

    assert found.conforms
    assert found.convention.startswith("percentiles 0.135, 50, 99.865 % of a")
    assert set(found.numbers) >= {"ppk", "ppu", "expected_ppm", "median", "p_of_fit"}
    assert "ppk_lower" not in found.numbers


def test_a_family_that_does_not_fit_is_marginal():
    values = np.random.default_rng(5).normal(100, 2, 120)
    found = judged(values, upper=9000, ppk={"lower": 1}, method="percentiles", family="exponential")

    assert "a exponential" not in found.told
    assert "does not fit the values" in found.told
    assert found.marginal


def test_box_cox_judges_on_its_own_scale():
    values = np.random.default_rng(5).lognormal(0, 0.4, 120)
    logs = judged(np.log(values), upper=math.log(8), ppk={"lower": 1}).numbers
    found = judged(values, upper=8, ppk={"lower": 1}, method="box_cox", power=0)

    assert found.numbers["ppk"] == pytest.approx(logs["ppk"])
    assert found.convention.startswith("Box-Cox, power 0, given")
    assert judged(values, upper=8, ppk={"lower": 1}, method="box_cox", power="rounded").numbers["power"] % 0.5 == 0


def test_values_that_are_not_positive_have_no_box_cox():
    found = judged([*VALUES, -1], upper=20, ppk={"lower": 1}, method="box_cox")

    assert "Box-Cox needs positive values" in found.undecided


def test_percentiles_of_the_values_need_740():
    few = judged(VALUES, upper=20, ppk={"lower": 1}, method="empirical")
    enough = judged(RANDOM.normal(10, 1, 800), upper=20, ppk={"lower": 1}, method="empirical")

    assert few.need_more == 680
    assert enough.conforms


def test_the_share_of_the_values_has_an_exact_interval():
    found = judged(
        RANDOM.normal(10, 1, 1000), upper=20, nonconforming={"upper": "1 %"}, method="empirical", confidence="95 %"
    )

    assert found.numbers["expected_ppm_upper_bound"] == pytest.approx((1 - 0.05 ** (1 / 1000)) * 1e6)
    assert found.conforms


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

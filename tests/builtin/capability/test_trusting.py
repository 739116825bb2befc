"""What speaks against an index: a process out of control, values that are not normal; and what is done of those."""

import math

import numpy as np
import pytest
from studied import RANDOM, VALUES, judged


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

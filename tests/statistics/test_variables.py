"""Sampling by variables: what the plans are, and what they say of samples that are odd."""

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as some
from scipy import stats

from qa_run.statistics.noncentral import noncentral_t
from qa_run.statistics.variables import (
    AQLS,
    LETTERS,
    SEVERITIES,
    acceptability_constant,
    acceptance_probability,
    code_letter,
    estimated_nonconforming,
    find_variables_plan,
    given_variables_plan,
    judge_by_variables,
    maximum_nonconforming,
    quality_accepted,
    variables_plan,
)

PLAN = variables_plan("F", 1.0)


def test_every_letter_severity_and_aql_has_a_plan() -> None:
    plans = [
        variables_plan(letter, aql, severity, known)
        for letter in LETTERS
        for aql in AQLS
        for severity in SEVERITIES
        for known in (False, True)
    ]

    assert len(plans) == 14 * 11 * 3 * 2
    assert all(0 < (plan.maximum or 0) < 0.5 and plan.k > 0 and plan.n >= 2 for plan in plans)


def test_a_worse_aql_is_never_judged_more_strictly() -> None:
    for letter in LETTERS:
        for severity in SEVERITIES:
            largest = [variables_plan(letter, aql, severity).k for aql in AQLS]
            assert largest == sorted(largest, reverse=True)


def test_tightened_asks_for_more_than_normal() -> None:
    for letter in LETTERS:
        for aql in AQLS:
            assert variables_plan(letter, aql, "tightened").k > variables_plan(letter, aql).k


def test_known_sigma_takes_fewer_items() -> None:
    for letter in LETTERS[4:]:
        for aql in AQLS:
            assert variables_plan(letter, aql, sigma_known=True).n < variables_plan(letter, aql).n


def test_a_lot_as_good_as_the_aql_is_accepted_as_often_as_the_row_says() -> None:
    assert acceptance_probability(0.01, PLAN.n, PLAN.k) == pytest.approx(0.90, abs=5e-4)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("A", 1.0), "code letter"),
        (("O", 1.0), "code letter"),
        (("F", 0.9), "0.65, 1, 1.5"),
        (("F", 1.0, "loose"), "severity"),
    ],
)
def test_what_is_in_no_table_is_refused(arguments: tuple[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        variables_plan(*arguments)


def test_a_lot_no_larger_than_the_sample_is_measured_item_by_item() -> None:
    small = variables_plan("F", 1.0, lot_size=8)

    assert (small.n, small.inspect_all) == (8, True)
    assert not variables_plan("F", 1.0, lot_size=11).inspect_all
    with pytest.raises(ValueError, match="every item"):
        judge_by_variables(small, 8, 10, 1, lower=0)


@pytest.mark.parametrize(("size", "saying"), [(0, "from 2 on"), (1, "no code letter"), (2.5, "from 2 on")])
def test_a_lot_that_is_none_has_no_letter(size: float, saying: str) -> None:
    with pytest.raises(ValueError, match=saying):
        code_letter(size)  # type: ignore[arg-type]


def test_one_limit_is_judged_alike_by_k_and_by_m() -> None:
    rng = np.random.default_rng(7)
    mean, sd = rng.normal(10, 0.4, 500), rng.uniform(0.5, 2, 500)
    by_k, by_m = (judge_by_variables(PLAN, PLAN.n, mean, sd, lower=7.5, method=each) for each in ("k", "M"))

    assert 0 < by_k.accepted.sum() < 500
    assert (by_k.accepted == by_m.accepted).all()


def test_two_limits_are_judged_together() -> None:
    verdict = judge_by_variables(PLAN, 10, 10.0, 1.0, lower=8.2, upper=11.8)
    alone = judge_by_variables(PLAN, 10, 10.0, 1.0, lower=8.2)

    assert verdict.estimated is not None
    assert verdict.estimated.total == pytest.approx(2 * float(alone.estimated.total))  # type: ignore[union-attr]
    assert (bool(alone.accepted), bool(verdict.accepted)) == (True, False)


def test_a_small_sample_is_not_judged() -> None:
    verdict = judge_by_variables(PLAN, [0, 1, 9, 10], [np.nan, 10, 10, 10], [np.nan, np.nan, 1, 1], lower=5)

    assert verdict.too_small.tolist() == [True, True, True, False]
    assert verdict.accepted.tolist() == [False, False, False, True]
    assert verdict.missing.tolist() == [10, 9, 1, 0]
    assert verdict.estimated is not None
    assert np.isnan(verdict.estimated.total).tolist() == [True, True, True, False]


@pytest.mark.parametrize(
    ("mean", "accepted", "total"), [(10.0, True, 0.0), (5.0, True, 0.0), (4.9, False, 1.0), (15.1, False, 1.0)]
)
def test_where_all_items_are_equal_they_are_all_within_or_all_beyond(mean: float, accepted: bool, total: float) -> None:
    verdict = judge_by_variables(PLAN, 10, mean, 0.0, lower=5, upper=15)

    assert verdict.estimated is not None
    assert (bool(verdict.accepted), float(verdict.estimated.total)) == (accepted, total)
    assert bool(judge_by_variables(PLAN, 10, mean, 0.0, lower=5, method="k").accepted) == (mean >= 5)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({}, "no limit"),
        ({"lower": 3, "upper": 2}, "not below"),
        ({"lower": 1, "upper": 2, "method": "k"}, "one limit"),
        ({"lower": float("nan")}, "lower"),
        ({"lower": 1, "method": "m"}, "M, k"),
    ],
)
def test_limits_that_make_no_sense_are_refused(arguments: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        judge_by_variables(PLAN, 10, 1.5, 1.0, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(("mean", "sd"), [(np.nan, 1), (np.inf, 1), (1, np.nan), (1, -1)])
def test_a_sample_that_makes_no_sense_is_refused(mean: float, sd: float) -> None:
    with pytest.raises(ValueError, match=r"mean|sd"):
        judge_by_variables(PLAN, 10, mean, sd, lower=0)


@given(n=some.integers(3, 300), k=some.floats(0, 3), known=some.booleans())
def test_k_and_m_are_two_words_for_one_thing(n: int, k: float, known: bool) -> None:
    maximum = float(maximum_nonconforming(n, k, known))

    if maximum > 1e-12:
        assert acceptability_constant(n, maximum, known) == pytest.approx(k, abs=1e-7)


@settings(max_examples=20)
@given(n=some.integers(3, 8), limit=some.floats(-2, 2), seed=some.integers(0, 100))
def test_the_estimate_is_not_biased(n: int, limit: float, seed: int) -> None:
    sample = np.random.default_rng(seed).normal(size=(20_000, n))
    found = estimated_nonconforming(n, sample.mean(axis=1), sample.std(axis=1, ddof=1), upper=limit).above

    assert found.mean() == pytest.approx(stats.norm.sf(limit), abs=0.015)


def test_the_curve_agrees_with_samples() -> None:
    sample = np.random.default_rng(3).normal(size=(40_000, 10))
    room = stats.norm.isf(0.05)
    accepted = (room - sample.mean(axis=1)) >= 1.72 * sample.std(axis=1, ddof=1)

    assert acceptance_probability(0.05, 10, 1.72) == pytest.approx(accepted.mean(), abs=0.01)


def test_the_curve_begins_at_one_and_ends_at_nothing() -> None:
    assert acceptance_probability([0, 1], 10, 1.72).tolist() == [1, 0]
    assert (np.diff(acceptance_probability(np.linspace(0, 1, 201), 10, 1.72)) <= 1e-12).all()


@settings(max_examples=30, deadline=None)
@given(good=some.floats(0.001, 0.05), times=some.floats(2.5, 8), known=some.booleans())
def test_a_plan_that_is_found_holds_both_risks_and_none_smaller_does(good: float, times: float, known: bool) -> None:
    found = find_variables_plan((good, 0.95), (good * times, 0.10), known)

    assert found.accepts_good == pytest.approx(0.95, abs=1e-9)
    assert found.accepts_bad <= 0.10 + 1e-9
    smaller = found.plan.n - 1
    if smaller >= 2:
        from qa_run.statistics.variables.finding import constant_for

        k = constant_for(smaller, good, 0.95, known)
        assert float(acceptance_probability(good * times, smaller, k, known)) > 0.10


@pytest.mark.parametrize(
    ("producer", "consumer", "says"),
    [
        ((0.05, 0.95), (0.01, 0.1), "worse quality"),
        ((0.01, 0.1), (0.05, 0.95), "worse quality"),
        ((0.01, 1.0), (0.05, 0.1), "share between"),
        ((0.01, 0.95), (0.010001, 0.1), "too close"),
        ((1.0, 95), (5, 10), "share between"),
    ],
)
def test_risks_that_no_plan_holds_are_refused(
    producer: tuple[float, float], consumer: tuple[float, float], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        find_variables_plan(producer, consumer)


def test_a_found_plan_of_one_item_has_no_m_and_is_judged_by_k() -> None:
    plan = find_variables_plan((0.001, 0.95), (0.5, 0.1), sigma_known=True).plan

    assert (plan.n, plan.maximum) == (1, None)
    assert bool(judge_by_variables(plan, 1, 10.0, 1.0, lower=5, method="k").accepted)
    with pytest.raises(ValueError, match="by k"):
        judge_by_variables(plan, 1, 10.0, 1.0, lower=5)


@given(
    df=some.sampled_from([1, 2, 3, 7, 20, 100, 400]),
    noncentrality=some.floats(-30, 30),
    ratio=some.floats(-3, 3),
)
def test_the_noncentral_t_distribution_agrees_with_scipy(df: int, noncentrality: float, ratio: float) -> None:
    t = ratio * max(abs(noncentrality), 1.0)
    told = stats.nct.cdf(t, df, noncentrality)
    assume(np.isfinite(told))  # where it has an answer: in some far tails it has none

    assert noncentral_t(t, df, noncentrality) == pytest.approx(told, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(chance=some.floats(0.01, 0.99), n=some.integers(2, 200), k=some.floats(-0.5, 3), known=some.booleans())
def test_the_quality_accepted_so_often_is_the_inverse_of_the_curve(
    chance: float, n: int, k: float, known: bool
) -> None:
    share = quality_accepted(chance, n, k, known)
    assume(1e-9 < share < 1 - 1e-9)

    assert float(acceptance_probability(share, n, k, known)) == pytest.approx(chance, abs=1e-7)


def test_a_plan_that_is_given_has_both_of_its_numbers() -> None:
    by_k = given_variables_plan(5, k=1.53)
    by_m = given_variables_plan(5, maximum=by_k.maximum)

    assert by_m.k == pytest.approx(1.53)
    assert by_k.maximum == pytest.approx(0.0323, abs=1e-4)
    assert given_variables_plan(2, k=1.5).maximum is None
    assert given_variables_plan(1, k=1.5, sigma_known=True).maximum is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"n": 1, "k": 1.0}, "n is 2 or more"),
        ({"n": 0, "k": 1.0, "sigma_known": True}, "n is 2 or more"),
        ({"n": 5}, "one of them"),
        ({"n": 5, "k": 1.0, "maximum": 0.1}, "one of them"),
        ({"n": 5, "maximum": 0.0}, "no k"),
        ({"n": 5, "k": float("nan")}, "k"),
    ],
)
def test_a_plan_of_impossible_numbers_is_refused(arguments: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        given_variables_plan(**arguments)  # type: ignore[arg-type]

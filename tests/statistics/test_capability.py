"""Indices, intervals and shares of a normal process: properties, brute force, and the odd cases."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qa_run.statistics.capability import (
    SpecificationLimits,
    boyles_degrees_of_freedom,
    cp_interval,
    cpk_interval,
    cpm_interval,
    expected,
    indices,
    observed,
    observed_from,
    sigma_level,
    study,
    study_from,
    z_bench,
)
from qa_run.statistics.capability.observing import share
from qa_run.statistics.spread import of_groups, sigma_of_sds

finite = st.floats(-1e3, 1e3)
positive = st.floats(1e-3, 1e3)


@given(finite, positive, finite, positive)
def test_cpk_is_cp_less_its_share_off_centre(mean, sigma, lower, width):
    upper = lower + width
    one = indices.cpk(mean, sigma, lower, upper)
    other = indices.cp(lower, upper, sigma) * (1 - indices.k(mean, lower, upper))

    assert one == pytest.approx(other, rel=1e-6, abs=1e-6 * (1 + abs(mean) + abs(lower)) / sigma)


@given(finite, positive, finite, positive)
def test_both_penalties_at_once_are_never_milder_than_one(mean, sigma, lower, width):
    upper, target = lower + width, lower + width / 2
    both = indices.cpkm(mean, sigma, lower, upper, target)

    assert abs(both) <= abs(indices.cpk(mean, sigma, lower, upper))
    assert both <= indices.cpm(mean, sigma, lower, upper, target) * (1 + 1e-9)


def test_cpm_star_is_cpm_on_the_midpoint_and_the_nearer_limit_off_it():
    assert indices.cpm_star(1, 2, 0, 10, 5) == pytest.approx(indices.cpm(1, 2, 0, 10, 5))
    assert indices.cpm_star(1, 2, 0, 10, 3) == pytest.approx(3 / (3 * math.hypot(2, 2)))
    assert indices.cpm_star(1, 2, 0, None, 3) == indices.cpm_star(1, 2, 0, 10, 3)


def test_the_indices_take_arrays_and_answer_each_as_alone():
    means, sigmas = np.array([[9.0], [10.0]]), np.array([0.5, 1.0, 2.0])
    together = indices.cpk(means, sigmas, 7, 12)

    assert together.shape == (2, 3)
    assert together[1, 2] == indices.cpk(10, 2, 7, 12)
    ends = cpk_interval(together, 30)
    assert ends.lower[0, 1] == cpk_interval(together[0, 1], 30).lower


def test_a_spread_of_eight_sigma_needs_a_third_more_room():
    assert indices.cpk(10, 1, 6, 15, spread=8) == pytest.approx(1.0)
    assert cpk_interval(0.0, 50, spread=8).upper == pytest.approx(1.959963984540054 / math.sqrt(16 * 50))


def test_without_spread_an_index_is_infinite_or_undefined_and_never_a_warning():
    with np.errstate(all="raise"):
        assert indices.cp(0, 1, 0) == np.inf
        assert indices.cpk(2, 0, 0, 1) == -np.inf
        assert np.isnan(indices.cpk(1, 0, 0, 1))


def test_an_interval_of_an_infinite_index_is_not_a_number():
    ends = cpk_interval(np.array([np.inf, np.nan, 1.0]), 10)

    assert np.isnan(ends.lower[:2]).all()
    assert ends.lower[2] < 1 < ends.upper[2]


@pytest.mark.parametrize(("n", "confidence"), [(2, 0.5), (25, 0.9), (125, 0.999)])
def test_the_interval_of_cp_is_that_of_sigma(n, confidence):
    ends = cp_interval(1.2, n - 1, confidence)
    tails = stats.chi2.ppf([(1 - confidence) / 2, (1 + confidence) / 2], n - 1)

    assert [ends.lower, ends.upper] == pytest.approx(list(1.2 * np.sqrt(tails / (n - 1))), rel=1e-9)


def test_one_sided_bounds_are_the_ends_of_a_wider_interval_of_both_sides():
    for make in (lambda *how: cpk_interval(1.1, 40, None, *how), lambda *how: cp_interval(1.1, 39, *how)):
        both, lower, upper = make(0.9, "both"), make(0.95, "lower"), make(0.95, "upper")

        assert lower.lower == pytest.approx(both.lower, rel=1e-12)
        assert upper.upper == pytest.approx(both.upper, rel=1e-12)
        assert lower.upper == np.inf
        assert float(upper.lower) in {-np.inf, 0.0}


def test_the_interval_of_cpm_on_target_is_that_of_cp_with_one_more_degree():
    free = boyles_degrees_of_freedom(50, 10, 2, 10)

    assert free == 50
    assert cpm_interval(1.3, free).lower == cp_interval(1.3, 50).lower


def test_without_spread_off_target_cpm_is_known_exactly():
    ends = cpm_interval(0.5, boyles_degrees_of_freedom(50, 10, 0, 11))

    assert (ends.lower, ends.upper) == (0.5, 0.5)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    random, n = np.random.default_rng(7), 60
    samples = random.normal(10.4, 1, (4000, n))
    means, sigmas = samples.mean(axis=1), samples.std(axis=1, ddof=1)
    limits = (6.0, 14.0)
    cpk = cpk_interval(indices.cpk(means, sigmas, *limits), n)
    bound = cpk_interval(indices.cpk(means, sigmas, *limits), n, side="lower")
    tau = boyles_degrees_of_freedom(n, means, sigmas, 10)
    cpm = cpm_interval(indices.cpm(means, sigmas, *limits, 10), tau)

    assert ((cpk.lower < 1.2) & (cpk.upper > 1.2)).mean() == pytest.approx(0.95, abs=0.015)
    assert (bound.lower < 1.2).mean() == pytest.approx(0.95, abs=0.015)
    true = 8 / 6 / math.hypot(1, 0.4)
    assert ((cpm.lower < true) & (cpm.upper > true)).mean() == pytest.approx(0.95, abs=0.015)


@settings(max_examples=50)
@given(st.floats(-6, 6), st.floats(-6, 6))
def test_z_bench_is_the_z_of_all_that_is_outside(low, high):
    if low + high <= 0.01:
        return
    outside = stats.norm.sf(low) + stats.norm.sf(high)

    assert z_bench(low, high) == pytest.approx(float(stats.norm.isf(outside)), rel=1e-6, abs=1e-6)


def test_z_bench_does_not_end_where_probabilities_are_rounded_to_0():
    assert z_bench(40, 41) == pytest.approx(40, rel=1e-9)
    assert z_bench(40, 40) < 40
    assert z_bench(-12, 30) == pytest.approx(-12, rel=1e-9)
    assert z_bench(np.inf, np.inf) == np.inf
    assert z_bench(None, 4.5) == 4.5


def test_the_shift_of_a_sigma_level_is_said_and_may_be_left_out():
    assert sigma_level(4.5) == 6.0
    assert sigma_level(4.5, shift=0) == 4.5


def test_expected_shares_of_two_one_and_no_spread():
    limits = SpecificationLimits(-3, 3)
    both = expected(0, 1, limits)
    assert both.ppm == pytest.approx(2699.796063260, rel=1e-9)
    assert expected(0, 1, SpecificationLimits(upper=3)).below is None

    alike = expected(5, 0, limits)
    assert (alike.above, alike.below, alike.z_bench) == (1.0, 0.0, -np.inf)
    on = expected(3, 0, limits)
    assert (on.total, on.z_upper, on.z_bench) == (0.0, None, None)


def test_a_value_on_a_limit_conforms():
    seen = observed([1.0, 2.0, 3.0, 4.0], SpecificationLimits(2, 3))

    assert (seen.below.count, seen.above.count, seen.total.value) == (1, 1, 0.5)
    assert observed([1.0], SpecificationLimits(upper=3)).below is None


@pytest.mark.parametrize(("count", "n"), [(0, 1), (0, 59), (1, 10), (7, 20), (20, 20)])
def test_the_interval_of_a_share_is_exact(count, n):
    ends, one = stats.binomtest(count, n).proportion_ci(0.95), stats.binomtest(count, n, alternative="less")

    made = share(count, n)
    assert (made.lower, made.upper) == pytest.approx((ends.low, ends.high), rel=1e-9)
    assert made.upper_bound == pytest.approx(one.proportion_ci(0.95).high, rel=1e-9)


def test_pooled_sigma_is_the_same_from_values_and_from_subgroups():
    random = np.random.default_rng(3)
    labels = random.integers(0, 40, 300)
    values = random.normal(1e6, 1e-3, 300) + labels
    rows = [values[labels == each] for each in np.unique(labels)]
    of = of_groups(values, labels)
    deviations = [row.std(ddof=1) if len(row) > 1 else np.nan for row in rows]
    one = sigma_of_sds(of.n, of.sd, method="pooled")
    other = sigma_of_sds([len(row) for row in rows], deviations, method="pooled")

    assert one.value == pytest.approx(other.value, rel=1e-9)
    assert one.degrees_of_freedom == other.degrees_of_freedom == 300 - len(rows)


def test_pooled_sigma_is_right_on_average_also_where_the_series_takes_over():
    plain, unbiased = (sigma_of_sds([2, 2], [1, 1], method="pooled", unbiased=each).value for each in (False, True))
    c4 = [1 / sigma_of_sds([free + 1], [1.0], method="pooled").value for free in (299, 300, 301, 10**6)]
    exact = [math.sqrt(2 / free) * math.exp(math.lgamma((free + 1) / 2) - math.lgamma(free / 2)) for free in (299, 300)]

    assert unbiased / plain == pytest.approx(1 / 0.8862269254527580, rel=1e-12)
    assert c4[:2] == pytest.approx(exact, rel=1e-12)
    assert c4 == sorted(c4)
    assert c4[3] == pytest.approx(1 - 2.5e-7, rel=1e-13)


def test_subgroups_of_equal_values_have_a_sigma_of_0_whatever_the_digits():
    of = of_groups([0.1] * 3 + [0.7] * 3, list("aaabbb"))

    assert sigma_of_sds(of.n, of.sd, method="pooled").value == 0.0


def test_a_study_from_aggregates_is_that_of_the_values():
    values = np.random.default_rng(1).normal(50, 2, 80)
    limits = SpecificationLimits(44, 56, 51)
    whole = study(values, limits, sigma_within=1.9, degrees_of_freedom_within=64)
    made = study_from(
        80,
        float(values.mean()),
        limits,
        sigma_within=1.9,
        degrees_of_freedom_within=64,
        sigma_overall=float(values.std(ddof=1)),
    )

    assert (made.within, made.overall, made.missing) == (whole.within, whole.overall, 0)
    assert made.observed is None
    assert whole.within.p.lower == float(cp_interval(whole.within.p.value, 64).lower)
    assert list(whole.overall.named()) == ["Pp", "Ppl", "Ppu", "Ppk", "Ppm", "Ppm*", "Ppkm"]


@pytest.mark.parametrize(
    ("limits", "names"),
    [
        (SpecificationLimits(lower=40), ["Cpl", "Cpk"]),
        (SpecificationLimits(upper=60), ["Cpu", "Cpk"]),
        (SpecificationLimits(upper=60, target=50), ["Cpu", "Cpk", "Cpm*", "Cpkm"]),
        (SpecificationLimits(40, 60), ["Cp", "Cpl", "Cpu", "Cpk", "Cpm", "Cpkm"]),
    ],
)
def test_one_limit_has_the_indices_of_its_side(limits, names):
    made = study_from(30, 50, limits, sigma_within=2).within

    assert list(made.named()) == names
    assert (made.k is None) == (made.p is None)


def test_too_few_values_are_a_stated_result():
    limits = SpecificationLimits(0, 10)
    one = study([5.0], limits, sigma_within=1, minimum=100)
    assert (one.too_few, one.missing, one.within, one.overall) == (True, 99, None, None)
    assert one.observed.total.upper == 0.975

    assert study([5.0], limits).missing == 1
    some = study([5.0, 6.0], limits, minimum=3)
    assert (some.missing, some.overall.pk.state) == (1, "computed")
    assert not study([5.0, 6.0], limits).too_few


def test_equal_values_are_a_stated_result():
    limits = SpecificationLimits(0.1, 10)
    inside, on, out = (study([value] * 7, limits).overall.pk for value in (0.3, 0.1, 0.05))

    assert (inside.value, inside.state, inside.lower) == (np.inf, "no_spread", None)
    assert math.isnan(on.value)
    assert on.state == "undefined"
    assert (out.value, out.state) == (-np.inf, "no_spread")
    assert not on.value >= 1.33


def test_what_rounding_leaves_of_equal_values_is_no_spread():
    made = study_from(9, 1e6, SpecificationLimits(0, 2e6), sigma_overall=1e-11)

    assert made.overall.pk.state == "no_spread"
    tiny = study_from(9, 1e6, SpecificationLimits(0, 2e6), sigma_overall=1e-9)
    assert tiny.overall.pk.state == "computed"


def test_a_process_out_of_control_is_flagged_and_not_hidden():
    made = study([1.0, 2.0, 3.0], SpecificationLimits(0, 4), out_of_control=["beyond 3 sigma"])

    assert not made.stable
    assert made.out_of_control == ("beyond 3 sigma",)
    assert made.overall.pk.value > 0


LIMITS = SpecificationLimits(0, 1)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: SpecificationLimits(), "needs a specification limit"),
        (lambda: SpecificationLimits(2, 1), "exchange them"),
        (lambda: SpecificationLimits(1, np.inf), "leave it out"),
        (lambda: SpecificationLimits(1, np.nan), "leave it out"),
        (lambda: SpecificationLimits(1, 2, 3), "outside of the limits"),
        (lambda: SpecificationLimits(upper=2, target=3), "outside of the limits"),
        (lambda: study([], LIMITS), "0 given, at least 1 needed"),
        (lambda: study([1, np.nan, np.inf], LIMITS), "value 2 is nan"),
        (lambda: study([[1.0, 2.0]], LIMITS), "one row of numbers is needed"),
        (lambda: study([1, 2], LIMITS, confidence=95), "between 0 and 1"),
        (lambda: study([1, 2], LIMITS, sigma_within=-1), "sigma 0 or more"),
        (lambda: study([1, 2], LIMITS, sigma_within=np.nan), "must be finite"),
        (lambda: study([1, 2], LIMITS, spread=0), "positive number of sigmas"),
        (lambda: study([1, 2], LIMITS, sigma_within=1, degrees_of_freedom_within=0), "degree of freedom"),
        (lambda: study_from(0, 1, LIMITS), "no value"),
        (lambda: study_from(5, np.nan, LIMITS, sigma_overall=1), "the mean is nan"),
        (lambda: study_from(5, 1, LIMITS), "needs a sigma"),
        (lambda: cpk_interval(1, 1), "at least 2 values"),
        (lambda: cp_interval(-1, 5), "never negative"),
        (lambda: indices.cpk(1, 1, None, None), "needs a specification limit"),
        (lambda: indices.cpm_star(1, 1, None, None, 1), "needs a specification limit"),
        (lambda: indices.cpk(1, -1, 0, 1), "sigma is negative"),
        (lambda: z_bench(None, None), "needs the Z"),
        (lambda: share(3, 2), "more items than were inspected"),
        (lambda: share(0, 0), "n is 0"),
        (lambda: observed_from(None, None, 5), "give the count"),
        (lambda: sigma_of_sds(1, [np.nan] * 3, method="pooled"), "individual values"),
        (lambda: of_groups([1, 2, 3], [1, 2]), "names of subgroups"),
        (lambda: sigma_of_sds([2, 3], [1], method="pooled"), "2 numbers for 1 points"),
        (lambda: sigma_of_sds([2], [np.nan], method="pooled"), "standard deviations is nan"),
    ],
)
def test_what_cannot_be_computed_says_what_to_do(call, told):
    with pytest.raises(ValueError, match=told):
        call()

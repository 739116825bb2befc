"""Capability studies of a normal process: what is expected, what is seen, and the odd cases."""

import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from qa_run.statistics.capability import (
    SpecificationLimits,
    cp_interval,
    cpk_interval,
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

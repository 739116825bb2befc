"""Indices and their intervals: properties, and whether they hold what they say."""

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from qa_run.statistics.capability import (
    boyles_degrees_of_freedom,
    cp_interval,
    cpk_interval,
    cpm_interval,
    indices,
)

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

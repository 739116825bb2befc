"""Intervals beside the references: what they promise, and where there is little to go by."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as some
from scipy import stats

from qa_run.statistics.intervals import (
    mean_interval,
    proportion_interval,
    quantile_interval,
    rate_interval,
    sample_correction_factor,
    sample_error_limit,
    sigma_interval,
)
from qa_run.statistics.intervals.counts import METHODS as RATE_METHODS
from qa_run.statistics.intervals.proportions import METHODS

EVERY_METHOD = pytest.mark.parametrize("method", sorted(METHODS))


@EVERY_METHOD
def test_bounds_of_a_proportion_lie_around_it_in_order(method: str) -> None:
    n = np.repeat([1, 2, 7, 50, 1000], 5)
    count = np.floor(np.tile([0, 0.1, 0.5, 0.9, 1], 5) * n)
    found = proportion_interval(count, n, method=method)

    assert ((found.lower >= 0) & (found.upper <= 1)).all()
    assert (found.lower <= found.estimate + 1e-12).all()
    assert (found.estimate <= found.upper + 1e-12).all()


@EVERY_METHOD
def test_nonconforming_and_conforming_are_mirror_images(method: str) -> None:
    count, n = np.array([0, 1, 3, 10, 20]), 20
    bad, good = (proportion_interval(each, n, method=method) for each in (count, n - count))

    if method != "cloglog":  # not by its nature
        assert bad.lower == pytest.approx(1 - good.upper, abs=1e-12)


@EVERY_METHOD
def test_one_bound_is_a_bound_of_the_wider_interval(method: str) -> None:
    both = proportion_interval(3, 40, 0.90, method=method)

    assert proportion_interval(3, 40, 0.95, "lower", method).lower == pytest.approx(float(both.lower))
    assert proportion_interval(3, 40, 0.95, "upper", method).upper == pytest.approx(float(both.upper))
    assert proportion_interval(3, 40, 0.95, "lower", method).upper == 1
    assert proportion_interval(3, 40, 0.95, "upper", method).lower == 0


@settings(deadline=None)
@given(n=some.integers(1, 60), share=some.floats(1e-9, 1), confidence=some.floats(0.5, 0.999))
def test_clopper_and_pearson_are_never_less_sure_than_told(n: int, share: float, confidence: float) -> None:
    found = proportion_interval(np.arange(n + 1), n, confidence)
    inside = (found.lower - 1e-12 <= share) & (share <= found.upper + 1e-12)

    assert stats.binom.pmf(np.arange(n + 1)[inside], n, share).sum() >= confidence - 1e-9


def test_mid_p_and_likelihood_bounds_are_where_they_say() -> None:
    x, n = 3, 40
    middle = proportion_interval(x, n, method="mid-p")
    ratio = proportion_interval(x, n, method="likelihood-ratio")

    for bound, tail in ((middle.lower, 0.975), (middle.upper, 0.025)):
        assert (stats.binom.cdf(x - 1, n, bound) + stats.binom.cdf(x, n, bound)) / 2 == pytest.approx(tail, abs=1e-12)
    for bound in (ratio.lower, ratio.upper):
        fall = stats.binom.logpmf(x, n, x / n) - stats.binom.logpmf(x, n, bound)
        assert 2 * fall == pytest.approx(stats.chi2.ppf(0.95, 1), rel=1e-10)


def test_a_million_proportions_are_one_question() -> None:
    n = np.full(1_000_000, 50)
    found = proportion_interval(np.arange(1_000_000) % 51, n)

    assert found.upper.shape == (1_000_000,)


@pytest.mark.parametrize(
    ("count", "n", "says"),
    [(3, 2, "more items"), (-1, 2, "count"), (0, 0, "n"), (0.5, 2, "count"), (np.nan, 2, "count"), (1, np.inf, "n")],
)
def test_counts_that_make_no_sense_are_refused(count: float, n: float, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        proportion_interval(count, n)


@pytest.mark.parametrize("confidence", [0, 1, 95, np.nan])
def test_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match=r"0\.95"):
        proportion_interval(1, 2, confidence)


@pytest.mark.parametrize(
    ("words", "says"), [({"method": "exact"}, "clopper-pearson"), ({"side": "left"}, "both, lower")]
)
def test_what_is_misspelt_is_told_with_what_to_write(words: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        proportion_interval(1, 2, **words)  # type: ignore[arg-type]


@pytest.mark.parametrize("method", RATE_METHODS)
def test_bounds_of_a_rate_lie_around_it(method: str) -> None:
    count = np.array([0, 1, 5, 400])
    found = rate_interval(count, 10.0, method=method)

    assert ((found.lower >= 0) & (found.lower <= found.estimate) & (found.estimate <= found.upper)).all()
    assert found.lower[0] == 0
    assert rate_interval(count, 10.0, side="lower", method=method).upper.tolist() == [np.inf] * 4


def test_the_score_interval_of_a_rate_is_where_its_test_turns() -> None:
    found = rate_interval(7, method="score")

    for bound in (found.lower, found.upper):
        assert abs(7 - bound) / np.sqrt(bound) == pytest.approx(stats.norm.ppf(0.975))


@pytest.mark.parametrize(("count", "exposure"), [(-1, 1), (0.5, 1), (1, 0), (1, -3), (1, np.nan)])
def test_rates_that_make_no_sense_are_refused(count: float, exposure: float) -> None:
    with pytest.raises(ValueError, match=r"count|exposure"):
        rate_interval(count, exposure)


def test_a_mean_is_bounded_as_scipy_does_it() -> None:
    values = np.random.default_rng(1).normal(5, 2, 13)
    t = mean_interval(13, values.mean(), values.std(ddof=1), 0.9)
    z = mean_interval(13, values.mean(), 2.0, 0.9, known=True)

    assert (t.lower, t.upper) == pytest.approx(stats.t.interval(0.9, 12, values.mean(), stats.sem(values)))
    assert (z.lower, z.upper) == pytest.approx(stats.norm.interval(0.9, values.mean(), 2 / np.sqrt(13)))
    assert mean_interval(13, 5.0, 2.0, side="upper").lower == -np.inf


def test_what_does_not_vary_has_an_interval_without_width() -> None:
    mean, sigma = mean_interval(5, 3.0, 0.0), sigma_interval(5, 0.0)

    assert (mean.lower, mean.upper, sigma.lower, sigma.upper) == (3, 3, 0, 0)


@pytest.mark.parametrize(("n", "mean", "sd"), [(1, 1, 1), (2, np.nan, 1), (2, 1, np.inf), (2, 1, -1), (0, 1, 1)])
def test_a_mean_that_makes_no_sense_is_refused(n: int, mean: float, sd: float) -> None:
    with pytest.raises(ValueError, match=r"^(n|mean|sd)"):
        mean_interval(n, mean, sd)


def test_a_single_value_has_an_interval_only_if_sigma_is_known() -> None:
    assert mean_interval(1, 3.0, 1.0, known=True).upper == pytest.approx(3 + stats.norm.ppf(0.975))
    with pytest.raises(ValueError, match="from 2 on"):
        sigma_interval(1, 1.0)


@settings(deadline=None)
@given(
    n=some.integers(1, 80),
    proportion=some.floats(0.01, 0.99),
    confidence=some.floats(0.5, 0.999),
    side=some.sampled_from(["both", "lower", "upper"]),
)
def test_a_quantile_lies_between_its_bounds_as_often_as_told(
    n: int, proportion: float, confidence: float, side: str
) -> None:
    found = quantile_interval(np.arange(1.0, n + 1), proportion, confidence, side)
    below = stats.binom.cdf(found.lower_rank - 1, n, proportion)
    within = stats.binom.cdf(found.upper_rank - 1, n, proportion) - below

    assert found.coverage == pytest.approx(within, abs=1e-9)
    assert found.coverage >= confidence - 1e-9
    assert found.lower == (found.lower_rank or None)
    assert found.upper == (found.upper_rank if found.upper_rank <= n else None)
    assert (found.lower is None) or (found.upper is None) or found.lower < found.upper
    if found.lower_rank and side == "lower":  # none further inside would do
        assert stats.binom.sf(found.lower_rank, n, proportion) < confidence


def test_the_median_of_ten_lies_between_the_second_and_the_ninth() -> None:
    found = quantile_interval(range(10, 0, -1), 0.5)

    assert (found.lower, found.upper, found.estimate) == (2, 9, 5.5)
    assert found.coverage == pytest.approx(0.978515625)


def test_a_small_sample_does_not_bound_an_outer_quantile() -> None:
    found = quantile_interval([1.0, 2.0], 0.5)

    assert (found.lower, found.upper, found.lower_rank, found.upper_rank, found.coverage) == (None, None, 0, 3, 1)
    assert quantile_interval([1.0, 2.0], 0.99).lower == 2
    with pytest.raises(ValueError, match="proportion"):
        quantile_interval([1.0, 2.0], 1.0)


def test_the_mean_of_packages_may_be_off_by_chance() -> None:
    assert sample_error_limit([10, 20], 2.0) == pytest.approx(2 * sample_correction_factor([10, 20]))
    with pytest.raises(ValueError, match="from 2 on"):
        sample_correction_factor(1)
    with pytest.raises(ValueError, match="sd"):
        sample_error_limit(5, -1.0)
    with pytest.raises(ValueError, match="confidence"):
        sample_correction_factor(5, 97.5)

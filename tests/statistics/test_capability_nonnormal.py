"""Capability of what is not normal: fitted distributions, percentiles, goodness of fit, Box-Cox."""

import math

import numpy as np
import pytest
from scipy import stats

from qa_run.statistics.capability import (
    FAMILIES,
    BoxCox,
    SpecificationLimits,
    box_cox,
    box_cox_study,
    empirical_indices,
    fitted_study,
    goodness_of_fit,
    percentile_indices,
    study,
)
from qa_run.statistics.capability.goodness import anderson_darling_distance
from qa_run.statistics.capability.percentiles import HIGH, LOW

UPPER = SpecificationLimits(upper=20)
SAMPLES = {
    "exponential": np.random.default_rng(1).exponential(4, 200),
    "gamma": np.random.default_rng(2).gamma(2.5, 2, 200),
    "lognormal": np.random.default_rng(3).lognormal(1, 0.6, 200),
    "weibull": np.random.default_rng(4).weibull(1.7, 200) * 6,
}
PEERS = {
    "exponential": lambda values: stats.expon(*stats.expon.fit(values, floc=0)),
    "gamma": lambda values: stats.gamma(*stats.gamma.fit(values, floc=0)),
    "lognormal": lambda values: stats.lognorm(*stats.lognorm.fit(values, floc=0)),
    "weibull": lambda values: stats.weibull_min(*stats.weibull_min.fit(values, floc=0)),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_fit_is_at_least_as_likely_as_that_of_scipy_and_answers_alike(family):
    values = SAMPLES[family]
    ours, theirs = FAMILIES[family].fit(values), PEERS[family](values)
    points = np.array([0.5, 3.0, 9.0])

    assert ours.log_density(values).sum() >= theirs.logpdf(values).sum() - 1e-9
    assert ours.below(points) == pytest.approx(theirs.cdf(points), rel=1e-3)
    assert ours.quantile(np.array([LOW, 0.5, HIGH])) == pytest.approx(theirs.ppf([LOW, 0.5, HIGH]), rel=1e-3)


@pytest.mark.parametrize("family", FAMILIES)
def test_shares_quantiles_and_densities_belong_together(family):
    made = FAMILIES[family].fit(SAMPLES[family])
    shares = np.array([LOW, 0.2, 0.5, 0.9, HIGH])
    points, step = made.quantile(shares), 1e-5

    assert made.below(points) == pytest.approx(shares, rel=1e-9)
    assert made.above(points) == pytest.approx(1 - shares, rel=1e-9)
    slope = (made.below(points + step) - made.below(points - step)) / (2 * step)
    assert np.exp(made.log_density(points)) == pytest.approx(slope, rel=1e-3)
    assert (made.below(-1.0), made.above(-1.0)) == (0, 1)


@pytest.mark.parametrize("family", ["gamma", "weibull"])
@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
@pytest.mark.parametrize("wide", [1e-4, 0.3, 3.0])
def test_a_shape_is_found_for_wide_and_narrow_values_of_any_unit(family, scale, wide):
    values = scale * np.exp(wide * np.random.default_rng(5).standard_normal(60))
    made = FAMILIES[family].fit(values)
    best = made.log_density(values).sum()
    shape = float(made.shape[0])

    # with the shape off by a little, and the scale that suits it best, the values are less likely
    for other in (shape * 0.99, shape * 1.01):
        suited = (
            values.mean() / other
            if family == "gamma"
            else np.exp(np.log(np.mean(np.exp(other * np.log(values / values.max())))) / other + np.log(values.max()))
        )
        assert type(made)(other, suited).log_density(values).sum() < best


@pytest.mark.parametrize("wide", [1e-7, 1e-5, 1e-3, 0.1])
def test_the_shape_of_narrow_values_keeps_its_digits(wide):
    """A gamma distribution this narrow is normal: its coefficient of variation is that of the values."""
    values = 74 * (1 + wide * np.random.default_rng(9).standard_normal(500))
    made = FAMILIES["gamma"].fit(values)

    assert float(made.shape[0]) == pytest.approx((values.mean() / values.std()) ** 2, rel=1e-5 + 2 * wide)
    ends = made.quantile(np.array([LOW, HIGH]))
    assert ends == pytest.approx(values.mean() + np.array([-3, 3]) * values.std(), rel=1e-8 + 8 * wide**2)


def test_many_rows_are_fitted_at_once_as_each_alone():
    rows = np.random.default_rng(6).gamma(2, 3, (4, 50))
    for family in FAMILIES.values():
        assert family.fit(rows).quantile(0.9)[2, 0] == pytest.approx(float(family.fit(rows[2]).quantile(0.9)[0]))


def test_the_percentile_indices_of_a_normal_distribution_are_those_of_sigma():
    made = percentile_indices(7.0, 10.0, 13.0, SpecificationLimits(6, 15))

    assert (made.pp, made.ppl, made.ppu, made.ppk) == (9 / 6, 4 / 3, 5 / 3, 4 / 3)
    assert stats.norm.ppf([LOW, HIGH]) == pytest.approx([-3, 3], rel=1e-12)


def test_percentiles_without_room_between_them_are_stated():
    assert percentile_indices(1, 1, 1, SpecificationLimits(0, 2)).ppk == math.inf
    assert math.isnan(percentile_indices(1, 1, 1, SpecificationLimits(1, 2)).ppk)


def test_empirical_percentiles_need_740_values():
    few = empirical_indices(np.arange(739.0), UPPER)
    assert (few.indices, few.missing) == (None, 1)

    enough = empirical_indices(np.arange(740.0), UPPER)
    assert enough.missing == 0
    assert enough.indices.median == 369.5
    assert enough.indices.low == pytest.approx(741 * LOW - 1, rel=1e-9)


def test_a_fitted_study_tells_indices_shares_and_fit():
    values = SAMPLES["lognormal"]
    made = fitted_study(values, SpecificationLimits(0.1, 20), "lognormal")
    logs = np.log(values)
    low, middle, high = (np.exp(logs.mean() + z * logs.std()) for z in (-3, 0, 3))

    assert made.parameters == {"log_mean": logs.mean(), "log_sigma": logs.std()}
    assert made.indices.ppu == pytest.approx((20 - middle) / (high - middle), rel=1e-9)
    assert made.indices.ppl == pytest.approx((middle - 0.1) / (middle - low), rel=1e-9)
    assert made.above == pytest.approx(float(stats.norm.sf((math.log(20) - logs.mean()) / logs.std())), rel=1e-9)
    assert made.total == made.below + made.above
    assert made.goodness.p_value > 0.1
    assert made == fitted_study(values, SpecificationLimits(0.1, 20), "lognormal")
    assert not made.too_few


def test_a_bad_fit_is_seen():
    made = fitted_study(SAMPLES["lognormal"], UPPER, "exponential", out_of_control=["run of 8"])

    assert made.goodness.p_value == 1 / 1000
    assert not made.stable


@pytest.mark.parametrize(
    ("family", "stretch", "critical"),
    [
        # 10 % and 5 % points for fitted parameters: D'Agostino & Stephens, Goodness-of-Fit Techniques, chapter 4
        ("exponential", lambda n: 1 + 0.6 / n, {0.10: 1.062, 0.05: 1.321}),
        ("weibull", lambda n: 1 + 0.2 / math.sqrt(n), {0.10: 0.637, 0.05: 0.757}),
        ("lognormal", lambda n: 1 + 0.75 / n + 2.25 / n**2, {0.10: 0.631, 0.05: 0.752}),
    ],
)
def test_the_simulated_distances_have_the_points_of_the_tables(family, stretch, critical):
    random, n = np.random.default_rng(8), 60
    made = FAMILIES[family].fit(SAMPLES[family])
    samples = made.draw(random, (8000, n))
    distances = anderson_darling_distance(samples, type(made).fit(samples)) * stretch(n)

    for share, point in critical.items():
        assert np.mean(distances >= point) == pytest.approx(share, abs=0.01)


def test_the_distance_is_that_of_its_definition():
    values, made = SAMPLES["gamma"], FAMILIES["gamma"].fit(SAMPLES["gamma"])
    ordered, n = np.sort(values), values.size
    below = made.below(ordered)
    slow = -n - sum((2 * i + 1) / n * (math.log(below[i]) + math.log(1 - below[n - 1 - i])) for i in range(n))

    assert anderson_darling_distance(values, made)[0] == pytest.approx(slow, rel=1e-9)


def test_less_than_three_values_fit_nothing_and_say_how_many_are_missing():
    made = fitted_study([1.0, 2.0], UPPER, "gamma", minimum=50)
    assert (made.missing, made.indices, made.goodness) == (48, None, None)
    assert made.observed.total.count == 0

    few = box_cox_study([1.0, 2.0], UPPER, minimum=50)
    assert (few.too_few, few.missing, few.study) == (True, 48, None)


@pytest.mark.parametrize("sample", [*SAMPLES, "negative power"])
def test_the_power_of_box_cox_is_the_likeliest(sample):
    values = 1 / SAMPLES["gamma"] if sample == "negative power" else SAMPLES[sample]
    made = box_cox(values)
    power, (low, high) = stats.boxcox(values, alpha=0.05)[1:]

    assert stats.boxcox_llf(made.power, values) >= stats.boxcox_llf(power, values) - 1e-9
    assert (made.lower, made.upper) == pytest.approx((low, high), abs=1e-5)
    assert made.power == made.estimate


def test_values_of_a_hundred_orders_of_magnitude_do_not_overflow():
    made = box_cox(np.exp(np.linspace(-120, 120, 41)))

    assert made.power == pytest.approx(0, abs=1e-6)
    assert -0.1 < made.lower < 0 < made.upper < 0.1


def test_a_rounded_power_is_a_multiple_of_a_half_and_the_estimate_is_told():
    made = box_cox(SAMPLES["lognormal"], rounded=True)

    assert made.power == 0
    assert made.estimate != 0
    assert made.transformed([1.0, math.e]) == pytest.approx([0, 1])


@pytest.mark.parametrize("power", [-2.0, -0.5, 0.0, 0.5, 1.0, 3.0])
def test_limits_keep_their_sides_and_their_shares(power):
    values, limits = SAMPLES["gamma"], SpecificationLimits(1, 9, 4)
    made = BoxCox(power=power)
    there, moved = made.transformed(values), made.limits(limits)

    assert np.array_equal(there < moved.lower, values < 1)
    assert np.array_equal(there > moved.upper, values > 9)
    assert moved.lower < moved.target < moved.upper


def test_capability_is_that_of_the_transformed_values_and_counts_the_recorded_ones():
    values, limits = SAMPLES["lognormal"], SpecificationLimits(0.5, 20)
    made = box_cox_study(values, limits, power=0, sigma_within=0.5, minimum=300, out_of_control=["trend"])
    plain = study(np.log(values), SpecificationLimits(math.log(0.5), math.log(20)), sigma_within=0.5)

    assert made.study.overall.pk == plain.overall.pk
    assert made.study.within.pk == plain.within.pk
    assert made.study.observed.total.count == np.count_nonzero((values < 0.5) | (values > 20))
    assert (made.missing, made.study.missing, made.study.stable) == (100, 100, False)


def test_a_lower_limit_of_0_stays_for_a_positive_power():
    assert BoxCox(power=0.5).limits(SpecificationLimits(0, 4)).lower == -2


ZERO = SpecificationLimits(0, 4)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: box_cox([1.0, 0.0, 2.0]), "positive values: shift"),
        (lambda: box_cox([1.0, 1.0, 1.0]), "all values are equal"),
        (lambda: box_cox([1.0, 2.0]), "at least 3"),
        (lambda: box_cox([1.0, 2.0, np.nan]), "value 3 is nan"),
        (lambda: box_cox([1.0, 2.0, 3.0], confidence=2), "between 0 and 1"),
        (lambda: BoxCox(power=0.0).limits(ZERO), "leave it out"),
        (lambda: BoxCox(power=1.0).limits(SpecificationLimits(-1, 4)), "leave it out"),
        (lambda: BoxCox(power=1.0).transformed([0.0]), "positive values"),
        (lambda: fitted_study([1.0, -1.0, 2.0], UPPER, "gamma"), "shift values and limits"),
        (lambda: fitted_study([1.0, 0.0, 2.0], UPPER, "weibull"), "shift values and limits"),
        (lambda: fitted_study([0.0, 0.0, 0.0], UPPER, "exponential"), "shift values and limits"),
        (lambda: fitted_study([2.0, 2.0, 2.0], UPPER, "weibull"), "all values are equal"),
        (lambda: fitted_study([1.0, 2.0, 3.0], UPPER, "cauchy"), "exponential, gamma, lognormal, weibull"),
        (lambda: percentile_indices(2, 1, 3, UPPER), "in order"),
        (lambda: percentile_indices(1, 2, np.inf, UPPER), "finite"),
        (lambda: empirical_indices([], UPPER), "0 given, at least 1 needed"),
        (lambda: goodness_of_fit(SAMPLES["gamma"], FAMILIES["gamma"].fit(SAMPLES["gamma"]), 10), "99 or more"),
    ],
)
def test_what_cannot_be_computed_says_what_to_do(call, told):
    with pytest.raises(ValueError, match=told):
        call()


def test_an_exponential_distribution_takes_values_of_0():
    assert fitted_study([0.0, 1.0, 2.0], UPPER, "exponential").parameters == {"scale": 1.0}

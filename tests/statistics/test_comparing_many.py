"""All strata alike, and which are not: scipy, brute force, and where there is nothing to compare."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as some
from samples import drawn, triple
from scipy import stats

from qa_run.statistics.comparing import (
    adjusted_p_values,
    difference_of_means,
    funnel_of_means,
    funnel_of_proportions,
    homogeneity,
    homogeneity_of_proportions,
    kruskal_wallis,
    level_of_each,
    one_way_anova,
    welch_anova,
)
from qa_run.statistics.comparing.conditional import exact_p, matched_p, moments


@pytest.mark.parametrize("seed", range(4))
def test_all_means_alike_as_scipy_has_it(seed: int) -> None:
    groups = drawn(seed, strata=5)
    n, mean, sd = zip(*map(triple, groups), strict=True)
    told = stats.f_oneway(*groups)
    welch = stats.f_oneway(*groups, equal_var=False)
    pooled, separate = one_way_anova(n, mean, sd), welch_anova(n, mean, sd)

    assert (pooled.f, pooled.p) == pytest.approx((told.statistic, told.pvalue), rel=1e-9)
    assert (separate.f, separate.p) == pytest.approx((welch.statistic, welch.pvalue), rel=1e-9)
    assert pooled.mean == pytest.approx(np.concatenate(groups).mean())


def test_two_strata_are_compared_as_two_means_are() -> None:
    one, two = (8, 3.0, 1.0), (12, 4.0, 2.5)
    n, mean, sd = zip(one, two, strict=True)

    assert welch_anova(n, mean, sd).p == pytest.approx(float(difference_of_means(one, two).p))
    assert one_way_anova(n, mean, sd).p == pytest.approx(float(difference_of_means(one, two, equal_variances=True).p))


def test_strata_of_one_take_part_and_empty_ones_do_not() -> None:
    values = [np.array([1.0, 2, 4]), np.array([3.0]), np.array([2.0, 5])]
    n, mean, sd = [3, 0, 1, 2], [7 / 3, np.nan, 3, 3.5], [np.std(values[0], ddof=1), np.nan, np.nan, np.sqrt(4.5)]

    assert one_way_anova(n, mean, sd).p == pytest.approx(stats.f_oneway(*values).pvalue)
    with pytest.raises(ValueError, match="fewer than 2"):
        welch_anova(n, mean, sd)


@pytest.mark.parametrize(("means", "f", "p"), [([5.0, 5.0], 0.0, 1.0), ([5.0, 6.0], np.inf, 0.0)])
def test_means_of_strata_that_do_not_vary(means: list[float], f: float, p: float) -> None:
    found = one_way_anova([3, 3], means, [0, 0])

    assert (found.f, found.p) == (f, p)
    with pytest.raises(ValueError, match="does not vary"):
        welch_anova([3, 3], means, [0, 1])


@pytest.mark.parametrize(
    ("n", "says"), [([5], "two strata"), ([5, 0], "two strata"), ([1, 1], "single item"), ([[5, 5]], "one number each")]
)
def test_nothing_to_compare_is_refused(n: list[int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        one_way_anova(n, np.ones(np.shape(n)), np.ones(np.shape(n)))


@pytest.mark.parametrize("digits", [0, 9])
def test_ranks_of_all_strata_as_scipy_has_them(digits: int) -> None:
    groups = [np.round(each, digits) for each in drawn(3, strata=4)]
    labels = np.repeat(["a", "b", "c", "d"], [each.size for each in groups])
    found = kruskal_wallis(np.concatenate(groups), labels)
    told = stats.kruskal(*groups)

    assert (found.h, found.p) == pytest.approx((told.statistic, told.pvalue), rel=1e-9)
    assert found.smallest == min(each.size for each in groups)


def test_ranks_of_equal_values_say_nothing() -> None:
    found = kruskal_wallis([4, 4, 4], [0, 1, 1])

    assert (found.h, found.p) == (0, 1)
    with pytest.raises(ValueError, match="two strata"):
        kruskal_wallis([1, 2], [0, 0])
    with pytest.raises(ValueError, match="label"):
        kruskal_wallis([1, 2], [0])


def test_large_tables_are_judged_by_chi_square() -> None:
    table = np.array([[20, 30, 50], [25, 35, 41], [30, 28, 60]])
    found = homogeneity(table)
    told = stats.chi2_contingency(table)

    assert found.method == "chi-square"
    assert (found.statistic, found.df, found.p) == pytest.approx((told.statistic, told.dof, told.pvalue), rel=1e-9)
    expected = told.expected_freq
    rows, kinds, total = table.sum(1, keepdims=True), table.sum(0, keepdims=True), table.sum()
    adjusted = (table - expected) / np.sqrt(expected * (1 - rows / total) * (1 - kinds / total))
    assert found.residuals == pytest.approx(adjusted)


def by_force(table: np.ndarray) -> dict[float, float]:  # type: ignore[type-arg]
    """How probable each value of the statistic is, of two kinds, given all totals."""
    sizes, total = table.sum(axis=1), table[:, 0].sum()
    share = total / sizes.sum()
    chances: dict[float, float] = {}
    for counts in product(*(range(min(size, total) + 1) for size in sizes)):
        if sum(counts) == total:
            ways = float(np.prod([stats.binom.pmf(x, size, share) for x, size in zip(counts, sizes, strict=True)]))
            off = sum(
                (x - size * share) ** 2 / (size * share * (1 - share)) for x, size in zip(counts, sizes, strict=True)
            )
            chances[round(off, 9)] = chances.get(round(off, 9), 0) + ways
    everything = sum(chances.values())
    return {off: ways / everything for off, ways in chances.items()}


@settings(max_examples=40, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 4), some.integers(0, 5)), min_size=2, max_size=4))
def test_small_tables_are_gone_through_exactly(rows: list[tuple[int, int]]) -> None:
    table = np.array(rows, dtype=float)
    used = table[table.sum(axis=1) > 0]
    assume(len(used) > 1)
    assume((used.sum(axis=0) > 0).all())
    found = homogeneity(table, "exact")
    chances = by_force(used.astype(int))

    told = sum(ways for off, ways in chances.items() if off >= found.statistic - 1e-7)
    assert (found.method, found.p) == ("exact", pytest.approx(told, rel=1e-6))
    if used.sum() >= 4:
        mean, variance = moments(used)
        offs, ways = np.array(list(chances)), np.array(list(chances.values()))
        assert mean == pytest.approx(float(offs @ ways), rel=1e-6)
        assert variance == pytest.approx(float((offs - mean) ** 2 @ ways), rel=1e-5, abs=1e-9)


def test_what_cannot_be_gone_through_is_matched_by_its_moments() -> None:
    rng = np.random.default_rng(2)
    sizes = rng.integers(5, 600, 100)
    counts = rng.binomial(sizes, 0.01)
    found = homogeneity_of_proportions(counts, sizes)

    assert found.method == "matched moments"
    shuffled = rng.permuted(np.repeat([1.0, 0.0], [counts.sum(), sizes.sum() - counts.sum()]))
    share, starts = counts.sum() / sizes.sum(), np.concatenate([[0], np.cumsum(sizes)[:-1]])
    more = 0
    for _ in range(200):
        got = np.add.reduceat(rng.permuted(shuffled), starts)
        more += ((got - sizes * share) ** 2 / (sizes * share * (1 - share))).sum() >= found.statistic
    assert found.p == pytest.approx(more / 200, abs=0.12)
    with pytest.raises(ValueError, match="matched moments"):
        homogeneity_of_proportions(counts, sizes, "exact")


def test_three_kinds_with_few_items_are_matched_by_moments() -> None:
    assert homogeneity([[1, 2, 1], [3, 0, 1]]).method == "matched moments"


def test_exact_and_matched_tails_are_near_each_other() -> None:
    table = np.array([[1, 30], [0, 25], [3, 28], [0, 31], [6, 40], [2, 22]], dtype=float)
    statistic = homogeneity(table).statistic

    assert exact_p(table, statistic) == pytest.approx(matched_p(table, statistic), abs=0.02)


def test_items_of_one_kind_are_alike() -> None:
    found = homogeneity_of_proportions([0, 0, 0], [10, 20, 0])

    assert (found.statistic, found.df, found.p) == (0, 0, 1)
    assert found.residuals.shape == (3, 2)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ([[1, 2]], "two strata"),
        ([[1, 2], [0, 0]], "two strata"),
        ([1, 2], "row for each"),
        ([[1.5, 2], [1, 1]], "whole"),
        ([[np.nan, 2], [1, 1]], "value 1 is nan"),
    ],
)
def test_tables_that_make_no_sense_are_refused(table: list[list[float]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        homogeneity(table)


@given(some.lists(some.floats(0, 1), min_size=1, max_size=30))
def test_p_values_are_adjusted_as_scipy_does(p_values: list[float]) -> None:
    found = adjusted_p_values(p_values, "benjamini-hochberg")

    assert found == pytest.approx(stats.false_discovery_control(p_values), abs=1e-12)
    assert (adjusted_p_values(p_values, "sidak") <= adjusted_p_values(p_values) + 1e-12).all()


def test_levels_of_many_comparisons() -> None:
    assert level_of_each(0.05, 10) == pytest.approx(0.005)
    assert 1 - (1 - level_of_each(0.05, 10, "sidak")) ** 10 == pytest.approx(0.05)
    assert level_of_each(0.05, 10, "none") == 0.05
    with pytest.raises(ValueError, match="none"):
        level_of_each(0.05, 0)
    with pytest.raises(ValueError, match="correction"):
        level_of_each(0.05, 10, "benjamini-hochberg")


@pytest.mark.parametrize("correction", ["bonferroni", "sidak", "benjamini-hochberg", "none"])
@pytest.mark.parametrize("method", ["exact", "normal"])
def test_what_is_outside_a_funnel_lies_beyond_its_limits(correction: str, method: str) -> None:
    rng = np.random.default_rng(1)
    n = rng.integers(5, 3000, 400)
    count = rng.binomial(n, np.where(np.arange(400) < 20, 0.3, 0.1))
    found = funnel_of_proportions(count, n, 0.1, correction=correction, method=method)
    beyond = (found.estimate < found.lower - 1e-12) | (found.estimate > found.upper + 1e-12)

    assert (found.outside == beyond).all()
    assert found.outside[:20].sum() >= 10
    assert ((found.lower >= 0) & (found.upper <= 1)).all()


def test_exact_limits_of_a_funnel_are_counts_of_the_binomial() -> None:
    found = funnel_of_proportions([3, 40], [30, 500], 0.1, level=0.01, correction="none")

    assert found.lower * [30, 500] == pytest.approx(stats.binom.ppf(0.005, [30, 500], 0.1))
    assert found.upper * [30, 500] == pytest.approx(stats.binom.isf(0.005, [30, 500], 0.1))
    assert found.p == pytest.approx([1, min(1, 2 * stats.binom.cdf(40, 500, 0.1))])


def test_strata_that_differ_throughout_are_told_and_widened() -> None:
    rng = np.random.default_rng(8)
    n = np.full(200, 500)
    count = rng.binomial(n, np.clip(rng.normal(0.2, 0.06, 200), 0.01, 1))
    strict = funnel_of_proportions(count, n)
    wide = funnel_of_proportions(count, n, overdispersed=True)

    assert strict.dispersion > 3
    assert strict.dispersion_p < 1e-6
    assert wide.outside.sum() < strict.outside.sum()
    assert (wide.upper > strict.upper).all()
    assert wide.method == "normal"


def test_nothing_nonconforming_anywhere_is_no_signal() -> None:
    found = funnel_of_proportions([0, 0, 0], [10, 20, 30])

    assert (found.target, found.outside.any(), found.p.tolist()) == (0, False, [1, 1, 1])
    assert funnel_of_proportions([0, 1], [10, 20], target=0.0).outside.tolist() == [False, True]


def test_a_funnel_of_means() -> None:
    rng = np.random.default_rng(4)
    groups = [rng.normal(10 + (index == 7) * 2, 1, rng.integers(2, 60)) for index in range(40)]
    n, mean, sd = zip(*map(triple, groups), strict=True)
    found = funnel_of_means(n, mean, sd)
    beyond = (found.estimate < found.lower) | (found.estimate > found.upper)

    assert (found.outside == beyond).all()
    assert found.outside[7]
    assert found.target == pytest.approx(np.concatenate(groups).mean())
    assert not funnel_of_means(n, np.full(40, 3.0), sd).outside.any()


@pytest.mark.parametrize(
    ("n", "sd", "says"),
    [
        ([1, 1], [1, 1], "nothing varies"),
        ([3, 3], [0, 0], "nothing varies"),
        ([3], [1], "two strata"),
        ([0, 3], [1, 1], "n"),
    ],
)
def test_a_funnel_of_means_needs_repeats_that_differ(n: list[int], sd: list[float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        funnel_of_means(n, np.ones(len(n)), sd)


@pytest.mark.parametrize(
    ("count", "n", "target", "says"),
    [
        ([1], [2], None, "two strata"),
        ([3, 1], [2, 2], None, "more items"),
        ([1, 1], [2, 2], 5, "from 0 to 1"),
        ([1, 1], [0, 2], None, "n"),
    ],
)
def test_a_funnel_of_proportions_needs_counts(count: list[int], n: list[int], target: float | None, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        funnel_of_proportions(count, n, target)

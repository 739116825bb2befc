"""One sample against another: scipy, published examples, and where there is nothing to compare."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as some
from samples import Triple, drawn, triple
from scipy import stats

from qa_run.statistics.comparing import (
    difference_of_means,
    difference_of_medians,
    difference_of_proportions,
    equivalence_of_means,
    equivalence_of_proportions,
    kruskal_wallis,
    two_by_two,
)
from qa_run.statistics.comparing.proportions import METHODS


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("equal", [True, False])
@pytest.mark.parametrize(("side", "alternative"), [("both", "two-sided"), ("lower", "greater"), ("upper", "less")])
def test_means_are_compared_as_scipy_does(seed: int, equal: bool, side: str, alternative: str) -> None:
    one, two = drawn(seed)
    found = difference_of_means(triple(one), triple(two), 0.9, side, equal)
    told = stats.ttest_ind(one, two, equal_var=equal, alternative=alternative)
    interval = told.confidence_interval(0.9)

    assert (found.t, found.p, found.df) == pytest.approx((told.statistic, told.pvalue, told.df), rel=1e-10)
    assert (found.lower, found.upper) == pytest.approx((interval.low, interval.high), rel=1e-9)


def test_many_pairs_of_strata_are_compared_at_once() -> None:
    found = difference_of_means(([5, 9], [1, 2], [1, 1]), (7, [0.0, 2.0], 1.5))

    assert found.difference.tolist() == [1, 0]
    assert found.p[1] == 1


@pytest.mark.parametrize(("other", "p", "t"), [(5.0, 1.0, 0.0), (4.0, 0.0, np.inf), (6.0, 0.0, -np.inf)])
def test_means_of_what_does_not_vary(other: float, p: float, t: float) -> None:
    found = difference_of_means((3, 5.0, 0.0), (4, other, 0.0))

    assert (found.p, found.t, found.lower, found.upper) == (p, t, 5 - other, 5 - other)


def test_very_small_deviations_do_not_vanish() -> None:
    tiny = difference_of_means((5, 1.0, 1e-200), (9, 1.0, 3e-200))
    usual = difference_of_means((5, 1.0, 1.0), (9, 1.0, 3.0))

    assert tiny.df == pytest.approx(float(usual.df))


@pytest.mark.parametrize("bad", [(1, 5.0, 1.0), (3, np.nan, 1.0), (3, 5.0, np.inf), (3, 5.0, -1.0), (2.5, 5.0, 1.0)])
def test_a_side_that_makes_no_sense_is_refused(bad: Triple) -> None:
    with pytest.raises(ValueError, match=r"^(n|mean|sd)"):
        difference_of_means(bad, (5, 5.0, 1.0))


@pytest.mark.parametrize("seed", range(4))
def test_means_are_equivalent_by_two_tests(seed: int) -> None:
    one, two = drawn(seed, least=15)
    found = equivalence_of_means(triple(one), triple(two), 1.5)
    below = stats.ttest_ind(one + 1.5, two, equal_var=False, alternative="greater").pvalue
    above = stats.ttest_ind(one - 1.5, two, equal_var=False, alternative="less").pvalue

    assert found.p == pytest.approx(max(below, above), rel=1e-9)
    assert bool(found.equivalent) == (found.p < 0.05)


def test_a_difference_as_large_as_the_margin_is_not_equivalent() -> None:
    assert not equivalence_of_means((9, 1.0, 0.0), (9, 0.0, 0.0), 1.0).equivalent
    assert equivalence_of_means((9, 1.0, 0.0), (9, 0.0, 0.0), 1.1).equivalent
    assert not equivalence_of_means((9, 1.0, 0.0), (9, 0.0, 0.0), 2.0, margin_lower=-0.1).p


@pytest.mark.parametrize("margin", [0, -1, np.nan])
def test_a_margin_is_above_zero(margin: float) -> None:
    with pytest.raises(ValueError, match="margin"):
        equivalence_of_means((9, 1.0, 1.0), (9, 0.0, 1.0), margin)


@pytest.mark.parametrize("level", [0.5, 0.0, 1])
def test_a_level_of_half_or_more_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="share between"):
        equivalence_of_means((9, 1.0, 1.0), (9, 0.0, 1.0), 1.0, level)


def test_newcombes_own_examples() -> None:
    """Newcombe (1998), table II, method 10: 56/70 and 48/80; 9/10 and 3/10; 10/10 and 0/10."""
    for first, second, told in (
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ):
        found = difference_of_proportions(first, second)
        assert (found.lower, found.upper) == pytest.approx(told, abs=5e-5)


def test_mees_and_miettinens_own_examples() -> None:
    """The same table, methods 5 (Mee) and 6 (Miettinen and Nurminen)."""
    for method, told in (("mee", (0.0533, 0.3377)), ("miettinen-nurminen", (0.0528, 0.3382))):
        found = difference_of_proportions((56, 70), (48, 80), method=method)
        assert (found.lower, found.upper) == pytest.approx(told, abs=5e-5)


@settings(max_examples=60, deadline=None)
@given(
    n1=some.integers(1, 40),
    n2=some.integers(1, 40),
    share1=some.floats(0, 1),
    share2=some.floats(0, 1),
    method=some.sampled_from(sorted(METHODS)),
)
def test_a_difference_lies_in_its_interval_and_turns_with_the_order(
    n1: int, n2: int, share1: float, share2: float, method: str
) -> None:
    first, second = (round(share1 * n1), n1), (round(share2 * n2), n2)
    one, two = (difference_of_proportions(*pair, method=method) for pair in ((first, second), (second, first)))

    if method != "agresti-caffo":
        assert one.lower - 1e-12 <= one.difference <= one.upper + 1e-12
    assert (one.lower, one.upper) == pytest.approx((-two.upper, -two.lower), abs=1e-9)
    assert -1 <= one.lower <= one.upper <= 1


@pytest.mark.parametrize(
    ("first", "second"), [((3, 2), (1, 2)), ((1, 0), (1, 2)), ((0.5, 2), (1, 2)), ((-1, 2), (1, 2))]
)
def test_counts_that_make_no_sense_are_refused(first: tuple[float, int], second: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"count|^n"):
        difference_of_proportions(first, second)
    with pytest.raises(ValueError, match=r"count|^n"):
        two_by_two(first, second)  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["miettinen-nurminen", "mee", "wald"])
def test_proportions_are_equivalent_where_the_interval_says_so(method: str) -> None:
    counts = np.arange(0, 101, 4)
    found = equivalence_of_proportions((counts, 100), (30, 110), 0.12, method=method)

    assert 0 < found.equivalent.sum() < counts.size
    assert (found.equivalent == (found.p < 0.05)).all()
    assert not equivalence_of_proportions((30, 100), (30, 100), 0.01).equivalent


@pytest.mark.parametrize("margin", [0, 1, 5])
def test_a_margin_of_proportions_is_a_share(margin: float) -> None:
    with pytest.raises(ValueError, match="margin"):
        equivalence_of_proportions((3, 10), (3, 10), margin)


@pytest.mark.parametrize(("side", "alternative"), [("both", "two-sided"), ("lower", "greater"), ("upper", "less")])
def test_two_by_two_as_scipy_has_it(side: str, alternative: str) -> None:
    for first, second in (((5, 12), (9, 14)), ((0, 7), (3, 9)), ((7, 7), (3, 9)), ((40, 400), (70, 390))):
        table = [[first[0], first[1] - first[0]], [second[0], second[1] - second[0]]]
        found = two_by_two(first, second, 0.95, side)
        ratio = stats.contingency.odds_ratio(table)
        interval = ratio.confidence_interval(0.95, alternative)

        assert found.fisher_p == pytest.approx(stats.fisher_exact(table, alternative=alternative).pvalue, rel=1e-9)
        assert found.odds_ratio == pytest.approx(ratio.statistic, rel=1e-6)
        assert (found.odds_lower, found.odds_upper) == pytest.approx((interval.low, interval.high), rel=1e-6)
        plain, corrected = stats.chi2_contingency(table, False), stats.chi2_contingency(table, True)
        assert (found.chi_square, found.p) == pytest.approx((plain.statistic, plain.pvalue), rel=1e-9)
        assert found.smallest_expected == pytest.approx(plain.expected_freq.min())
        assert two_by_two(first, second, corrected=True).p == pytest.approx(corrected.pvalue, rel=1e-9)


@pytest.mark.parametrize(("first", "second"), [((0, 5), (0, 6)), ((5, 5), (6, 6))])
def test_a_table_of_one_kind_says_nothing(first: tuple[int, int], second: tuple[int, int]) -> None:
    found = two_by_two(first, second)

    assert (found.chi_square, found.p, found.fisher_p, found.odds_ratio) == (0, 1, 1, None)
    assert (found.odds_lower, found.odds_upper) == (0, np.inf)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("side", "alternative"), [("both", "two-sided"), ("lower", "greater"), ("upper", "less")])
@pytest.mark.parametrize("digits", [1, 9])
def test_medians_are_compared_as_scipy_does(seed: int, side: str, alternative: str, digits: int) -> None:
    one, two = (np.round(each, digits) for each in drawn(seed))
    found = difference_of_medians(one, two, 0.9, side)
    told = stats.mannwhitneyu(
        one, two, alternative=alternative, method="exact" if found.method == "exact" else "asymptotic"
    )
    differences = np.sort(np.subtract.outer(one, two).ravel())

    assert (found.statistic, found.p) == pytest.approx((told.statistic, told.pvalue), rel=1e-9)
    assert found.shift == pytest.approx(np.median(differences), abs=1e-12)
    for bound in (found.lower, found.upper):
        assert bound is None or np.abs(differences - bound).min() < 1e-12


def test_bounds_of_a_shift_are_where_the_test_turns() -> None:
    one, two = drawn(11)
    found = difference_of_medians(one, two)
    assert found.lower is not None
    assert found.upper is not None

    for bound, inside in ((found.lower, 1e-9), (found.upper, -1e-9)):
        assert stats.mannwhitneyu(one, two + bound + inside, method="exact").pvalue > 0.05
        assert stats.mannwhitneyu(one, two + bound - inside, method="exact").pvalue <= 0.05


def test_two_values_a_side_bound_nothing() -> None:
    found = difference_of_medians([1, 2], [3, 4])

    assert (found.shift, found.lower, found.upper) == (-2, None, None)


def test_large_samples_need_no_table_of_differences() -> None:
    rng = np.random.default_rng(5)
    one, two = rng.normal(0.1, 1, 60_000), rng.normal(0, 1, 50_000)
    found = difference_of_medians(one, two)
    assert found.lower is not None
    assert found.upper is not None

    assert found.method == "normal"
    assert found.lower < found.shift < found.upper
    assert found.shift == pytest.approx(0.1, abs=0.02)


def test_all_values_equal_say_nothing_of_a_shift() -> None:
    found = difference_of_medians([5, 5, 5], [5, 5])

    assert (found.shift, found.p) == (0, 1)


@pytest.mark.parametrize("bad", [[], [1, np.nan], [np.inf]])
def test_values_that_make_no_sense_are_refused(bad: list[float]) -> None:
    with pytest.raises(ValueError, match=r"values"):
        difference_of_medians(bad, [1, 2])
    with pytest.raises(ValueError, match=r"values"):
        kruskal_wallis(bad, ["a"] * len(bad))

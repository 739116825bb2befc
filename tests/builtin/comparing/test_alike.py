"""The same in every shop: what is compared, what is named, and what is not decided."""

import time

import numpy as np
import pytest
from scipy import stats

from qa_run import Outcome
from qa_run.builtin.comparing.alike import Alike
from qa_run.testing import as_written, judge_values

A, B, C = [80.0, 81.5, 79.2, 80.4, 80.9], [80.3, 79.9, 81.1, 80.0], [81.0, 80.2, 79.5, 80.8, 81.7, 80.1]
SHOPS = ["A"] * 5 + ["B"] * 4 + ["C"] * 6


def judged(written, values, shops, **options):
    return judge_values(as_written(Alike, {"across": "shop", **written}), values, columns={"shop": shops}, **options)


def table(n, mean=None, sd=None, count=None):
    """What the host hands over, for many strata."""
    n = np.asarray(n, dtype=float)
    names = {"stratum": tuple(f"s{place:04d}" for place in range(n.size)), "others": ()}
    plain = {"n": n, "items": n, "recorded": n, "lacking": n * 0, **names}
    return {**plain, "count": count} if count is not None else {**plain, "total": n * mean, "stdev": sd}


def test_the_message_tells_the_lowest_and_the_highest_by_name():
    result = judged({"mean_within": 2}, ["78.1", "80.1"], ["Roma", "Milano"])

    assert result.outcome is Outcome.PASSED
    assert result.message == "from 78.1 in Roma (n = 1) to 80.1 in Milano (n = 1): 2 apart"


def test_a_difference_is_that_of_the_decimals_also_far_from_zero():
    result = judged({"mean_within": 2}, ["1000078.1", "1000080.1"], ["Roma", "Milano"])

    assert result.outcome is Outcome.PASSED
    assert result.measured["alike"] == 2


@pytest.mark.parametrize("sure", ["90 %", "95 %", "99 %"])
def test_every_pair_is_shown_by_two_one_sided_tests(sure):
    level = 1 - float(sure.removesuffix(" %")) / 100
    bounds = []
    for one, other in ((A, B), (A, C), (B, C)):
        interval = stats.ttest_ind(one, other, equal_var=False).confidence_interval(1 - 2 * level)
        bounds += [abs(interval.low), abs(interval.high)]

    result = judged({"mean_within": 3, "confidence": sure}, A + B + C, SHOPS)

    assert result.measured["upper_bound"] == pytest.approx(max(bounds), rel=1e-9)
    assert result.outcome is Outcome.PASSED


def test_too_few_to_show_a_margin_are_not_inspected_and_told_how_many_would_do():
    result = judged({"mean_within": 1, "confidence": "95 %"}, A + B + C, SHOPS)

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "too few to show 1 or less; about 8 of each would do" in result.message


def test_medians_are_compared_whatever_else_is_recorded():
    result = judged({"median_within": 2}, ["78", "79", "999", "80", "81", "81.5"], ["A"] * 3 + ["B"] * 3)

    assert result.outcome is Outcome.PASSED
    assert result.message == "from 79 in A (n = 3) to 81 in B (n = 3): 2 apart"


def test_medians_within_a_margin_are_shown_by_the_bounds_of_each():
    result = judged({"median_within": 3, "confidence": "90 %"}, A + B + C, SHOPS)
    too_few = judged({"median_within": 3, "confidence": "95 %"}, A + B + C, SHOPS)

    # of four values, the largest is a bound with 1 - .5**4; A 80.4, up to 81.5; B 80.15, from 79.9
    assert result.outcome is Outcome.PASSED
    bounds = [(80.4, 79.2, 81.5), (80.15, 79.9, 81.1), (80.5, 79.5, 81.7)]
    widest = max(m - k + np.hypot(high - m, k - low) for m, _, high in bounds for k, low, _ in bounds if m != k)
    assert result.measured["upper_bound"] == pytest.approx(widest)
    assert too_few.outcome is Outcome.NOT_INSPECTED
    assert "B has fewer than 5 values, and a confidence of medians takes 5 at least" in too_few.message


def test_means_that_are_apart_as_recorded_fail_whatever_the_confidence():
    result = judged({"mean_within": 0.1, "confidence": "95 %"}, A + B + C, SHOPS)

    assert result.outcome is Outcome.FAILED


def test_strata_that_do_not_vary_show_nothing():
    result = judged({"mean_within": 1, "confidence": "95 %"}, [4, 4, 4, 4], ["A", "A", "B", "B"])

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "A, B do not vary" in result.message


def test_one_value_of_a_stratum_shows_nothing_with_confidence():
    result = judged({"mean_within": 9, "confidence": "95 %"}, [4, 5, 4], ["A", "A", "B"])

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "B has one value" in result.message


@pytest.mark.parametrize(
    ("test", "reference"),
    [
        ("anova", lambda: stats.f_oneway(A, B, C).pvalue),
        ("welch", lambda: stats.f_oneway(A, B, C, equal_var=False).pvalue),
        ("kruskal_wallis", lambda: stats.kruskal(A, B, C).pvalue),
    ],
)
def test_a_test_has_the_p_value_of_scipy(test, reference):
    result = judged({"test": test}, A + B + C, SHOPS)

    assert result.measured["alike"] == pytest.approx(reference(), rel=1e-9)
    assert "no difference is shown" in result.message


def test_shares_are_tested_by_chi_square_with_missing_ones_not_conforming():
    values = ["yes"] * 50 + ["no"] * 9 + [None] + ["yes"] * 40 + ["no"] * 20
    expected = stats.chi2_contingency([[50, 10], [40, 20]], correction=False)

    result = judged({"of": "yes", "test": "chi_square"}, values, ["A"] * 60 + ["B"] * 60)

    assert result.outcome is Outcome.FAILED
    assert result.measured["alike"] == pytest.approx(expected.pvalue, rel=1e-9)
    assert result.measured["chi_square"] == pytest.approx(expected.statistic, rel=1e-9)


def test_welch_names_who_has_one_value_and_who_does_not_vary():
    lone = judged({"test": "welch"}, [1, 2, 3], ["A", "A", "B"])
    equal = judged({"test": "welch"}, [1, 2, 3, 3], ["A", "A", "B", "B"])

    assert (lone.outcome, equal.outcome) == (Outcome.NOT_INSPECTED, Outcome.NOT_INSPECTED)
    assert lone.message == "one value of B: Welch's test takes 2 at least of each"
    assert equal.message == "all values of B are equal: Welch's test cannot weigh them; test: anova can"


def test_single_values_everywhere_cannot_be_tested():
    for written in ({"test": "anova"}, {"funnel": "95 %"}):
        assert judged(written, [1, 2, 3], ["A", "B", "C"]).outcome is Outcome.NOT_INSPECTED


def test_strata_without_spread_that_differ_are_not_alike():
    for written in ({"test": "anova"}, {"funnel": "95 %"}):
        assert judged(written, [1, 1, 2, 2], ["A", "A", "B", "B"]).outcome is Outcome.FAILED
        assert judged(written, [1, 1, 1, 1], ["A", "A", "B", "B"]).outcome is Outcome.PASSED


def test_a_funnel_names_the_stratum_outside_with_its_limits():
    values = ["no"] * 20 + ["yes"] * 30 + (["yes"] * 49 + ["no"]) * 3
    shops = ["Roma"] * 50 + ["Bari"] * 50 + ["Como"] * 50 + ["Lodi"] * 50

    result = judged({"of": "yes", "funnel": "95 %"}, values, shops)

    assert result.outcome is Outcome.FAILED
    assert result.message.startswith("1 of 4 lies outside the funnel around 88.5 %: Roma (60 %, n = 50, limits ")
    assert [(item.item, item.value, item.place) for item in result.items] == [("Roma", 0.6, "shop=Roma")]
    assert result.measured["outside"] == 1


def test_a_blank_stratum_takes_part_and_is_named():
    result = judged({"mean_within": 2}, [80, 90], [None, "Roma"])

    assert result.outcome is Outcome.FAILED
    assert "from 80 in (blank) (n = 1) to 90 in Roma" in result.message


def test_a_stratum_without_a_value_is_named_and_nothing_is_released():
    result = judged({"mean_within": 2}, [80, 81, None], ["A", "B", "C"], optional=True)

    assert result.outcome is Outcome.NOT_INSPECTED
    assert result.message.endswith("no value of C")


def test_signals_keep_their_names_beside_strata_without_values():
    values, shops = [None, *[1, 2, 3] * 9, *[51, 52, 53]], ["A", *["B"] * 27, *["C"] * 3]

    result = judged({"funnel": "95 %"}, values, shops, optional=True)

    assert {item.item for item in result.items} == {"B", "C"}
    assert "; no value of A" in result.message


def test_missing_values_fail_and_are_told_by_stratum():
    result = judged({"mean_within": 2}, [80, None, 81, "x"], ["A", "A", "B", "B"])

    assert result.outcome is Outcome.FAILED
    assert "missing or unreadable: A 1, B 1" in result.message


def test_fewer_than_two_strata_have_nothing_to_be_compared_with():
    result = judged({"mean_within": 2}, [80, 81], ["A", "A"])

    assert result.outcome is Outcome.NOT_INSPECTED
    assert result.message == "only A has values, and there is nothing to compare it with"


def test_strata_that_differ_in_outer_spaces_are_one():
    for engine in ("DuckDB on CSV", "DuckDB on Parquet", "Polars"):
        result = judged({"mean_within": 2}, [80, 90, 84], ["A", " A", "B"], engine=engine)

        assert result.message == "from 84 in B (n = 1) to 85 in A (n = 2): 1 apart"


def test_a_funnel_of_2000_strata_takes_less_than_a_second():
    rng = np.random.default_rng(7)
    n = rng.integers(5, 400, 2000)
    of_means = table(n, mean=rng.normal(80, 0.01, 2000), sd=abs(rng.normal(1, 0.1, 2000)))
    of_shares = table(n, count=rng.binomial(n, 0.02))
    means, shares = (as_written(Alike, {"across": "s", "funnel": "95 %", **of}) for of in ({}, {"of": "yes"}))
    means.judge(of_means)  # imports scipy
    began = time.perf_counter()

    outside = [means.judge(of_means).numbers["outside"], shares.judge(of_shares).numbers["outside"]]

    assert outside == [0, 0]
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({}, "it is not said how much alike: write one of mean_within, median_within, share_within"),
        ({"mean_within": 2, "test": "anova"}, "mean_within and test ask different things"),
        ({"share_within": "5 %"}, "share_within compares shares: say of what"),
        ({"test": "chi_square"}, "test: chi_square compares shares"),
        ({"test": "anova", "of": "yes"}, "of counts shares, and anova compares values"),
        ({"mean_within": 2, "of": "yes"}, "of counts shares, and mean_within compares values"),
        ({"mean_within": -2}, "mean_within is a distance"),
        ({"median_within": -2}, "median_within is a distance"),
        ({"median_within": 2, "of": "yes"}, "of counts shares, and median_within compares values"),
        ({"mean_within": 0, "confidence": "95 %"}, "confidence shows no difference of 0"),
        ({"mean_within": 2, "confidence": "5 %"}, "confidence lies between 50 % and 100 %"),
        ({"mean_within": 2, "level": "5 %"}, "level goes with test, not with mean_within"),
        ({"test": "anova", "correction": "sidak"}, "correction goes with funnel, not with test"),
        ({"test": "anova", "overdispersed": True}, "overdispersed goes with funnel"),
        ({"funnel": "100 %"}, "funnel lies between 0 % and 100 %"),
        ({"of": "yes", "share_within": "100 %"}, "share_within is less than 100 %"),
        ({"of": "yes", "funnel": "95 %", "target": "120 %"}, "target is a share"),
        ({"of": "yes", "funnel": "95 %", "target": 0.9}, "the limit of a share is written in per cent: write 90 %"),
        ({"test": "anowa"}, "'anowa' is none of anova"),
    ],
)
def test_what_makes_no_sense_is_refused(written, told):
    with pytest.raises(ValueError, match=told.replace("(", r"\(")):
        as_written(Alike, {"across": "shop", **written})

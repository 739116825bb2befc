"""Intervals, summaries and net contents against R, NIST's certified values and published tables."""

from collections import Counter
from typing import Any

import pytest
from comparing import same
from oracles import cases

from qa_run.statistics.comparing import difference_of_proportions, two_by_two
from qa_run.statistics.describing import anderson_darling, lilliefors, quantiles, shapiro_wilk, summary
from qa_run.statistics.intervals import (
    EUROPEAN,
    US_CATEGORY_A,
    distribution_free_size,
    mean_interval,
    proportion_interval,
    rate_interval,
    sample_correction_factor,
    sigma_interval,
    tolerance_factor,
)
from qa_run.statistics.variables import variables_plan

#: R's names of the methods for one proportion, and ours.
NAMES = {
    "exact": "clopper-pearson",
    "asymptotic": "wald",
    "lrt": "likelihood-ratio",
    "jeffreys_qbeta": "jeffreys",
    "midp": "mid-p",
}


INTERVALS = cases("intervals_summary")


CONTENTS = cases("net_contents_scf_strd_misc")


PUBLISHED = cases("published_crosscheck")


def one_proportion(asked: dict[str, Any], told: dict[str, Any]) -> bool:
    x, n, confidence = asked["x"], asked["n"], asked["confidence_level"]
    exact, wilson, corrected = (
        proportion_interval(x, n, confidence, method=each) for each in ("clopper-pearson", "wilson", "wilson-corrected")
    )
    return (
        same((exact.lower, exact.upper), told["clopper_pearson"])
        and same((wilson.lower, wilson.upper), told["wilson"])
        and same((corrected.lower, corrected.upper), told["wilson_cc"])
        and same(proportion_interval(x, n, confidence, "upper").upper, told["cp_upper_one_sided"])
        and same(proportion_interval(x, n, confidence, "lower").lower, told["cp_lower_one_sided"])
    )


def every_method(asked: dict[str, Any], told: dict[str, Any]) -> bool:
    return all(_method(asked, name, (bounds["lower"], bounds["upper"])) for name, bounds in told.items())


def _method(asked: dict[str, Any], name: str, told: tuple[float, float]) -> bool:
    found = proportion_interval(
        asked["x"], asked["n"], asked["confidence_level"], method=NAMES.get(name, name), clipped=False
    )
    bounds = (found.lower, found.upper)
    if name == "midp" and 0 < asked["x"] < asked["n"]:  # PropCIs looks along a grid of steps of 0.0005
        return same(bounds, told, 0, 5.01e-4)
    if name == "lrt":  # binom's uniroot stops within 1.2e-4
        return same(bounds, told, 0, 1.3e-4)
    return same(bounds, told)


def one_rate(asked: dict[str, Any], told: dict[str, Any]) -> bool:
    arguments = asked["x"], asked["T"], asked["confidence_level"]
    both = rate_interval(*arguments)
    return (
        same((both.lower, both.upper), told["exact"])
        and same(rate_interval(*arguments, "upper").upper, told["upper_one_sided"])
        and same(rate_interval(*arguments, "lower").lower, told["lower_one_sided"])
    )


def two_proportions(asked: dict[str, Any], told: dict[str, Any]) -> bool:
    first, second = (asked["x1"], asked["n1"]), (asked["x2"], asked["n2"])
    table = two_by_two(first, second)
    wald, score = (difference_of_proportions(first, second, method=each) for each in ("wald", "miettinen-nurminen"))
    return (
        same((table.chi_square, table.p, table.fisher_p), (told["chisq"], told["p_value"], told["fisher_p"]))
        and same((wald.lower, wald.upper), told["wald_ci"])
        # fisher.test's uniroot stops within 1.2e-4, diffscoreci's halving within 1e-7 and its z squared within 1e-6
        and same(
            (table.odds_ratio, table.odds_lower, table.odds_upper), (told["fisher_or"], *told["fisher_ci"]), 2e-4, 1e-4
        )
        and same((score.lower, score.upper), told["score_ci_mee"], 0, 2e-7)
    )


def one_sample(asked: dict[str, Any], told: dict[str, Any]) -> bool:
    values = asked["x"]
    found = summary(values)
    shapes = {each: summary(values, each) for each in ("moments", "adjusted", "minitab")}
    skewness, kurtosis = told["skewness_g1_b1_type"], told["excess_kurtosis"]
    checks = [
        same((found.mean, found.sd), (told["mean"], told["sd"])),
        same([each.skewness for each in shapes.values()], list(skewness.values())),
        same([each.excess_kurtosis for each in shapes.values()], list(kurtosis.values())),
        *(
            same(quantiles(values, [0.00135, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99865], int(kind[-1])), each)
            for kind, each in told["quantiles_by_type"].items()
        ),
    ]
    for percent in (95, 99):
        mean = mean_interval(found.n, found.mean, found.sd, percent / 100)
        checks.append(same((mean.lower, mean.upper), told[f"mean_ci{percent}"]))
    sigma = sigma_interval(found.n, found.sd)
    checks.append(same((sigma.lower, sigma.upper), told["sd_ci95"]))
    shapiro, distance = shapiro_wilk(values), lilliefors(values)
    checks.append(same((shapiro.statistic, shapiro.p), (told["shapiro_w"], told["shapiro_p"]), 1e-7))
    checks.append(same((distance.statistic, distance.p), (told["lilliefors_d"], told["lilliefors_p"])))
    if told["anderson_darling_A"] is None:
        with pytest.raises(ValueError, match="at least 8"):
            anderson_darling(values)
    else:
        darling = anderson_darling(values)
        checks.append(same((darling.statistic, darling.p), (told["anderson_darling_A"], told["anderson_darling_p"])))
    return all(checks)


KINDS = {
    "binom.test / prop.test": one_proportion,
    "binom.confint / midPci": every_method,
    "poisson.test": one_rate,
    "two proportions": two_proportions,
    "one-sample summary": one_sample,
}


def test_intervals_and_summaries_agree() -> None:
    agree = {number: KINDS[case["function"]](case["input"], case["output"]) for number, case in enumerate(INTERVALS)}

    assert [number for number, good in agree.items() if not good] == []
    assert len(agree) == 377
    assert Counter(case["function"] for case in INTERVALS) == {
        "binom.test / prop.test": 229,
        "binom.confint / midPci": 71,
        "poisson.test": 70,
        "two proportions": 4,
        "one-sample summary": 3,
    }


def test_correction_factors_and_certified_values_agree() -> None:
    run = Counter[str]()
    for case in CONTENTS:
        asked, told = case["input"], case["output"]
        if case["function"].startswith("sample correction factor"):
            run["factors"] += 1
            for name, confidence in (
                ("p0_95", 0.95),
                ("p0_975_HB133_catA", US_CATEGORY_A),
                ("p0_99", 0.99),
                ("p0_995_EU_OIML", EUROPEAN),
            ):
                assert sample_correction_factor(asked["n"], confidence) == pytest.approx(told[name], rel=1e-12)
        elif case["source"].startswith("NIST StRD"):
            run["certified"] += 1
            found = summary(asked["x"])
            assert found.mean == pytest.approx(told["certified_mean"], rel=1e-15)
            # no closer than the data as they are read: 1000000.2 is no binary fraction
            assert found.sd == pytest.approx(told["r_sd"], rel=1e-9)
            assert found.sd == pytest.approx(told["certified_sd"], rel=1e-8)
        else:
            run["by attributes, tested elsewhere"] += 1

    assert run == {"factors": 39, "certified": 5, "by attributes, tested elsewhere": 2}
    assert sum(run.values()) == len(CONTENTS) == 46


def published(source: str) -> list[dict[str, Any]]:
    return [case for case in PUBLISHED if case["source"].startswith(source)]


def test_published_values_agree() -> None:
    """Those of this topic: the others are of charts, measurement and sampling by attributes, and tested there."""
    run = 0
    for source, sizes, confidence in (
        ("76/211/EEC", [20, 30, 50], EUROPEAN),
        ("OIML R 87", [50, 80, 125], EUROPEAN),
        ("NIST HB 133", [2, 3, 4, 11, 12, 24, 48], US_CATEGORY_A),
    ):
        for case in published(source):
            run += 1
            found = sample_correction_factor(sizes, confidence)
            assert same(found, case["published"], 0, case["tolerance"])
            assert same(found, case["computed"], 0, 1e-8)
    for case in published("Wilks"):
        run += 1
        assert [distribution_free_size(0.95, 0.95, sides) for sides in (1, 2)] == case["published"]
    for case in published("NIST e-handbook 7.2.6.3"):
        run += 1
        found = tolerance_factor(43, 0.90, 0.99, method="howe")
        assert same(found, case["computed"], 0, 1e-7)
        assert same(found, case["published"], 0, case["tolerance"])
    for case in published("ANSI Z1.9 table B-1 code"):
        run += 1
        letter = case["source"][-1]
        found = [variables_plan(letter, aql).k for aql in (0.10, 0.15, 0.25, 0.40, 0.65, 1.0, 1.5)]
        assert same(found, case["computed"], 0, 1e-7), case["source"]
        assert same(found, case["published"], 0, case["tolerance"]), case["source"]

    assert run == 14
    assert len(PUBLISHED) == 31

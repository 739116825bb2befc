"""Gage R&R against SixSigma, VCA and lme4, and the examples of AIAG and Minitab."""

from typing import Any

import pytest
from oracles import cases
from scipy import stats

from qa_run.statistics.measuring import (
    AnovaRow,
    gage_rr_average_range,
    gage_rr_crossed,
    gage_rr_nested,
    gage_rr_unbalanced,
)
from qa_run.statistics.spread import d2, d3

CASES = list(enumerate(cases("gage_rr")))
CROSSED = [each for each in CASES if each[1]["function"] == "ss.rr(method='crossed')"]
NESTED = [each for each in CASES if each[1]["function"] == "ss.rr(method='nested')"]
VCA = [each for each in CASES if each[1]["function"].startswith("anovaVCA")]
LME4 = [each for each in CASES if each[1]["function"].startswith("lmer")]

#: What the reference gets wrong in every nested case, as the file's own note says; see the test of the factor.
NESTED_SKIPPED = {
    "Total Gage R&R": "adds the wrong reproducibility",
    "Reproducibility": "divides by all parts * repeats and multiplies by operators - 1 instead of operators",
    "Total Variation": "adds the wrong reproducibility",
    "pct_contribution": "of the wrong total",
    "pct_study_var": "of the wrong total",
    "ndc": "of the wrong gage",
    "p of operator": "its F is over the parts, its p takes the repeats' degrees of freedom for theirs",
}
ROWS = {
    "Total Gage R&R": "gage",
    "Repeatability": "repeatability",
    "Reproducibility": "reproducibility",
    "operator": "operator",
    "part:operator": "interaction",
    "Part-To-Part": "part",
    "Total Variation": "total",
}
REML = {"part": "part", "operator": "operator", "part:operator": "interaction", "Residual": "repeatability"}
NESTED_REML = {"operator": "operator", "part:operator": "part", "Residual": "repeatability"}


def named(items: list[tuple[int, dict[str, Any]]]) -> Any:
    return pytest.mark.parametrize("case", [case for _, case in items], ids=[str(at) for at, _ in items])


def study(case: dict[str, Any]) -> tuple[Any, Any, Any]:
    return case["input"]["part"], case["input"]["operator"], case["input"]["y"]


def test_every_case_of_the_file_is_run() -> None:
    assert len(CROSSED) + len(NESTED) + len(VCA) + len(LME4) == len(CASES) == 54


def assert_table(rows: tuple[AnovaRow, ...], wanted: dict[str, Any]) -> None:
    assert [row.source for row in rows] == [name if ":" in name else name.lower() for name in wanted]
    for row, told in zip(rows, wanted.values(), strict=True):
        assert row.df == told["df"]
        assert row.ss == pytest.approx(told["ss"], rel=1e-9)
        for name in ("ms", "f", "p"):
            found = getattr(row, name)
            if told[name] is None:
                assert found is None
            else:
                assert found == pytest.approx(told[name], rel=1e-9)


@named(CROSSED)
def test_a_crossed_study_is_as_sixsigma_says(case: dict[str, Any]) -> None:
    """Its percentages are rounded to two decimals."""
    given, wanted = case["input"], case["output"]

    found = gage_rr_crossed(
        *study(case),
        drop_interaction_above=given["alpha_remove_interaction"],
        error_term=given["error_term"],
        multiplier=given["study_multiplier"],
        lower=given["lsl"],
        upper=given["usl"],
    )

    assert_table(found.anova, wanted["anova"])
    if wanted["anova_reduced"] is None:
        assert found.reduced is None
    else:
        assert found.reduced is not None
        assert_table(found.reduced, wanted["anova_reduced"])
    for name, field in ROWS.items():
        told, shown = wanted["var_comp"].get(name), getattr(found, field)
        assert (told is None) == (shown is None)
        if told is not None:
            assert shown.variance == pytest.approx(told["var_comp"], rel=1e-9)
            assert shown.sd == pytest.approx(told["std_dev"], rel=1e-9)
            assert shown.study_variation == pytest.approx(told["study_var"], rel=1e-9)
            assert shown.contribution == pytest.approx(told["pct_contribution"], abs=0.005001)
            assert shown.pct_study_variation == pytest.approx(told["pct_study_var"], abs=0.005001)
            assert shown.pct_tolerance == pytest.approx(told["pct_tolerance"], abs=0.005001)
    assert found.ndc == wanted["ndc"]


@named(NESTED)
def test_a_nested_study_is_as_sixsigma_says_but_for_its_reproducibility(case: dict[str, Any]) -> None:
    """Skipped, by NESTED_SKIPPED: what hangs on a reproducibility that is too small by (operators - 1) / operators."""
    given, wanted = case["input"], case["output"]
    operators = len(set(given["operator"]))

    found = gage_rr_nested(*study(case), multiplier=given["study_multiplier"], lower=given["lsl"], upper=given["usl"])

    operator, error = wanted["anova"]["operator"], wanted["anova"]["Repeatability"]
    assert operator["p"] == pytest.approx(stats.f.sf(operator["f"], operator["df"], error["df"]), rel=1e-9)
    operator["p"] = stats.f.sf(operator["f"], operator["df"], wanted["anova"]["operator:part"]["df"])
    assert_table(found.anova, wanted["anova"])
    for name in set(wanted["var_comp"]) - set(NESTED_SKIPPED):
        told, shown = wanted["var_comp"][name], getattr(found, ROWS[name])
        assert shown.variance == pytest.approx(told["var_comp"], rel=1e-9)
        assert shown.sd == pytest.approx(told["std_dev"], rel=1e-9)
        assert shown.study_variation == pytest.approx(told["study_var"], rel=1e-9)
        assert shown.pct_tolerance == pytest.approx(told["pct_tolerance"], abs=0.005001)
    assert found.reproducibility is not None
    theirs = wanted["var_comp"]["Reproducibility"]["var_comp"]
    assert found.reproducibility.variance * (operators - 1) / operators == pytest.approx(theirs, rel=1e-9)


@named(VCA)
def test_components_and_their_freedom_are_as_vca_says(case: dict[str, Any]) -> None:
    """VCA sweeps matrices, which leaves about 1e-10; both the balanced and the sequential sums must agree."""
    nested = "operator/part" in case["function"]
    fields = {"part": "part", "operator": "operator", "part:operator": "interaction", "error": "repeatability"}
    fields = {**fields, "operator:part": "part", "total": "total"}
    balanced = gage_rr_nested(*study(case)) if nested else gage_rr_crossed(*study(case), drop_interaction_above=1)

    for found in (balanced, gage_rr_unbalanced(*study(case), method="anova", nested=nested)):
        table = {row.source: row for row in found.anova}
        for name, told in case["output"].items():
            shown = getattr(found, fields[name])
            assert shown.variance == pytest.approx(told["vc"], rel=1e-9)
            assert shown.sd == pytest.approx(told["sd"], rel=1e-9)
            assert shown.contribution == pytest.approx(told["pct_total"], rel=1e-9)
            if name == "total":
                assert shown.df == pytest.approx(told["df"], rel=1e-9)
            else:
                row = table["repeatability" if name == "error" else name]
                assert row.df == told["df"]
                assert row.ss == pytest.approx(told["ss"], rel=1e-9)
                assert row.ms == pytest.approx(told["ms"], rel=1e-9)


@named(LME4)
def test_likely_components_are_as_lme4_says(case: dict[str, Any]) -> None:
    """lme4 stops within about 1e-4 of the maximum; components under a millionth of the total are its zeros."""
    nested = "operator/part" in case["function"]
    found = gage_rr_unbalanced(*study(case), method="reml", nested=nested)

    total = sum(case["output"].values())
    for name, field in (NESTED_REML if nested else REML).items():
        told, shown = case["output"][name], getattr(found, field).variance
        if told < 1e-6 * total:
            assert shown == 0
        else:
            assert shown == pytest.approx(told, rel=1e-4)


@pytest.mark.parametrize("at", [29, 52])
def test_where_all_components_are_positive_likelihood_and_anova_agree(at: int) -> None:
    case = CASES[at][1]
    nested = "operator/part" in case["function"]
    balanced = gage_rr_nested(*study(case)) if nested else gage_rr_crossed(*study(case), drop_interaction_above=1)

    likely = gage_rr_unbalanced(*study(case), nested=nested)

    for name in ("part", "operator", "repeatability", "gage", "total"):
        assert getattr(likely, name).variance == pytest.approx(getattr(balanced, name).variance, rel=1e-6)


def aiag() -> tuple[Any, Any, Any]:
    return study(next(case for _, case in CASES if "AIAG" in case["source"]))


def test_the_example_of_minitab_comes_out() -> None:
    """gageaiag: GRR, repeatability, reproducibility, parts, total, %study variation, ndc, p of the interaction."""
    (told,) = [case for case in cases("published_crosscheck") if case["source"].startswith("Minitab gageaiag")]
    found = gage_rr_crossed(*aiag())
    assert found.reproducibility is not None

    shown = [
        *(each.variance for each in (found.gage, found.repeatability, found.reproducibility, found.part, found.total)),
        found.gage.pct_study_variation,
        found.ndc,
        found.anova[2].p,
    ]
    assert shown == pytest.approx(told["published"], rel=told["tolerance"])
    assert shown == pytest.approx(told["computed"], rel=3e-5)  # its percentage has two decimals


def test_averages_and_ranges_come_out_as_on_the_form_of_aiag() -> None:
    """EV, AV, GRR, PV, TV and their percentages, which the form reckons with K rounded to four figures."""
    found = gage_rr_average_range(*aiag())
    assert found.reproducibility is not None
    rows = (found.repeatability, found.reproducibility, found.gage, found.part, found.total)

    assert [each.sd for each in rows] == pytest.approx([0.20188, 0.22963, 0.30575, 1.10456, 1.14610], rel=5e-4)
    assert [each.pct_study_variation for each in rows[:4]] == pytest.approx([17.61, 20.04, 26.68, 96.37], abs=0.02)
    assert found.ndc == 5


@pytest.mark.parametrize("size", [2, 3, 5, 10, 25])
def test_constants_of_ranges_are_computed(size: int) -> None:
    (told,) = [case["output"] for case in cases("spc_constants") if case["input"].get("n") == size][:1]

    assert (d2(size), d3(size)) == pytest.approx((told["d2"], told["d3"]), rel=2e-7)  # R integrates to 1e-7

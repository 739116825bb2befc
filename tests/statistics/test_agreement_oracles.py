"""Agreement against irr, irrCAC, vcd and R."""

from typing import Any

import pytest
from oracles import cases

from qa_run.statistics.agreement import (
    attribute_agreement,
    cohen_kappa,
    cohen_kappa_of_table,
    conger_kappa,
    fleiss_kappa,
    fleiss_kappa_weighted,
    gwet_ac,
    intraclass_correlation,
    kendall_w,
    krippendorff_alpha,
    light_kappa,
    percent_agreement,
)

CASES = list(enumerate(cases("agreement")))
RAW = {
    "fleiss.kappa.raw()": fleiss_kappa_weighted,
    "gwet.ac1.raw()": gwet_ac,
    "krippen.alpha.raw()": krippendorff_alpha,
}
WEIGHTS = {"unweighted": "identity", "equal": "linear", "squared": "quadratic"}
FUNCTIONS = {
    "kappa2()": 13,
    "vcd::Kappa()": 6,
    "agree()": 13,
    "kappam.fleiss(detail=TRUE)": 4,
    "kappam.fleiss(exact=TRUE)  # Conger": 4,
    "kappam.light()": 5,
    "fleiss.kappa.raw()": 4,
    "gwet.ac1.raw()": 5,
    "krippen.alpha.raw()": 5,
    "kendall(correct=TRUE)": 3,
    "icc()": 31,
    "attribute agreement: one appraiser, 2 trials, known standard": 3,
}
#: One rater used one category only (irr video 1,2): kappa is 0 whatever the ratings, and has no error to be known.
#: Where the references do not say NA, they print what is left of rounding.
ROUNDING = {
    (15, "z"): "0 / 0 by rounding; None here, as in the reference's unweighted case",
    (15, "p_value"): "of that z",
    (17, "ase_linear"): "0 by rounding",
    (17, "ase_quadratic"): "3e-8, the root of a rounding error",
}
#: irr puts the average's correlation where McGraw and Wong have the single one's; freedom="irr" does so too.
ICC_AVERAGE = (45, 61, 75, 83)
#: R's p-values are 1 - probability, exact to about 1e-16 and no better.
TINY = 4e-16


def of(*functions: str) -> Any:
    picked = [(at, case) for at, case in CASES if case["function"] in functions]
    return pytest.mark.parametrize(("at", "case"), picked, ids=[str(at) for at, _ in picked])


def same(found: float | None, told: float | None, at: int, name: str, **tolerance: float) -> None:
    if (at, name) in ROUNDING or told is None:
        assert found is None
    else:
        assert found == pytest.approx(told, **{"rel": 1e-9, "abs": 1e-14, **tolerance})


def test_every_case_of_the_file_is_run() -> None:
    counted = {name: sum(case["function"] == name for _, case in CASES) for name in FUNCTIONS}

    assert counted == FUNCTIONS
    assert sum(counted.values()) == len(CASES) == 96


@of("kappa2()")
def test_kappa_is_as_irr_says(at: int, case: dict[str, Any]) -> None:
    first, second = zip(*case["input"]["ratings"], strict=True)
    found, told = cohen_kappa(first, second, weights=WEIGHTS[case["input"]["weight"]]), case["output"]

    assert found.items == told["subjects"]
    same(found.kappa, told["kappa"], at, "kappa")
    same(found.z, told["z"], at, "z")
    same(found.p, told["p_value"], at, "p_value", abs=TINY)


@of("vcd::Kappa()")
def test_kappa_of_a_table_and_its_interval_are_as_vcd_says(at: int, case: dict[str, Any]) -> None:
    given, told = case["input"], case["output"]
    for weights, suffix in (("identity", ""), ("linear", "_linear"), ("quadratic", "_quadratic")):
        found = cohen_kappa_of_table(
            given["table"], weights=weights, categories=given["levels"], confidence=given["confidence_level"]
        )
        same(found.kappa, told["kappa" + suffix], at, "kappa" + suffix)
        same(found.standard_error, told["ase" + suffix], at, "ase" + suffix)
        if not suffix:
            same(found.lower, told["ci"][0], at, "ci")
            same(found.upper, told["ci"][1], at, "ci")


@of("agree()")
def test_percent_agreement_is_as_irr_says(at: int, case: dict[str, Any]) -> None:
    found = percent_agreement(case["input"]["ratings"], tolerance=case["input"]["tolerance"])

    assert found.items == case["output"]["subjects"]
    same(found.percent, case["output"]["percent"], at, "percent")


@of("kappam.fleiss(detail=TRUE)")
def test_fleiss_kappa_is_as_irr_says(at: int, case: dict[str, Any]) -> None:
    """Categories are rounded to three decimals."""
    found, told = fleiss_kappa(case["input"]["ratings"]), case["output"]

    same(found.kappa, told["kappa"], at, "kappa")
    same(found.z, told["z"], at, "z")
    same(found.p, told["p_value"], at, "p_value", abs=TINY)
    assert [str(each.category) for each in found.by_category] == list(told["per_category"])
    for each, wanted in zip(found.by_category, told["per_category"].values(), strict=True):
        assert (each.kappa, each.z, each.p) == pytest.approx((wanted["kappa"], wanted["z"], wanted["p"]), abs=5.001e-4)


@of("kappam.fleiss(exact=TRUE)  # Conger")
def test_congers_kappa_is_as_irr_says(at: int, case: dict[str, Any]) -> None:
    same(conger_kappa(case["input"]["ratings"]).value, case["output"]["kappa"], at, "kappa")


@of("kappam.light()")
def test_lights_kappa_is_as_irr_says(at: int, case: dict[str, Any]) -> None:
    same(light_kappa(case["input"]["ratings"]).kappa, case["output"]["kappa"], at, "kappa")


@of(*RAW)
def test_chance_corrected_coefficients_are_as_irrcac_says(at: int, case: dict[str, Any]) -> None:
    """Rounded by the reference: coefficient and error to five decimals, the interval to three."""
    found, told = RAW[case["function"]](case["input"]["ratings"]), case["output"]

    same(found.observed, told["pa"], at, "pa")
    same(found.chance, told["pe"], at, "pe")
    assert (found.value, found.standard_error) == pytest.approx((told["coeff"], told["se"]), abs=5.001e-6)
    bounds = [float(each) for each in told["ci"].strip("()").split(",")]
    assert [found.lower, found.upper] == pytest.approx(bounds, abs=5.001e-4)
    same(found.p, told["p"], at, "p", abs=TINY)


@of("kendall(correct=TRUE)")
def test_kendalls_w_is_as_irr_says(at: int, case: dict[str, Any]) -> None:
    found, told = kendall_w(case["input"]["ratings"]), case["output"]

    same(found.w, told["W"], at, "W")
    same(found.chi_square, told["chisq"], at, "chisq")
    same(found.p, told["p_value"], at, "p_value")


@of("icc()")
def test_intraclass_correlations_are_as_irr_says(at: int, case: dict[str, Any]) -> None:
    given, told = case["input"], case["output"]
    options = {
        "model": given["model"],
        "kind": given["type"],
        "unit": given["unit"],
        "confidence": given["confidence_level"],
    }
    found = intraclass_correlation(given["ratings"], freedom="irr" if at in ICC_AVERAGE else "mcgraw-wong", **options)

    for name, shown in (("icc", found.value), ("lower", found.lower), ("upper", found.upper), ("f", found.f)):
        same(shown, told[name], at, name)
    assert found.p == pytest.approx(told["p"], rel=1e-9, abs=0)


@of("attribute agreement: one appraiser, 2 trials, known standard")
def test_an_attribute_study_is_as_r_says(at: int, case: dict[str, Any]) -> None:
    given, told = case["input"], case["output"]
    size = len(given["standard"])
    found = attribute_agreement(
        list(range(size)) * 2, ["A"] * 2 * size, given["trial1"] + given["trial2"], standard=given["standard"] * 2
    )
    (within,), (against,) = found.within, found.against_standard

    assert within.matched.matched == told["within_matched"]
    assert against.matched.matched == told["vs_standard_matched"]
    for matched, bounds in ((within.matched, "within_ci95"), (against.matched, "vs_standard_ci95")):
        assert (matched.lower / 100, matched.upper / 100) == pytest.approx(told[bounds], rel=1e-9)
    assert within.kappa is not None
    same(within.kappa.kappa, told["within_fleiss_kappa"], at, "within_fleiss_kappa")
    same(against.fleiss, told["vs_standard_mean_fleiss_kappa"], at, "vs_standard_mean_fleiss_kappa")
    assert found.between is None


def test_the_diagnoses_of_fleiss_come_out() -> None:
    (told,) = [case for case in cases("published_crosscheck") if case["source"].startswith("Fleiss (1971)")]
    ratings = next(case["input"]["ratings"] for _, case in CASES if case["function"] == "kappam.fleiss(detail=TRUE)")

    assert [fleiss_kappa(ratings).kappa] == pytest.approx(told["published"], abs=told["tolerance"])
    assert [fleiss_kappa(ratings).kappa] == pytest.approx(told["computed"], abs=5e-9)


def test_the_average_of_raters_follows_from_the_single_one_by_spearman_and_brown() -> None:
    """So do its bounds, with McGraw and Wong's degrees of freedom; irr's do not."""
    ratings = CASES[61][1]["input"]["ratings"]
    single, average = (intraclass_correlation(ratings, unit=unit) for unit in ("single", "average"))

    for name in ("value", "lower", "upper"):
        one = getattr(single, name)
        assert getattr(average, name) == pytest.approx(4 * one / (1 + 3 * one), rel=1e-9)

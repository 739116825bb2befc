from collections.abc import Callable
from decimal import Decimal

import pytest
from qa_run import SpecErrors, Verdict

from qa_run_food.density import Density
from qa_run_food.dishers import Disher, DisherWeight, volume_of

Judge = Callable[..., Verdict]


@pytest.mark.parametrize(
    ("number", "ml"),
    [(6, "158"), (8, "118"), (12, "78.9"), (16, "59.1"), (30, "31.5"), (60, "15.8"), (100, "9.46")],
)
def test_a_disher_holds_its_part_of_a_quart(number: int, ml: str) -> None:
    assert f"{volume_of(number).value:.3g}" == ml


@pytest.mark.parametrize(("number", "grams"), [(6, "85.0"), (8, "63.8"), (16, "31.9"), (40, "12.8"), (100, "5.1")])
def test_ice_cream_weighs_at_least_four_and_a_half_pounds_a_gallon(number: int, grams: str) -> None:
    assert f"{DisherWeight(number).least.value:.1f}" == grams


def test_a_scoop_is_judged_by_the_number_of_its_disher(judge: Judge) -> None:
    verdict = judge("v: {unit: ml, disher: {number: 16, tolerance: 5 %}}", "v", "59.1", "56.1", "62.2", "62.1")

    assert dict(verdict.buckets.findings) == {"too little": 1, "too much": 1}


def test_the_sentence_tells_the_volume_that_follows_from_the_number(judge: Judge) -> None:
    verdict = judge("v: {unit: ml, disher: 16}", "v", "59")

    assert verdict.requirement == "a level scoop of disher No. 16, 59.15 ml ± 5 %"


def test_a_column_in_ounces_is_judged_in_ounces(judge: Judge) -> None:
    verdict = judge("v: {unit: ml, recorded_in: fluid_ounce, disher: 16}", "v", "2.0", "1.9", "1.8", "2.11")

    assert dict(verdict.buckets.findings) == {"too little": 1, "too much": 1}


def test_a_tolerance_with_its_own_unit_is_a_difference(judge: Judge) -> None:
    verdict = judge("v: {unit: fluid_ounce, disher: {number: 16, tolerance: 3 ml}}", "v", "2.1", "2.11")

    assert dict(verdict.buckets.findings) == {"too much": 1}


def test_a_measured_disher_counts_for_more_than_its_number(judge: Judge) -> None:
    verdict = judge("v: {unit: ml, disher: {number: 16, volume: 56 ml}}", "v", "59.1")

    assert dict(verdict.buckets.findings) == {"too much": 1}


def test_the_limits_are_in_the_report() -> None:
    assert Disher(8).limits == pytest.approx({"lower": 112.3794, "upper": 124.2088})


@pytest.mark.parametrize("written", ["disher: 7", "disher: {number: 7}", "disher_weight: {number: 7, least: 3 g}"])
def test_an_unknown_number_is_refused_with_the_sizes_there_are(judge: Judge, written: str) -> None:
    with pytest.raises(SpecErrors, match="number 7 is no size of dishers: write one of 6, 8, 10"):
        judge(f"v: {{unit: ml, {written}}}", "v", "59")


def test_a_volume_in_a_column_without_unit_is_refused(judge: Judge) -> None:
    with pytest.raises(SpecErrors, match="add unit: ml"):
        judge("v: {disher: 16}", "v", "59")


def test_a_volume_cannot_be_asked_of_a_weight(judge: Judge) -> None:
    with pytest.raises(SpecErrors, match="cannot be converted"):
        judge("v: {unit: g, disher: 16}", "v", "59")


def test_the_least_weight_follows_from_the_density(judge: Judge) -> None:
    verdict = judge("g: {unit: g, disher_weight: {number: 8, density: 0.6 g/ml}}", "g", "71", "70.9")

    assert dict(verdict.buckets.findings) == {"too light": 1}


def test_the_least_weight_is_converted_to_the_unit_recorded(judge: Judge) -> None:
    verdict = judge("g: {unit: g, recorded_in: oz, disher_weight: 16}", "g", "1.13", "1.12")

    assert (dict(verdict.buckets.findings), verdict.requirement) == (
        {"too light": 1},
        "at least 31.89 g, a level scoop of disher No. 16",
    )


def test_a_density_without_a_unit_is_refused(judge: Judge) -> None:
    with pytest.raises(SpecErrors, match=r"4:52: a density is written in .*: write 0\.6 g/ml"):
        judge("g: {unit: g, disher_weight: {number: 8, density: 0.6}}", "g", "71")


def test_a_density_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        Density("0 g/ml")


def test_pounds_a_gallon_are_grams_a_millilitre() -> None:
    assert Density("4.5 lb/gal").g_per_ml == pytest.approx(Decimal("0.5392"), abs=Decimal("0.0001"))

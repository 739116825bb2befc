"""The figures: what can be derived is, and the rest is held against what was seen of the sources."""

from decimal import ROUND_DOWN, Decimal
from math import sqrt

import pytest
from qa_run import Quantity
from scipy.stats import t

from qa_run_netcontent import errors, variations
from qa_run_netcontent.amounts import POUND
from qa_run_netcontent.plans import CORRECTIONS, MEANS, correction, directive_plan, handbook_plan


@pytest.mark.parametrize(("n", "printed"), MEANS.items())
def test_the_factors_of_the_directive_are_those_of_student(n: int, printed: float) -> None:
    assert round(t.ppf(0.995, n - 1) / sqrt(n), 3) == printed


@pytest.mark.parametrize(("n", "printed"), CORRECTIONS.items())
def test_the_factors_of_the_handbook_are_those_of_student(n: int, printed: float) -> None:
    derived = t.ppf(0.975, n - 1) / sqrt(n)

    assert abs(derived - printed) < (0.0007 if n == 48 else 0.0005)  # 0.290, and printed as 0.291


@pytest.mark.parametrize("n", [13, 25, 80, 160, 500])
def test_other_samples_take_the_factor_of_their_own_size(n: int) -> None:
    assert correction("hb133-a", n) == pytest.approx(t.ppf(0.975, n - 1) / sqrt(n), rel=1e-9)
    assert correction("eu-76-211", n) == pytest.approx(t.ppf(0.995, n - 1) / sqrt(n), rel=1e-9)


@pytest.mark.parametrize("row", variations.ROWS, ids=lambda row: row[0])
def test_the_columns_of_table_2_5_agree(row: tuple[str, str, str, str]) -> None:
    pounds, grams, mav_pounds, mav_grams = map(Decimal, row)

    cut = Decimal(10) if pounds > Decimal("2.14") else Decimal(1)  # kilograms have two decimals
    assert (pounds * POUND / cut).quantize(Decimal(1), rounding=ROUND_DOWN) * cut == grams
    assert (mav_pounds * POUND).quantize(mav_grams, rounding=ROUND_DOWN) == mav_grams


@pytest.mark.parametrize(
    ("label", "mav"),
    [
        ("113 g", "7.2 g"),
        ("3 oz", "0.016 lb"),
        ("36 g", "3.60 g"),
        ("36.1 g", "3.6 g"),
        ("500 g", "21.7 g"),
        ("489 g", "19.9 g"),
        ("0.5 kg", "21.7 g"),
        ("1 lb", "0.044 lb"),
        ("16 oz", "0.044 lb"),
        ("30 kg", "600.00 g"),
    ],
)
def test_the_maximum_allowable_variation(label: str, mav: str) -> None:
    found, expected = variations.maximum_allowable_variation(Quantity.parse(label)), Quantity.parse(mav)

    assert (found.value, found.unit) == (expected.value, expected.unit)


@pytest.mark.parametrize(
    ("label", "tne"),
    [
        ("5 g", "0.5 g"),
        ("50 g", "4.5 g"),
        ("51 ml", "4.5 ml"),
        ("101 g", "4.6 g"),
        ("200 g", "9.0 g"),
        ("250 g", "9 g"),
        ("330 ml", "9.9 ml"),
        ("500 g", "15.0 g"),
        ("750 ml", "15 ml"),
        ("75 cl", "15 ml"),
        ("1 l", "15 ml"),
        ("1 kg", "15 g"),
        ("1.001 kg", "15.1 g"),
        ("10 kg", "150.0 g"),
    ],
)
def test_the_tolerable_negative_error(label: str, tne: str) -> None:
    found, expected = errors.tolerable_negative_error(Quantity.parse(label)), Quantity.parse(tne)

    assert (found.value, found.unit) == (expected.value, expected.unit)


def test_the_rows_of_the_directive_meet_where_they_touch() -> None:
    for (most, error, sign), (_, following, next_sign) in zip(errors.ROWS, errors.ROWS[1:], strict=False):
        one, other = (
            Decimal(each) * most / 100 if what == "%" else Decimal(each)
            for each, what in ((error, sign), (following, next_sign))
        )
        assert one == other


def test_the_plans_change_where_the_tables_say() -> None:
    handbook = [(size, handbook_plan(size).n) for size in (1, 11, 12, 250, 251, 3200, 3201)]
    directive = [(size, directive_plan(size, "non-destructive").n) for size in (1, 99, 100, 500, 501, 3200, 3201)]

    assert handbook == [(1, 1), (11, 11), (12, 12), (250, 12), (251, 24), (3200, 24), (3201, 48)]
    assert directive == [(1, 1), (99, 99), (100, 30), (500, 30), (501, 50), (3200, 50), (3201, 80)]


def test_the_double_plans_are_those_of_the_annex() -> None:
    """Annex II, 2.2.1: each sample with its numbers accepted and refused."""
    printed = {300: [(30, 1, 3), (60, 4, 5)], 1000: [(50, 2, 5), (100, 6, 7)], 9000: [(80, 3, 7), (160, 8, 9)]}

    for size, stages in printed.items():
        found = directive_plan(size, "non-destructive").stages
        assert [(stage.n, stage.accept, stage.refuse) for stage in found] == stages


@pytest.mark.parametrize(("size", "accepted"), [(1, 0), (19, 0), (20, 1), (39, 1), (40, 2), (99, 4)])
def test_of_fewer_than_a_hundred_five_per_cent_may_be_short(size: int, accepted: int) -> None:
    (stage,) = directive_plan(size, "non-destructive").stages

    assert (stage.n, stage.accept, stage.refuse) == (size, accepted, accepted + 1)


def test_the_destructive_test_is_for_a_hundred_and_more() -> None:
    assert directive_plan(100, "destructive").n == 20
    with pytest.raises(ValueError, match="the destructive test is for batches of 100 and more"):
        directive_plan(99, "destructive")

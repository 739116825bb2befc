"""What becomes of lots: by which rule they are refused, what is still to be weighed, what makes no sense."""

from collections.abc import Callable, Mapping

import pytest
from qa_run import Outcome, SpecErrors, Verdict

Judge = Callable[..., Mapping[str, Verdict]]

HB = "{standard: hb133-a, label: 500 g}"
EU = "{standard: eu-76-211, label: 500 g}"


def weighings(*pairs: tuple[float, int]) -> list[str]:
    """So many packages of each weight, half of them a little heavier and half a little lighter."""
    found = []
    for weight, many in pairs:
        found += [f"{weight + (0.2 if place % 2 else -0.2):.1f}" for place in range(many)]
    return found


def test_a_lot_is_refused_by_the_rules_that_it_breaks(judge: Judge) -> None:
    rows = [f"{weight},A,20" for weight in [*weighings((499, 11)), "400"]]
    verdict = judge(f"g: {{unit: g, net_contents: {HB}}}", "g,lot,made", *rows, lot="{column: lot, size: 20}")[
        "g::net_contents[lot=A]"
    ]

    assert verdict.outcome is Outcome.FAILED
    assert "refused by packages beyond the MAV: mean 490.73 >=" in verdict.message


@pytest.mark.parametrize(
    ("standard", "size", "weighed", "more"),
    [
        (HB, 20, 11, 1),
        (HB, 7, 5, 2),
        (HB, 5000, 40, 8),
        (EU, 99, 30, 69),
        (EU, 100, 29, 1),
        (EU, 9000, 50, 30),
        ("{standard: eu-76-211, label: 500 g, test: destructive}", 9000, 12, 8),
    ],
)
def test_too_few_weighed_says_how_many_are_missing(
    judge: Judge, standard: str, size: int, weighed: int, more: int
) -> None:
    rows = [f"{weight},A" for weight in weighings((501, weighed))]
    found = judge(f"g: {{unit: g, net_contents: {standard}}}", "g,lot", *rows, lot=f"{{column: lot, size: {size}}}")

    assert found["g::net_contents[lot=A]"].outcome is Outcome.NOT_INSPECTED
    assert f"{more} more to draw" in found["g::net_contents[lot=A]"].message


def test_more_weighed_than_the_lot_has_is_no_verdict(judge: Judge) -> None:
    rows = [f"{weight},A" for weight in weighings((501, 12))]
    found = judge(f"g: {{unit: g, net_contents: {HB}}}", "g,lot", *rows, lot="{column: lot, size: 11}")

    assert found["g::net_contents[lot=A]"].outcome is Outcome.NOT_INSPECTED
    assert "12 were weighed of a lot of 11" in found["g::net_contents[lot=A]"].message


def test_without_lots_the_whole_sample_is_one_and_the_largest_plan_is_asked_for(judge: Judge) -> None:
    few = judge(f"g: {{unit: g, net_contents: {HB}}}", "g", *weighings((501, 40)))["g::net_contents"]
    many = judge(f"g: {{unit: g, net_contents: {HB}}}", "g", *weighings((501, 48)))["g::net_contents"]

    assert (few.outcome, many.outcome) == (Outcome.NOT_INSPECTED, Outcome.PASSED)
    assert "the lot's size is not recorded: that of the largest lots" in few.message
    assert "8 more to draw" in few.message


def test_without_a_size_no_package_is_borne_with_that_a_smaller_lot_would_not(judge: Judge) -> None:
    rows = [*weighings((501, 47)), "470"]

    assert judge(f"g: {{unit: g, net_contents: {HB}}}", "g", *rows)["g::net_contents"].outcome is Outcome.FAILED


def test_one_package_is_asked_for_the_mav_alone(judge: Judge) -> None:
    written, one = f"g: {{unit: g, net_contents: {HB}}}", "{column: lot, size: 1}"
    kept, beyond = (
        judge(written, "g,lot", f"{weight},A", lot=one)["g::net_contents[lot=A]"] for weight in (490, 478.2)
    )

    assert (kept.outcome, beyond.outcome) == (Outcome.PASSED, Outcome.FAILED)


def test_a_batch_that_is_weighed_whole_has_no_allowance(judge: Judge) -> None:
    rows = [f"{weight},A" for weight in weighings((499.9, 10))]
    found = judge(f"g: {{unit: g, net_contents: {EU}}}", "g,lot", *rows, "500.1,A", lot="{column: lot, size: 11}")

    assert "refused by the average" in found["g::net_contents[lot=A]"].message


def test_a_country_may_allow_fewer_of_a_batch_that_is_weighed_whole(judge: Judge) -> None:
    rows = [f"{weight},A" for weight in weighings((503, 38), (480, 2))]
    written = "g: {unit: g, net_contents: {standard: eu-76-211, label: 500 g%s}}"
    lot = "{column: lot, size: 40}"
    by_default, stricter, none = (
        judge(written % more, "g,lot", *rows, lot=lot)["g::net_contents[lot=A]"]
        for more in ("", ", whole: 2.5 %", ", whole: 0 %")
    )

    assert (by_default.outcome, stricter.outcome, none.outcome) == (Outcome.PASSED, Outcome.FAILED, Outcome.FAILED)
    assert "2 below T1 of 485, 1 accepted" in stricter.message
    assert "2 below T1 of 485, none accepted" in none.message


def test_the_second_sample_is_asked_for_and_decides(judge: Judge) -> None:
    lot = "{column: lot, size: 400}"
    first = [f"{weight},A" for weight in weighings((503, 28), (480, 2))]
    written = f"g: {{unit: g, net_contents: {EU}}}"
    after = [f"{weight},A" for weight in weighings((503, 30))]

    due = judge(written, "g,lot", *first, lot=lot)["g::net_contents[lot=A]"]
    done = judge(written, "g,lot", *first, *after, lot=lot)["g::net_contents[lot=A]"]

    assert (due.outcome, done.outcome) == (Outcome.NOT_INSPECTED, Outcome.PASSED)
    assert "60 are to be inspected, 30 more to draw" in due.message
    assert "the plan asks for 30 and 30 more" in done.message


def test_between_two_samples_what_is_short_is_not_accepted(judge: Judge) -> None:
    rows = [f"{weight},A" for weight in weighings((503, 40), (480, 3))]
    found = judge(f"g: {{unit: g, net_contents: {EU}}}", "g,lot", *rows, lot="{column: lot, size: 400}")

    assert found["g::net_contents[lot=A]"].outcome is Outcome.NOT_INSPECTED
    assert "17 more to draw" in found["g::net_contents[lot=A]"].message


def test_a_small_batch_has_no_destructive_test(judge: Judge) -> None:
    rows = [f"{weight},A" for weight in weighings((503, 20))]
    written = "g: {unit: g, net_contents: {standard: eu-76-211, label: 500 g, test: destructive}}"
    verdict = judge(written, "g,lot", *rows, lot="{column: lot, size: 99}")["g::net_contents[lot=A]"]

    assert verdict.outcome is Outcome.NOT_INSPECTED
    assert "the destructive test is for batches of 100 and more, this one has 99" in verdict.message


@pytest.mark.parametrize(
    ("tare", "says"),
    [
        ("", "refused: 1 of 48 packages has no tare in tare_g"),
        ("heavy", "refused: 1 of 48 packages has no tare in tare_g"),
        ("nan", "refused: 1 of 48 packages has no tare in tare_g"),
        ("-1", "refused: 1 tare in tare_g is below nothing"),
    ],
)
def test_a_tare_that_is_none_fails_the_lot(judge: Judge, tare: str, says: str) -> None:
    rows = [f"{weight},12.4" for weight in weighings((515, 47))]
    written = "g: {unit: g, net_contents: {standard: hb133-a, label: 500 g, tare: tare_g}}"
    verdict = judge(written, "g,tare_g", *rows, f"515,{tare}")["g::net_contents"]

    assert verdict.outcome is Outcome.FAILED
    assert says in verdict.message


def test_a_weight_that_is_missing_fails_the_lot(judge: Judge) -> None:
    verdict = judge(f"g: {{unit: g, net_contents: {HB}}}", "g", *weighings((503, 48)), "")["g::net_contents"]

    assert verdict.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("unit", "recorded", "label", "scale", "tare"),
    [
        ("kg", "kg", "500 g", 0.001, "12 g"),
        ("g", "kg", "0.5 kg", 0.001, "0.012 kg"),
        ("g", "oz", "500 g", 1 / 28.349523125, "12 g"),
        ("lb", "lb", "500 g", 1 / 453.59237, "12 g"),
        ("ml", "l", "50 cl", 0.001, "12 ml"),
    ],
)
def test_units_are_those_of_the_scale(
    judge: Judge, unit: str, recorded: str, label: str, scale: float, tare: str
) -> None:
    written = (
        f"net: {{unit: {unit}, recorded_in: {recorded}, "
        f"net_contents: {{standard: eu-76-211, label: {label}, tare: {tare}}}}}"
    )
    good = [f"{(float(weight) + 12) * scale:.8f}" for weight in weighings((501, 78), (485.5, 3))]
    bad = [*good, f"{(469.9 + 12) * scale:.8f}"]

    assert judge(written, "net", *good)["net::net_contents"].outcome is Outcome.PASSED
    assert "refused by packages below T2" in judge(written, "net", *bad)["net::net_contents"].message


def test_what_binary_numbers_cannot_hold_is_not_short(judge: Judge) -> None:
    written = "g: {unit: g, net_contents: {standard: eu-76-211, label: 500 g, tare: tare_g}}"
    rows = [f"{485 + tare:.1f},{tare:.1f}" for tare in (12.4, 0.1, 0.3, 0.7, 12.1, 1.1)]
    rows += [f"{weight},0" for weight in weighings((503, 74))]

    assert "none below T1 of 485" in judge(written, "g,tare_g", *rows)["g::net_contents"].message


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("net_contents: {standard: hb133-a, label: 500}", "label is written with its unit"),
        ("net_contents: {standard: hb133-a, label: 500 ml}", "label 500 ml is a volume"),
        ("net_contents: {standard: hb133-a, label: 500 stone}", "label 500 stone is in a unit that no table here"),
        ("net_contents: {standard: eu-76-211, label: 4 g}", "label 4 g is not between 5 and 10,000 g or ml"),
        ("net_contents: {standard: eu-76-211, label: 11 kg}", "label 11 kg is not between 5 and 10,000 g or ml"),
        ("net_contents: {standard: hb133, label: 500 g}", "'hb133' is none of hb133-a, eu-76-211"),
        ("net_contents: {standard: hb133-a, label: -5 g}", "label -5 g is no contents"),
        ("net_contents: {standard: hb133-a, label: 500 g, tare: -1 g}", "tare -1 g is below nothing"),
        ("net_contents: {standard: hb133-a, label: 500 g, shortage: 0 g}", "shortage is above 0"),
        ("net_contents: {standard: hb133-a, label: 500 g, shortage: 500 g}", "shortage 500 g is the whole label"),
        ("net_contents: {standard: hb133-a, label: 500 g, test: destructive}", "test destructive belongs to eu-76-211"),
        ("net_contents: {standard: hb133-a, label: 500 g, whole: 2 %}", "whole belongs to eu-76-211"),
        (
            "net_contents: {standard: eu-76-211, label: 500 g, test: destructive, whole: 2 %}",
            "whole belongs to the non-destructive test",
        ),
        ("net_contents: {standard: eu-76-211, label: 500 g, whole: 2}", "a share is written in per cent: write 2 %"),
        ("no_package_below: {standard: hb133-a, label: 500 g, limit: T2}", "limit T2 is none of hb133-a: write MAV"),
        ("no_package_below: {standard: eu-76-211, label: 500 g, limit: MAV}", "limit MAV is none of eu-76-211"),
        ("net_contents: {standard: hb133-a, label: 500 g}, accept: {at_most: 1}", "accept counts items"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(judge: Judge, written: str, says: str) -> None:
    with pytest.raises(SpecErrors, match=r"spec.yaml:4:\d+: ") as refused:
        judge(f"g: {{unit: g, {written}}}", "g", "500")

    assert says in str(refused.value)


def test_the_table_of_a_volume_can_be_replaced_by_hand(judge: Judge) -> None:
    written = "v: {unit: ml, net_contents: {standard: hb133-a, label: 500 ml, shortage: 15 ml}}"

    assert judge(written, "v", *weighings((501, 48)))["v::net_contents"].outcome is Outcome.PASSED


def test_packages_are_named_beside_the_verdict_on_the_lot(judge: Judge) -> None:
    written = "g: {unit: g, requirements: [net_contents: &l {standard: hb133-a, label: 500 g}, no_package_below: *l]}"
    found = judge(written, "g", *weighings((503, 47)), "478.2")

    assert [(item.item, item.finding) for item in found["g::no_package_below"].items] == [("48", "beyond the MAV")]
    assert found["g::no_package_below"].limits["lower"] == 478.3


def test_a_limit_beside_a_tare_is_one_of_the_gross_weight(judge: Judge) -> None:
    written = "g: {unit: g, no_package_below: {standard: hb133-a, label: 500 g, tare: 12 g}}"
    found = judge(written, "g", "490.3", "490.2")["g::no_package_below"]

    assert (found.nonconforming, found.limits["lower"]) == (1, 490.3)


def test_the_requirement_says_its_figures(judge: Judge) -> None:
    written = "g: {unit: g, net_contents: {standard: hb133-a, label: 1 lb, tare: tare_g}}"
    found = judge(written, "g,tare_g", "500,12")["g::net_contents"]

    assert found.requirement == (
        "net contents by NIST Handbook 133, category A: labelled 1 lb, MAV 0.044 lb, tare in tare_g"
    )

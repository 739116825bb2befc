"""Plans from the tables: lots smaller than the sample, arrows, the gap of reduced plans, and what is refused."""

from decimal import Decimal

import pytest

from qa_run.statistics.sampling import AQLS, LETTERS, Plan, Stage, code_letter, code_letters, find, plan, table_plan
from qa_run.statistics.sampling.tables import SHAPES, TABLES


def test_the_plan_of_a_lot() -> None:
    found = find(standard="iso2859-1", level="II", aql=1.0, lot_size=1200, severity="normal", kind="single")

    assert (found.kind, found.letter, found.used_letter, found.stages) == ("single", "J", "J", (Stage(80, 2, 3),))
    assert (found.n, found.ac, found.re, found.largest_n, found.count) == (80, 2, 3, 80, "items")
    assert found.convention == "MIL-STD-105E table II-A"


@pytest.mark.parametrize("aql", ["1.0", "1", 1, 1.0, Decimal("1.00")])
def test_an_aql_is_a_number_however_written(aql: float | Decimal | str) -> None:
    assert find(aql=aql, lot_size=1200) == find(aql=1.0, lot_size=1200)


def test_an_arrow_changes_the_sample_size_and_is_told() -> None:
    found = find(aql=0.65, lot_size=100)

    assert (found.letter, found.used_letter, found.stages) == ("F", "F", (Stage(20, 0, 1),))
    assert find(aql=1.0, lot_size=100).used_letter == "E"
    assert find(aql=0.10, lot_size=100).stages == (Stage(100, 0, 1),)


@pytest.mark.parametrize("lot_size", [1, 2, 49, 50])
def test_a_sample_as_large_as_the_lot_is_the_lot(lot_size: int) -> None:
    found = find(aql=0.25, lot_size=lot_size, kind="double")

    assert found.inspect_all
    assert found.stages == (Stage(lot_size, 0, 1),)


def test_one_item_more_than_the_sample_is_sampled() -> None:
    assert not find(aql=0.25, lot_size=51).inspect_all


def test_a_double_plan_that_the_lot_cannot_hold_gives_way_to_the_single_one() -> None:
    found = find(aql=25, lot_size=3, level="III", kind="double")

    assert table_plan("B", aql=25, kind="double").largest_n == 4
    assert (found.kind, found.stages, found.inspect_all) == ("single", (Stage(3, 2, 3),), True)


def test_above_ten_nonconformities_are_counted() -> None:
    assert find(aql=10, lot_size=1200).count == "items"
    assert find(aql=10, lot_size=1200, count="nonconformities").count == "nonconformities"
    assert find(aql=15, lot_size=1200).count == "nonconformities"
    with pytest.raises(ValueError, match="nonconformities per 100 items"):
        find(aql=15, lot_size=1200, count="items")


@pytest.mark.parametrize("standard", ["z1.4", "mil-std-105e"])
def test_reduced_plans_keep_their_gap(standard: str) -> None:
    found = find(aql=1.0, lot_size=1200, severity="reduced", standard=standard)

    assert found.stages == (Stage(32, 1, 3),)
    assert found.has_gap


def test_iso_closes_the_gap_of_reduced_plans_and_says_so() -> None:
    found = find(aql=1.0, lot_size=1200, severity="reduced")

    assert found.stages == (Stage(32, 1, 2),)
    assert found.convention == "MIL-STD-105E table II-C, gap between Ac and Re closed"


def test_no_sample_of_a_closed_plan_waits_for_a_count_that_is_rejected_anyway() -> None:
    for letter in LETTERS[:-1]:
        for aql in AQLS:
            for kind in ("single", "double", "multiple"):
                found = table_plan(letter, aql=aql, severity="reduced", kind=kind)
                assert found.re == found.ac + 1
                assert all(stage.re <= found.re for stage in found.stages)


def test_every_cell_has_a_plan_and_arrows_end() -> None:
    for kind, severity in TABLES:
        for letter in LETTERS[:-1]:
            for aql in AQLS:
                found = table_plan(letter, aql=aql, severity=severity, kind=kind, standard="z1.4")
                again = (
                    found.used_letter
                    if found.used_letter == "S"
                    else table_plan(found.used_letter, aql=aql, severity=severity, standard="z1.4").used_letter
                )
                assert again == found.used_letter, (kind, severity, letter, aql)
                assert len(found.stages) in (1, 2, 7)


def test_tightened_is_never_milder_than_normal() -> None:
    from qa_run.statistics.sampling.operating import acceptance_probability

    for letter in LETTERS[:-1]:
        for aql in AQLS[:15]:
            normal, tight = (table_plan(letter, aql=aql, severity=severity) for severity in ("normal", "tightened"))
            share = aql / 100
            assert acceptance_probability(tight, share)[0] <= acceptance_probability(normal, share)[0] + 1e-12


@pytest.mark.parametrize(
    ("wrong", "saying"),
    [
        ({"aql": 0}, "acceptance number 0"),
        ({"aql": 1.2}, r"write one of 0\.01, 0\.015"),
        ({"aql": float("nan")}, "no AQL nan"),
        ({"level": "IV"}, "write one of S-1"),
        ({"level": ""}, "no inspection level"),
        ({"lot_size": 0}, "the lot size is 0; a whole number from 1"),
        ({"lot_size": -5}, "a whole number from 1"),
        ({"lot_size": 2.5}, "a whole number from 1"),
        ({"severity": "discontinued"}, "no plan for 'discontinued'"),
        ({"kind": "triple"}, "single, double or multiple"),
        ({"standard": "iso3951"}, "iso2859-1"),
    ],
)
def test_what_is_in_no_table_is_refused(wrong: dict[str, object], saying: str) -> None:
    with pytest.raises(ValueError, match=saying):
        find(**{"aql": 1.0, "lot_size": 1200, **wrong})  # type: ignore[arg-type]


@pytest.mark.parametrize("letter", ["", "S", "I", "AB", "a"])
def test_unknown_letters_are_refused(letter: str) -> None:
    with pytest.raises(ValueError, match="no code letter"):
        table_plan(letter, aql=1.0)


def test_half_a_lot_is_refused() -> None:
    with pytest.raises(ValueError, match=r"the lot size is 2\.5"):
        code_letter(2.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="whole numbers"):
        code_letters([2.5, 3.0])
    with pytest.raises(ValueError, match="at least 1 item, not 0"):
        code_letters([5, 0])


def test_no_lots_have_no_letters() -> None:
    assert code_letters([]).tolist() == []
    assert code_letters([[8, 9], [500_000, 500_001]]).tolist() == [["A", "B"], ["P", "Q"]]


@pytest.mark.parametrize(
    ("n", "ac", "re", "saying"),
    [
        (0, 0, 1, "at least 1 item"),
        (5, 1, 1, "do not go together"),
        (5, -2, 1, "Ac is -2"),
        (5, -1, 1, "at least 0"),
        ([5, 5], [2, 1], [3, 4], "does not fall"),
        ([5, 5], [0, 1], None, "give re"),
        ([5, 5], [0], [2, 2], "one of each"),
    ],
)
def test_numbers_that_make_no_plan_are_refused(n: object, ac: object, re: object, saying: str) -> None:
    with pytest.raises(ValueError, match=saying):
        plan(n, ac, re)  # type: ignore[arg-type]


def test_a_plan_has_a_sample() -> None:
    with pytest.raises(ValueError, match="at least one sample"):
        Plan(stages=())


def test_the_shapes_are_those_of_the_three_severities() -> None:
    assert {severity for _, severity in TABLES} == set(SHAPES)

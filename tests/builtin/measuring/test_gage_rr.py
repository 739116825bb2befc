"""A gage study as a requirement: what it finds, what shows nothing, and what cannot be written."""

import re
from typing import Any

import pytest

from qa_run import Outcome
from qa_run.builtin.measuring.gage_rr import GageRR
from qa_run.statistics.measuring import gage_rr_crossed, gage_rr_nested
from qa_run.testing import judge_values
from qa_run.testing.judging import as_written
from qa_run.testing.layouts import layouts

PARTS = [part for part in ("P1", "P2", "P3") for _ in range(6)]
WHO = ["Ann", "Ann", "Ann", "Ben", "Ben", "Ben"] * 3
#: Made up: parts 2 apart, repeats some hundredths.
VALUES = [10, 10.1, 10.05, 10.1, 10, 10.1, 12, 12.1, 12.05, 12.15, 12.1, 12, 14, 14.1, 14, 13.95, 14.05, 14]
WANTED = {"part": "part", "operator": "who", "study_variation": {"upper": "30 %"}}


def judged(written: dict[str, Any], values: list[Any], *, engine: str = "", **columns: list[Any]) -> Any:
    columns = {"part": PARTS[: len(values)], "who": WHO[: len(values)], **columns}
    return judge_values(as_written(GageRR, written), values, columns=columns, engine=engine)


@pytest.mark.parametrize("engine", [layout.name for layout in layouts()])
def test_every_engine_finds_the_same_study(engine: str) -> None:
    found = judged(WANTED, VALUES, engine=engine)

    assert found.outcome is Outcome.PASSED
    study = gage_rr_crossed(PARTS, WHO, VALUES)
    assert found.measured["study_variation"] == pytest.approx(study.gage.pct_study_variation / 100)
    assert (found.measured["parts"], found.measured["operators"], found.measured["n"]) == (3, 2, 18)


@pytest.mark.parametrize(
    ("columns", "values", "told"),
    [
        ({"who": ["Ann"] * 18}, VALUES, "Ann measured alone: reproducibility needs two operators or more"),
        ({"part": ["P1"] * 18}, VALUES, "all measurements are of one part: a gage study needs at least two"),
        ({"part": [f"P{n // 2}" for n in range(18)], "who": ["Ann", "Ben"] * 9}, VALUES, "measured once by each"),
        ({}, [5] * 18, "all measurements are equal"),
        ({}, [1] * 6 + [2] * 6 + [3] * 6, "the gage's resolution hides its error"),
        ({}, VALUES[:17], "part 'P3' by operator 'Ben' was measured 2 times, others 3 times"),
        ({}, VALUES[:17], "measure what is missing, or use method: reml"),
        ({}, VALUES[:15], "part 'P3' by operator 'Ben' was measured 0 times"),
        ({"who": [None, *WHO[1:]]}, VALUES, "1 of 18 have no who: complete them"),
        ({"part": ["", " ", *PARTS[2:]]}, VALUES, "2 of 18 have no part"),
        ({}, VALUES[:1], "Ann measured alone"),
    ],
)
def test_what_shows_nothing_is_not_inspected(columns: dict[str, Any], values: list[Any], told: str) -> None:
    found = judged(WANTED, values, **columns)

    assert found.outcome is Outcome.NOT_INSPECTED
    assert told in found.message


@pytest.mark.parametrize("odd", ["nan", "inf", "x", None])
def test_a_measurement_that_cannot_be_read_fails_the_study(odd: Any) -> None:
    found = judged(WANTED, [odd, *VALUES[1:]])

    assert found.outcome is Outcome.FAILED
    assert "1 of 18 values is missing or cannot be read" in found.message


def test_missing_cells_are_studied_by_restricted_maximum_likelihood() -> None:
    found = judged({**WANTED, "method": "reml"}, VALUES[:17])

    assert found.outcome is Outcome.PASSED
    assert found.measured["parts"] == 3


def test_without_an_operator_there_is_only_repeatability() -> None:
    found = judge_values(
        as_written(GageRR, {"part": "part", "study_variation": {"upper": "30 %"}}), VALUES, columns={"part": PARTS}
    )

    assert found.outcome is Outcome.PASSED
    assert "reproducibility_sd" not in found.measured
    assert "operators," not in found.message


def test_parts_of_their_own_are_nested() -> None:
    parts = [f"P{place // 3}" for place in range(18)]

    crossed = judged(WANTED, VALUES, part=parts)
    nested = judged({**WANTED, "nested": True, "study_variation": {"upper": "100 %"}}, VALUES, part=parts)

    assert (crossed.outcome, nested.outcome) == (Outcome.NOT_INSPECTED, Outcome.PASSED)
    assert "nested: true" in crossed.message
    assert nested.measured["parts"] == 6


def test_a_bound_is_judged_on_request_and_is_wider_than_the_estimate() -> None:
    written = {"part": "part", "operator": "who", "of_tolerance": {"upper": "20 %"}, "tolerance_width": 4}

    plain, sure = judged(written, VALUES), judged({**written, "confidence": "95 %"}, VALUES)

    assert plain.outcome is sure.outcome is Outcome.PASSED
    assert "(its bound" in sure.message
    assert judged({**written, "of_tolerance": {"upper": "9 %"}}, VALUES).outcome is Outcome.PASSED
    assert judged({**written, "of_tolerance": {"upper": "9 %"}, "confidence": "95 %"}, VALUES).outcome is Outcome.FAILED


@pytest.mark.parametrize("nested", [False, True])
def test_shares_and_categories_have_bounds_too(nested: bool) -> None:
    parts = [f"P{place // 3}" for place in range(18)] if nested else PARTS
    written = {"part": "part", "operator": "who", "nested": nested, "study_variation": {"upper": "99 %"}}
    study = (gage_rr_nested if nested else gage_rr_crossed)(parts, WHO, VALUES, confidence=0.8)

    found = judged({**written, "contribution": {"upper": "99 %"}, "confidence": "90 %"}, VALUES, part=parts)
    strict = judged({**written, "categories": {"lower": study.ndc}, "confidence": "90 %"}, VALUES, part=parts)

    assert found.outcome is Outcome.PASSED
    assert found.measured["study_variation_upper_bound"] == pytest.approx(study.gage.pct_upper / 100)
    assert found.measured["contribution_upper_bound"] == pytest.approx((study.gage.pct_upper / 100) ** 2)
    assert found.measured["categories_lower_bound"] == study.ndc_lower < study.ndc
    assert found.measured["part_sd_upper_bound"] == pytest.approx(study.part.upper**0.5)
    assert strict.outcome is Outcome.FAILED


def test_intervals_stand_beside_the_numbers_where_nobody_asks_for_a_confidence() -> None:
    found = judged(WANTED, VALUES).measured
    study = gage_rr_crossed(PARTS, WHO, VALUES)

    assert found["study_variation_lower"] < found["study_variation"] < found["study_variation_upper"]
    assert found["gage_sd_upper"] == pytest.approx(study.gage.upper**0.5)
    assert "gage_sd_upper" not in judged({**WANTED, "method": "reml"}, VALUES).measured


def test_a_band_between_good_and_bad_is_marginal() -> None:
    found = judged({**WANTED, "study_variation": {"upper": "3 %", "marginal": "2 %"}}, VALUES)

    assert found.outcome is Outcome.MARGINAL


@pytest.mark.parametrize("limits", [{"lower": 8, "upper": 16}, {"nominal": 12, "tolerance": 4}])
def test_the_width_follows_from_the_limits(limits: dict[str, Any]) -> None:
    written = {"part": "part", "operator": "who", "of_tolerance": {"upper": "20 %"}}

    one = judged({**written, "limits": limits}, VALUES)
    other = judged({**written, "tolerance_width": 8}, VALUES)

    assert one.measured["of_tolerance"] == other.measured["of_tolerance"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"study_variation": None}, "requires one of study_variation, of_tolerance, contribution, categories"),
        ({"of_tolerance": {"upper": "30 %"}}, "of_tolerance needs limits"),
        ({"study_variation": {"upper": 30}}, "written in per cent: write 30 %"),
        ({"categories": {"lower": "5 mm"}}, "has no unit: write it without mm"),
        ({"limits": {"upper": 3}, "tolerance_width": 4}, "keep one of the two"),
        ({"tolerance_width": 0}, "tolerance_width is a distance above 0"),
        ({"nested": True, "method": "average_range"}, "nested goes with an operator"),
        ({"drop_interaction_above": 2}, "drop_interaction_above is a p"),
        ({"multiplier": 0}, "multiplier is a number above 0"),
        ({"confidence": "95 %", "method": "reml"}, "confidence: only method: anova has bounds"),
        ({"confidence": "95 %", "categories": {"lower": 2, "upper": 9}}, "one bound is held against one limit"),
        ({"method": "anov"}, "none of anova, average_range, reml"),
    ],
)
def test_what_cannot_be_meant_is_refused(changed: dict[str, Any], told: str) -> None:
    written = {name: value for name, value in {**WANTED, **changed}.items() if value is not None}

    with pytest.raises(ValueError, match=re.escape(told)):
        as_written(GageRR, written)

"""Bias, linearity and type 1 studies as requirements."""

from typing import Any

import pytest

from qa_run import Outcome
from qa_run.builtin.measuring.bias import Bias
from qa_run.builtin.measuring.linearity import Linearity
from qa_run.builtin.measuring.type_1 import GageType1
from qa_run.testing import judge_values
from qa_run.testing.judging import as_written

#: AIAG, Measurement Systems Analysis: the examples for bias (reference 6.0) and linearity, by reference value.
BIAS = [5.8, 5.7, 5.9, 5.9, 6.0, 6.1, 6.0, 6.1, 6.4, 6.3, 6.0, 6.1, 6.2, 5.6, 6.0]
LINEARITY = {
    2: [2.7, 2.5, 2.4, 2.5, 2.7, 2.3, 2.5, 2.5, 2.4, 2.4, 2.6, 2.4],
    4: [5.1, 3.9, 4.2, 5.0, 3.8, 3.9, 3.9, 3.9, 3.9, 4.0, 4.1, 3.8],
    6: [5.8, 5.7, 5.9, 5.9, 6.0, 6.1, 6.0, 6.1, 6.4, 6.3, 6.0, 6.1],
    8: [7.6, 7.7, 7.8, 7.7, 7.8, 7.8, 7.8, 7.7, 7.8, 7.5, 7.6, 7.7],
    10: [9.1, 9.3, 9.5, 9.3, 9.4, 9.5, 9.5, 9.5, 9.6, 9.2, 9.3, 9.4],
}
REFERENCES = [reference for reference, values in LINEARITY.items() for _ in values]
VALUES = [value for values in LINEARITY.values() for value in values]


def judged(criterion: type, written: Any, values: list[Any], **columns: list[Any]) -> Any:
    return judge_values(as_written(criterion, written), values, columns=columns)


def test_the_bias_of_aiags_example_is_not_significant() -> None:
    found = judged(Bias, {"reference": 6.0}, BIAS)

    assert found.outcome is Outcome.PASSED
    assert found.measured["bias"] == pytest.approx(0.0067, abs=5e-5)
    assert (found.measured["bias_lower"], found.measured["bias_upper"]) == pytest.approx((-0.1107, 0.1241), abs=5e-5)


def test_a_margin_is_met_by_the_estimate_and_with_confidence_by_the_interval() -> None:
    assert judged(Bias, {"reference": 6.0, "at_most": 0.05}, BIAS).outcome is Outcome.PASSED
    assert judged(Bias, {"reference": 6.0, "at_most": 0.05, "confidence": "95 %"}, BIAS).outcome is Outcome.FAILED
    # the 90 % interval of the mean reaches up to 0.0067 + 1.7613 * 0.0547 = 0.1031
    assert judged(Bias, {"reference": 6.0, "at_most": 0.104, "confidence": "95 %"}, BIAS).outcome is Outcome.PASSED
    assert judged(Bias, {"reference": 6.0, "at_most": 0.103, "confidence": "95 %"}, BIAS).outcome is Outcome.FAILED


def test_a_margin_that_is_just_reached_is_met() -> None:
    assert judged(Bias, {"reference": 6.3, "at_most": 0.1}, [6.35, 6.45]).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("values", "reference", "told"),
    [
        ([6.1], [6], "1 given, at least 2 needed"),
        ([6.1, 6.1, 6.1], [6, 6, 6], "the gage's resolution hides its error"),
        ([6.1, 6.2], [6, 7], "2 different reference values, from 6 to 7"),
        ([6.1, 6.2], [6, None], "1 of 2 have no true"),
        ([6.1, 6.2], [6, "nan"], "1 of 2 have no true"),
    ],
)
@pytest.mark.parametrize("criterion", [Bias, GageType1])
def test_what_shows_nothing_of_one_part_is_not_inspected(
    criterion: type, values: list[Any], reference: list[Any], told: str
) -> None:
    more = {"tolerance_width": 1, "cg": {"lower": 1.33}} if criterion is GageType1 else {}
    found = judged(criterion, {"reference": "true", **more}, values, true=reference)

    assert found.outcome is Outcome.NOT_INSPECTED
    assert told in found.message


def test_the_linearity_of_aiags_example_is_not_acceptable() -> None:
    found = judged(Linearity, {"reference": "true"}, VALUES, true=REFERENCES)

    assert found.outcome is Outcome.FAILED
    assert found.measured["slope"] == pytest.approx(-0.131667, abs=5e-7)
    assert found.measured["intercept"] == pytest.approx(0.736667, abs=5e-7)
    assert "at 10 it is -0.58" in found.message


def test_a_margin_is_held_against_the_line_at_every_reference() -> None:
    assert judged(Linearity, {"reference": "true", "at_most": 0.6}, VALUES, true=REFERENCES).outcome is Outcome.PASSED
    sure = {"reference": "true", "at_most": 0.6, "confidence": "95 %"}
    assert judged(Linearity, sure, VALUES, true=REFERENCES).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("values", "references", "told"),
    [
        ([2, 4], [2, 4], "at least 3 needed"),
        ([2, 2.1, 2.2], [2, 2, 2], "all reference values are equal"),
        ([2, 4, 6], [2, 4, 6], "on a line without any rest"),
        ([2, 4.1, 6], [2, None, 6], "1 of 3 have no true"),
    ],
)
def test_a_line_that_shows_nothing_is_not_inspected(values: list[Any], references: list[Any], told: str) -> None:
    found = judged(Linearity, {"reference": "true"}, values, true=references)

    assert found.outcome is Outcome.NOT_INSPECTED
    assert told in found.message


def test_cg_and_cgk_by_hand() -> None:
    """0.2 * 0.3 / (6 * s) of a standard deviation of 0.002; a bias of 0.01 takes 0.01 off half of the share."""
    values = [20.308, 20.312, 20.308, 20.312, 20.31]
    found = judged(GageType1, {"reference": 20.3, "tolerance_width": 0.3, "cg": {"lower": 1}}, values)

    assert found.measured["cg"] == pytest.approx(0.06 / (6 * 0.002))
    assert found.measured["cgk"] == pytest.approx((0.03 - 0.01) / (3 * 0.002))


@pytest.mark.parametrize(
    ("criterion", "written", "told"),
    [
        (Bias, {"reference": 6, "at_most": 0}, "at_most is a distance above 0"),
        (Bias, {"reference": 6, "confidence": "40 %"}, "confidence lies between 50 % and 100 %"),
        (Bias, {"reference": 6, "confidence": "100 %"}, "between 50 % and 100 %"),
        (Linearity, {"reference": "true", "at_most": -1}, "at_most is a distance above 0"),
        (GageType1, {"reference": 6, "tolerance_width": 1}, "requires cg or cgk"),
        (GageType1, {"reference": 6, "cg": {"lower": 1}}, "needs limits"),
        (GageType1, {"reference": 6, "cg": {"lower": 1}, "limits": {"upper": 7}}, "limits: Cg needs both of them"),
        (GageType1, {"reference": 6, "cg": {"lower": 1}, "tolerance_width": 1, "share": "0 %"}, "share is more than"),
        (GageType1, {"reference": 6, "cg": {"lower": 1}, "tolerance_width": 1, "multiplier": 0}, "multiplier is"),
    ],
)
def test_what_cannot_be_meant_is_refused(criterion: type, written: Any, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        as_written(criterion, written)


def test_a_width_in_another_unit_is_converted() -> None:
    made = as_written(GageType1, {"reference": "20.3 mm", "tolerance_width": "300 um", "cg": {"lower": 1}}, "mm")

    assert made.width == pytest.approx(0.3)

"""Gage R&R of studies with one operator, without spread, or that are none."""

import math
from typing import Any

import numpy as np
import pytest
from attrs import fields
from hypothesis import given, settings, strategies as st
from samples import gage_study

from qa_run.statistics.measuring import (
    GageRR,
    gage_rr_average_range,
    gage_rr_crossed,
    gage_rr_nested,
    gage_rr_unbalanced,
)


def test_with_one_operator_there_is_no_reproducibility() -> None:
    part, _, value = gage_study(1, 5, 1, 3)
    for found in (gage_rr_crossed(part, np.zeros(15), value), gage_rr_average_range(part, np.zeros(15), value)):
        assert found.reproducibility is found.operator is found.interaction is None
        assert found.gage.variance == found.repeatability.variance


def test_a_gage_that_never_varies_has_no_end_of_categories() -> None:
    part, operator = np.repeat([1, 2, 3], 4), np.tile([1, 1, 2, 2], 3)
    found = gage_rr_crossed(part, operator, part.astype(float), tolerance=10)

    assert found.gage.variance == found.gage.pct_study_variation == found.gage.pct_tolerance == 0
    assert found.ndc == math.inf
    assert found.anova[2].f is found.anova[2].p is None
    assert found.anova[0].f is None or found.anova[0].f == math.inf
    assert gage_rr_average_range(part, operator, part.astype(float)).ndc == math.inf


def test_with_one_limit_half_the_variation_is_compared_with_the_distance_to_it() -> None:
    part, operator, value = gage_study(2, 4, 2, 2)
    upper, lower = float(np.mean(value)) + 2, float(np.mean(value)) - 2
    found = gage_rr_crossed(part, operator, value, upper=upper)

    assert found.gage.pct_tolerance == pytest.approx(100 * 3 * found.gage.sd / 2)
    assert gage_rr_crossed(part, operator, value, lower=lower).gage == found.gage
    assert "distance from mean to limit" in found.convention


BALANCED = gage_study(9, 3, 2, 2)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"part": np.zeros(12)}, "all measurements are of one part"),
        ({"value": np.full(12, 5.0)}, "all measurements are equal"),
        ({"value": [math.nan, *range(11)]}, "value 1 is nan"),
        ({"value": [*range(11), math.inf]}, "value 12 is inf"),
        ({"value": [*range(11), None]}, "value 12 is nan"),
        ({"value": [*range(11), "x"]}, "numbers are needed"),
        ({"value": np.zeros((6, 2))}, "one row of numbers"),
        ({"value": range(11)}, "each measurement needs its part"),
        ({"part": [*"aabbaabbaab", None]}, "label 12 is missing"),
        ({"part": [*"aabbaabbaab", math.nan]}, "label 12 is missing"),
        ({"part": [*"aabbaabbaab", 3]}, "different kinds"),
        ({"part": np.zeros((3, 4))}, "one list of labels"),
        ({"multiplier": 0}, "study multiplier"),
        ({"tolerance": -1}, "tolerance is -1"),
        ({"tolerance": 1, "lower": 1}, "not both"),
        ({"lower": 3, "upper": 2}, "from lower to upper"),
        ({"upper": -100}, "not inside the only limit"),
        ({"upper": math.inf}, "leave out the side"),
    ],
)
def test_what_is_no_study_is_refused_with_a_sentence(change: dict[str, Any], message: str) -> None:
    given = dict(zip(("part", "operator", "value"), BALANCED, strict=True)) | change
    for method in (gage_rr_crossed, gage_rr_average_range):
        with pytest.raises(ValueError, match=message):
            method(**given)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"drop_interaction_above": 2}, "from 0 to 1"),
        ({"error_term": "x"}, "error_term is"),
        ({"confidence": 1}, "confidence is 1"),
    ],
)
def test_an_option_that_is_none_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        gage_rr_crossed(*BALANCED, **change)


def test_missing_and_unequal_cells_are_named() -> None:
    part, operator, value = gage_study(9, 3, 2, 2)
    for gone in (slice(0, 2), slice(0, 1)):
        kept = np.delete(np.arange(12), gone)
        with pytest.raises(ValueError, match=r"part 0 by operator 0 was measured [01] times, others 2 times"):
            gage_rr_crossed(part[kept], operator[kept], value[kept])


def test_one_measurement_each_shows_no_repeatability() -> None:
    part, operator, value = gage_study(9, 3, 2, 1)
    for method in (gage_rr_crossed, gage_rr_average_range, gage_rr_nested):
        with pytest.raises(ValueError, match="at least two measurements of each"):
            method(part, operator, value)
    with pytest.raises(ValueError, match="measured twice"):
        gage_rr_unbalanced(part, operator, value)


def test_parts_of_their_own_are_sent_to_the_nested_study() -> None:
    part, operator, value = np.repeat(np.arange(9), 2), np.repeat(np.arange(3), 6), np.arange(18.0)

    with pytest.raises(ValueError, match="use gage_rr_nested"):
        gage_rr_crossed(part, operator, value)


@pytest.mark.parametrize(
    ("part", "operator", "message"),
    [
        ([1, 1, 2, 2], [1, 1, 1, 1], "one operator only"),
        ([1, 1, 2, 2], [1, 1, 2, 2], "one part only"),
        ([1, 1, 2, 2, 3, 3], [1, 1, 1, 1, 2, 2], "operator 2 measured 1 parts, 1 2"),
        ([1, 1, 2, 2, 1, 1, 2], [1, 1, 1, 1, 2, 2, 2], "was measured 1 times"),
    ],
)
def test_a_nested_study_that_cannot_be_told_is_refused(part: Any, operator: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        gage_rr_nested(part, operator, np.arange(len(part)) ** 2)


def test_an_unbalanced_study_that_cannot_be_told_is_refused() -> None:
    part, operator = [1, 1, 1, 2, 2, 2, 3, 3, 4, 4], [1, 1, 2, 1, 2, 2, 3, 3, 3, 4]
    with pytest.raises(ValueError, match="share neither part nor operator"):
        gage_rr_unbalanced(part, operator, np.arange(10) ** 2, method="anova")
    with pytest.raises(ValueError, match="no degree of freedom is left for part:operator"):
        gage_rr_unbalanced([1, 1, 1, 2, 2], [1, 1, 2, 1, 1], [1, 2, 4, 8, 16], method="anova")
    with pytest.raises(ValueError, match="method is 'x'; write one of reml, anova"):
        gage_rr_unbalanced(*BALANCED, method="x")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="two parts and two operators"):
        gage_rr_unbalanced([1, 1, 2, 2], [1, 1, 1, 1], [1, 2, 4, 8])
    with pytest.raises(ValueError, match="do not differ at all"):
        gage_rr_unbalanced([1, 1, 2, 2, 1, 2], [1, 1, 1, 1, 2, 2], [1, 1, 4, 4, 2, 5])


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=8, max_size=8),
    st.integers(1, 2),
    st.sampled_from([1e-12, 1.0, 1e12]),
)
def test_small_studies_give_finite_numbers_or_a_reason(values: list[int], operators: int, unit: float) -> None:
    """Coarse readings: ties, zero ranges, zero mean squares."""
    part, operator = np.repeat([1, 2], 4), np.tile(np.repeat(np.arange(operators), 4 // operators), 2)
    value = np.array(values) * unit
    for function in (gage_rr_crossed, gage_rr_average_range, gage_rr_unbalanced):
        try:
            found = function(part, operator, value, tolerance=1)
        except ValueError:
            continue
        shown = (found.gage, found.repeatability, found.reproducibility, found.operator, found.part, found.total)
        for each in shown:
            numbers = [] if each is None else [getattr(each, one.name) for one in fields(type(each))]
            assert all(number is None or (math.isfinite(number) and number >= 0) for number in numbers)
        assert found.ndc >= 1


def test_results_are_frozen() -> None:
    found: GageRR = gage_rr_crossed(*BALANCED)

    with pytest.raises(AttributeError):
        found.ndc = 99  # type: ignore[misc]

"""Gage R&R: published examples, brute force, and the studies that are none."""

import csv
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from attrs import fields
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qa_run.statistics.measuring import (
    GageRR,
    gage_rr_average_range,
    gage_rr_crossed,
    gage_rr_nested,
    gage_rr_unbalanced,
    mls_interval,
    satterthwaite_df,
    satterthwaite_interval,
)
from qa_run.statistics.spread import d2, d2_star, d3


def test_the_thermal_resistance_study_of_houf_and_berman_comes_out() -> None:
    """ANOVA as SAS/STAT prints it; the interval for parts as in Burdick, Borror and Montgomery."""
    rows = (
        "37 38 37 41 41 40 41 42 41|42 41 43 42 42 42 43 42 43|30 31 31 31 31 31 29 30 28|42 43 42 43 43 43 42 42 42|"
        "28 30 29 29 30 29 31 29 29|42 42 43 45 45 45 44 46 45|25 26 27 28 28 30 29 27 27|40 40 40 43 42 42 43 43 41|"
        "25 25 25 27 29 28 26 26 26|35 34 34 35 35 34 35 34 35"
    )
    value = [float(each) for row in rows.split("|") for each in row.split()]
    part, operator = np.repeat(np.arange(10), 9), np.tile(np.repeat(np.arange(3), 3), 10)

    found = gage_rr_crossed(part, operator, value)

    assert found.anova[0].ss == pytest.approx(3935.955556, abs=1e-6)
    assert found.anova[1].ss == pytest.approx(39.266667, abs=1e-6)
    assert found.part.variance == pytest.approx(48.2926, abs=1e-4)
    assert (found.part.lower, found.part.upper) == pytest.approx((22.69, 161.64), abs=0.01)


def test_the_thickness_gage_of_the_tablets_fails() -> None:
    """Large tablets, all positions and days; the published figures keep the interaction (p = .524)."""
    path = Path(__file__).resolve().parents[3] / "shared/data/industrial_msa_spc/tablet_thickness.csv"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    with path.open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["Size"] == "L"]
    part, operator = [row["Tablet"] for row in rows], [row["Operator"] for row in rows]
    value = [float(row["Thickness [micron]"]) for row in rows]

    kept = gage_rr_crossed(part, operator, value, drop_interaction_above=1, lower=1775, upper=1825)
    dropped = gage_rr_crossed(part, operator, value, lower=1775, upper=1825)

    assert len(rows) == 225
    assert (kept.gage.pct_study_variation, kept.gage.pct_tolerance) == pytest.approx((38.46, 15.37), abs=0.005)
    assert (dropped.gage.pct_study_variation, dropped.gage.pct_tolerance) == pytest.approx((38.38, 15.33), abs=0.005)
    assert dropped.interaction is None


def simulated(seed: int, parts: int, operators: int, times: int) -> tuple[Any, Any, Any]:
    draw = np.random.default_rng(seed)
    part, operator = np.divmod(np.repeat(np.arange(parts * operators), times), operators)
    value = (
        draw.normal(size=parts)[part]
        + 0.5 * draw.normal(size=operators)[operator]
        + 0.3 * draw.normal(size=(parts, operators))[part, operator]
        + 0.4 * draw.normal(size=part.size)
    )
    return part, operator, value


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(2, 4), st.integers(2, 4))
def test_balanced_and_sequential_sums_agree_on_any_balanced_study(seed: int, p: int, o: int, r: int) -> None:
    data = simulated(seed, p, o, r)
    one, other = gage_rr_crossed(*data, drop_interaction_above=1), gage_rr_unbalanced(*data, method="anova")

    for row, again in zip(one.anova, other.anova, strict=True):
        assert (row.source, row.df) == (again.source, again.df)
        assert row.ss == pytest.approx(again.ss, rel=1e-9, abs=1e-12)
    for name in ("part", "operator", "interaction", "repeatability", "gage", "total"):
        assert getattr(one, name).variance == pytest.approx(getattr(other, name).variance, rel=1e-8, abs=1e-12)
        assert getattr(one, name).sd == math.sqrt(getattr(one, name).variance)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.floats(-1e6, 1e6), st.floats(0.01, 100))
def test_a_shift_changes_nothing_and_a_unit_only_the_size(seed: int, shift: float, unit: float) -> None:
    part, operator, value = simulated(seed, 4, 3, 2)
    one = gage_rr_crossed(part, operator, value)
    other = gage_rr_crossed(np.char.add("part ", part.astype(str)), operator[::1], value * unit + shift * unit)

    assert other.gage.sd == pytest.approx(one.gage.sd * unit, rel=1e-6)
    assert other.gage.pct_study_variation == pytest.approx(one.gage.pct_study_variation, rel=1e-6)
    assert other.ndc == one.ndc


@pytest.mark.parametrize("nested", [False, True])
def test_sequential_sums_of_an_unbalanced_study_expect_what_brute_force_says(nested: bool) -> None:
    """Projections and traces on the full matrices of observations."""
    part, operator, value = simulated(3, 5, 3, 3)
    keep = np.random.default_rng(4).random(part.size) > 0.3
    part, operator, value = part[keep], operator[keep], value[keep]
    factors = [operator, part * 3 + operator] if nested else [part, operator, part * 3 + operator]
    dummies = [(each[:, None] == np.unique(each)).astype(float) for each in factors]
    spaces, space = [np.ones((part.size, 1))], np.ones((part.size, 1))
    for dummy in dummies:
        space = np.hstack([space, dummy])
        spaces.append(space)
    hats = [each @ np.linalg.pinv(each) for each in spaces] + [np.eye(part.size)]
    steps = [after - before for before, after in pairwise(hats)]
    expected = [[np.trace(dummy.T @ step @ dummy) for dummy in dummies] + [np.trace(step)] for step in steps]
    components = np.linalg.solve(np.array(expected), [value @ step @ value for step in steps])

    found = gage_rr_unbalanced(part, operator, value, method="anova", nested=nested)

    shown = (found.operator, found.part) if nested else (found.part, found.operator, found.interaction)
    assert [row.ss for row in found.anova[:-1]] == pytest.approx([value @ step @ value for step in steps], rel=1e-9)
    variances = [each.variance for each in shown if each is not None] + [found.repeatability.variance]
    assert variances == pytest.approx(np.maximum(components, 0), rel=1e-8, abs=1e-12)


def test_likelihood_of_an_unbalanced_study_is_the_highest_that_brute_force_finds() -> None:
    part, operator, value = simulated(7, 6, 3, 2)
    keep = np.random.default_rng(8).random(part.size) > 0.25
    part, operator, value = part[keep], operator[keep], value[keep]
    cells = part * 3 + operator
    dummies = [(each[:, None] == np.unique(each)).astype(float) for each in (part, operator, cells)]

    def deviance(variances: Any) -> float:
        covariance = variances[3] * np.eye(part.size)
        covariance += sum(each * dummy @ dummy.T for each, dummy in zip(variances, dummies, strict=False))
        inverse = np.linalg.inv(covariance)
        precision = inverse.sum()
        rest = value - (inverse @ value).sum() / precision
        return float(np.linalg.slogdet(covariance)[1] + np.log(precision) + rest @ inverse @ rest)

    found = gage_rr_unbalanced(part, operator, value)
    assert found.operator is not None
    assert found.interaction is not None
    best = [each.variance for each in (found.part, found.operator, found.interaction, found.repeatability)]

    lowest = deviance(best)
    for at in range(4):
        for factor in (0.98, 1.02):
            other = list(best)
            other[at] = other[at] * factor + (1e-4 if best[at] == 0 and factor > 1 else 0)
            assert deviance(other) >= lowest - 1e-9


def test_parts_of_a_nested_study_are_different_parts_whatever_they_are_called() -> None:
    part, operator, value = simulated(5, 4, 3, 2)
    same = gage_rr_nested(part, operator, value)
    other = gage_rr_nested(part * 10 + operator, operator, value)

    assert (same.part, same.operator, same.parts) == (other.part, other.operator, 12)


@pytest.mark.parametrize("size", [2, 3, 7, 100])
def test_constants_of_ranges_are_as_exact_as_brute_force(size: int) -> None:
    """d2 by a fine grid; d3 of 2 and 3 in closed form."""
    line = np.linspace(-14, 14, 100_001)
    exact = {2: math.sqrt(2 - 4 / math.pi), 3: math.sqrt(2 + 3 * math.sqrt(3) / math.pi - 9 / math.pi)}
    assert d2(size) == pytest.approx(
        np.trapezoid(1 - stats.norm.cdf(line) ** size - stats.norm.sf(line) ** size, line), rel=1e-12
    )
    assert d3(size) == pytest.approx(exact.get(size, d3(size)), rel=1e-11)


def test_the_constants_of_the_aiag_form_come_out() -> None:
    """K2 and K3, the reciprocals of d2* for one group; and d2* of appendix C."""
    told = {2: 0.7071, 3: 0.5231, 4: 0.4467, 5: 0.4030, 6: 0.3742, 7: 0.3534, 8: 0.3375, 9: 0.3249, 10: 0.3146}

    assert {size: round(1 / d2_star(size, 1), 4) for size in told} == pytest.approx(told, abs=1.01e-4)
    assert d2_star(2, 10**9) == pytest.approx(2 / math.sqrt(math.pi), rel=1e-9)


@pytest.mark.parametrize("wrong", [1, 0, 2.5, True])
def test_a_range_needs_two_values(wrong: Any) -> None:
    with pytest.raises(ValueError, match="a whole number from 2 on is needed"):
        d2(wrong)


def test_intervals_of_one_mean_square_are_exact() -> None:
    wanted = (12 * 3.0 / stats.chi2.isf(0.025, 12), 12 * 3.0 / stats.chi2.ppf(0.025, 12))

    assert mls_interval([1], [3.0], [12]) == pytest.approx(wanted, rel=1e-12)
    assert satterthwaite_interval([1], [3.0], [12]) == pytest.approx(wanted, rel=1e-12)
    assert satterthwaite_df([1, 1], [2.0, 2.0], [5, 5]) == pytest.approx(10)


@pytest.mark.parametrize("row", [[1, 0, -1, 0], [0, 1, 9, 20], [0, 1, 9, -10], [0, 1, -1, 0]])
def test_modified_large_sample_intervals_cover_as_often_as_they_say(row: list[float]) -> None:
    """Parts, gage, reproducibility, operators of a study of 10 by 3 by 3; bounds within the simulation's error."""
    df, expected = np.array([9, 2, 18, 60]), np.array([9.0, 6.0, 0.9, 0.5])
    draws = np.random.default_rng(1).chisquare(df, size=(800, 4)) * expected / df
    true = float(np.dot(row, expected))

    inside = np.mean([low <= true <= high for low, high in (mls_interval(row, each, df) for each in draws)])

    assert 0.925 <= inside <= 0.985


def test_no_freedom_is_told_of_nothing() -> None:
    assert satterthwaite_df([1, -1], [2.0, 2.0], [3, 3]) is None
    assert satterthwaite_interval([1, -1], [1.0, 2.0], [3, 3]) is None


# The edges.


def test_with_one_operator_there_is_no_reproducibility() -> None:
    part, _, value = simulated(1, 5, 1, 3)
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
    part, operator, value = simulated(2, 4, 2, 2)
    upper, lower = float(np.mean(value)) + 2, float(np.mean(value)) - 2
    found = gage_rr_crossed(part, operator, value, upper=upper)

    assert found.gage.pct_tolerance == pytest.approx(100 * 3 * found.gage.sd / 2)
    assert gage_rr_crossed(part, operator, value, lower=lower).gage == found.gage
    assert "distance from mean to limit" in found.convention


BALANCED = simulated(9, 3, 2, 2)


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
    part, operator, value = simulated(9, 3, 2, 2)
    for gone in (slice(0, 2), slice(0, 1)):
        kept = np.delete(np.arange(12), gone)
        with pytest.raises(ValueError, match=r"part 0 by operator 0 was measured [01] times, others 2 times"):
            gage_rr_crossed(part[kept], operator[kept], value[kept])


def test_one_measurement_each_shows_no_repeatability() -> None:
    part, operator, value = simulated(9, 3, 2, 1)
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

"""Gage R&R: published examples and brute force."""

import csv
import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from oracles import beside
from samples import gage_study
from scipy import stats

from qa_run.statistics.measuring import (
    gage_rr_crossed,
    gage_rr_nested,
    gage_rr_unbalanced,
    mls_interval,
    satterthwaite_df,
    satterthwaite_interval,
)


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
    with beside("data/industrial_msa_spc/tablet_thickness.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["Size"] == "L"]
    part, operator = [row["Tablet"] for row in rows], [row["Operator"] for row in rows]
    value = [float(row["Thickness [micron]"]) for row in rows]

    kept = gage_rr_crossed(part, operator, value, drop_interaction_above=1, lower=1775, upper=1825)
    dropped = gage_rr_crossed(part, operator, value, lower=1775, upper=1825)

    assert len(rows) == 225
    assert (kept.gage.pct_study_variation, kept.gage.pct_tolerance) == pytest.approx((38.46, 15.37), abs=0.005)
    assert (dropped.gage.pct_study_variation, dropped.gage.pct_tolerance) == pytest.approx((38.38, 15.33), abs=0.005)
    assert dropped.interaction is None


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 6), st.integers(2, 4), st.integers(2, 4))
def test_balanced_and_sequential_sums_agree_on_any_balanced_study(seed: int, p: int, o: int, r: int) -> None:
    data = gage_study(seed, p, o, r)
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
    part, operator, value = gage_study(seed, 4, 3, 2)
    one = gage_rr_crossed(part, operator, value)
    other = gage_rr_crossed(np.char.add("part ", part.astype(str)), operator[::1], value * unit + shift * unit)

    assert other.gage.sd == pytest.approx(one.gage.sd * unit, rel=1e-6)
    assert other.gage.pct_study_variation == pytest.approx(one.gage.pct_study_variation, rel=1e-6)
    assert other.ndc == one.ndc


@pytest.mark.parametrize("nested", [False, True])
def test_sequential_sums_of_an_unbalanced_study_expect_what_brute_force_says(nested: bool) -> None:
    """Projections and traces on the full matrices of observations."""
    part, operator, value = gage_study(3, 5, 3, 3)
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
    part, operator, value = gage_study(7, 6, 3, 2)
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
    part, operator, value = gage_study(5, 4, 3, 2)
    same = gage_rr_nested(part, operator, value)
    other = gage_rr_nested(part * 10 + operator, operator, value)

    assert (same.part, same.operator, same.parts) == (other.part, other.operator, 12)


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

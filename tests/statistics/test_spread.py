"""Aggregates of subgroups and sigma: by definition, and what is no subgroup."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from qa_run.statistics.charts import (
    moving_range_chart,
    r_chart,
)
from qa_run.statistics.spread import (
    d2,
    of_groups,
    of_rows,
    sigma_of_moving_ranges,
    sigma_of_ranges,
    sigma_of_sds,
)


@pytest.mark.parametrize("method", ["weighted", "mean", "pooled"])
def test_every_estimate_of_sigma_is_unbiased_for_unequal_sizes(method: Any) -> None:
    n = np.tile([2.0, 3, 5, 9], 4000)
    rows = np.where(np.arange(9) < n[:, None], np.random.default_rng(1).normal(0, 3, (n.size, 9)), np.nan)
    of = of_rows(rows)

    assert of.n.tolist() == n.tolist()
    assert sigma_of_sds(of.n, of.sd, method=method).value == pytest.approx(3, rel=0.01)
    if method != "pooled":
        assert sigma_of_ranges(of.n, of.range, method=method).value == pytest.approx(3, rel=0.01)


def test_an_unknown_method_is_named() -> None:
    with pytest.raises(ValueError, match="'median'"):
        sigma_of_ranges([2, 3], [1.0, 2.0], method="median")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'median'"):
        sigma_of_sds([2, 3], [1.0, 2.0], method="median")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'median'"):
        r_chart([2, 3], [1.0, 2.0], centre_line="median")  # type: ignore[arg-type]


def test_moving_ranges_do_not_reach_across_points_that_do_not_count() -> None:
    counted = np.array([True, True, False, True, True])
    values = [1.0, 2, 99, 10, 13]

    assert sigma_of_moving_ranges(values, counted=counted).value == pytest.approx(2 / d2(2))
    assert moving_range_chart(values, counted=counted).counted.tolist() == [True, False, False, True]


def test_screening_leaves_out_ranges_that_are_beyond_their_own_limit() -> None:
    values = np.array([0.0, 1] * 10 + [50] + [0.0, 1] * 10)

    assert sigma_of_moving_ranges(values, screened=True).value == pytest.approx(1 / d2(2))


@pytest.mark.parametrize("span", [1, 0, 2.5])
def test_a_moving_range_spans_two_values_at_least(span: Any) -> None:
    with pytest.raises(ValueError, match="span"):
        sigma_of_moving_ranges([1.0, 2, 3], span=span)


@given(st.lists(st.lists(st.integers(-50, 50), min_size=1, max_size=6), min_size=1, max_size=8), st.integers(0, 9))
def test_aggregates_are_those_of_each_subgroup(rows: list[list[int]], offset: int) -> None:
    groups = [np.array(row) / 8 + offset * 1e8 for row in rows]
    names = np.concatenate([[f"g{len(rows) - at}"] * len(row) for at, row in enumerate(rows)])
    widest = max(map(len, rows))
    padded = np.array([[*row, *[np.nan] * (widest - len(row))] for row in groups])
    for of in (of_groups(np.concatenate(groups), names), of_rows(padded)):
        assert of.n.tolist() == [len(row) for row in rows]
        assert of.mean == pytest.approx([row.mean() for row in groups], rel=1e-15)
        assert of.minimum.tolist() == [row.min() for row in groups]
        assert of.maximum.tolist() == [row.max() for row in groups]
        assert of.sd == pytest.approx([row.std(ddof=1) if row.size > 1 else 0 for row in groups], abs=1e-7, rel=1e-7)


def test_rows_wider_than_many_are_aggregated_alike() -> None:
    values = np.random.default_rng(3).normal(0, 1, (3, 200))
    of = of_rows(values)

    assert of.sd == pytest.approx(values.std(axis=1, ddof=1))
    assert of.range == pytest.approx(np.ptp(values, axis=1))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([1.0, 2.0], "subgroups x values"),
        (np.empty((0, 3)), "at least one"),
        ([[1.0, 2.0], [np.nan, np.nan]], "subgroup 2 holds no value"),
        ([[1.0, np.inf]], "subgroup 1 holds an infinite value"),
    ],
)
def test_what_are_no_subgroups_is_said(values: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        of_rows(values)


def test_values_and_their_subgroups_are_of_one_length() -> None:
    with pytest.raises(ValueError, match="3 values, but 2 names"):
        of_groups([1.0, 2, 3], ["a", "b"])


def test_subgroups_come_in_the_order_in_which_they_first_appear() -> None:
    of = of_groups([5.0, 1, 7, 3], ["late", "early", "late", "mid"])

    assert of.mean.tolist() == [6, 1, 3]


def test_pooled_sigma_is_the_same_from_values_and_from_subgroups():
    random = np.random.default_rng(3)
    labels = random.integers(0, 40, 300)
    values = random.normal(1e6, 1e-3, 300) + labels
    rows = [values[labels == each] for each in np.unique(labels)]
    of = of_groups(values, labels)
    deviations = [row.std(ddof=1) if len(row) > 1 else np.nan for row in rows]
    one = sigma_of_sds(of.n, of.sd, method="pooled")
    other = sigma_of_sds([len(row) for row in rows], deviations, method="pooled")

    assert one.value == pytest.approx(other.value, rel=1e-9)
    assert one.degrees_of_freedom == other.degrees_of_freedom == 300 - len(rows)


def test_pooled_sigma_is_right_on_average_also_where_the_series_takes_over():
    plain, unbiased = (sigma_of_sds([2, 2], [1, 1], method="pooled", unbiased=each).value for each in (False, True))
    c4 = [1 / sigma_of_sds([free + 1], [1.0], method="pooled").value for free in (299, 300, 301, 10**6)]
    exact = [math.sqrt(2 / free) * math.exp(math.lgamma((free + 1) / 2) - math.lgamma(free / 2)) for free in (299, 300)]

    assert unbiased / plain == pytest.approx(1 / 0.8862269254527580, rel=1e-12)
    assert c4[:2] == pytest.approx(exact, rel=1e-12)
    assert c4 == sorted(c4)
    assert c4[3] == pytest.approx(1 - 2.5e-7, rel=1e-13)


def test_subgroups_of_equal_values_have_a_sigma_of_0_whatever_the_digits():
    of = of_groups([0.1] * 3 + [0.7] * 3, list("aaabbb"))

    assert sigma_of_sds(of.n, of.sd, method="pooled").value == 0.0

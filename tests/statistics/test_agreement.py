"""Agreement beyond chance: scipy and brute force, and the ratings that say nothing."""

import math
from contextlib import suppress
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from attrs import fields, has
from hypothesis import assume, given, settings, strategies as st

from qa_run.statistics.agreement import (
    Coefficient,
    brennan_prediger,
    cohen_kappa,
    cohen_kappa_of_table,
    conger_kappa,
    fleiss_kappa,
    fleiss_kappa_weighted,
    gwet_ac,
    intraclass_correlation,
    kendall_w,
    krippendorff_alpha,
    light_kappa,
    percent_agreement,
    weights_of,
)

TABLES = st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=4, max_size=40)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_with_two_raters_congers_is_cohens_kappa(ratings: list[list[int]]) -> None:
    """And its error is Fleiss, Cohen and Everitt's, but for n - 1."""
    table = np.array(ratings)
    assume(all(np.unique(column).size > 1 for column in table.T))
    for weights in ("identity", "quadratic"):
        one = cohen_kappa(table[:, 0], table[:, 1], weights=weights, scores="values")
        other = conger_kappa(table, weights=weights)
        assert other.value == pytest.approx(one.kappa, abs=1e-12)
        assert one.standard_error is not None
        factor = math.sqrt(len(table) / (len(table) - 1))
        assert other.standard_error == pytest.approx(one.standard_error * factor, rel=1e-6, abs=1e-7)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 5), st.integers(2, 4))
def test_the_standard_errors_are_near_those_of_a_jackknife(seed: int, raters: int, categories: int) -> None:
    draw = np.random.default_rng(seed)
    truth = np.arange(60)[:, None] % categories
    ratings = np.where(draw.random((60, raters)) < 0.6, truth, draw.integers(0, categories, (60, raters)))
    options: dict[str, Any] = {"categories": range(categories), "weights": "linear"}

    for function in (gwet_ac, fleiss_kappa_weighted, conger_kappa, krippendorff_alpha, brennan_prediger):
        found: Coefficient = function(ratings, **options)
        left = np.array([function(np.delete(ratings, at, axis=0), **options).value for at in range(60)])
        error = math.sqrt(59**2 / 60 * np.var(left))
        assert found.standard_error == pytest.approx(error, rel=0.1)


def test_missing_ratings_leave_the_pairs_that_are_there() -> None:
    ratings: list[list[Any]] = [
        ["a", "a", None],
        ["b", "b", "b"],
        ["a", "b", "a"],
        ["b", None, None],
        ["c", "c", math.nan],
    ]
    found = gwet_ac(ratings)

    pairs = [
        np.mean([x == y for x, y in combinations([e for e in row if isinstance(e, str)], 2)]) for row in ratings[:3]
    ]
    assert found.observed == pytest.approx((sum(pairs) + 1) / 4)
    assert found.items == 5
    assert fleiss_kappa(ratings[:3]).left_out == 1
    assert krippendorff_alpha(ratings).items == 4
    assert light_kappa(ratings[:3]).left_out == 1
    first, second = [row[0] for row in ratings], [row[1] for row in ratings]
    assert (cohen_kappa(first, second).items, cohen_kappa(first, second).left_out) == (4, 1)


def test_a_rare_defect_collapses_kappa_and_not_ac1() -> None:
    ratings = [["ok", "ok"]] * 95 + [["ok", "nok"], ["nok", "ok"]] * 2 + [["nok", "nok"]]

    assert cohen_kappa(*zip(*ratings, strict=True)).kappa < 0.35
    assert gwet_ac(ratings).value > 0.95


def test_perfect_agreement_is_one() -> None:
    ratings = [["a"] * 3, ["b"] * 3, ["c"] * 3]
    for found in (gwet_ac(ratings), conger_kappa(ratings), krippendorff_alpha(ratings), brennan_prediger(ratings)):
        assert found.value == pytest.approx(1)
        assert (found.standard_error, found.upper) == pytest.approx((0, 1), abs=1e-7)
    assert fleiss_kappa(ratings).kappa == light_kappa(ratings).kappa == 1
    assert cohen_kappa(list("abc"), list("abc")).upper == 1


def test_weights_are_as_written() -> None:
    assert weights_of("abc", "linear").tolist() == [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
    assert weights_of("abc", "quadratic")[0].tolist() == [1, 0.75, 0]
    assert weights_of("abc", "ordinal")[0] == pytest.approx([1, 2 / 3, 0])
    assert weights_of("abc", "radical")[0] == pytest.approx([1, 1 - math.sqrt(0.5), 0])
    assert weights_of([1, 2, 5], "linear", "values")[0].tolist() == [1, 0.75, 0]
    assert weights_of([1, 2, 5], "linear", [0, 9, 10])[0] == pytest.approx([1, 0.1, 0])
    assert weights_of("ab", [[1, 0.3], [0.3, 1]])[0].tolist() == [1, 0.3]
    assert weights_of("a", "linear").tolist() == [[1]]


@pytest.mark.parametrize(
    ("weights", "scores", "message"),
    [
        ("cubic", "places", "weights, if not given"),
        ("linear", "ranks", "scores, if not given"),
        ("linear", [1, 2], "3 finite scores"),
        ("linear", [1, 1, 1], "same score"),
        ([[1, 0], [0, 1]], "places", "3 categories"),
        ([[1, 2, 0], [2, 1, 0], [0, 0, 1]], "places", "from 0 to 1"),
    ],
)
def test_weights_that_are_none_are_refused(weights: Any, scores: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        weights_of("abc", weights, scores)


def test_a_category_that_nobody_chose_counts_where_it_is_named() -> None:
    ratings = [[1, 2], [2, 2], [1, 1], [2, 1]]

    assert gwet_ac(ratings, categories=[1, 2, 3]).chance < gwet_ac(ratings).chance
    assert brennan_prediger(ratings, categories=[1, 2, 3]).chance == pytest.approx(1 / 3)
    assert fleiss_kappa(ratings, categories=[1, 2, 3]).by_category[2].kappa is None
    linear = cohen_kappa([1, 2, 1, 2], [2, 2, 1, 1], weights="linear", categories=[1, 2, 3])
    assert linear.kappa == pytest.approx(cohen_kappa([1, 2, 1, 2], [2, 2, 1, 1]).kappa)


MANY = (fleiss_kappa, fleiss_kappa_weighted, conger_kappa, krippendorff_alpha, light_kappa)


WEIGHTED = (fleiss_kappa_weighted, conger_kappa, krippendorff_alpha, gwet_ac, brennan_prediger)


@pytest.mark.parametrize("function", WEIGHTED)
def test_weights_that_forgive_everything_leave_nothing_beyond_chance(function: Any) -> None:
    with pytest.raises(ValueError, match="nothing is left beyond chance"):
        function([[1, 2], [2, 1], [1, 1]], weights=[[1, 1], [1, 1]])
    with pytest.raises(ValueError, match="nothing is left beyond chance"):
        cohen_kappa([1, 2, 1], [2, 1, 1], weights=[[1, 1], [1, 1]])


def finite(found: Any) -> bool:
    """Whether no number of a result is NaN or infinite."""
    values = [getattr(found, each.name) for each in fields(type(found))]
    inner = [each for value in values for each in (value if isinstance(value, tuple) else (value,))]
    return all(
        finite(each) if has(type(each)) else not isinstance(each, float) or math.isfinite(each) for each in inner
    )


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.one_of(st.none(), st.integers(1, 3)), min_size=3, max_size=3), min_size=2, max_size=7))
def test_small_ratings_give_finite_numbers_or_a_reason(ratings: list[list[int | None]]) -> None:
    for function in (*MANY, gwet_ac, brennan_prediger, kendall_w, intraclass_correlation, percent_agreement):
        with suppress(ValueError):
            assert finite(function(ratings))


@pytest.mark.parametrize("function", [*MANY, gwet_ac, brennan_prediger])
def test_one_category_says_nothing_beyond_chance(function: Any) -> None:
    with pytest.raises(ValueError, match="all ratings are of one category"):
        function([["ok", "ok"]] * 5)


@pytest.mark.parametrize("function", [*MANY, gwet_ac, brennan_prediger, kendall_w])
@pytest.mark.parametrize(
    ("ratings", "message"),
    [
        ([], "items by raters"),
        ([[1], [2]], "two raters or more"),
        ([1, 2, 3], "items by raters"),
        ([[None, None], [math.nan, None]], "nothing was rated"),
        ([[1, "a"], [2, "b"]], "different kinds"),
        ([[1, 2]], "at least (2|two)"),
    ],
)
def test_ratings_that_are_none_are_refused(function: Any, ratings: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        function(ratings)


def test_a_rating_that_is_no_category_is_named() -> None:
    with pytest.raises(ValueError, match="'mauvais' was rated and is none of the categories"):
        gwet_ac([["ok", "mauvais"], ["ok", "ok"]], categories=["ok", "nok"])
    with pytest.raises(ValueError, match="named twice"):
        gwet_ac([["ok", "ok"], ["ok", "ok"]], categories=["ok", "ok"])
    with pytest.raises(ValueError, match="rater 2 rated nothing"):
        conger_kappa([["a", None, "a"], ["b", None, "a"]])


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ([[1, 2, 3], [1, 2, 3]], "as many rows"),
        ([[1, -2], [1, 2]], "none below 0"),
        ([[1, 0.5], [1, 2]], "whole numbers"),
        ([[1, math.nan], [1, 2]], "whole numbers"),
        ([[5, 0], [0, 0]], "all ratings are of one category"),
        ([[1, 0], [0, 0]], "at least 2"),
        ([[0, 0], [0, 0]], "at least 2"),
    ],
)
def test_a_table_that_is_none_is_refused(table: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cohen_kappa_of_table(table)


def test_every_row_of_a_table_needs_its_name() -> None:
    with pytest.raises(ValueError, match="3 categories are named, the table has 2"):
        cohen_kappa_of_table([[1, 2], [3, 4]], categories=["a", "b", "c"])


def test_two_lists_must_be_of_the_same_items() -> None:
    with pytest.raises(ValueError, match="same items in the same order"):
        cohen_kappa([1, 2], [1, 2, 3])
    assert cohen_kappa(np.array([1, 2, 2]), [1, 2, 1]).items == 3

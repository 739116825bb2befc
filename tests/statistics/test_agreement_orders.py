"""Concordance and intraclass correlation, and where there is no order."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from scipy import stats

from qa_run.statistics.agreement import (
    intraclass_correlation,
    kendall_tau,
    kendall_w,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=60))
def test_tau_is_as_scipy_says(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    assume(len(set(first)) > 1 and len(set(second)) > 1)
    found, wanted = kendall_tau(first, second), stats.kendalltau(first, second, method="asymptotic")

    assert found.tau == pytest.approx(wanted.statistic, abs=1e-12)
    assert found.p == pytest.approx(wanted.pvalue, rel=1e-9)


def test_tau_of_a_hundred_thousand_takes_no_time() -> None:
    draw = np.random.default_rng(0)
    first = draw.normal(size=100_000)
    found = kendall_tau(first, first + draw.normal(size=100_000))

    assert found.tau == pytest.approx(0.5, abs=0.01)


def test_order_is_that_of_the_categories() -> None:
    grades = ["poor", "fair", "good"]

    assert kendall_tau(grades, grades[::-1], categories=grades).tau == -1
    assert kendall_w([["poor", "poor"], ["fair", "fair"], ["good", "good"]], categories=grades).w == 1


def test_no_order_is_refused() -> None:
    with pytest.raises(ValueError, match="no order to compare"):
        kendall_tau([1, 1, 1], [1, 2, 3])
    with pytest.raises(ValueError, match="no order to agree on"):
        kendall_w([[1, 2], [1, 2], [1, 2]])


@pytest.mark.parametrize(
    ("ratings", "options", "message"),
    [
        ([[1, 2]], {}, "at least 2"),
        ([[1], [2]], {}, "two raters or more"),
        ([[1, math.inf], [2, 3]], {}, "infinite"),
        ([["a", "b"], ["c", "d"]], {}, "must be numbers"),
        ([[1, 1], [2, 2], [3, 3]], {}, "do not differ at all"),
        ([[1, 2], [2, 3], [3, 4]], {}, "do not differ at all"),
        ([[1, 1, 2], [1, 1, 2], [1, 2, 1]], {}, "items do not differ"),
        ([[1, 1, 2], [1, 1, 2], [1, 2, 1]], {"model": "oneway", "unit": "average"}, "items do not differ"),
        ([[1, 2], [2, 1]], {"model": "x"}, "oneway, twoway"),
        ([[1, 2], [2, 1], [3, 5]], {"null": 1}, "0 or more, and less than 1"),
        ([[1, 2], [2, 1], [3, 5]], {"freedom": "x"}, "mcgraw-wong"),
        ([[1, 2], [2, 1], [3, 5]], {"confidence": 95}, "confidence is 95"),
    ],
)
def test_an_intraclass_correlation_that_cannot_be_told_is_refused(ratings: Any, options: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        intraclass_correlation(ratings, **options)


def test_items_with_a_missing_number_are_left_out_and_counted() -> None:
    whole = [[1.0, 2.0], [3.0, 3.5], [6.0, 5.0], [8.0, 9.0]]
    one, other = intraclass_correlation(whole), intraclass_correlation([*whole, [1.0, None]])

    assert (other.value, other.left_out, one.left_out, one.name) == (one.value, 1, 0, "ICC(A,1)")
    assert intraclass_correlation(whole, model="oneway", unit="average").name == "ICC(2)"
    assert intraclass_correlation(whole, null=0.5).f < one.f

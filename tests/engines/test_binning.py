"""Bins whose edges lie on the limits, and the intervals that pictures show."""

from itertools import pairwise

import pytest
from hypothesis import example, given, strategies as st
from scipy.special import stdtrit

from qa_run.engines.pictures import Span
from qa_run.running.binning import MOST, bins_of
from qa_run.running.intervals import mean_interval, student
from qa_run.statistics import intervals


def span(low: float, first: float, third: float, high: float, n: int = 1000, decimals: int | None = None) -> Span:
    middle = (first + third) / 2
    return Span(
        n=n,
        low=low,
        high=high,
        mean=middle,
        first_quartile=first,
        median=middle,
        third_quartile=third,
        decimals=decimals,
    )


def test_both_limits_are_edges_and_bins_are_round() -> None:
    found = bins_of(span(57.2, 59.3, 60.6, 62.9, decimals=1), {"lower": 57, "upper": 63})

    assert found.edges[0] == 57
    assert found.edges[-1] == 63
    assert {round(end - start, 9) for start, end in pairwise(found.edges)} == {0.5}


def test_whole_numbers_have_bins_of_their_own_and_limits_between_them() -> None:
    found = bins_of(span(0, 1, 2, 5, decimals=0), {"lower": 1, "upper": 3})

    assert found.edges == (-0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5)
    assert found.ends == {"lower": 0.5, "upper": 3.5}


def test_outliers_do_not_squeeze_the_picture() -> None:
    found = bins_of(span(-1e6, 79, 81, 1e6), {"lower": 76, "upper": 84})

    assert 60 < found.edges[0] < 76
    assert 84 < found.edges[-1] < 100


def test_a_limit_far_away_stays_off_the_picture() -> None:
    found = bins_of(span(79, 79.5, 80.5, 81), {"upper": 5000})

    assert found.edges[-1] < 100
    assert found.ends == {"upper": 5000}


def test_values_that_are_all_alike_have_a_picture() -> None:
    found = bins_of(span(80, 80, 80, 80, n=1), {})

    assert found.edges[0] < 80 < found.edges[-1]


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=4).map(sorted),
    st.lists(st.floats(-1e6, 1e6), max_size=2, unique=True).map(sorted),
    st.integers(1, 10**7),
    st.sampled_from([None, 0, 1, 2, 3]),
)
@example([-6.0, 0.0, 2.0, 7.0], [], 4096, 1)  # a quarter is two and a half of the steps in which values are written
def test_edges_rise_and_are_not_too_many(places: list[float], ends: list[float], n: int, decimals: int | None) -> None:
    digits = 9 if decimals is None else decimals
    low, first, third, high = (round(each, digits) for each in places)
    limits = dict(zip(("lower", "upper"), ends, strict=False))
    found = bins_of(span(low, first, third, high, n, decimals), limits)

    assert 2 <= len(found.edges) <= MOST + 3
    assert all(start < end for start, end in pairwise(found.edges))
    assert all(start < end for start, end in pairwise(found.compared))
    assert len(found.compared) == len(found.edges)


@pytest.mark.parametrize("freedom", [1, 2, 5, 12, 13, 30, 1000])
def test_student_is_that_of_scipy(freedom: int) -> None:
    assert student(freedom) == pytest.approx(float(stdtrit(freedom, 0.975)), abs=6e-5)


def test_the_interval_is_that_of_the_statistics() -> None:
    known = intervals.mean_interval(20, 80.0, 1.5)

    assert mean_interval(20, 80.0, 1.5) == pytest.approx((known.lower, known.upper), abs=1e-4)


@pytest.mark.parametrize(("bad", "n"), [(0, 12), (1, 191), (28, 300), (5, 5)])
def test_wilson_is_that_of_the_statistics(bad: int, n: int) -> None:
    from qa_run.builtin.reporters.html.levels import wilson

    known = intervals.proportion_interval(bad, n, method="wilson")
    assert wilson(bad, n) == pytest.approx((known.lower, known.upper), abs=1e-9)

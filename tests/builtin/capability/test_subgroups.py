"""The sigma within subgroups: which items are one, and how many degrees of freedom that leaves."""

import math

import numpy as np
import pytest
from studied import VALUES, judged, written

from qa_run import Outcome
from qa_run.builtin.capability.spread import Groups, within
from qa_run.testing.judging import judge_values


@pytest.mark.parametrize(("how", "expected"), [("r_bar", 3.61), ("s_bar", 3.80), ("pooled", 4.0)])
def test_degrees_of_freedom_of_subgroups_of_5(how, expected):
    found = within(VALUES, Groups.of(VALUES, 5), how)

    assert found.freedom / 12 == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize(("how", "size"), [("r_bar", 4), ("s_bar", 7), ("pooled", 3), (None, None)])
def test_degrees_of_freedom_match_how_much_an_estimate_varies(how, size):
    samples = np.random.default_rng(8).normal(0, 1, (2000, 42))
    found = [within(row, size and Groups.of(row, size), how) for row in samples]
    sigmas = np.array([each.sigma for each in found])

    assert sigmas.mean() == pytest.approx(1, abs=0.01)
    assert 1 / (2 * sigmas.var()) == pytest.approx(found[0].freedom, rel=0.12)


def test_subgroups_stand_in_the_order_in_which_they_begin():
    found = Groups.of(np.array([1.0, 5.0, 3.0, 7.0, 9.0]), np.array([2.0, 1.0, 2.0, 1.0, 3.0]))

    assert found.means.tolist() == [2.0, 6.0, 9.0]
    assert found.ranges.tolist() == [2.0, 2.0, 0.0]
    assert found.first.tolist() == [0, 1, 4]
    assert found.sizes.tolist() == [2, 2, 1]


def test_a_column_of_subgroups_is_the_same_as_so_many_in_a_row():
    by_column = judged(VALUES, np.repeat(np.arange(12), 5), lower=6, upper=15, cpk={"lower": 1}, subgroup="hour")
    by_number = judged(VALUES, lower=6, upper=15, cpk={"lower": 1}, subgroup=5)

    assert by_column.numbers == by_number.numbers
    assert by_column.numbers["points"] == 12


def test_a_text_names_the_subgroup_on_every_engine():
    criterion = written(lower=6, upper=15, cpk={"lower": 0}, subgroup="hour", at_least=6)
    hours = ["x", "a", "x", "a", "b", "b"]
    for engine in ("DuckDB on CSV", "DuckDB on typed Parquet", "DuckDB relation", "Polars", "Polars, typed and lazy"):
        result = judge_values(criterion, [9, 11, 10, 12.5, 8, 11], columns={"hour": hours}, engine=engine)

        assert result.measured["points"] == 3
        assert result.measured["sigma_within"] == pytest.approx(math.sqrt(6.125 / 3) / 0.9213177)


def test_a_value_without_a_subgroup_is_not_left_out():
    criterion = written(lower=6, upper=15, cpk={"lower": 0}, subgroup="hour", at_least=4)
    result = judge_values(criterion, [9, 11, 10, 12, 8], columns={"hour": ["a", "a", "b", "b", None]})

    assert result.outcome is Outcome.NOT_INSPECTED
    assert "1 of 5 values belong to no subgroup" in result.message


def test_subgroups_of_equal_values_have_no_sigma_within():
    found = judged(np.repeat(VALUES[:10], 3), lower=0, upper=20, cpk={"lower": 1}, subgroup=3)

    assert found.undecided == "Cpk has no value: the values of each subgroup are equal, so sigma within is 0"
    overall = judged(np.repeat(VALUES[:10], 3), lower=0, upper=20, ppk={"lower": 1}, subgroup=3)
    assert overall.conforms
    assert overall.marginal
    assert "whether the process is in control cannot be told" in overall.told


def test_subgroups_of_single_values_have_no_sigma_within():
    found = judged(VALUES, range(60), upper=20, cpk={"lower": 1}, subgroup="hour")

    assert "no subgroup has two values" in found.undecided

"""Run tests: what is useful, and what signals."""

import pytest

from qa_run.statistics.charts import (
    runs_about,
)


def test_points_on_the_centre_are_not_useful_and_break_no_run() -> None:
    runs = runs_about([1, 1, 0, 1, -1, 0, -1, 1], 0.0)

    assert (runs.useful, runs.longest, runs.crossings) == (6, 3, 2)


def test_points_that_are_all_on_the_centre_have_no_runs() -> None:
    runs = runs_about([5.0] * 4, 5.0)

    assert (runs.useful, runs.signal) == (0, False)
    assert not runs_about([6.0], 5.0).signal


def test_a_long_run_and_few_crossings_signal() -> None:
    assert runs_about([1] * 12 + [-1] * 12, 0).signal
    assert not runs_about([1, -1] * 12, 0).signal


def test_a_centre_for_each_point() -> None:
    assert runs_about([1, 2, 3], [0, 3, 2]).crossings == 2
    with pytest.raises(ValueError, match="centre"):
        runs_about([1, 2, 3], [0, 1])

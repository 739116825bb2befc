"""Limits of the very points that they judge."""

import pytest
from charting import STEADY, verdict

from qa_run import Outcome


def test_trial_limits_release_nothing(tmp_path):
    found = verdict(tmp_path, "{type: i_mr, rules: limits}", {"x": STEADY})

    assert found.outcome is Outcome.NOT_INSPECTED
    assert "trial limits of 12 of 12 points" in found.message
    assert "qa-run baseline" in found.message


@pytest.mark.parametrize(
    ("first", "counted"),
    [("until: 2026-03-04", 4), ("from: 2026-03-03, until: 2026-03-04", 2), ("until: 2026-03-04 05:00", 3)],
)
def test_the_points_of_some_dates_set_trial_limits(tmp_path, first, counted):
    columns = {"x": STEADY, "at": [f"2026-03-{day:02d} 06:00" for day in range(1, 13)]}
    found = verdict(tmp_path, f"{{type: i_mr, rules: limits, first: {{{first}}}}}", columns, ", time: at")

    assert f": {counted} of 12 points" in found.message


def test_dates_without_times_set_nothing(tmp_path):
    found = verdict(tmp_path, "{type: i_mr, first: {until: 2026-03-04}}", {"x": STEADY})

    assert found.outcome is Outcome.NOT_INSPECTED
    assert "the samples have no time" in found.message


def test_fewer_points_than_set_the_limits_are_told(tmp_path):
    assert (
        "trial limits of the first 12 of 12 points"
        in verdict(tmp_path, "{type: i_mr, first: 25}", {"x": STEADY}).message
    )

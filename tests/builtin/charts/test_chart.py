"""Charts as requirements: what signals, and what is told of it."""

import pytest
from charting import FROZEN, STEADY, baseline, judged, verdict

from qa_run import Outcome


def test_a_signal_names_rule_point_time_and_items(tmp_path):
    days = [f"2026-03-{day:02d} 06:00" for day in (1, 2, 3, 4) for _ in range(3)]
    columns = {"x": [10, 11, 9] * 3 + [20, 21, 22], "id": [f"I{place}" for place in range(12)], "at": days}
    found = verdict(tmp_path, "{type: xbar_r, subgroup: at, rules: nelson, first: 3}", columns, ", item: id, time: at")
    (signal,) = found.items

    assert signal.item.startswith("2026-03-04")
    assert signal.time == "2026-03-04 06:00:00"
    assert signal.items == ("I9", "I10", "I11")
    assert (signal.value, signal.place) == (21, "x.csv:11")
    assert signal.finding.startswith("Xbar: rule 1: above the upper control limit ")


@pytest.mark.parametrize("written", ["{column: s}", "s", "3"])
def test_a_subgroup_is_written_as_a_column_or_as_a_number(tmp_path, written):
    columns = {"x": [10, 11, 9] * 4, "s": [place // 3 for place in range(12)]}
    found = verdict(tmp_path, f"{{type: xbar_s, subgroup: {written}}}", columns)

    assert (found.measured["points"], found.measured["centre"]) == (4, 10)


def test_a_subgroup_of_one_item_is_on_the_chart_of_means_and_not_on_that_of_ranges(tmp_path):
    found = verdict(tmp_path, "{type: xbar_r, subgroup: 3, rules: limits, first: 4}", {"x": [10, 11, 9] * 4 + [60]})

    assert [item.item for item in found.items] == ["5"]
    assert found.items[0].many == 1


def test_subgroups_of_unequal_size_have_limits_of_their_own(tmp_path):
    columns = {"x": [9, 11, 9, 11, 9, 11, 13, 13, 13, 13], "s": [1, 1, 2, 2, 3, 3, 4, 4, 4, 4]}
    found = verdict(tmp_path, "{type: xbar_s, subgroup: s, rules: limits, first: 3}", columns)
    few = verdict(
        tmp_path, "{type: xbar_s, subgroup: s, rules: limits, first: 3}", {k: v[:8] for k, v in columns.items()}
    )

    assert [item.item for item in found.items] == ["4"]
    assert few.items == ()


def test_strata_are_processes_of_their_own(tmp_path):
    columns = {"x": [*STEADY, *(each + 50 for each in STEADY)], "m": ["A"] * 12 + ["B"] * 12}
    baseline(tmp_path, charts={f"m={m}": {"type": "i_mr", "centre": c, "sigma": 1} for m, c in (("A", 10), ("B", 60))})
    found = judged(tmp_path, FROZEN, columns, ", per: [m]")

    assert [each.outcome for each in found] == [Outcome.PASSED] * 3
    assert "each stratum is a process of its own" in found[0].message


def test_specification_limits_and_control_limits_are_never_mixed(tmp_path):
    baseline(tmp_path)
    limits, chart = judged(tmp_path, FROZEN, {"x": STEADY}, more=", lower: 0, upper: 11.5")[::-1]
    limits, chart = (limits, chart) if limits.criterion == "limits" else (chart, limits)

    assert (limits.outcome, chart.outcome) == (Outcome.FAILED, Outcome.PASSED)
    assert (limits.limits["upper"], chart.limits) == (11.5, {})
    assert chart.measured["upper_control_limit"] == 13

"""A process that was changed on purpose: each phase has limits of its own, on trial or frozen."""

import pytest
from charting import FROZEN, STEADY, baseline, judged, verdict

from qa_run import Outcome, SpecErrors


def test_phases_have_limits_of_their_own_and_no_pattern_runs_across(tmp_path):
    columns = {"x": [*STEADY, *(each + 50 for each in STEADY)], "ph": ["old"] * 12 + ["new"] * 12}
    found = verdict(tmp_path, "{type: i_mr, rules: nelson, phase: ph}", columns)

    assert found.items == ()
    assert "trial limits of 24 of 24 points, in 2 phases" in found.message
    assert (round(found.measured["centre (old)"], 2), round(found.measured["centre"], 2)) == (10.33, 60.33)


def test_a_phase_that_comes_back_is_told(tmp_path):
    columns = {"x": STEADY, "ph": ["a"] * 4 + ["b"] * 4 + ["a"] * 4}
    found = verdict(tmp_path, "{type: i_mr, phase: ph}", columns)

    assert found.outcome is Outcome.NOT_INSPECTED
    assert "phase 'a' comes back at point 9" in found.message


OLD, NEW = ({"type": "i_mr", "centre": centre, "sigma": 1, "made": made, "by": by} for centre, made, by in (
    (10, "2026-03-01T00:00:00+00:00", "A. Kowalska"), (60, "2026-04-01T00:00:00+00:00", "B. Maier")))  # fmt: skip
CHANGED = {"x": [*STEADY, *(each + 50 for each in STEADY)], "ph": ["old"] * 12 + ["new"] * 12}
BY_COLUMN = "{type: i_mr, rules: limits, phase: ph, baseline: b.json}"
BY_DATE = "{type: i_mr, rules: limits, baseline: b.json, phases: [{name: old}, {name: new, from: 2026-03-13}]}"


def dated(values: list[int]) -> dict[str, list[object]]:
    return {"x": list(values), "at": [f"2026-03-{day + 1:02d}" for day in range(len(values))]}


def test_each_phase_is_held_against_its_own_frozen_limits(tmp_path):
    baseline(tmp_path, charts={"": {"phases": {"old": OLD, "new": NEW}}})
    found = verdict(tmp_path, BY_COLUMN, CHANGED)
    late = verdict(tmp_path, BY_COLUMN, {"x": [60, 10, 61], "ph": ["new"] * 3})

    assert found.outcome is Outcome.PASSED
    assert "frozen 2026-03-01 in b.json by A. Kowalska (phase old)" in found.message
    assert "2026-04-01 in b.json by B. Maier (phase new)" in found.message
    assert ([item.item for item in late.items], late.outcome) == (["2", "3"], Outcome.FAILED)


def test_points_of_a_phase_without_frozen_limits_are_not_judged_in_silence(tmp_path):
    baseline(tmp_path, charts={"": {"phases": {"old": OLD}}})
    found = verdict(tmp_path, BY_COLUMN, CHANGED)

    assert found.outcome is Outcome.NOT_INSPECTED
    assert "none of 12 points signals" in found.message
    assert "b.json has no limits for phase new (points 13 to 24): qa-run baseline --add freezes them" in found.message


def test_a_signal_in_a_frozen_phase_fails_whatever_the_others_are(tmp_path):
    baseline(tmp_path, charts={"": {"phases": {"old": OLD}}})
    found = verdict(tmp_path, BY_COLUMN, CHANGED | {"x": [30, *CHANGED["x"][1:]]})

    assert found.outcome is Outcome.FAILED
    assert [item.item for item in found.items] == ["1", "2"]


def test_no_phase_with_frozen_limits_is_told(tmp_path):
    baseline(tmp_path, charts={"": {"phases": {"other": OLD}}})
    found = verdict(tmp_path, BY_COLUMN, CHANGED)

    assert found.outcome is Outcome.NOT_INSPECTED
    assert found.message.startswith("no point is judged; b.json has no limits for phases old (points 1 to 12), new (")


def test_phases_begin_at_dates(tmp_path):
    baseline(tmp_path, charts={"": {"phases": {"old": OLD, "new": NEW}}})
    trial = verdict(tmp_path, BY_DATE.replace("baseline: b.json, ", ""), dated(CHANGED["x"]), ", time: at")

    assert verdict(tmp_path, BY_DATE, dated(CHANGED["x"]), ", time: at").outcome is Outcome.PASSED
    assert "in 2 phases" in trial.message
    assert round(trial.measured["centre"], 2) == 60.33


def test_points_before_the_first_phase_are_told(tmp_path):
    baseline(tmp_path, charts={"": {"phases": {"old": OLD, "new": NEW}}})
    chart = BY_DATE.replace("{name: old}", "{name: old, from: 2026-03-03}")
    found = verdict(tmp_path, chart, dated(CHANGED["x"]), ", time: at")

    assert found.outcome is Outcome.NOT_INSPECTED
    assert "points 1 to 2 are before the first phase, old: write a phase without from ahead of it" in found.message


def test_phases_by_dates_need_times(tmp_path):
    baseline(tmp_path, charts={"": {"phases": {"old": OLD}}})
    found = verdict(tmp_path, BY_DATE, CHANGED)

    assert found.outcome is Outcome.NOT_INSPECTED
    assert "phases begin at dates, and the samples have no time" in found.message


@pytest.mark.parametrize(
    ("chart", "charts", "said"),
    [
        (BY_COLUMN, {"": {"type": "i_mr", "centre": 10, "sigma": 1}}, "was frozen without phases, and this chart has"),
        (FROZEN, {"": {"phases": {"old": OLD}}}, "was frozen by phases, and this chart has none"),
        (BY_COLUMN, {"": {"phases": {}}}, "has no 'phases', each with what was frozen"),
        (BY_COLUMN, {"": {"phases": [OLD]}}, "has no 'phases', each with what was frozen"),
        (BY_COLUMN, {"m=A": {"phases": {"old": OLD | {"sigma": 0}}}}, "has a sigma of 0 of m=A, phase old"),
        (BY_COLUMN, {"": {"phases": {"old": OLD | {"centre": None}}}}, "has no number as 'centre' of phase old"),
    ],
)
def test_a_baseline_with_other_phases_is_a_fault_of_the_procedure(tmp_path, chart, charts, said):
    baseline(tmp_path, charts=charts)
    with pytest.raises(SpecErrors) as refused:
        judged(tmp_path, chart, CHANGED)

    assert said in str(refused.value)

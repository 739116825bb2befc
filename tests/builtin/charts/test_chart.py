"""Charts as requirements: what signals, what is told of it, and what never reads as passed."""

import pytest
from charting import STEADY, baseline, judged, rows, verdict

from qa_run import Outcome, SpecErrors

FROZEN = "{type: i_mr, rules: limits, baseline: b.json}"


def test_frozen_limits_release_what_is_within_them_and_say_whose_they_are(tmp_path):
    path = baseline(tmp_path)
    found = verdict(tmp_path, FROZEN, {"x": STEADY})

    assert found.outcome is Outcome.PASSED
    assert found.message == "none of 12 points signals; limits frozen 2026-03-01 in b.json by A. Kowalska"
    assert found.baseline["file"] == "b.json"
    assert found.baseline["made"] == "2026-03-01T00:00:00+00:00"
    import hashlib

    assert found.baseline["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_frozen_limits_are_not_computed_anew(tmp_path):
    baseline(tmp_path)
    found = verdict(tmp_path, FROZEN, {"x": [each + 20 for each in STEADY]})

    assert (found.outcome, found.items_total) == (Outcome.FAILED, 12)
    assert (found.measured["centre"], found.measured["upper_control_limit"]) == (10, 13)


def test_trial_limits_release_nothing(tmp_path):
    found = verdict(tmp_path, "{type: i_mr, rules: limits}", {"x": STEADY})

    assert found.outcome is Outcome.NOT_INSPECTED
    assert "trial limits of 12 of 12 points" in found.message
    assert "qa-run baseline" in found.message


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


def test_points_that_are_left_out_are_told_with_their_reason(tmp_path):
    exclude = "exclude: [{point: 13, because: the chuck was loose}]"
    found = verdict(tmp_path, f"{{type: i_mr, rules: limits, {exclude}}}", {"x": [*STEADY, 40]})

    assert found.items == ()
    assert "1 excluded: 13 (the chuck was loose)" in found.message
    assert found.measured["upper_control_limit"] < 20


def test_a_point_to_be_left_out_that_does_not_exist_is_told(tmp_path):
    baseline(tmp_path)
    chart = "{type: i_mr, rules: limits, baseline: b.json, exclude: [{point: 99, because: none}]}"
    found = verdict(tmp_path, chart, {"x": STEADY})

    assert found.outcome is Outcome.MARGINAL
    assert "exclude names 99, and there is no such point" in found.message


def test_a_point_that_was_left_out_when_limits_were_frozen_need_not_come_again(tmp_path):
    kept = {"type": "i_mr", "centre": 10, "sigma": 1, "excluded": [{"point": "99", "because": "none"}]}
    baseline(tmp_path, charts={"": kept})
    chart = "{type: i_mr, rules: limits, baseline: b.json, exclude: [{point: 99, because: none}]}"

    assert verdict(tmp_path, chart, {"x": STEADY}).outcome is Outcome.PASSED


def test_a_point_is_left_out_of_one_stratum_only(tmp_path):
    columns = {"x": [*STEADY, 40] * 2, "m": ["A"] * 13 + ["B"] * 13}
    chart = "{type: i_mr, rules: limits, exclude: [{point: 13, because: none, stratum: {m: A}}]}"
    found = {each.per.get("m", ""): each for each in judged(tmp_path, chart, columns, ", per: [m]")}

    assert (found["A"].outcome, found["B"].outcome) == (Outcome.NOT_INSPECTED, Outcome.FAILED)
    assert [item.item for item in found["B"].items] == ["13"]


def test_strata_are_processes_of_their_own(tmp_path):
    columns = {"x": [*STEADY, *(each + 50 for each in STEADY)], "m": ["A"] * 12 + ["B"] * 12}
    baseline(tmp_path, charts={f"m={m}": {"type": "i_mr", "centre": c, "sigma": 1} for m, c in (("A", 10), ("B", 60))})
    found = judged(tmp_path, FROZEN, columns, ", per: [m]")

    assert [each.outcome for each in found] == [Outcome.PASSED] * 3
    assert "each stratum is a process of its own" in found[0].message


def test_a_stratum_without_frozen_limits_is_not_inspected(tmp_path):
    columns = {"x": STEADY * 2, "m": ["A"] * 12 + ["B"] * 12}
    baseline(tmp_path, charts={"m=A": {"type": "i_mr", "centre": 10, "sigma": 1}})
    found = {each.per.get("m", ""): each for each in judged(tmp_path, FROZEN, columns, ", per: [m]")}

    assert (found["A"].outcome, found["B"].outcome) == (Outcome.PASSED, Outcome.NOT_INSPECTED)
    assert found["B"].message == "b.json has no limits for m=B: freeze them with qa-run baseline"
    assert found[""].outcome is Outcome.NOT_INSPECTED


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


@pytest.mark.parametrize(
    ("chart", "columns", "said"),
    [
        ("{type: i_mr}", {"x": [10]}, "a moving range needs 2 values"),
        ("{type: p, n: n}", {"x": [3, 12, 1], "n": [10, 10, 10]}, "point 2 has 12 nonconforming of 10 items"),
        ("{type: p, n: n}", {"x": [3, 2, 1], "n": [10, "", 10]}, "subgroup sizes: value 2 is nan"),
        ("{type: u, n: n}", {"x": [3, 2, 1], "n": [10, 0, 10]}, "units: value 2 is 0; a number above 0 is needed"),
        ("{type: c}", {"x": [3, -2, 1]}, "counts: value 2 is -2; a number from 0 on is needed"),
        ("{type: g}", {"x": [3, 0, 1]}, "point 2 is 0"),
        ("{type: xbar_r, subgroup: s}", {"x": [1, 2, 3], "s": [1, 2, 3]}, "no subgroup has two values"),
        ("{type: cusum, exclude: [{point: 1, because: b}, {point: 2, because: b}]}", {"x": [1, 2]}, "no point is left"),
        ("{type: run}", {"x": [1, 2, 3]}, "too few to tell a shift"),
    ],
)
def test_what_no_chart_can_be_drawn_of_is_not_inspected_and_says_why(tmp_path, chart, columns, said):
    found = verdict(tmp_path, chart, columns)

    assert found.outcome is Outcome.NOT_INSPECTED
    assert said in found.message


@pytest.mark.parametrize("bad", ["", "abc", "nan", "inf", "1e999"])
def test_a_value_that_is_no_number_fails(tmp_path, bad):
    baseline(tmp_path)
    found = verdict(tmp_path, FROZEN, {"x": [*STEADY[:-1], bad], "y": range(12)})

    assert found.outcome is Outcome.FAILED
    assert "1 of 12 values is missing or cannot be read" in found.message


def test_values_that_are_all_equal_have_limits_of_no_width(tmp_path):
    found = verdict(tmp_path, "{type: i_mr, rules: limits}", {"x": [10] * 30})

    assert (found.outcome, found.items) == (Outcome.NOT_INSPECTED, ())
    assert (found.measured["sigma"], found.measured["upper_control_limit"]) == (0, 10)


def test_a_recorder_that_is_stuck_signals(tmp_path):
    found = verdict(tmp_path, "{type: i_mr, rules: nelson}", {"x": [10] * 15})

    assert [item.finding for item in found.items] == ["I: rule 7: 15 points in a row within 1 sigma of the centre"]


def test_a_single_value_is_held_against_frozen_limits(tmp_path):
    baseline(tmp_path)

    assert verdict(tmp_path, FROZEN, {"x": [10]}).outcome is Outcome.PASSED
    assert verdict(tmp_path, FROZEN, {"x": [20]}).outcome is Outcome.FAILED


@pytest.mark.parametrize(("lacking", "samples"), [("at", ", time: at"), ("s", "")])
def test_items_without_a_time_or_a_subgroup_are_not_judged_in_silence(tmp_path, lacking, samples):
    columns = {"x": [10, 11, 9] * 4, "s": [p // 3 for p in range(12)], "at": [f"2026-03-{d:02d}" for d in range(1, 13)]}
    columns[lacking] = [*columns[lacking][:-1], ""]
    baseline(tmp_path, charts={"": {"type": "xbar_r", "centre": 10, "sigma": 1}})
    found = verdict(tmp_path, "{type: xbar_r, subgroup: s, baseline: b.json}", columns, samples)

    assert found.outcome is Outcome.NOT_INSPECTED
    assert "1 item has no time, subgroup or phase" in found.message


def test_an_item_without_a_time_touches_its_own_stratum_only(tmp_path):
    days = [f"2026-03-{day:02d}" for day in range(1, 13)]
    columns = {"x": STEADY * 2, "m": ["A"] * 12 + ["B"] * 12, "at": ["", *days[1:], *days]}
    baseline(tmp_path, charts={f"m={m}": {"type": "i_mr", "centre": 10, "sigma": 1} for m in "AB"})
    found = {each.per.get("m", ""): each for each in judged(tmp_path, FROZEN, columns, ", per: [m], time: at")}

    assert (found["A"].outcome, found["B"].outcome) == (Outcome.NOT_INSPECTED, Outcome.PASSED)
    assert found["B"].measured["points"] == 12


def test_specification_limits_and_control_limits_are_never_mixed(tmp_path):
    baseline(tmp_path)
    limits, chart = judged(tmp_path, FROZEN, {"x": STEADY}, more=", lower: 0, upper: 11.5")[::-1]
    limits, chart = (limits, chart) if limits.criterion == "limits" else (chart, limits)

    assert (limits.outcome, chart.outcome) == (Outcome.FAILED, Outcome.PASSED)
    assert (limits.limits["upper"], chart.limits) == (11.5, {})
    assert chart.measured["upper_control_limit"] == 13


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        ("{type: xbar_r}", "1:1: xbar_r needs a subgroup"),
        ("{type: xbar_r, subgroup: 1}", "subgroup holds 2 items at least"),
        ("{type: i_mr, subgroup: 5}", "does not belong to i_mr"),
        ("{type: p}", "p needs n"),
        ("{type: p, n: n, subgroup: s}", "say by `of` what is counted"),
        ("{type: ewma, rules: nelson}", "its points depend on each other"),
        ("{type: i_mr, weight: 0.3}", "weight does not belong to i_mr"),
        ("{type: ewma, weight: 1.5}", "weight is 1.5"),
        ("{type: cusum, head_start: 6}", "head_start is 6"),
        ("{type: i_mr, nsigmas: 0}", "nsigmas is 0"),
        ("{type: i_mr, first: 1}", "trial limits need 2 points"),
        ("{type: i_mr, first: {until: 2026-13-01}}", "is no date"),
        ("{type: i_mr, first: {from: 2026-03-02, until: 2026-03-01}}", "before"),
        ("{type: i_mr, exclude: [{point: 3, because: ''}]}", "because is blank"),
        ("{type: i_mr, exclude: [{point: 3}]}", "'because' is missing"),
        ("{type: i_mr, rules: shewhart}", "is none of limits, western_electric"),
        ("{type: i_mr, rules: {trend: 1}}", "2 at least"),
        ("{type: i_mr, lower: 3}", "unknown key 'lower'"),
        ("{type: i_mr, first: 5, baseline: b.json}", "keep one"),
        ("{type: i_mr, phase: s, phases: [{name: a}]}", "a column tells phases apart already"),
        ("{type: i_mr, phases: [{name: a}, {name: a, from: 2026-03-01}]}", "two have the same name"),
        ("{type: i_mr, phases: [{name: a}, {name: b}]}", "only the first may lack from"),
        ("{type: i_mr, phases: [{name: ''}]}", "name is blank"),
        ("{type: i_mr, phases: [{name: a, from: soon}]}", "is no date"),
        ("{type: i_mr, phases: [{name: a, from: 2026-03-02}, {name: b, from: 2026-03-01}]}", "do not follow"),
        ("{type: run, phases: [{name: a}]}", "phases does not belong to a run chart"),
        ("{type: i_mr, baseline: ../b.json}", "is no file beside the procedure"),
    ],
)
def test_a_chart_that_makes_no_sense_is_a_fault_of_the_procedure(tmp_path, chart, said):
    with pytest.raises(SpecErrors) as refused:
        judged(tmp_path, chart, {"x": STEADY})

    assert said.removeprefix("1:1: ") in str(refused.value)
    assert "p.yaml:4:" in str(refused.value)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"schema": "other/1"}, "is of the version 'other/1'"),
        ({"charts": {}}, "freezes nothing"),
        ({"charts": []}, "has no 'charts'"),
        ({"charts": {"": {"type": "i_mr", "centre": "ten", "sigma": 1}}}, "no number as 'centre'"),
        ({"charts": {"": {"type": "i_mr", "centre": 10}}}, "no number as 'sigma'"),
        ({"charts": {"": {"type": "i_mr", "centre": 10, "sigma": 0}}}, "sigma of 0"),
        ({"charts": {"": {"type": "i_mr", "centre": 10, "sigma": True}}}, "no number as 'sigma'"),
        ({"charts": {"": {"type": "xbar_r", "centre": 10, "sigma": 1}}}, "the type xbar_r, not i_mr"),
        ({"characteristic": "y"}, "was frozen of the characteristic 'y', not 'x'"),
        ({"requirement": "other"}, "was frozen of the requirement 'other', not 'chart'"),
        ({"unit": "mm"}, "was frozen of the unit 'mm', not ''"),
        ({"made": 3}, "has no text as 'made'"),
        ({"sources": None}, "has no list of 'sources'"),
    ],
)
def test_a_broken_or_foreign_baseline_is_a_fault_of_the_procedure_at_its_place(tmp_path, changed, said):
    baseline(tmp_path, **changed)
    with pytest.raises(SpecErrors) as refused:
        judged(tmp_path, FROZEN, {"x": STEADY})

    assert "p.yaml:4:52: " in str(refused.value)
    assert "b.json" in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"), [("", "is empty"), ("{", "is no JSON"), ("[]", "was not written by"), ("\xff", "cannot be read")]
)
def test_a_baseline_that_is_no_such_file_is_a_fault_of_the_procedure(tmp_path, text, said):
    (tmp_path / "b.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(SpecErrors) as refused:
        judged(tmp_path, FROZEN, {"x": STEADY})

    assert f"p.yaml:4:52: b.json {said}" in str(refused.value)


def test_a_sample_without_the_column_of_the_subgroups_is_not_inspected(tmp_path):
    found = verdict(tmp_path, "{type: xbar_r, subgroup: smaple}", {"x": STEADY, "sample": STEADY})

    assert found.outcome is Outcome.NOT_INSPECTED
    assert "did you mean 'sample'" in found.message


def test_an_empty_sample_is_not_inspected(tmp_path):
    baseline(tmp_path)
    rows(tmp_path, {"x": []})

    assert verdict(tmp_path, FROZEN, {"x": []}).outcome is Outcome.NOT_INSPECTED


def test_strata_of_an_empty_sample_are_not_inspected(tmp_path):
    (found,) = judged(tmp_path, FROZEN, {"x": [], "m": []}, ", per: [m]")

    assert found.outcome is Outcome.NOT_INSPECTED

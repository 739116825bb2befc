"""Samples that no chart can be drawn of, and charts that make no sense."""

import pytest
from charting import FROZEN, STEADY, baseline, judged, rows, verdict

from qa_run import Outcome, SpecErrors


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

"""Points that are left out, each with its reason."""

from charting import STEADY, baseline, judged, verdict

from qa_run import Outcome


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


def test_strata_whose_names_hold_separating_signs_are_told_apart(tmp_path):
    strata = ["A,b=B", "A", 'new "1": x']
    columns = {"x": [*STEADY, 40] * 3, "m": [name for name in strata for _ in range(13)]}
    exclude = "exclude: [{point: 13, because: loose chuck, stratum: {m: 'A,b=B'}}]"
    chart = f"{{type: i_mr, rules: limits, {exclude}}}"
    found = {each.per.get("m", ""): each for each in judged(tmp_path, chart, columns, ", per: [m]")}

    assert "1 excluded: 13 of m=A,b=B (loose chuck)" in found["A,b=B"].message
    assert [len(found[name].items) for name in strata] == [0, 1, 1]

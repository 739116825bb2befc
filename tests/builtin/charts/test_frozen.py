"""Limits that are frozen in a baseline file: whose they are, and what a file must be."""

import pytest
from charting import FROZEN, STEADY, baseline, judged, verdict

from qa_run import Outcome, SpecErrors


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


def test_a_stratum_without_frozen_limits_is_not_inspected(tmp_path):
    columns = {"x": STEADY * 2, "m": ["A"] * 12 + ["B"] * 12}
    baseline(tmp_path, charts={"m=A": {"type": "i_mr", "centre": 10, "sigma": 1}})
    found = {each.per.get("m", ""): each for each in judged(tmp_path, FROZEN, columns, ", per: [m]")}

    assert (found["A"].outcome, found["B"].outcome) == (Outcome.PASSED, Outcome.NOT_INSPECTED)
    assert found["B"].message == "b.json has no limits for m=B: freeze them with qa-run baseline"
    assert found[""].outcome is Outcome.NOT_INSPECTED


def test_a_single_value_is_held_against_frozen_limits(tmp_path):
    baseline(tmp_path)

    assert verdict(tmp_path, FROZEN, {"x": [10]}).outcome is Outcome.PASSED
    assert verdict(tmp_path, FROZEN, {"x": [20]}).outcome is Outcome.FAILED


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

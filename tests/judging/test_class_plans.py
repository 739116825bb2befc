"""A sampling plan with an AQL for each class of nonconformities, over all characteristics of the class."""

import json
from pathlib import Path

import polars as pl
import pytest
from sampled import BAD, TWO, judged, outcomes, rows, spec, written

import qa_run
from qa_run import run
from qa_run.cli.main import main

CLASSES = "accept: {plan: {aql: {major: 1.0}}}\n"


def test_a_class_is_inspected_over_all_its_characteristics(tmp_path: Path) -> None:
    bad = {"B1_0": BAD, "B1_1": {"c": "green"}, "B2_0": BAD, "B2_1": {"w": "70", "c": "green"}, "B2_2": {"c": ""}}
    found = judged(written(tmp_path, rows({"B1": 80, "B2": 80}, **bad), spec(TWO, more=CLASSES)))

    assert outcomes(found, "@major") == {"::plan": "failed", "::plan[batch=B1]": "passed", "::plan[batch=B2]": "failed"}
    lot = found["@major::plan[batch=B2]"]
    assert (lot.nonconforming, lot.accept, lot.plan, lot.lot) == (3, 2, {"n": 80, "ac": 2, "re": 3}, "B2")
    assert lot.buckets.findings == {"w": 2, "c": 1}
    assert lot.severity == "major"
    assert outcomes(found, "w::limits[") == {"batch=B1]": "passed", "batch=B2]": "failed"}
    assert outcomes(found, "c::one_of[") == {"batch=B1]": "passed", "batch=B2]": "failed"}


def test_a_counted_verdict_has_the_outcome_of_what_decided_it(tmp_path: Path) -> None:
    bad = {"B1_0": BAD, "B2_0": BAD, "B2_1": BAD, "B2_2": {"c": ""}}
    found = judged(written(tmp_path, rows({"B1": 80, "B2": 80, "B3": 9}, **bad), spec(TWO, more=CLASSES)))
    told = {name: each for name, each in found.items() if each.decided_by}

    assert set(told) == {
        *("w::limits", "w::limits[batch=B1]", "w::limits[batch=B2]", "w::limits[batch=B3]"),
        *("c::one_of", "c::one_of[batch=B2]", "c::one_of[batch=B3]"),
    }
    assert all(each.outcome is found[each.decided_by.removeprefix("p.yaml::")].outcome for each in told.values())
    assert found["w::limits[batch=B1]"].accept is None
    assert found["w::limits[batch=B1]"].lot_size == 1000
    assert "decided by p.yaml::@major::plan[batch=B1]" in found["w::limits[batch=B1]"].message


def test_a_class_without_an_aql_is_judged_as_before(tmp_path: Path) -> None:
    found = judged(written(tmp_path, rows({"B1": 80}, B1_0={"t": "3"}), spec(TWO, more=CLASSES)))

    assert outcomes(found, "t::limits") == {"": "failed", "[shop=M]": "failed"}
    assert found["t::limits"].decided_by == ""


def test_an_accept_of_its_own_takes_a_characteristic_out_of_its_class(tmp_path: Path) -> None:
    own = TWO.replace("class: major}\n  c", "class: major, accept: {at_most: 9}}\n  c")
    found = judged(written(tmp_path, rows({"B1": 80}, B1_0=BAD), spec(own, more=CLASSES)))

    assert outcomes(found, "w::limits") == {"": "passed", "[shop=M]": "passed"}
    assert found["@major::plan"].nonconforming == 0


def test_an_aql_of_zero_accepts_none(tmp_path: Path) -> None:
    text = spec(TWO, "{column: batch, size: 80}", more="accept: {plan: {aql: {major: 0}}}\n")
    found = judged(written(tmp_path, rows({"B1": 80, "B2": 80}, B1_0=BAD), text))

    assert outcomes(found, "@major::plan[") == {"batch=B1]": "failed", "batch=B2]": "passed"}


@pytest.mark.parametrize("frame", [False, True])
def test_nonconformities_are_summed_where_they_are_counted(tmp_path: Path, frame: bool) -> None:
    both = {"w": "70", "c": "green"}
    more = "accept: {plan: {aql: {major: 1.0}, count: nonconformities}}\n"
    made = rows({"B1": 80, "B2": 80}, B1_0=both, B2_0=both, B2_1=BAD)
    written(tmp_path, made, spec(TWO, more=more))
    found = judged(tmp_path, samples=pl.DataFrame(made) if frame else None)

    assert outcomes(found, "@major::plan[") == {"batch=B1]": "passed", "batch=B2]": "failed"}
    lot = found["@major::plan[batch=B2]"]
    assert (lot.nonconforming, lot.measured["nonconformities"]) == (2, 3)
    assert "3 nonconformities" in lot.message


def test_every_item_is_in_one_bucket_of_its_class(tmp_path: Path) -> None:
    text = spec(
        "  w: {lower: 50, class: major, when: {shop: M}}\n"
        "  c: {one_of: [red], class: major, optional: true}\n"
        "  due: {no_later_than: size, class: major}\n".replace("size", "made")
        + "  t: {unique: true, class: major, when: {shop: M}}\n",
        more=CLASSES,
    )
    made = rows(
        {"B1": 12}, B1_0={"w": "3"}, B1_1={"shop": "R", "c": "", "due": ""}, B1_2={"due": "", "made": "2999-01-01"}
    )
    made = [row | {"t": row["id"]} for row in made]
    found = judged(written(tmp_path, made, text))
    buckets = found["@major::plan"].buckets

    assert buckets.findings == {"w": 1, "due": 1}
    assert (buckets.not_yet_due, buckets.out_of_scope, buckets.conforming, buckets.population) == (1, 0, 9, 12)


@pytest.mark.parametrize("frame", [False, True])
def test_what_compares_items_is_counted_as_well(tmp_path: Path, frame: bool) -> None:
    made = [row | {"t": str(n)} for n, row in enumerate(rows({"B1": 80, "B2": 80}))]
    made[0]["t"] = made[1]["t"]
    made[85]["t"] = made[86]["t"]
    made[90]["w"] = "70"
    text = spec("  t: {unique: true, class: major}\n  w: {upper: 60, class: major}\n", more=CLASSES)
    found = judged(written(tmp_path, made, text), samples=pl.DataFrame(made) if frame else None)

    assert outcomes(found, "@major::plan[") == {"batch=B1]": "passed", "batch=B2]": "failed"}
    assert found["@major::plan[batch=B2]"].buckets.findings == {"t": 2, "w": 1}


def test_a_column_that_a_class_lacks_leaves_it_undecided(tmp_path: Path) -> None:
    text = spec(TWO.replace("  c:", "  colour:"), more=CLASSES)
    found = judged(written(tmp_path, rows({"B1": 80}, B1_0=BAD), text))

    assert outcomes(found, "@major") == {"::plan": "not_inspected"}
    assert outcomes(found, "w::limits") == {"": "not_inspected", "[batch=B1]": "not_inspected"}
    assert found["w::limits[batch=B1]"].decided_by == "p.yaml::@major::plan"


def test_the_json_report_tells_the_plan_and_who_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jsonschema import Draft202012Validator

    written(tmp_path, rows({"B1": 80}, B1_0=BAD), spec(TWO, more=CLASSES))
    monkeypatch.chdir(tmp_path)
    assert main(["p.yaml", "--json", "r.json", "-qq"]) == 0

    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    schema = Path(str(qa_run.__file__)).parent / "builtin" / "reporters" / "report.schema.json"
    Draft202012Validator(json.loads(schema.read_text(encoding="utf-8"))).validate(report)
    found = {each["id"]: each for each in report["verdicts"]}
    lot = found["p.yaml::@major::plan[batch=B1]"]
    assert (lot["lot"], lot["lot_size"], lot["plan"]) == ("B1", 1000, {"n": 80, "ac": 2, "re": 3})
    assert found["p.yaml::w::limits[batch=B1]"]["decided_by"] == lot["id"]


def test_all_items_are_written_once(tmp_path: Path) -> None:
    written(tmp_path, rows({"B1": 80}, B1_0=BAD), spec(TWO, more=CLASSES))
    judged(tmp_path, items_out=tmp_path / "items.csv")

    assert len((tmp_path / "items.csv").read_text(encoding="utf-8").splitlines()) == 2


def test_a_class_that_nothing_is_counted_in_is_told(tmp_path: Path) -> None:
    more = "accept: {plan: {aql: {critical: 0, major: 1.0}}}\n"
    report = run("p.yaml", here=written(tmp_path, rows({"B1": 80}), spec(TWO, more=more)))

    assert report.procedures[0].notices == (
        "accept: no requirement is counted in the class critical, which has an AQL",
    )

"""Sampling plans decide lot by lot: on one requirement, and for each class of a procedure."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from attrs import frozen

import qa_run
from qa_run import Judged, Report, SpecErrors, Verdict, acceptance, hookimpl, run, scalar
from qa_run.cli.main import main

HEADER = ("id", "batch", "shop", "size", "made", "w", "c", "t", "due")
GOOD = {"shop": "M", "size": "1000", "made": "2026-03-01", "w": "55", "c": "red", "t": "12", "due": "2026-01-01"}


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_RUN_CACHE", "off")


def rows(lots: Mapping[str, int], **bad: Mapping[str, str]) -> list[dict[str, str]]:
    """So many items of each lot; `B1_3={"w": "70"}` changes the third of B1."""
    made = [{"id": f"{lot}-{n}", "batch": lot, **GOOD} for lot, many in lots.items() for n in range(many)]
    for name, cells in bad.items():
        lot, _, n = name.partition("_")
        next(row for row in made if row["id"] == f"{lot}-{n}").update(cells)
    return made


def written(folder: Path, made: Sequence[Mapping[str, str]], spec: str, lots: Mapping[str, Any] | None = None) -> Path:
    lines = [",".join(HEADER), *(",".join(row[name] for name in HEADER) for row in made)]
    (folder / "s.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if lots is not None:
        text = "batch,made\n" + "".join(f"{lot},{size}\n" for lot, size in lots.items())
        (folder / "lots.csv").write_text(text, encoding="utf-8")
    (folder / "p.yaml").write_text(spec, encoding="utf-8")
    return folder


def spec(characteristics: str, lot: str = "{column: batch, size: 1000}", more: str = "", samples: str = "") -> str:
    lot = f"lot: {lot}, " if lot else ""
    return (
        f"procedure: p\n{more}samples: {{from: s.csv, item: id, {lot}per: [shop]{samples}}}\n"
        f"characteristics:\n{characteristics}"
    )


def verdicts(report: Report) -> dict[str, Verdict]:
    assert report.errors == report.refused == ()
    return {verdict.id.removeprefix("p.yaml::"): verdict for verdict in report.verdicts}


def judged(folder: Path, **options: Any) -> dict[str, Verdict]:
    return verdicts(run("p.yaml", here=folder, **options))


def outcomes(found: Mapping[str, Verdict], start: str) -> dict[str, str]:
    return {name.removeprefix(start): each.outcome.value for name, each in found.items() if name.startswith(start)}


ONE = "  w: {lower: 50, upper: 60, class: major, accept: {plan: {aql: 1.0}}}\n"
BAD = {"w": "70"}


def test_a_plan_decides_lot_by_lot_whatever_per_says(tmp_path: Path) -> None:
    bad = {f"B2_{n}": BAD for n in range(3)}
    found = judged(written(tmp_path, rows({"B1": 80, "B2": 80}, B1_0=BAD, B1_7=BAD, **bad), spec(ONE)))

    assert outcomes(found, "w::limits") == {"": "failed", "[batch=B1]": "passed", "[batch=B2]": "failed"}
    lot = found["w::limits[batch=B1]"]
    assert (lot.lot, lot.lot_size, lot.plan, lot.accept) == ("B1", 1000, {"n": 80, "ac": 2, "re": 3}, 2)
    whole = found["w::limits"]
    assert (whole.nonconforming, whole.inspected, whole.plan, whole.lot) == (5, 160, None, "")
    assert "each lot is decided by itself: 1 failed, 1 passed" in whole.message
    assert [item.item for item in found["w::limits[batch=B2]"].items] == ["B2-0", "B2-1", "B2-2"]


def test_too_small_a_sample_says_what_is_still_to_draw(tmp_path: Path) -> None:
    lot = judged(written(tmp_path, rows({"B1": 50}), spec(ONE)))["w::limits[batch=B1]"]

    assert lot.outcome.value == "not_inspected"
    assert lot.message.endswith("a lot of 1000; 80 are to be inspected, 30 more to draw")


def test_a_small_sample_that_is_bad_enough_fails(tmp_path: Path) -> None:
    bad = {f"B1_{n}": BAD for n in range(3)}

    found = judged(written(tmp_path, rows({"B1": 50}, **bad), spec(ONE)))
    assert found["w::limits[batch=B1]"].outcome.value == "failed"


def test_a_sample_as_large_as_the_lot_is_all_of_it(tmp_path: Path) -> None:
    text = spec(
        "  w: {lower: 50, accept: {plan: {aql: 0.01}}}\n", "{column: batch, size: 9}", "inspect: {at_least: 9}\n"
    )
    lot = judged(written(tmp_path, rows({"B1": 9}), text))["w::limits[batch=B1]"]

    assert lot.outcome.value == "passed"
    assert "a lot of 9, of which every item is inspected" in lot.message


def test_nothing_is_asked_beyond_the_lot(tmp_path: Path) -> None:
    text = spec(ONE, "{column: batch, size: 9}", more="inspect: {at_least: 20}\n")

    assert judged(written(tmp_path, rows({"B1": 9}), text))["w::limits[batch=B1]"].outcome.value == "passed"


def test_a_double_plan_asks_for_its_second_sample(tmp_path: Path) -> None:
    text = spec("  w: {lower: 50, upper: 60, accept: {plan: {aql: 1.0, kind: double}}}\n")
    lot = judged(written(tmp_path, rows({"B1": 50}, B1_0=BAD), text))["w::limits[batch=B1]"]

    assert lot.outcome.value == "not_inspected"
    assert "the next one is due: 100 are to be inspected, 50 more to draw" in lot.message
    assert lot.plan == {
        "n": 100,
        "ac": 3,
        "re": 4,
        "samples": [{"n": 50, "ac": 0, "re": 3}, {"n": 50, "ac": 3, "re": 4}],
    }


def test_without_lots_the_whole_sample_is_one(tmp_path: Path) -> None:
    found = judged(written(tmp_path, rows({"B1": 40, "B2": 40}), spec(ONE, lot="")))

    assert outcomes(found, "w::limits") == {"": "not_inspected"}
    assert "write samples.lot.size" in found["w::limits"].message


@acceptance("ten")
@frozen
class TenRule:
    """Ten items of each lot, none of them bad."""

    per_lot = True

    def sentence(self, language: str) -> str:
        return "none of ten"

    def sample_size(self, lot_size: int | None) -> int:
        return 10

    @scalar
    def allows(self, n: int, nonconforming: int, lot_size: int | None, severity: Any) -> Judged:
        return Judged(nonconforming == 0, accept=0, need_more=max(0, 10 - n))


class Ten:
    """A plugin with a rule of its own that decides lot by lot."""

    @hookimpl
    def qa_acceptance(self) -> list[type]:
        return [TenRule]


def test_a_rule_of_a_plugin_may_decide_lot_by_lot(tmp_path: Path) -> None:
    text = spec("  w: {lower: 50, accept: {ten: true}}\n", lot="")
    found = judged(written(tmp_path, rows({"B1": 40}), text), more_plugins=[("ten", Ten())])

    assert outcomes(found, "w::") == {"limits": "passed"}
    assert "the whole sample is taken as one lot" in found["w::limits"].message
    assert found["w::limits"].plan == {"n": 10, "ac": 0, "re": 1}


@pytest.mark.parametrize(
    ("sizes", "says"),
    [
        ({"B1": 90}, "does not list the lot B2"),
        ({"B1": 90, "B2": ""}, "the size of the lot is not recorded in lots.csv"),
        ({"B1": 90, "B2": "9.5"}, "9.5, the size of the lot in lots.csv, is no whole number above 0"),
        ({"B1": 90, "B2": "0"}, "is no whole number above 0"),
        ({"B1": 90, "B2": "90\nB2,80"}, "lots.csv gives the lot B2 several sizes, from 80 to 90"),
    ],
)
def test_a_list_tells_the_sizes_of_the_lots(tmp_path: Path, sizes: dict[str, Any], says: str) -> None:
    text = spec(ONE, "{column: batch, size: {from: lots.csv, key: batch, column: made}}")
    found = judged(written(tmp_path, rows({"B1": 13, "B2": 13}), text, sizes))

    assert outcomes(found, "w::limits") == {"": "not_inspected", "[batch=B1]": "passed", "[batch=B2]": "not_inspected"}
    assert found["w::limits[batch=B1]"].lot_size == 90
    assert says in found["w::limits[batch=B2]"].message


def test_the_list_of_lots_is_among_the_sources(tmp_path: Path) -> None:
    text = spec(ONE, "{column: batch, size: {from: lots.csv, key: batch, column: made}}")
    report = run("p.yaml", here=written(tmp_path, rows({"B1": 13}), text, {"B1": 90}), digests=True)

    told = [(source.path, source.role, len(source.sha256)) for source in report.procedures[0].sources]
    assert told == [("s.csv", "samples", 64), ("lots.csv", "sizes of lots", 64)]


def test_a_list_without_the_column_is_refused(tmp_path: Path) -> None:
    text = spec(ONE, "{column: batch, size: {from: lots.csv, key: batch, column: mad}}")
    report = run("p.yaml", here=written(tmp_path, rows({"B1": 13}), text, {"B1": 90}))

    assert report.refused == ("lots.csv: the list of lots has no column 'mad' (did you mean 'made'?)",)


@pytest.mark.parametrize("kind", ["csv", "parquet", "frame"])
def test_a_column_tells_the_sizes_of_the_lots(tmp_path: Path, kind: str) -> None:
    made = rows({"B1": 13, "B2": 13}, B2_3={"size": "500"})
    made = [row | ({"size": "90"} if row["batch"] == "B1" else {}) for row in made]
    written(tmp_path, made, spec(ONE, "{column: batch, size: {column: size}}"))
    frame = pl.DataFrame(made).with_columns(pl.col("size", "w").cast(pl.Int64))
    frame.write_parquet(tmp_path / "s.parquet")
    given: Any = {"csv": None, "parquet": tmp_path / "s.parquet", "frame": frame}[kind]
    found = judged(tmp_path, samples=given)

    assert outcomes(found, "w::limits[") == {"batch=B1]": "passed", "batch=B2]": "not_inspected"}
    assert "the column 'size' gives the lot B2 several sizes, from 500 to 1000" in found["w::limits[batch=B2]"].message


def test_a_misspelt_lot_is_a_missing_column(tmp_path: Path) -> None:
    found = judged(written(tmp_path, rows({"B1": 13}), spec(ONE, "{column: bacth, size: 90}")))

    assert outcomes(found, "w::") == {"limits": "not_inspected"}
    assert found["w::limits"].message == "the batch has no column 'bacth' (did you mean 'batch'?)"


def test_items_that_name_no_lot_are_not_decided(tmp_path: Path) -> None:
    made = [row | ({"batch": ""} if row["id"] == "B1-3" else {}) for row in rows({"B1": 81})]
    found = judged(written(tmp_path, made, spec(ONE)))

    assert outcomes(found, "w::limits[") == {"batch=B1]": "passed", "batch=]": "not_inspected"}


CLASSES = "accept: {plan: {aql: {major: 1.0}}}\n"
TWO = "  w: {lower: 50, upper: 60, class: major}\n  c: {one_of: [red], class: major}\n  t: {lower: 10, class: minor}\n"


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


SWITCHING = "  w: {lower: 50, upper: 60, accept: {plan: {aql: 1.0, switching: true}}}\n"


@pytest.mark.parametrize("order", ["rows", "time"])
@pytest.mark.parametrize("frame", [False, True])
def test_the_lots_before_decide_how_severely_the_next_is_inspected(tmp_path: Path, order: str, frame: bool) -> None:
    lots = {f"L{n}": 80 for n in (3, 1, 2, 5, 4)}
    bad = {f"{lot}_{n}": BAD for lot in ("L3", "L1") for n in range(3)} | {f"L2_{n}": BAD for n in range(2)}
    made = rows(lots, **bad)
    if order == "time":
        days = {lot: f"2026-03-0{n}" for n, lot in enumerate(lots, start=1)}
        made = [row | {"made": days[row["batch"]]} for row in sorted(made, key=lambda row: row["batch"])]
    text = spec(SWITCHING, samples=", time: made" if order == "time" else "")
    found = judged(written(tmp_path, made, text), samples=pl.DataFrame(made) if frame else None)

    assert outcomes(found, "w::limits[") == {
        "batch=L3]": "failed",
        "batch=L1]": "failed",
        "batch=L2]": "failed",
        "batch=L5]": "passed",
        "batch=L4]": "passed",
    }
    lot = found["w::limits[batch=L2]"]
    assert lot.accept == 1
    assert lot.convention.endswith("tightened inspection by the switching rules")
    assert "normal inspection" in found["w::limits[batch=L1]"].message


def test_a_lot_without_a_place_in_the_order_is_not_decided(tmp_path: Path) -> None:
    made = [row | ({"made": ""} if row["batch"] == "B2" else {}) for row in rows({"B1": 80, "B2": 80})]
    found = judged(written(tmp_path, made, spec(SWITCHING, samples=", time: made")))

    assert outcomes(found, "w::limits[") == {"batch=B1]": "passed", "batch=B2]": "not_inspected"}


def test_discontinued_inspection_accepts_nothing(tmp_path: Path) -> None:
    lots = [f"L{n}" for n in range(1, 10)]
    bad = {f"{lot}_{n}": BAD for lot in lots[:7] for n in range(3)}
    found = judged(written(tmp_path, rows(dict.fromkeys(lots, 80), **bad), spec(SWITCHING)))

    assert [found[f"w::limits[batch={lot}]"].outcome.value for lot in lots] == ["failed"] * 7 + ["not_inspected"] * 2
    assert "inspection is discontinued" in found["w::limits[batch=L8]"].message


def test_reduced_inspection_is_only_for_who_asks_for_it(tmp_path: Path) -> None:
    lots = {f"L{n:02}": 80 for n in range(14)}
    asked = SWITCHING.replace("switching: true", "switching: {reduced: true}")
    sizes = [
        judged(written(tmp_path, rows(lots), spec(text)))["w::limits[batch=L13]"].plan for text in (SWITCHING, asked)
    ]

    assert [plan and plan["n"] for plan in sizes] == [80, 32]


FAULTS = {
    "accept: {plan: {aql: 1.0}}\n": "p.yaml:2:22: at the procedure's level each class of nonconformities has an AQL",
    "accept: {plan: {aql: {majro: 1}}}\n": "p.yaml:2:23: 'majro' is no class of nonconformities (did you mean",
    "accept: {at_most: 3}\n": "p.yaml:2:10: at_most accepts the items of one requirement: write it there",
    "accept: {plan: {aql: {critical: 0}}}\n": "p.yaml:2:10: no requirement is counted in critical: this plan",
    "accept: 3\n": "p.yaml:2:9: accept says by which plan",
    "accept: {}\n": "p.yaml:2:9: accept names no rule",
}


@pytest.mark.parametrize("more", FAULTS)
def test_what_is_wrong_with_accept_is_told_with_its_place(tmp_path: Path, more: str) -> None:
    written(tmp_path, rows({"B1": 1}), spec(TWO, more=more))
    with pytest.raises(SpecErrors) as caught:
        run("p.yaml", here=tmp_path)

    assert str(caught.value).startswith(FAULTS[more])


@pytest.mark.parametrize(
    ("lot", "plan", "says"),
    [
        (
            "{column: batch, size: {from: lots.csv, column: made}}",
            "{aql: 1.0}",
            "a list of lots needs the column that names",
        ),
        ("{column: batch, size: {key: batch, column: made}}", "{aql: 1.0}", "a list of lots needs the file"),
        ("{column: batch, size: 0}", "{aql: 1.0}", "a lot of 0 items is none"),
        ("batch", "{aql: {major: 1.0}}", "the plan of one requirement has one AQL"),
        ("", "{aql: 1.0, switching: true}", "switching goes from lot to lot, and the samples name none"),
    ],
)
def test_lots_and_plans_that_make_no_sense_are_told(tmp_path: Path, lot: str, plan: str, says: str) -> None:
    written(tmp_path, rows({"B1": 1}), spec(ONE.replace("{aql: 1.0}", plan), lot))
    with pytest.raises(SpecErrors, match=says):
        run("p.yaml", here=tmp_path)


def test_a_class_that_nothing_is_counted_in_is_told(tmp_path: Path) -> None:
    more = "accept: {plan: {aql: {critical: 0, major: 1.0}}}\n"
    report = run("p.yaml", here=written(tmp_path, rows({"B1": 80}), spec(TWO, more=more)))

    assert report.procedures[0].notices == (
        "accept: no requirement is counted in the class critical, which has an AQL",
    )


def test_an_expected_lot_without_items_is_not_inspected(tmp_path: Path) -> None:
    text = spec(ONE, samples=", expected: {batch: [B1, B2]}")
    found = judged(written(tmp_path, rows({"B1": 80}), text))

    assert outcomes(found, "w::limits[") == {"batch=B1]": "passed", "batch=B2]": "not_inspected"}

"""Sampling plans decide lot by lot: on one requirement, with sizes from wherever they are told."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from attrs import frozen
from sampled import BAD, ONE, judged, outcomes, rows, spec, written

from qa_run import Judged, acceptance, hookimpl, run, scalar


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


def test_an_expected_lot_without_items_is_not_inspected(tmp_path: Path) -> None:
    text = spec(ONE, samples=", expected: {batch: [B1, B2]}")
    found = judged(written(tmp_path, rows({"B1": 80}), text))

    assert outcomes(found, "w::limits[") == {"batch=B1]": "passed", "batch=B2]": "not_inspected"}

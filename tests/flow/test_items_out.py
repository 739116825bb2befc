"""`--items-out` gives every nonconforming item its place, and nothing that a spreadsheet would compute."""

import csv
from pathlib import Path
from typing import Any

import pytest

import qa_run

SPEC = """\
procedure: p
samples: {from: batch.csv, item: id}
characteristics:
  name: {none_of: [x, '=1+1', '-2', '-5', '@me', "\\tTab", 'a,b']}
  n: {upper: 3}
"""
BATCH = 'id,name,n\n"=HYPERLINK(""a"")","=1+1",1\n\nB,"two\nlines",4\n-C,-2,-9\nD,@me,2\n+E,"\tTab",7\nF,"a,b",+8\n'


def written(folder: Path, name: str = "items.csv", samples: Any = None, spec: str = SPEC) -> list[dict[str, str]]:
    (folder / "p.yaml").write_text(spec, encoding="utf-8")
    out = folder / name
    qa_run.run([folder / "p.yaml"], samples=samples, items_out=out, here=folder)
    if name.endswith(".csv"):
        with out.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    import duckdb

    found = duckdb.sql(f"select * from read_parquet('{out}')")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_the_place_is_the_line_that_an_editor_shows(tmp_path: Path) -> None:
    (tmp_path / "batch.csv").write_text(BATCH, encoding="utf-8")

    found = written(tmp_path)

    places = {(row["item"].lstrip("'"), row["characteristic"]): row["place"] for row in found}
    assert places["B", "n"] == "batch.csv:4"
    assert places["-C", "name"] == "batch.csv:6"
    assert places["F", "n"] == "batch.csv:9"


def test_no_cell_is_a_formula_and_numbers_stay_numbers(tmp_path: Path) -> None:
    (tmp_path / "batch.csv").write_text(BATCH, encoding="utf-8")

    found = written(tmp_path)

    assert {row["item"] for row in found} == {'\'=HYPERLINK("a")', "B", "'-C", "D", "'+E", "F"}
    assert [row["value"] for row in found if row["characteristic"] == "name"] == [
        "'=1+1",
        "-2",
        "'@me",
        "'\tTab",
        "a,b",
    ]
    assert [row["value"] for row in found if row["characteristic"] == "n"] == ["4", "7", "+8"]


def test_parquet_holds_what_was_recorded(tmp_path: Path) -> None:
    (tmp_path / "batch.csv").write_text(BATCH, encoding="utf-8")

    found = written(tmp_path, "items.parquet")

    assert [(row["item"], row["value"], row["row"]) for row in found if row["characteristic"] == "name"] == [
        ('=HYPERLINK("a")', "=1+1", 1), ("-C", "-2", 3), ("D", "@me", 4), ("+E", "\tTab", 5), ("F", "a,b", 6),
    ]  # fmt: skip


def test_a_frame_has_rows_and_no_file(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"id": ["A", "=B"], "name": ["x", "y\rz"], "n": [1, 5]})

    found = written(tmp_path, samples=frame)

    assert [(row["item"], row["value"], row["place"]) for row in found] == [("A", "x", "row 1"), ("'=B", "5", "row 2")]


def test_rows_of_a_table_and_items_that_are_only_listed(tmp_path: Path) -> None:
    import duckdb

    duckdb.sql(f"copy (select 'A' id, 9 n, 'x' as name) to '{tmp_path / 'batch.parquet'}' (format parquet)")
    (tmp_path / "kits.csv").write_text("id\nA\nB\n", encoding="utf-8")
    spec = SPEC.replace("batch.csv, item: id", "batch.parquet, item: id, of: {from: kits.csv, key: id}")

    found = written(tmp_path, spec=spec)

    assert {(row["item"], row["finding"]): row["place"] for row in found if row["characteristic"] == "n"} == {
        ("A", "above"): "batch.parquet:row 1",
        ("B", "missing"): "kits.csv",
    }


def test_with_nothing_to_write_there_are_the_headers(tmp_path: Path) -> None:
    (tmp_path / "batch.csv").write_text("id,name,n\nA,fine,1\n", encoding="utf-8")

    assert written(tmp_path) == []
    assert (tmp_path / "items.csv").read_text(encoding="utf-8").startswith("procedure,characteristic,requirement,item")

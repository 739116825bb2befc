"""`format: {decimal: ","}` holds for the texts of every kind of file; a number has no sign to declare."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars
import pytest

from qa_run import Outcome, run

SPEC = """\
procedure: p
samples: {from: none.csv, item: id, format: {decimal: ","}}
characteristics:
  grams: {lower: 80, upper: 81}
"""


def judged(folder: Path, samples: Any) -> list[Outcome]:
    (folder / "p.yaml").write_text(SPEC, encoding="utf-8")
    return [verdict.outcome for verdict in run("p.yaml", samples=samples, here=folder).verdicts][1:]


def frame(value: object) -> polars.DataFrame:
    return polars.DataFrame({"id": ["A"], "grams": [value]})


def parquet(folder: Path, value: object) -> Path:
    frame(value).write_parquet(folder / "x.parquet")
    return folder / "x.parquet"


def json_lines(folder: Path, value: object) -> Path:
    (folder / "x.jsonl").write_text(json.dumps({"id": "A", "grams": value}), encoding="utf-8")
    return folder / "x.jsonl"


def sqlite(folder: Path, value: object) -> Path:
    with sqlite3.connect(folder / "x.sqlite") as database:
        database.execute("create table t (id, grams)")
        database.execute("insert into t values ('A', ?)", [value])
    database.close()
    return folder / "x.sqlite"


def handed_over(_: Path, value: object) -> polars.DataFrame:
    return frame(value)


Kept = Callable[[Path, object], Any]
EVERY: list[Kept] = [parquet, json_lines, sqlite, handed_over]


@pytest.mark.parametrize("kept", EVERY)
@pytest.mark.parametrize("value", ["80,5", 80.5, 80])
def test_a_text_with_the_declared_sign_is_a_number(kept: Kept, value: object, tmp_path: Path) -> None:
    assert judged(tmp_path, kept(tmp_path, value)) == [Outcome.PASSED]


@pytest.mark.parametrize("kept", EVERY)
def test_a_text_with_the_other_sign_is_unreadable(kept: Kept, tmp_path: Path) -> None:
    assert judged(tmp_path, kept(tmp_path, "80.5")) == [Outcome.FAILED]

"""What does not wait for the scan goes on beside it; what is left of it is stopped; few rows are read once."""

import gzip
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import polars
import pytest
from scans import asked

from qa_run import SampleError, run
from qa_run.engines import duck_measuring
from qa_run.engines.duck import Duck

SPEC = """\
procedure: p
samples: {{from: {file}, item: {{column: id, repeats: allowed}}, per: [site]}}
characteristics:
  id: {{unique: true, per: []}}
  shift: {{one_of: [A, B, C], per: []}}
  weight: {{lower: 2}}
"""


def batch(folder: Path, file: str, rows: int = 900) -> None:
    """Two ids stand twice, far from each other; one shift is not allowed, and three weights are too low."""
    ids = [f"I{place:06}" for place in range(rows)]
    ids[700], ids[800] = ids[3], ids[5]
    frame = polars.DataFrame(
        {
            "id": ids,
            "site": [f"S{place % 3}" for place in range(rows)],
            "shift": ["X" if place == 500 else "ABC"[place % 3] for place in range(rows)],
            "weight": [1 if place in (10, 11, 12) else 5 for place in range(rows)],
        }
    )
    (folder / "p.yaml").write_text(SPEC.format(file=file), encoding="utf-8")
    frame.write_parquet(folder / file) if file.endswith("parquet") else frame.write_csv(folder / file)


def told(folder: Path) -> dict[str, list[str]]:
    """The items of each verdict that has some, by its id without the path."""
    verdicts = list(run("p.yaml", here=folder).verdicts)
    assert len(verdicts) == 6
    return {one.id.partition("::")[2]: [each.item for each in one.items] for one in verdicts if one.items}


FOUND = {
    "id::unique": ["I000003", "I000005", "I000003", "I000005"],
    "shift::one_of": ["I000500"],
    "weight::limits": ["I000010", "I000011", "I000012"],
    "weight::limits[site=S0]": ["I000012"],
    "weight::limits[site=S1]": ["I000010"],
    "weight::limits[site=S2]": ["I000011"],
}


def looking() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "qa-run-look"]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few rows are many: it pays to look at distinct values."""
    monkeypatch.setattr(duck_measuring, "FEW_ROWS", 100)


@pytest.mark.usefixtures("many")
def test_repeats_and_distinct_values_of_columns_are_found_beside_the_scan(tmp_path: Path) -> None:
    batch(tmp_path, "x.parquet")
    with asked() as queries:
        assert told(tmp_path) == FOUND

    beside = [one.scans for one in queries if one.purpose == "beside"]
    assert beside == [1, 1], "the ordered pass over the ids, and the distinct shifts"
    assert [one.scans for one in queries if one.purpose == "aggregate"] == [1]
    assert not looking()


@pytest.mark.usefixtures("many")
def test_one_after_the_other_goes_on_beside_the_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two at once would take from the scan what it needs; and each is answered though it had to wait."""
    batch(tmp_path, "x.parquet")
    now, most = [0], [0]
    answer = Duck._asked

    def slowly(self: Duck, query: str, on: Any = None) -> list[tuple[Any, ...]]:
        if on is None:
            return answer(self, query, on)
        now[0] += 1
        most[0] = max(most[0], now[0])
        time.sleep(0.05)
        try:
            return answer(self, query, on)
        finally:
            now[0] -= 1

    monkeypatch.setattr(Duck, "_asked", slowly)
    assert told(tmp_path) == FOUND
    assert most == [1]


@pytest.mark.usefixtures("many")
def test_what_goes_on_is_stopped_where_the_scan_has_to_look_closer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value with outer spaces takes the exact road, where nobody waits for what was asked beside the first one."""
    frame = polars.DataFrame({"id": [f"I{place}" for place in range(900)], "site": "S1", "shift": " A ", "weight": 5})
    frame = frame.with_columns(weight=polars.when(polars.col("id") == "I7").then(polars.lit(" ")).otherwise("weight"))
    frame.write_parquet(tmp_path / "x.parquet")
    (tmp_path / "p.yaml").write_text(SPEC.format(file="x.parquet"), encoding="utf-8")
    settled: list[int] = []
    settle = Duck.settle

    def noted(self: Duck) -> None:
        settled.append(len(self.beside))
        settle(self)
        assert not self.beside

    monkeypatch.setattr(Duck, "settle", noted)
    (_, _, overall, _) = run("p.yaml", here=tmp_path).verdicts
    assert overall.buckets.missing == 1
    assert settled[0] == 2
    assert not any(settled[1:])
    assert not looking()


ENDLESS = "select count(*) from range(10000000000) a, range(1000) b where (a.range * b.range) % 7 = 3"
WAITING = f"""
import sys
from qa_run.cli.main import main
from qa_run.engines import duck_measuring
from qa_run.engines.duck import Duck

answer, duck_measuring.FEW_ROWS = Duck._asked, 100


def endless(self, query, on=None):
    if on is None:
        return answer(self, query, on)
    print("begun", flush=True)
    return answer(self, {ENDLESS!r}, on)


Duck._asked = endless
sys.exit(main(["p.yaml"]))
"""


def test_ctrl_c_while_the_scan_waits_for_what_goes_on_beside_it(tmp_path: Path) -> None:
    """A process of its own: others that run here may have taken Ctrl-C for themselves."""
    batch(tmp_path, "x.parquet")
    with subprocess.Popen(
        [sys.executable, "-c", WAITING], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        before = iter(process.stdout.readline, "begun\n")
        told = [line for line in before if line]
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        told += process.stdout.readlines()

    assert process.returncode == 2, told
    assert "begun\n" not in told, "what waits for its turn does not begin"
    assert "interrupted" in told[-1]


def test_an_endless_query_beside_the_scan_ends_when_nobody_asks_for_it(tmp_path: Path) -> None:
    import duckdb

    asking = Duck(duckdb.connect(), (), None)  # type: ignore[arg-type]
    asking._meanwhile(ENDLESS)
    asking._meanwhile(ENDLESS)
    assert len(looking()) == 2

    began = time.monotonic()
    asking.settle()
    assert not looking()
    assert time.monotonic() - began < 60


@pytest.mark.usefixtures("many")
def test_what_breaks_beside_the_scan_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(tmp_path, "x.parquet")
    answer = Duck._asked

    def broken(self: Duck, query: str, on: Any = None) -> list[tuple[Any, ...]]:
        if on is not None:
            raise SampleError("x.parquet: it went away")
        return answer(self, query, on)

    monkeypatch.setattr(Duck, "_asked", broken)
    report = run("p.yaml", here=tmp_path)
    assert report.refused == ("x.parquet: it went away",)
    assert not list(report.verdicts)
    assert report.exit_code == 4


@pytest.mark.parametrize("small", [True, False])
def test_few_rows_of_text_are_read_once_and_asked_again_where_they_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: bool
) -> None:
    batch(tmp_path, "x.csv")
    monkeypatch.setattr(duck_measuring, "SMALL", (tmp_path / "x.csv").stat().st_size - (not small))
    with asked() as queries:
        assert told(tmp_path) == FOUND

    assert sum(one.scans for one in queries) == (1 if small else 2)


def test_files_that_are_small_together_are_read_once(tmp_path: Path) -> None:
    for place in range(3):
        (tmp_path / str(place)).mkdir()
        batch(tmp_path / str(place), "x.csv")
    (tmp_path / "p.yaml").write_text(SPEC.format(file="'*/x.csv'"), encoding="utf-8")
    with asked() as queries:
        report = run("p.yaml", here=tmp_path)
        shown = [each.place for one in report.verdicts if one.characteristic == "shift" for each in one.items]

    assert shown == [f"{place}/x.csv:502" for place in range(3)]
    reading = [(one.purpose, one.scans) for one in queries if one.scans]
    assert reading == [("", 1), ("aggregate", 1)], "how many rows each has is asked before, and all are read as one"


def test_what_is_packed_may_hold_many_rows_and_is_not_kept(tmp_path: Path) -> None:
    batch(tmp_path, "x.csv")
    (tmp_path / "x.csv.gz").write_bytes(gzip.compress((tmp_path / "x.csv").read_bytes()))
    with asked() as queries:
        report = run("p.yaml", here=tmp_path, samples=tmp_path / "x.csv.gz")
        assert {one.id.partition("::")[2] for one in report.verdicts if one.items} == set(FOUND)

    assert sum(one.scans for one in queries) == 2


def test_text_beside_a_columnar_file_is_not_kept(tmp_path: Path) -> None:
    batch(tmp_path, "x.parquet")
    batch(tmp_path, "x.csv")
    (tmp_path / "p.yaml").write_text(SPEC.format(file="'x.*'"), encoding="utf-8")
    with asked() as queries:
        report = run("p.yaml", here=tmp_path)
        shown = [each.place for one in report.verdicts if one.characteristic == "shift" for each in one.items]

    assert len(shown) == 2
    assert [one.scans for one in queries if one.scans and one.purpose in ("aggregate", "first_told")] == [2, 2]


@pytest.mark.usefixtures("many")
def test_a_part_of_the_path_has_one_value_and_is_no_column_to_look_at(tmp_path: Path) -> None:
    (tmp_path / "Milano").mkdir()
    batch(tmp_path / "Milano", "x.parquet")
    (tmp_path / "p.yaml").write_text(
        "procedure: p\nsamples: {from: '{shop}/x.parquet', item: {column: id, repeats: allowed}}\n"
        "characteristics: {shop: {one_of: [Roma]}, shift: {one_of: [A, B, C]}}\n",
        encoding="utf-8",
    )
    shop, shift = run("p.yaml", here=tmp_path).verdicts
    assert (shop.nonconforming, shift.nonconforming) == (900, 1)
    assert [each.item for each in shop.items][:2] == ["I000000", "I000001"]

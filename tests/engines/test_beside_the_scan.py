"""What does not wait for the scan goes on beside it; what is left of it is stopped; few rows are read once."""

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
from qa_run.running.starting import Engine

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
        assert not any(look.goes_on(0) for look, _ in self.beside)

    monkeypatch.setattr(Duck, "settle", noted)
    (_, _, overall, _) = run("p.yaml", here=tmp_path).verdicts
    assert overall.buckets.missing == 1
    assert settled[0] == 2
    assert not any(settled[1:])
    assert not looking()


def test_an_endless_query_beside_the_scan_ends_when_nobody_asks_for_it(tmp_path: Path) -> None:
    import duckdb

    asking = Duck(duckdb.connect(), (), None)  # type: ignore[arg-type]
    endless = "select count(*) from range(10000000000) a, range(1000) b where (a.range * b.range) % 7 = 3"
    asking._meanwhile(endless)
    asking._meanwhile(endless)
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
    assert reading == [("aggregate", 3), ("rows", 3)], "how many rows each has is asked besides"


def test_an_engine_is_closed_when_the_run_that_made_it_is_over(tmp_path: Path) -> None:
    with Engine() as engine:
        engine.start().reading((), tmp_path)
        engine.connect().execute("select 1")
    assert engine.closing is not None
    assert not engine.closing.goes_on(0)


@pytest.mark.parametrize("spilt", [True, False])
def test_files_of_the_engine_are_let_go_before_they_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spilt: bool
) -> None:
    engine = Engine().start().reading((), tmp_path)
    engine.connect()
    if spilt:
        (tmp_path / "spill").mkdir()
    closed = threading.Event()

    class Slow:
        def close(self) -> None:
            if not spilt:
                closed.wait(60)

    engine.connection.close()
    engine.connection = Slow()
    engine.leave()
    assert engine.closing is not None
    assert engine.closing.goes_on(0) is not spilt
    closed.set()
    engine.__exit__()
    assert not engine.closing.goes_on(0)

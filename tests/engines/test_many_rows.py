"""Points of many rows are laid down in a room of their own, and bring into memory what their chart needs."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qa_run import run
from qa_run.engines import duck, duck_room
from qa_run.engines.duck import Duck

pyarrow = pytest.importorskip("pyarrow")

POINTS, SIZE = 20_000, 5


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sample has many rows."""
    monkeypatch.setattr(Duck, "_many", lambda self: True)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any] | None]]:
    """Every query, and what it brought as arrays."""
    told: list[tuple[str, dict[str, Any] | None]] = []
    answered = Duck._answered

    def noted(self: Duck, query: str, fetch: Any, on: Any) -> Any:
        found = answered(self, query, fetch, on)
        told.append((query, found if isinstance(found, dict) else None))
        return found

    monkeypatch.setattr(Duck, "_answered", noted)
    return told


def shuffled(folder: Path) -> Path:
    """Subgroups that lie everywhere in the file; every hundredth value is far out."""
    import pyarrow.parquet

    (folder / "p.yaml").write_text(
        "procedure: p\nsamples: {from: x.parquet}\n"
        "characteristics: {x: {chart: {type: xbar_r, subgroup: {column: s}, rules: nelson}}}\n",
        encoding="utf-8",
    )
    draw = np.random.default_rng(4)
    names, values = np.repeat(np.arange(POINTS), SIZE), draw.normal(0, 1, POINTS * SIZE)
    values[:: 100 * SIZE] += 9
    order = draw.permutation(len(names))
    table = pyarrow.table({"x": values[order], "s": names[order]})
    pyarrow.parquet.write_table(table, folder / "x.parquet", row_group_size=30_000)
    return folder / "p.yaml"


@pytest.mark.parametrize("rows", [POINTS * SIZE - 1, POINTS * SIZE])
def test_a_room_of_its_own_is_for_more_rows_than_so_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[tuple[str, Any]], rows: int
) -> None:
    monkeypatch.setattr(duck, "MANY_ROWS", rows)
    run(shuffled(tmp_path), here=tmp_path)
    laid = [query.split(" ", 1)[0] for query, _ in asked if query.startswith(("copy", "create"))]
    assert laid == (["copy"] if rows < POINTS * SIZE else ["create"])


@pytest.mark.usefixtures("many")
def test_numbers_come_as_arrays_a_column_at_a_time_and_names_only_of_what_is_shown(
    tmp_path: Path, asked: list[tuple[str, dict[str, Any] | None]]
) -> None:
    report = run(shuffled(tmp_path), here=tmp_path, items=4)
    (found,) = [each for each in report.verdicts if each.criterion == "chart"]
    columns = [array for _, arrays in asked if arrays is not None for array in arrays.values()]

    assert found.measured["points"] == POINTS
    assert len(found.items) == 4
    assert all(arrays is None or len(arrays) == 1 for _, arrays in asked)
    assert len(columns) == 5, "the order, n, total, minimum and maximum"
    assert {array.dtype.kind for array in columns} <= {"i", "f"}
    (told,) = [query for query, _ in asked if "arg_min" in query]
    assert told.split(" in (")[1].split(")")[0].count(",") == 3, "only the points that are shown have names"


@pytest.mark.parametrize("kept_in", ["a table", "a file"])
def test_what_stays_of_each_point_is_its_numbers_and_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_in: str
) -> None:
    monkeypatch.setattr(Duck, "_many", lambda self: kept_in == "a file")
    points = []
    collect = Duck.collect
    monkeypatch.setattr(Duck, "collect", lambda self, *words: points.append(collect(self, *words)) or points[-1])
    run(shuffled(tmp_path), here=tmp_path)
    (only,) = points
    of_each = {name: array.strides[0] for name, array in only.columns.items()}

    assert of_each == {"n": 0, "total": 8, "minimum": 8, "maximum": 8}, "subgroups of one size tell it once"
    assert all(array.base is None for name, array in only.columns.items() if name != "n")
    assert not only.labels
    assert only.times is only.phases is None
    assert only.tell.__self__.order.dtype == np.int32


@pytest.mark.usefixtures("many")
def test_where_the_room_does_not_suffice_the_memory_of_the_run_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[tuple[str, Any]]
) -> None:
    def message(path: Path) -> list[str]:
        return [each.message for each in run(path, here=tmp_path).verdicts]

    enough = message(shuffled(tmp_path))
    asked.clear()
    monkeypatch.setattr(duck_room, "ROOM_MB", 0.1)
    assert message(tmp_path / "p.yaml") == enough
    assert any(query.startswith("create or replace temp table qa_points_1") for query, _ in asked)


@pytest.mark.usefixtures("many")
def test_the_room_reads_what_the_run_may_read_and_nothing_unlocks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    rooms = []
    beside = duck_room.beside
    monkeypatch.setattr(duck_room, "beside", lambda connection: rooms.append(beside(connection)) or rooms[-1])
    path = shuffled(tmp_path)
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n", encoding="utf-8")
    run(path, here=tmp_path)
    (room,) = rooms
    for query in (
        f"select * from read_csv('{other.as_posix()}')",
        f"copy (select 1) to '{(tmp_path / 'new.csv').as_posix()}'",
        "set memory_limit='1GB'",
        "set enable_external_access=true",
    ):
        with pytest.raises(duckdb.Error):
            room.connection.execute(query)
    assert not room.folder.exists(), "its files go with those of the run"


@pytest.mark.usefixtures("many")
def test_what_is_asked_of_single_points_needs_not_fit_into_the_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    path = shuffled(tmp_path)
    named = [[item.item for item in each.items] for each in run(path, here=tmp_path, items=4).verdicts]
    answered, refused = Duck._answered, []

    def full(self: Duck, query: str, fetch: Any, on: Any) -> Any:
        if on is not None and "arg_min" in query:
            refused.append(query)
            raise duckdb.OutOfMemoryException("no room")
        return answered(self, query, fetch, on)

    monkeypatch.setattr(Duck, "_answered", full)
    assert [[item.item for item in each.items] for each in run(path, here=tmp_path, items=4).verdicts] == named
    assert len(refused) == 1

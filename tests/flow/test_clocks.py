"""The hour that clocks show twice in autumn, and the one that they skip in spring: on every engine alike."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import qa_run
from qa_run.engines.duck_zoned import Zoned
from qa_run.sources.clocks import clocks_of

AS_OF = datetime.fromisoformat("2026-10-25T02:20:00+02:00")
SPEC = """\
procedure: deliveries
samples: {from: batch.csv, item: id, time_zone: Europe/Rome, of: rows}
characteristics:
  done: {no_later_than: {column: promised, plus: 10 min}, class: major}
  parcels: {upper: 1, when: {done: {later_than: promised}}, class: major}
"""
#: promised, done, what is found of the time, and of the condition on it
ROWS = {
    "by day": ("2026-10-24 10:00", "2026-10-24 10:05", "", ""),
    "both in the hour shown twice": ("2026-10-25 02:10", "2026-10-25 02:15", "unreadable", "unreadable condition"),
    "late both ways": ("2026-10-25 01:00", "2026-10-25 02:15", "late", ""),
    "late by the hour between": ("2026-10-25 01:55", "2026-10-25 03:01", "late", ""),
    "early both ways": ("2026-10-25 04:00", "2026-10-25 02:15", "", ""),
    "promised for an hour that was skipped": (
        "2026-03-29 02:30", "2026-03-29 01:00", "cannot be judged: promised", "unreadable condition",
    ),
    "seven minutes across the skipped hour": ("2026-03-29 01:55", "2026-03-29 03:02", "", ""),
    "not yet due both ways": ("2026-10-25 02:30", None, "not yet due", "unreadable condition"),
    "due already in one way": ("2026-10-25 02:05", None, "unreadable", "unreadable condition"),
}  # fmt: skip
OFFSETS = {
    "an hour late as the offsets say": ("2026-10-25 02:10+02:00", "2026-10-25 02:15+01:00", "late"),
    "in time as the offsets say": ("2026-10-25 02:10+01:00", "2026-10-25 02:15+01:00", ""),
    "in time by a clock elsewhere": ("2026-10-25 02:10Z", "2026-10-25 03:15", ""),
}


def csv_of(rows: Mapping[str, Any], folder: Path) -> None:
    lines = [f"{name},{promised},{done or ''},1\n" for name, (promised, done, *_) in rows.items()]
    (folder / "batch.csv").write_text("id,promised,done,parcels\n" + "".join(lines), encoding="utf-8")


def polars_of(rows: Mapping[str, Any], typed: bool) -> Any:
    polars = pytest.importorskip("polars")
    columns = {"id": list(rows)} | {
        name: [row[place] for row in rows.values()] for place, name in enumerate(("promised", "done"))
    }
    frame = polars.DataFrame({**columns, "parcels": [1] * len(rows)})
    times = polars.col("promised", "done").str.to_datetime()
    return frame.with_columns(times) if typed else frame


def relation_of(folder: Path) -> Any:
    import duckdb

    return duckdb.connect().sql(f"select * from read_csv('{folder / 'batch.csv'}', all_varchar=true, nullstr='')")


@pytest.fixture(params=["csv", "polars", "polars, typed and lazy", "duckdb relation"])
def samples(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    (tmp_path / "deliveries.yaml").write_text(SPEC, encoding="utf-8")
    csv_of(ROWS, tmp_path)
    made = {
        "csv": lambda: None,
        "polars": lambda: polars_of(ROWS, typed=False),
        "polars, typed and lazy": lambda: polars_of(ROWS, typed=True).lazy(),
        "duckdb relation": lambda: relation_of(tmp_path),
    }
    return made[request.param]()


def judged(folder: Path, samples: Any = None) -> tuple[Any, Any]:
    report = qa_run.run([folder / "deliveries.yaml"], samples=samples, as_of=AS_OF, items=20)
    done, parcels = (verdict for verdict in report.verdicts if "@item" not in verdict.id)
    return done, parcels


def test_a_time_shown_twice_is_judged_both_ways_and_unreadable_where_the_verdict_differs(
    samples: Any, tmp_path: Path
) -> None:
    done, parcels = judged(tmp_path, samples)

    told = {name: (found if found != "not yet due" else "") for name, (_, _, found, _) in ROWS.items()}
    assert {item.item: item.finding for item in done.items} == {name: found for name, found in told.items() if found}
    assert {item.item: item.finding for item in parcels.items} == {
        name: found for name, (_, _, _, found) in ROWS.items() if found
    }
    assert done.buckets.not_yet_due == 1


def test_a_time_that_names_its_offset_is_never_in_doubt(tmp_path: Path) -> None:
    (tmp_path / "deliveries.yaml").write_text(SPEC, encoding="utf-8")
    csv_of(OFFSETS, tmp_path)

    done, _ = judged(tmp_path)

    assert [item.item for item in done.items] == [name for name, (_, _, found) in OFFSETS.items() if found]


def test_parquet_with_a_zone_is_never_in_doubt(tmp_path: Path) -> None:
    import duckdb

    (tmp_path / "deliveries.yaml").write_text(SPEC.replace("batch.csv", "batch.parquet"), encoding="utf-8")
    duckdb.sql(
        "copy (select 'A' id, timestamptz '2026-10-25 00:10Z' promised, timestamptz '2026-10-25 01:15Z' done, "
        f"1 parcels) to '{tmp_path / 'batch.parquet'}' (format parquet)"
    )

    done, _ = judged(tmp_path)

    assert [item.finding for item in done.items] == ["late"]


def test_without_a_time_zone_nothing_is_asked_of_clocks(tmp_path: Path) -> None:
    (tmp_path / "deliveries.yaml").write_text(SPEC.replace("time_zone: Europe/Rome, ", ""), encoding="utf-8")
    csv_of({name: row for name, row in ROWS.items() if row[1]}, tmp_path)

    done, _ = judged(tmp_path)

    assert {item.item for item in done.items} == {"late both ways", "late by the hour between",
                                                  "seven minutes across the skipped hour"}  # fmt: skip


@pytest.mark.parametrize("few", [True, False])
@pytest.mark.parametrize(
    "zone", ["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "America/Havana"]
)
def test_duckdb_reads_every_change_of_the_clocks_as_python_does(zone: str, few: bool) -> None:
    import duckdb

    clocks = clocks_of(zone, 2026)
    changes = {each.start for each in clocks.first + clocks.last if 2000 <= each.start.year <= 2025}
    times = sorted({time + timedelta(minutes=some) for time in changes for some in (-61, -60, -30, -1, 0, 29, 30, 60)})
    zoned = Zoned(clocks, few)
    zoned.reads("t|time", "t", "TIMESTAMP", ".", ())
    connection = duckdb.connect()
    connection.execute("create table t as select unnest(?::timestamp[]) as t", [times])

    found = connection.execute(f'select t, "@first0", "@last0" from {zoned.within("t")} order by t').fetchall()

    assert found == [(time, *in_python(zone, time)) for time in times]


def in_python(zone: str, time: datetime) -> tuple[datetime | None, ...]:
    """The first and the last instant at which clocks show the time; none where they skip it."""
    from datetime import UTC
    from zoneinfo import ZoneInfo

    instants = [time.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)]
    there = any(instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == time for instant in instants)
    return tuple(instant.replace(tzinfo=None) if there else None for instant in instants)

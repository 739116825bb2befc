"""Hours of the week: by the clocks of the place, on every engine, and as a condition on rows."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars
import pytest

from qa_run import SpecErrors, run
from qa_run.builtin.criteria.hours import During
from qa_run.testing import in_words

SPEC = """\
procedure: sales
samples: {{from: sales.csv, item: id{more}}}
characteristics:
  at: {{during: {hours}}}
"""
HOURS = '{mon-fri: "07:00-11:00", sat: ["08:00-10:30", "22:00-02:00"]}'
ROME = ZoneInfo("Europe/Rome")


def is_open(shown: datetime) -> bool:
    """What the hours above mean, said once more."""
    hour = shown.hour + shown.minute / 60
    if shown.weekday() < 5:
        return 7 <= hour < 11
    return 8 <= hour < 10.5 or hour >= 22 if shown.weekday() == 5 else hour < 2


def test_a_sentence_in_three_languages() -> None:
    written = {"mon-fri": "07:00-11:00", "sat, sun": ["08:00-10:00", "12:00-14:00"]}

    assert [in_words(During, written, "", language) for language in ("en", "it", "pl")] == [
        "during mon-fri 07:00-11:00; sat, sun 08:00-10:00, 12:00-14:00",
        "in questi orari: lun-ven 07:00-11:00; sab, dom 08:00-10:00, 12:00-14:00",
        "w godzinach: pon.-pt. 07:00-11:00; sob., niedz. 08:00-10:00, 12:00-14:00",
    ]


@pytest.mark.parametrize("framed", [False, True])
def test_instants_are_judged_by_what_the_clocks_of_the_place_show(tmp_path: Path, framed: bool) -> None:
    """A quarter of an hour at a time, over the two days of the year on which clocks are changed."""
    times = [
        datetime(2026, month, day, tzinfo=ZoneInfo("UTC")) + timedelta(minutes=15 * step)
        for month, day in ((3, 27), (10, 23))
        for step in range(4 * 96)
    ]
    rows = [(str(number), f"{time:%Y-%m-%dT%H:%M:%SZ}") for number, time in enumerate(times)]
    (tmp_path / "sales.csv").write_text("\n".join(("id,at", *(",".join(row) for row in rows))) + "\n", encoding="utf-8")
    spec = SPEC.format(more=", time_zone: Europe/Rome", hours=HOURS)
    (tmp_path / "sales.yaml").write_text(spec, encoding="utf-8")
    samples = {"samples": polars.DataFrame(rows, schema=["id", "at"], orient="row")} if framed else {}

    report = run(tmp_path / "sales.yaml", items=10_000, **samples)  # type: ignore[arg-type]

    (verdict,) = (each for each in report.verdicts if each.characteristic == "at")
    due = {number for number, time in zip((row[0] for row in rows), times, strict=True)
           if not is_open(time.astimezone(ROME))}  # fmt: skip
    assert {item.item for item in verdict.items} == due
    assert 0 < len(due) < len(times)


def test_the_hour_that_clocks_show_twice_is_judged_either_way(tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text(
        "id,at\n1,2026-10-25 02:30\n2,2026-10-25 01:59\n3,2026-03-29 02:30\n", encoding="utf-8"
    )
    spec = SPEC.format(more=", time_zone: Europe/Rome", hours='{sun: "02:00-03:00"}')
    (tmp_path / "sales.yaml").write_text(spec, encoding="utf-8")
    report = run(tmp_path / "sales.yaml")

    (verdict,) = (each for each in report.verdicts if each.characteristic == "at")
    assert [(item.item, item.finding) for item in verdict.items] == [("2", "at another time"), ("3", "unreadable")]


@pytest.mark.parametrize("zone", ["", ", time_zone: Europe/Rome"])
def test_rows_are_counted_that_lie_in_hours(tmp_path: Path, zone: str) -> None:
    (tmp_path / "log.csv").write_text(
        "id,at,what\nA,2026-03-02 08:00,x\nA,2026-03-02 10:59,x\nA,2026-03-02 11:00,x\nB,2026-03-07 08:00,x\n",
        encoding="utf-8",
    )
    (tmp_path / "log.yaml").write_text(
        f"procedure: log\nsamples: {{from: log.csv, item: id, time: at, events: {{name: what}}, of: rows{zone}}}\n"
        'observations: {mornings: {count: {at: {during: {mon-fri: "07:00-11:00"}}}}}\n'
        "characteristics: {mornings: {exactly: 2}}\n",
        encoding="utf-8",
    )
    report = run(tmp_path / "log.yaml")

    assert [(item.item, item.value) for verdict in report.verdicts for item in verdict.items] == [("B", 0)]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ('{mon-fry: "07:00-11:00"}', "'mon-fry' names no days of the week"),
        ('{mon: "7-11"}', "'7-11' is no time from one hour to another: write it as in 07:00-11:00"),
        ('{mon: "07:00-07:00"}', "'07:00-07:00' is no length of time"),
        ('{mon: "07:00-25:00"}', "'07:00-25:00' is no time from one hour to another"),
        ('{mon-wed: "07:00-11:00", tue: "10:00-12:00"}', "the hours of tue begin before those of tue are over"),
        ('{sun: "22:00-06:00", mon: "05:00-12:00"}', "the hours of mon begin before those of sun are over"),
        ("{}", "no hours are written"),
        ("mon-fri", "stands here where keys were expected"),
    ],
)
def test_hours_that_make_no_sense_are_refused(tmp_path: Path, hours: str, told: str) -> None:
    (tmp_path / "sales.csv").write_text("id,at\n1,2026-10-25 02:30\n", encoding="utf-8")
    (tmp_path / "sales.yaml").write_text(SPEC.format(more="", hours=hours), encoding="utf-8")

    with pytest.raises(SpecErrors) as refused:
        run(tmp_path / "sales.yaml")
    assert told in str(refused.value)
    assert "sales.yaml:4:" in str(refused.value)

"""Procedures of several steps: held against the same in plain words of Python, and what cannot be meant."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars
import pytest

from qa_run import SpecErrors, run

PROCEDURE = """\
procedure: complaints
calendar: {hours: {mon-fri: "09:00-18:00"}}
samples:
  from: log.csv
  item: case
  time: at
  events: {name: what}
  of: rows
  references: {trained: {from: trained.csv, key: {person: who}}}
characteristics:
  handling:
    steps:
      - {step: acknowledged, within: 4 h, after: received}
      - {step: wish_asked, id: asked}
      - {step: [mended, replaced], id: corrected, within: 2 days, after: received}
      - {step: visited, optional: true}
      - {step: reported, within: 5 h, after: visited}
      - {step: closed, when: {consent: true}, by: {reference: trained}, once: true}
"""
EVENTS = ("received", "acknowledged", "wish_asked", "mended", "replaced", "visited", "reported", "closed")
START = datetime(2026, 3, 9, 9)
NOW = START + timedelta(hours=40)
Row = dict[str, Any]


def recorded(cases: int) -> list[Row]:
    draw = random.Random(7)
    rows: list[Row] = []
    for case in range(cases):
        hours = START
        for event in EVENTS:
            if draw.random() < 0.03:
                break
            if event == "replaced" or draw.random() < (0.5 if event in ("visited", "reported") else 0.08):
                continue
            hours = hours + timedelta(minutes=draw.choice([0, 30, 90, 400]))
            early = timedelta(hours=draw.choice([0] * 30 + [9]))
            for _ in range(draw.choice([1] * 20 + [2])):
                told = None if draw.random() < 0.01 else hours - early
                row = {"case": f"{case:03}", "what": event, "at": told, "who": draw.choice(["ann"] * 9 + ["bob"])}
                rows.append({**row, "consent": "true" if event == "closed" and draw.random() < 0.9 else None})
        if not any(row["case"] == f"{case:03}" for row in rows):
            rows.append({"case": f"{case:03}", "what": "called", "at": START, "who": "ann", "consent": None})
    draw.shuffle(rows)
    return rows


def finding(rows: Sequence[Row], trained: Sequence[str]) -> str:
    """What is said of one case; blank where it is as required."""
    every = list(findings(rows, trained))
    return next((each for each in every if each != "not yet due"), "not yet due" if every else "")


def findings(rows: Sequence[Row], trained: Sequence[str]) -> Iterator[str]:
    at = {}
    for event in ("received", "acknowledged", "wish_asked", "visited", "reported"):
        at[event] = [row["at"] for row in rows if row["what"] == event]
    at["corrected"] = [row["at"] for row in rows if row["what"] in ("mended", "replaced")]
    closes = [row for row in rows if row["what"] == "closed"]
    agreed = [row for row in closes if row["consent"]]
    good = [row for row in agreed if row["who"] in trained]
    at["closed"] = [row["at"] for row in good]
    first = {name: min((time for time in times if time), default=None) for name, times in at.items()}
    follows = {
        "received": "", "acknowledged": "received", "wish_asked": "acknowledged", "corrected": "received",
        "visited": "corrected", "reported": "visited", "closed": "reported",
    }  # fmt: skip
    limits = {"acknowledged": 4, "corrected": 48, "reported": 5}
    called = {"wish_asked": "asked"}
    for name, before in follows.items():
        shown, here, start = called.get(name, name), first[name], first.get(before)
        if name == "closed" and closes and not good:
            yield "closed without consent" if not agreed else "closed not by trained"
        if not here and at[name]:
            yield f"{shown} at an unreadable time"
        later = {
            "received": [each for each in follows if each != "received"],
            "acknowledged": ["wish_asked"],
            "corrected": ["visited", "reported", "closed"],
            "reported": ["closed"],
        }.get(name, [])
        if not here and name != "visited" and (not before or start):
            limit = limits.get(name)
            waits = [
                other for other in list(follows)[list(follows).index(name) + 1 :]
                if other in limits and not first[other] and first[follows[other]]
                and first[follows[other]] + timedelta(hours=limits[other]) >= NOW
            ]  # fmt: skip
            due = any(first[other] for other in later)
            due = due or (start + timedelta(hours=limit) < NOW if limit else not waits)
            yield f"{shown} missing" if due else "not yet due"
        elif not here and name != "visited" and before != "visited":
            yield "not yet due"
        if here and start and here < start:
            yield f"{shown} too early"
        if here and start and name in limits and here - start > timedelta(hours=limits[name]):
            yield f"{shown} late"
        if name == "closed" and len(good) > 1:
            yield "closed more than once"


BY = ", by: {reference: trained}"
REFERENCES = "  references: {trained: {from: trained.csv, key: {person: who}}}\n"


@pytest.mark.parametrize("engine", ["csv", "polars"])
def test_each_case_is_judged_as_in_plain_words(engine: str, tmp_path: Path) -> None:
    rows = recorded(300)
    frame = polars.DataFrame(rows)
    frame.write_csv(tmp_path / "log.csv")
    (tmp_path / "trained.csv").write_text("person\nann\n", encoding="utf-8")
    # a frame is not held against references
    written = PROCEDURE if engine == "csv" else PROCEDURE.replace(BY, "").replace(REFERENCES, "")
    (tmp_path / "p.yaml").write_text(written, encoding="utf-8")
    samples: Any = frame if engine == "polars" else None
    report = run("p.yaml", samples=samples, here=tmp_path, items=1000, as_of=NOW)
    trained = ["ann"] if engine == "csv" else ["ann", "bob"]
    cases = sorted({row["case"] for row in rows})
    due = {case: finding([row for row in rows if row["case"] == case], trained) for case in cases}

    assert report.errors == report.refused == ()
    verdict = next(each for each in report.verdicts if each.characteristic == "handling")
    assert {item.item: item.finding for item in verdict.items} == {
        case: found for case, found in due.items() if found not in ("", "not yet due")
    }
    assert verdict.buckets.not_yet_due == list(due.values()).count("not yet due") > 3
    assert len(set(due.values())) > 14


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("[{step: a}, {step: b, after: c}]", "6:12: b is after 'c', and none of the steps above it is called so: a"),
        ("[{step: a}, {step: b, after: b}]", "b cannot come after itself"),
        ("[{step: a}, {step: b, after: c}, {step: c}]", "b is after c, which stands below it"),
        ("[{step: a, after: b}, {step: b, after: a}]", "a is after b, which stands below it"),
        ("[{step: a}, {step: b}, {step: a}]", "two steps are called 'a': give one of them an id of its own"),
        ("[{step: a}, {step: a, id: again}]", "again is an event that was there before, and no other step lies"),
        ("[{step: a, within: 2 h}]", "a is due within 2 h of nothing: write after: and what it follows"),
        ("[{step: a}, {step: b, within: -2 h}]", "within is a length of time above nothing, -2 h is not"),
        ("[{step: a}, {step: b, within: 2}]", "the duration 2 has no unit"),
        ("[{step: a}, {step: b, within: 2 business hours}]", "2 business hours needs a calendar"),
        ("[{step: a}, {step: b, by: {reference: traind}}]", "the samples have no reference 'traind'"),
        ("[{step: a}, {step: true}]", "step says which event is meant, not true"),
        ("[{step: a}, {stap: b, once: true}]", "unknown key 'stap'"),
        ("[]", "the list is empty"),
        (
            "[c, {step: a, within: 2 h}, {step: x, id: a after 2 h}]",
            "'a after ' and 'a after 2 h at an unreadable time'",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(steps: str, told: str, tmp_path: Path) -> None:
    refusal = refused(tmp_path, steps, "time: at, ")

    assert told in refusal
    assert "p.yaml:" in refusal


def test_steps_go_by_time(tmp_path: Path) -> None:
    assert "steps goes by time, and the samples have none" in refused(tmp_path, "[a, b]", "")


def refused(folder: Path, steps: str, time: str) -> str:
    (folder / "log.csv").write_text("case,what,at\n1,a,2026-03-09\n", encoding="utf-8")
    (folder / "p.yaml").write_text(
        "procedure: p\n"
        f"samples: {{from: log.csv, item: case, {time}events: {{name: what}}, of: rows,\n"
        "  references: {trained: {from: log.csv, key: {what: what}}}}\n"
        "characteristics:\n  handling:\n"
        f"    steps: {steps}\n",
        encoding="utf-8",
    )
    with pytest.raises(SpecErrors) as told:
        run("p.yaml", here=folder)
    return str(told.value)


def test_the_same_event_may_come_again(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(
        "case,what,at\n1,called,2026-03-09 09:00\n1,visited,2026-03-09 10:00\n1,called,2026-03-09 11:00\n"
        "2,called,2026-03-09 09:00\n2,visited,2026-03-09 10:00\n"
        "3,called,2026-03-09 09:00\n3,visited,2026-03-09 10:00\n3,called,2026-03-09 12:30:05\n",
        encoding="utf-8",
    )
    (tmp_path / "p.yaml").write_text(
        "procedure: p\nsamples: {from: log.csv, item: case, time: at, events: {name: what}, of: rows}\n"
        "characteristics:\n  handling:\n"
        "    steps: [called, visited, {step: called, id: told, within: 2 h}]\n",
        encoding="utf-8",
    )
    report = run("p.yaml", here=tmp_path, as_of=datetime(2026, 3, 9, 12, 1))
    verdict = next(each for each in report.verdicts if each.characteristic == "handling")

    assert [(item.item, item.value, item.finding) for item in verdict.items] == [
        ("2", "no told in 2 h 1 min", "told missing"),
        ("3", "told after 2 h 30 min 5 s", "told late"),
    ]

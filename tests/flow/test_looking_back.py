"""Until when others spoke before: held against every two rows of a call, in any order, on every engine."""

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars
import pytest

from qa_run import SpecErrors, run

CALLS = """\
procedure: calls
samples: {from: calls.csv, item: call, time: since, events: {name: speaker}, of: rows}
observations:
  customer_until: {latest_before: {column: until, of: customer}}
  interrupted: {count: {speaker: agent, since: {earlier_than: {column: customer_until}}}}
characteristics:
  interrupted: {exactly: 0}
"""
START = datetime(2026, 3, 6, 10)


def recorded(seed: int) -> list[dict[str, Any]]:
    """Few seconds and many utterances, so that some begin together; of some the time is not known."""
    draw = random.Random(seed)
    rows = []
    for call in range(60):
        for _ in range(draw.randint(1, 8)):
            since = START + timedelta(seconds=draw.randint(0, 20))
            until = None if draw.random() < 0.1 else since + timedelta(seconds=draw.randint(0, 8))
            known = None if draw.random() < 0.05 else since
            who = draw.choice(["agent", "customer"])
            rows.append({"call": f"C{call:02}", "speaker": who, "since": known, "until": until})
    return rows


def interruptions(rows: list[dict[str, Any]]) -> dict[str, float]:
    """The same from the words: the agent begins while the customer, who began before, still speaks."""
    found: dict[str, float] = {}
    for one in rows:
        others = [
            other["until"]
            for other in rows
            if (other["call"], other["speaker"]) == (one["call"], "customer") and other["since"] and other["until"]
            if one["since"] and other["since"] < one["since"] < other["until"]
        ]
        if one["speaker"] == "agent" and others:
            found[one["call"]] = found.get(one["call"], 0) + 1
    return found


@pytest.mark.parametrize("engine", ["csv", "polars", "pyarrow"])
def test_who_interrupts_is_counted(engine: str, tmp_path: Path) -> None:
    (tmp_path / "calls.yaml").write_text(CALLS, encoding="utf-8")
    for seed in (1, 2):
        rows = recorded(seed)
        frame = polars.DataFrame(rows).sample(fraction=1, shuffle=True, seed=seed)
        samples: Any = {"csv": tmp_path / "calls.csv", "polars": frame, "pyarrow": frame.to_arrow()}[engine]
        frame.write_csv(tmp_path / "calls.csv")
        report = run("calls.yaml", samples=samples, here=tmp_path, items=1000)
        verdict = next(each for each in report.verdicts if each.characteristic == "interrupted")

        assert {item.item: item.value for item in verdict.items} == interruptions(rows) != {}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("time: since, ", ""), "latest_before goes by time, and the samples have none"),
        (("events: {name: speaker}, of: rows", "per: [speaker]"), "it is not said which column names the events"),
        (("{column: until, of: customer}", "{columm: until}"), "unknown key 'columm'"),
    ],
)
def test_what_cannot_be_is_refused(change: tuple[str, str], told: str, tmp_path: Path) -> None:
    (tmp_path / "calls.yaml").write_text(CALLS.replace(*change), encoding="utf-8")
    (tmp_path / "calls.csv").write_text("call,speaker,since,until\n", encoding="utf-8")

    with pytest.raises(SpecErrors) as refused:
        run("calls.yaml", here=tmp_path)
    assert told in str(refused.value)

"""The switching rules go on from the lots that are recorded: a batch of one lot is judged as it is due."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_run.cli.main import main

SPEC = """\
procedure: p
revision: {revision}
samples: {{from: s.csv, item: id, time: made, lot: {{column: batch, size: 1000}}}}
characteristics:
  w: {{lower: {lower}, class: major, accept: {{plan: {{aql: 1.0, switching: {switching}}}}}}}
"""
Judge = Callable[..., dict]


@pytest.fixture(name="judge")
def _judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Judge:
    """Judges a batch of lots, each given as how many of its items are too light; the verdicts by lot."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QA_RUN_HISTORY")
    monkeypatch.setenv("QA_RUN_CACHE", "off")

    def judging(*words: str, lower: int = 50, revision: int = 1, switching: str = "true", n: int = 80, **lots: int):
        Path("p.yaml").write_text(SPEC.format(lower=lower, revision=revision, switching=switching))
        lines = [
            f"{lot}-{place},{lot},2026-03-{day:02},{40 if place < bad else 55}"
            for day, (lot, bad) in enumerate(lots.items(), 1)
            for place in range(n)
        ]
        Path("s.csv").write_text("\n".join(["id,batch,made,w", *lines]) + "\n")
        main(["p.yaml", "--json", "report.json", *words])
        capsys.readouterr()
        report = json.loads(Path("report.json").read_text())
        return {each["lot"]: each for each in report["verdicts"] if each["lot"]}

    return judging


def inspection(found: dict, lot: str) -> tuple[str, int]:
    return found[lot]["plan"]["inspection"], found[lot]["plan"]["history"]


def test_two_rejected_lots_in_runs_of_their_own_tighten_the_next(judge: Judge) -> None:
    assert inspection(judge(B1=0), "B1") == ("normal", 0)
    assert inspection(judge(B2=3), "B2") == ("normal", 1)
    assert inspection(judge(B3=3), "B3") == ("normal", 2)
    found = judge(B4=2)

    assert inspection(found, "B4") == ("tightened", 3)
    assert found["B4"]["outcome"] == "failed"
    assert (
        "tightened inspection, which follows from the lots before (from the history of 3 lots)"
        in (found["B4"]["message"])
    )


def test_it_is_the_same_as_if_all_lots_were_in_one_batch(judge: Judge) -> None:
    lots = {"B1": 3, "B2": 0, "B3": 3, "B4": 0, "B5": 1, "B6": 0, "B7": 0, "B8": 0, "B9": 2}
    together = judge("--no-history", **lots)
    apart = {lot: judge(**{lot: bad})[lot] for lot, bad in lots.items()}

    told = {lot: (each["plan"]["inspection"], each["outcome"]) for lot, each in apart.items()}
    assert told == {lot: (each["plan"]["inspection"], each["outcome"]) for lot, each in together.items()}
    assert {name for name, _ in told.values()} == {"normal", "tightened"}


def test_a_lot_that_is_judged_again_is_judged_as_before(judge: Judge) -> None:
    judge(B1=3)
    first, again = judge(B2=3), judge(B2=3)
    assert inspection(first, "B2") == inspection(again, "B2") == ("normal", 1)
    # and it counts once, by its first decision
    judge(B2=0)
    assert inspection(judge(B3=0), "B3") == ("tightened", 2)


def test_lots_of_one_batch_count_in_their_order(judge: Judge) -> None:
    judge(B9=3, B1=3, B5=0)
    found = judge(B6=0, B7=0)

    assert inspection(found, "B6") == inspection(found, "B7") == ("tightened", 3)
    assert found["B7"]["plan"]["order"] == 2


def test_another_requirement_starts_anew_and_another_revision_does_not(judge: Judge) -> None:
    judge(B1=3, B2=3)

    assert inspection(judge("--no-history", B3=0), "B3") == ("normal", 0)
    assert inspection(judge(B4=0, lower=49), "B4") == ("normal", 0)
    assert inspection(judge(B5=0, revision=2), "B5") == ("tightened", 2)


def test_a_sample_that_decided_nothing_counts_for_nothing(judge: Judge) -> None:
    judge(B1=0, n=10)

    assert inspection(judge(B2=0), "B2") == ("normal", 0)


def test_discontinued_inspection_stays_so_until_the_procedure_says_otherwise(judge: Judge) -> None:
    for number in range(7):
        judge(**{f"B{number}": 9})
    found = judge(C1=0)["C1"]
    assert found["outcome"] == "not_inspected"
    assert "inspection is discontinued after 5 rejected lots" in found["message"]

    assert inspection(judge(C1=0, switching="{start: tightened}"), "C1") == ("tightened", 0)


def test_a_record_that_cannot_be_read_stops_the_run(judge: Judge, capsys: pytest.CaptureFixture[str]) -> None:
    """Who does not know the lots before would inspect normally what is due to be tightened."""
    judge(B1=3, B2=3)
    Path(".qa-run/history.sqlite").write_bytes(b"x" * 9000)

    assert main(["p.yaml"]) == 4
    assert "is no database, or is damaged" in capsys.readouterr().err

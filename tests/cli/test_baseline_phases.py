"""Freezing the limits of a process phase by phase."""

import json
from pathlib import Path

import pytest

PROCEDURE = """\
procedure: rings
samples: {from: rings.csv, item: id, time: at}
characteristics:
  d: {chart: {type: i_mr, rules: limits, PHASES baseline: baselines/d.json}}
"""
STEADY = [10, 11, 9, 10, 12, 10, 9, 11, 10, 11, 9, 12]
BY_DATE = "phases: [{name: old}, {name: new, from: 2026-03-13}],"


@pytest.fixture
def rings(kitchen: Path) -> Path:
    """The kitchen with a chart in it, and the samples of one spindle."""
    write(kitchen)
    samples(kitchen, STEADY)
    return kitchen


def write(folder: Path, phases: str = "phase: spindle,") -> None:
    (folder / "specs" / "rings.yaml").write_text(PROCEDURE.replace("PHASES", phases), encoding="utf-8")


def samples(folder: Path, values: list[float]) -> None:
    names = ["old" if place < 12 else "new" for place in range(len(values))]
    rows = [f"R{p},2026-03-{p + 1:02d},{v},{name}" for p, (v, name) in enumerate(zip(values, names, strict=True))]
    (folder / "specs" / "rings.csv").write_text("\n".join(["id,at,d,spindle", *rows]) + "\n", encoding="utf-8")


def frozen(folder: Path) -> dict:
    kept = json.loads((folder / "specs" / "baselines" / "d.json").read_text(encoding="utf-8"))
    return kept["charts"][""]["phases"]


@pytest.mark.parametrize("phases", ["phase: spindle,", BY_DATE])
def test_a_new_phase_is_put_beside_those_that_are_frozen(run, rings, phases):
    write(rings, phases)
    run("baseline", "specs/rings.yaml", "--by", "A. Kowalska", "--as-of", "2026-04-01")
    before = frozen(rings)
    samples(rings, [*(each + 1 for each in STEADY), *(each + 50 for each in STEADY)])
    code, out, _ = run("baseline", "specs/rings.yaml", "--add", "--by", "B. Maier", "--as-of", "2026-05-01")
    after = frozen(rings)

    assert code == 0
    assert "phase new: 12 points: centre 60.3333" in out
    assert "phase old" not in out
    assert list(after) == ["old", "new"]
    assert after["old"] == before["old"]
    assert [(each["by"], each["made"][:10]) for each in after.values()] == [
        ("A. Kowalska", "2026-04-01"), ("B. Maier", "2026-05-01"),
    ]  # fmt: skip
    assert len({each["sources"][0]["sha256"] for each in after.values()}) == 2
    assert run("specs/rings.yaml")[0] == 0


def test_nothing_is_added_unasked_and_nothing_twice(run, rings):
    run("baseline", "specs/rings.yaml")
    samples(rings, [*STEADY, *(each + 50 for each in STEADY)])
    code, _, err = run("baseline", "specs/rings.yaml")
    assert code == 4
    assert "with --add those of new phases are put beside them" in err

    assert run("baseline", "specs/rings.yaml", "--add")[0] == 0
    code, out, _ = run("baseline", "specs/rings.yaml", "--add")
    assert (code, out.splitlines()[-1]) == (1, "nothing was frozen")
    assert "nothing to add: each phase of these samples is frozen already" in out


def test_a_signal_in_a_phase_that_is_frozen_does_not_hinder_the_next(run, rings):
    run("baseline", "specs/rings.yaml")
    samples(rings, [*STEADY[:-1], 99, *(each + 50 for each in STEADY)])

    assert run("baseline", "specs/rings.yaml", "--add")[0] == 0
    assert list(frozen(rings)) == ["old", "new"]


def test_a_new_phase_out_of_control_is_not_frozen(run, rings):
    run("baseline", "specs/rings.yaml")
    samples(rings, [*STEADY, *(each + 50 for each in STEADY[:-1]), 99])
    code, out, _ = run("baseline", "specs/rings.yaml", "--add")

    assert code == 1
    assert "R23: I: above the upper control limit" in out
    assert list(frozen(rings)) == ["old"]


def test_a_reason_for_signals_stays_with_its_phase(run, rings):
    run("baseline", "specs/rings.yaml")
    samples(rings, [*STEADY, *(each + 50 for each in STEADY[:-1]), 99])
    run("baseline", "specs/rings.yaml", "--add", "--despite-signals", "report 12")

    assert [each.get("despite_signals") for each in frozen(rings).values()] == [None, "report 12"]
    assert "despite signals: report 12 (phase new)" in " ".join(run("specs/rings.yaml")[1].split())


@pytest.mark.parametrize(
    ("phases", "words", "said"),
    [
        ("", ["--add"], "has none: write phase: or phases: there"),
        ("phase: spindle,", ["--add", "--replace"], "keep one"),
    ],
)
def test_words_that_make_no_sense_with_phases_are_refused(run, rings, phases, words, said):
    write(rings, phases)
    code, _, err = run("baseline", "specs/rings.yaml", *words)

    assert code == 4
    assert said in err

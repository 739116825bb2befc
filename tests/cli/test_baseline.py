"""Freezing the limits of a process, and what keeps one from doing so by mistake."""

import json
from pathlib import Path

import pytest

PROCEDURE = """\
procedure: rings
revision: 2
samples: {from: rings.csv, item: id, time: at PER}
characteristics:
  d:
    unit: mm
    chart: {type: i_mr, rules: limits, baseline: baselines/d.json EXCLUDE}
"""
STEADY = [10, 11, 9, 10, 12, 10, 9, 11, 10, 11, 9, 12] * 2


@pytest.fixture
def rings(kitchen: Path) -> Path:
    """The kitchen with a chart in it."""
    write(kitchen)
    samples(kitchen, STEADY)
    return kitchen


def write(folder: Path, per: str = "", exclude: str = "") -> None:
    text = PROCEDURE.replace(" PER", per).replace(" EXCLUDE", exclude)
    (folder / "specs" / "rings.yaml").write_text(text, encoding="utf-8")


def samples(folder: Path, values: list[float], lines: str = "") -> None:
    rows = [f"R{place},2026-03-{place + 1:02d},{value}" for place, value in enumerate(values)]
    (folder / "specs" / "rings.csv").write_text("id,at,d\n" + "\n".join(rows) + f"\n{lines}", encoding="utf-8")


def frozen(folder: Path) -> dict:
    return json.loads((folder / "specs" / "baselines" / "d.json").read_text(encoding="utf-8"))


def test_limits_are_frozen_beside_the_procedure(run, rings):
    code, out, _ = run("baseline", "specs/rings.yaml", "--by", "A. Kowalska", "--as-of", "2026-03-01T06:00:00+01:00")
    kept = frozen(rings)

    assert (code, out.splitlines()[-1]) == (0, "wrote specs/baselines/d.json")
    assert "all: 24 points: centre 10.3333, " in out
    assert {name: kept[name] for name in ("procedure", "revision", "characteristic", "requirement", "unit", "by")} == {
        "procedure": "rings", "revision": "2", "characteristic": "d", "requirement": "chart", "unit": "mm",
        "by": "A. Kowalska",
    }  # fmt: skip
    assert kept["made"] == "2026-03-01T06:00:00+01:00"
    assert kept["sources"][0]["path"] == "specs/rings.csv"
    assert len(kept["sources"][0]["sha256"]) == 64
    assert run("specs/rings.yaml", "--no-header")[0] == 0


def test_the_screen_and_the_report_say_by_which_limits_was_judged(run, rings):
    run("baseline", "specs/rings.yaml", "--by", "A. Kowalska", "--as-of", "2026-03-01")
    samples(rings, [*STEADY, 40])
    _, out, _ = run("specs/rings.yaml", "--json", "r.json")
    verdict = json.loads((rings / "r.json").read_text())["verdicts"][1]

    assert "limits frozen 2026-03-01 in" in out
    assert "40 at 2026-03-25; I: above the upper control limit" in out
    assert verdict["baseline"].keys() == {"file", "sha256", "made", "by"}
    assert verdict["baseline"]["file"] == "baselines/d.json"
    assert [(item["item"], item["time"], item["items"]) for item in verdict["items"]] == [
        ("R24", "2026-03-25", ["R24"])
    ]


def test_nothing_is_written_over_unasked(run, rings):
    run("baseline", "specs/rings.yaml")
    before = frozen(rings)
    samples(rings, [each + 5 for each in STEADY])
    code, _, err = run("baseline", "specs/rings.yaml")

    assert code == 4
    assert "specs/baselines/d.json: limits are frozen there already" in err
    assert "--replace" in err
    assert frozen(rings) == before
    assert run("baseline", "specs/rings.yaml", "--replace")[0] == 0
    assert frozen(rings)["charts"][""]["centre"] == pytest.approx(before["charts"][""]["centre"] + 5)


def test_a_process_out_of_control_is_not_frozen(run, rings):
    samples(rings, [*STEADY, 40])
    code, out, _ = run("baseline", "specs/rings.yaml")

    assert code == 1
    assert "R24: I: above the upper control limit" in out
    assert "exclude:" in out
    assert "nothing was frozen" in out
    assert not (rings / "specs" / "baselines").exists()


def test_points_that_are_left_out_with_a_reason_do_not_hinder(run, rings):
    samples(rings, [*STEADY, 40])
    write(rings, exclude=", exclude: [{point: R24, because: the chuck was loose}]")

    assert run("baseline", "specs/rings.yaml")[0] == 0
    assert frozen(rings)["charts"][""]["excluded"] == [{"point": "R24", "because": "the chuck was loose"}]


def test_signals_are_borne_with_for_a_reason_that_each_verdict_repeats(run, rings):
    samples(rings, [*STEADY, 40])

    assert run("baseline", "specs/rings.yaml", "--despite-signals", " ")[0] == 4
    assert run("baseline", "specs/rings.yaml", "--despite-signals", "a rare resin, seen every month")[0] == 0
    assert frozen(rings)["despite_signals"] == "a rare resin, seen every month"
    assert "despite signals: a rare resin, seen every month" in " ".join(run("specs/rings.yaml")[1].split())


@pytest.mark.parametrize(
    ("words", "points"),
    [(["--first", "20"], 20), (["--until", "2026-03-12"], 12), (["--from", "2026-03-03", "--until", "2026-03-12"], 10)],
)
def test_only_some_points_set_the_limits(run, rings, words, points):
    samples(rings, [*STEADY, 40])

    assert run("baseline", "specs/rings.yaml", *words)[0] == 0
    assert frozen(rings)["charts"][""]["points"] == points


def test_few_points_are_told(run, rings):
    assert "few: 20 points or more are usual" in run("baseline", "specs/rings.yaml", "--first", "12")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--first", "1"], "2 points at least"),
        (["--first", "5", "--until", "2026-03-01"], "keep one"),
        (["--until", "March"], "--until 'March' is no date"),
        (["--as-of", "March"], "--as-of March"),
        (["--replce"], "did you mean '--replace'"),
    ],
)
def test_words_that_make_no_sense_are_refused(run, rings, words, said):
    code, _, err = run("baseline", "specs/rings.yaml", *words)

    assert code == 4
    assert said in err


def test_a_procedure_without_a_chart_has_nothing_to_freeze(run, rings):
    code, _, err = run("baseline", "specs/ham.yaml")

    assert code == 4
    assert "no chart names a file for its limits" in err


def test_two_charts_cannot_share_a_file(run, rings):
    text = (rings / "specs" / "rings.yaml").read_text()
    more = "  e: {column: d, chart: {type: i_mr, baseline: baselines/d.json}}\n"
    (rings / "specs" / "rings.yaml").write_text(text + more)
    code, _, err = run("baseline", "specs/rings.yaml")

    assert code == 4
    assert "is named by several charts, at specs/rings.yaml:7:5 and specs/rings.yaml:8:18" in err


def test_samples_that_are_not_there_freeze_nothing(run, rings):
    code, out, _ = run("baseline", "specs/rings.yaml", "--samples", "nowhere.csv")

    assert code == 4
    assert "no file matches nowhere.csv" in out


@pytest.mark.parametrize("value", ["", "abc", "inf"])
def test_values_that_cannot_be_read_set_no_limits(run, rings, value):
    samples(rings, STEADY, f"R30,2026-03-30,{value}\n")
    code, out, _ = run("baseline", "specs/rings.yaml")

    assert code == 1
    assert "no limits: 1 of 25 values is missing or cannot be read" in out


def test_values_that_do_not_vary_set_no_limits(run, rings):
    samples(rings, [10] * 24)
    code, out, _ = run("baseline", "specs/rings.yaml")

    assert code == 1
    assert "no limits: nothing varies" in out


def test_each_stratum_has_limits_of_its_own(run, rings):
    write(rings, per=", per: [m]")
    rows = [f"{m}{place},2026-03-{place + 1:02d},{value + add},{m}" for m, add in (("A", 0), ("B", 50))
            for place, value in enumerate(STEADY)]  # fmt: skip
    (rings / "specs" / "rings.csv").write_text("id,at,d,m\n" + "\n".join(rows) + "\nC1,2026-03-01,3,C\n")
    code, out, _ = run("baseline", "specs/rings.yaml")

    assert code == 0
    assert list(frozen(rings)["charts"]) == ["m=A", "m=B"]
    assert "m=C: no limits: a moving range needs 2 values" in out
    _, out, _ = run("specs/rings.yaml")
    assert "has no limits for m=C" in " ".join(out.split())


def test_a_broken_file_is_told_with_what_to_do(run, rings):
    run("baseline", "specs/rings.yaml")
    (rings / "specs" / "baselines" / "d.json").write_text("{")
    code, _, err = run("baseline", "specs/rings.yaml", "--replace")

    assert code == 4
    assert "specs/rings.yaml:7:50: baselines/d.json is no JSON" in err
    assert "move it away and run qa-run baseline" in err

"""Twelve mistakes that a runner can let pass in silence. Each is told with its place, and none exits 0."""

import json
from pathlib import Path

import pytest

from qa_run.cli.main import main

PROCEDURE = """\
procedure: ham
samples: {from: batch.csv, item: id, per: [shop], expected: {shop: [Milano, Roma]}}
characteristics:
  slices: {exactly: 4, class: critical}
  grams:
    lower: 55
    upper: 65
    mean: {lower: 58, upper: 62}
"""
HEADER = "id,shop,slices,grams\n"
ROWS = ["S1,Milano,4,60\n", "S2,Milano,4,61\n", "S3,Roma,4,59\n", "S4,Roma,4,60\n"]


class Kitchen:
    """A folder with one procedure and one batch; `says` runs the command there."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.write(PROCEDURE)
        self.record(*ROWS)

    def write(self, procedure: str) -> None:
        (self.folder / "ham.yaml").write_text(procedure, encoding="utf-8")

    def record(self, *rows: str, header: str = HEADER) -> None:
        (self.folder / "batch.csv").write_text(header + "".join(rows), encoding="utf-8")

    def says(self, *words: str) -> tuple[int, str]:
        """The exit code, and everything that was printed."""
        code = main(["ham.yaml", *words])
        shown = self._capsys.readouterr()
        return code, shown.out + shown.err


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kitchen:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return Kitchen(tmp_path, capsys)


def test_without_a_mistake_the_batch_is_released(kitchen: Kitchen) -> None:
    assert kitchen.says()[0] == 0


@pytest.mark.parametrize(
    ("right", "wrong", "place", "told"),
    [
        pytest.param("exactly: 4", "exactley: 4", "ham.yaml:4:12: ", "did you mean 'exactly'?", id="criterion"),
        pytest.param("class: critical", "clas: critical", "ham.yaml:4:24: ", "did you mean 'class'?", id="key"),
        pytest.param("characteristics:", "characterstics:", "ham.yaml:3:1: ", "'characteristics'", id="section"),
        pytest.param("lower: 55", "lower: 75", "ham.yaml:6:12: ", "75 is above the upper limit 65", id="min-above-max"),
        pytest.param("upper: 65", "upper: heavy", "ham.yaml:7:12: ", "'heavy' is not a number", id="text-for-number"),
        pytest.param("{exactly: 4,", "{exactly: 4", "ham.yaml:4:", "", id="broken-yaml"),
        pytest.param("    upper: 65\n", "    upper: 65\n    upper: 90\n", "ham.yaml:8:5: ", "twice", id="doubled-key"),
    ],
)
def test_a_mistake_in_a_procedure_is_refused_where_it_stands(
    kitchen: Kitchen, right: str, wrong: str, place: str, told: str
) -> None:
    kitchen.write(PROCEDURE.replace(right, wrong))
    code, shown = kitchen.says()

    assert code == 4
    assert any(line.startswith(place) and told in line for line in shown.splitlines()), shown


def test_a_column_that_is_missing_is_not_inspected(kitchen: Kitchen) -> None:
    kitchen.record(*ROWS, header="id,shop,slice,grams\n")
    code, shown = kitchen.says()

    assert code == 1
    assert "ham.yaml::slices::exactly" in shown
    assert "the batch has no column 'slices' (did you mean 'slice'?)" in shown


def test_an_empty_batch_is_nothing_to_inspect(kitchen: Kitchen) -> None:
    kitchen.record()
    code, shown = kitchen.says()

    assert code == 5
    assert "nothing to inspect: no source holds an item" in shown


def test_an_empty_file_is_refused_by_its_name(kitchen: Kitchen) -> None:
    kitchen.record(header="")
    code, shown = kitchen.says()

    assert code in (3, 4)
    assert "batch.csv" in shown


def test_a_column_in_which_nothing_is_recorded_does_not_pass(kitchen: Kitchen) -> None:
    kitchen.record(*(f"{row.rpartition(',')[0]},\n" for row in ROWS))
    code, shown = kitchen.says()

    assert code == 1
    assert "ham.yaml::grams::limits" in shown
    assert "ham.yaml::grams::mean" in shown
    assert "4 missing" in shown
    assert "batch.csv:2" in shown


def test_an_optional_column_in_which_nothing_is_recorded_is_not_inspected(kitchen: Kitchen) -> None:
    kitchen.write(PROCEDURE.replace("    lower: 55\n", "    optional: true\n    lower: 55\n"))
    kitchen.record(*(f"{row.rpartition(',')[0]},\n" for row in ROWS))
    code, shown = kitchen.says("-rn")

    assert code == 1
    assert "no value is recorded" in shown


def test_a_stratum_that_vanished_is_not_inspected(kitchen: Kitchen) -> None:
    kitchen.record(*ROWS[:2])
    code, shown = kitchen.says()

    assert code == 1
    assert "NOT INSPECTED ham.yaml::*[shop=Roma] - 3 requirements: no items" in shown


@pytest.mark.parametrize("bad", [0, 1, 4])
def test_the_items_that_are_reported_and_the_exit_code_agree(kitchen: Kitchen, bad: int) -> None:
    kitchen.record(*(row.replace(",4,", ",3,") for row in ROWS[:bad]), *ROWS[bad:])
    code, shown = kitchen.says("--json", "report.json", "--items", "1")
    report = json.loads((kitchen.folder / "report.json").read_text(encoding="utf-8"))
    shortened = [verdict for verdict in report["verdicts"] if verdict["items_total"] > verdict["items_shown"]]
    named = [verdict for verdict in report["verdicts"] if verdict["items"]]

    assert code == report["exit_code"] == (1 if bad else 0)
    assert bool(named) == (report["outcome"] == "failed") == bool(bad)
    assert all(verdict["outcome"] == "failed" for verdict in named)
    assert all(verdict["items_total"] == verdict["nonconforming"] for verdict in named)
    assert bool(shortened) == (bad > 1)
    assert all(verdict["id"] in shown for verdict in named)

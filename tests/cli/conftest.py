"""A small kitchen to run in: one procedure, a good batch and a bad one."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_run.cli.main import main

PROCEDURE = """\
procedure: ham
title: Ham sandwich
called: {en: [sandwich, sandwiches]}
samples: {from: good.csv, item: id, per: [shop]}
characteristics:
  slices:
    title: Slices of ham
    exactly: 4
    class: critical
    because: The picture on the menu shows four.
  grams: {unit: g, lower: 55, upper: 65}
"""
GOOD = [("S1", "Milano", "4", "60"), ("S2", "Milano", "4", "61"), ("S3", "Roma", "4", "62"), ("S4", "Roma", "4", "63")]

Run = Callable[..., tuple[int, str, str]]


def written(rows: list[tuple[str, ...]]) -> str:
    lines = ["id,shop,slices,grams", *(",".join(row) for row in rows)]
    return "".join(f"{line}\n" for line in lines)


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    specs = tmp_path / "specs"
    specs.mkdir()
    (specs / "ham.yaml").write_text(PROCEDURE, encoding="utf-8")
    (specs / "good.csv").write_text(written(GOOD), encoding="utf-8")
    bad = [("S1", "Milano", "3", "60"), *GOOD[1:3], ("S4", "Roma", "", "63")]
    (tmp_path / "bad.csv").write_text(written(bad), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(kitchen: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the words in the kitchen: the exit code, stdout, stderr."""
    assert Path.cwd() == kitchen

    def running(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return running


@pytest.fixture
def environment() -> dict[str, str]:
    """For another process: the package where this one has it, and no terminal habits."""
    import qa_run

    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return kept | {"PYTHONPATH": str(Path(str(qa_run.__file__)).parents[1])}

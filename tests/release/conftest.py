"""The bakery as a place to run in."""

from pathlib import Path

import pytest
from release_bakery import PROCEDURE, ROWS, SETTINGS, Run, rows, write_key

from qa_run.cli.main import main


@pytest.fixture
def bakery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    specs = tmp_path / "specs"
    specs.mkdir()
    (specs / "rolls.yaml").write_text(PROCEDURE, encoding="utf-8")
    (specs / "rolls.csv").write_text(rows(ROWS), encoding="utf-8")
    (tmp_path / "qa-run.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("QA_RUN_HISTORY", raising=False)
    monkeypatch.delenv("QA_RUN_KEY_PASSPHRASE", raising=False)
    return tmp_path


@pytest.fixture
def run(bakery: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the words in the bakery: the exit code, stdout, stderr."""
    assert Path.cwd() == bakery

    def running(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return running


@pytest.fixture
def key(bakery: Path) -> Path:
    return write_key(bakery)


@pytest.fixture
def released(run: Run, key: Path, bakery: Path) -> Path:
    """The folder with the signed papers of the lot B7."""
    code, out, err = run("release", "B7", "--sign", "key.pem", "--by", "Ada Rossi", "--out", "papers")
    assert (code, err) == (0, ""), out
    return bakery / "papers"

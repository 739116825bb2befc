"""The hook of pre-commit, in a repository of somebody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def call(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(folder / ".pc"),
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b",
    }  # fmt: skip
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One that uses the hook as it is written, but for the environment: qa-run is the one that is tested."""
    local = {**HOOK, "language": "system"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (tmp_path / ".gitignore").write_text(".pc\n", encoding="utf-8")
    (tmp_path / "specs").mkdir()
    call(tmp_path, "git", "init", "-q")
    return tmp_path


def commit(repository: Path, name: str, text: str) -> subprocess.CompletedProcess[str]:
    (repository / name).write_text(text, encoding="utf-8")
    call(repository, "git", "add", "-A")
    return call(repository, sys.executable, "-m", "pre_commit", "run")


GOOD = "procedure: one\nsamples: {from: x.csv}\ncharacteristics: {x: {exactly: 4}}\n"


def test_a_procedure_without_faults_is_let_through(repository: Path) -> None:
    done = commit(repository, "specs/one.yaml", GOOD)

    assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout + done.stderr


def test_one_with_faults_is_not(repository: Path) -> None:
    done = commit(repository, "specs/one.yaml", GOOD.replace("exactly", "exacly"))

    assert done.returncode == 1
    assert "specs/one.yaml:3:23: " in done.stdout


def test_a_file_that_harms_another_one_is_seen(repository: Path) -> None:
    commit(repository, "specs/one.yaml", GOOD)
    call(repository, "git", "commit", "-qm", "one")

    assert commit(repository, "specs/two.yaml", GOOD).returncode == 1


def test_a_commit_without_procedures_costs_nothing(repository: Path) -> None:
    assert "Skipped" in commit(repository, "readme.yaml", "a: 1\n").stdout


def test_the_hook_is_what_pre_commit_takes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], check=False
    )

    assert done.returncode == 0

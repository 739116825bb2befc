"""The settings of a project: found upward, checked with their places, overridden for one run."""

from pathlib import Path

import pytest

from qa_run.errors import SpecErrors, UsageError
from qa_run.loading.config import config_of


def test_without_a_file_every_setting_has_its_default(tmp_path: Path) -> None:
    config = config_of(tmp_path)
    assert (config.file, config.root) == ("", tmp_path)
    assert (config.paths, config.addopts, config.history) == (("specs",), (), ".qa-run/history.sqlite")


def test_the_nearest_file_upward_holds(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.qa-run]\npaths = ["far"]\n')
    (tmp_path / "a" / "qa-run.toml").write_text('paths = ["near"]\naddopts = "-q --items 2"\nhistory = false\n')
    config = config_of(below)
    assert (config.file, config.root) == ("../qa-run.toml", tmp_path / "a")
    assert (config.paths, config.addopts, config.history) == (("near",), ("-q", "--items", "2"), "")
    assert str(config.places["addopts"]) == "../qa-run.toml:2:1"


def test_a_pyproject_of_somebody_else_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.qa-run]\npaths = ["mine"]\n')
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n")
    assert config_of(tmp_path / "a").paths == ("mine",)


def test_every_fault_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "qa-run.toml").write_text('path = ["a"]\nhistory = 3\naddopts = {a = 1}\n')
    with pytest.raises(SpecErrors) as refused:
        config_of(tmp_path)
    assert [str(fault) for fault in refused.value.faults] == [
        "qa-run.toml:1:1: there is no setting 'path' (did you mean 'paths'?)",
        "qa-run.toml:2:11: history: write a text in quotes",
        'qa-run.toml:3:11: addopts: write a list: ["one", "two"]',
    ]


def test_what_is_given_for_one_run_comes_last(tmp_path: Path) -> None:
    (tmp_path / "qa-run.toml").write_text('paths = ["a"]\nhistory = "h.sqlite"\n')
    config = config_of(tmp_path, ["paths=b c", "history=false"])
    assert (config.paths, config.history) == (("b", "c"), "")
    assert config.places == {}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("paths", "-o paths: write NAME=VALUE"),
        ("path=x", "-o path=x: there is no setting 'path' (did you mean 'paths'?)"),
    ],
)
def test_a_bad_setting_for_one_run_is_refused(tmp_path: Path, given: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        config_of(tmp_path, [given])
    assert str(refused.value) == told


def test_a_file_that_is_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        config_of(tmp_path, file=tmp_path / "qa.toml")

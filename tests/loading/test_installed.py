"""Plugins are found where they are installed, also by a process that has looked before."""

import sys
from pathlib import Path

import pytest

from qa_run import host
from qa_run.builtin import plugin

MODULE = """\
import narwhals as nw
from attrs import frozen
from qa_run import Number, criterion, hookimpl


@criterion("odd_{name}")
@frozen
class Odd:
    \"\"\"Odd numbers only.\"\"\"

    reads = Number

    def sentence(self, language):
        return "odd"

    def conforms(self, value):
        return value % 2 == 1


@hookimpl
def qa_criteria():
    return [Odd]
"""


def install(site: Path, name: str) -> None:
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[qa_run]\n{name} = {name}\n", "utf-8")
    (site / f"{name}.py").write_text(MODULE.replace("{name}", name), "utf-8")


def names() -> set[str]:
    return {each.name for each in host.make_host([(host.CORE, plugin)]).plugins}


def test_what_is_installed_meanwhile_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = names()
    monkeypatch.syspath_prepend(tmp_path)
    assert names() == before

    install(tmp_path, "first_of_two")
    assert names() == before | {"first_of_two"}
    install(tmp_path, "second_of_two")
    assert names() == before | {"first_of_two", "second_of_two"}

    monkeypatch.setattr(sys, "path", [folder for folder in sys.path if folder != str(tmp_path)])
    assert names() == before


def test_who_looks_twice_does_not_read_everything_again(monkeypatch: pytest.MonkeyPatch) -> None:
    found = names()
    monkeypatch.setattr(host, "entry_points", lambda **_: pytest.fail("read again"))
    assert names() == found

"""The first procedures for `qa-run init`."""

import runpy
from pathlib import Path
from typing import Any

import pytest
import qa_run

import qa_run_photos

TEMPLATES = Path(qa_run_photos.__file__).parent / "templates"
SPECS = Path(__file__).parent.parent / "specs"


def test_each_template_runs_green(photos: dict[str, Any]) -> None:
    for template in qa_run_photos.qa_templates():
        package, _, folder = template.home.partition(":")
        report = qa_run.run(TEMPLATES.parent / folder / "specs", **photos)

        assert (package, report.exit_code) == ("qa_run_photos", 0)


def test_each_folder_is_offered() -> None:
    assert {each.name for each in TEMPLATES.iterdir()} == {each.name for each in qa_run_photos.qa_templates()}


def test_the_pictures_of_the_template_are_what_the_script_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(SPECS)
    runpy.run_path(str(SPECS / "record_template.py"))["write"](tmp_path)

    home = TEMPLATES / "audit" / "specs" / "samples"
    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()}

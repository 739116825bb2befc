"""The first procedures for `qa-run init`."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from qa_run.testing import templates_conform

import qa_run_photos

TEMPLATES = Path(qa_run_photos.__file__).parent / "templates"
SPECS = Path(__file__).parent.parent / "specs"


def test_each_template_runs_green_and_each_folder_is_offered(photos: dict[str, Any]) -> None:
    templates_conform(qa_run_photos, **photos)


def test_the_pictures_of_the_template_are_what_the_script_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(SPECS)
    runpy.run_path(str(SPECS / "record_template.py"))["write"](tmp_path)

    home = TEMPLATES / "audit" / "specs" / "samples"
    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()}

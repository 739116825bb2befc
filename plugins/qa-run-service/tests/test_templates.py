"""The first procedures for `qa-run init`."""

from pathlib import Path
from typing import Any

import qa_run

import qa_run_service

TEMPLATES = Path(qa_run_service.__file__).parent / "templates"


def test_each_template_runs_green(service: dict[str, Any]) -> None:
    for template in qa_run_service.qa_templates():
        package, _, folder = template.home.partition(":")
        report = qa_run.run(TEMPLATES.parent / folder / "specs", **service)

        assert (package, report.exit_code) == ("qa_run_service", 0)


def test_each_folder_is_offered() -> None:
    assert {each.name for each in TEMPLATES.iterdir()} == {each.name for each in qa_run_service.qa_templates()}

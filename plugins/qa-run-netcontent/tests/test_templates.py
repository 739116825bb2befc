"""The first procedures for `qa-run init`."""

from pathlib import Path
from typing import Any

import qa_run

import qa_run_netcontent

TEMPLATES = Path(qa_run_netcontent.__file__).parent / "templates"


def test_each_template_runs_green(netcontent: dict[str, Any]) -> None:
    for template in qa_run_netcontent.qa_templates():
        package, _, folder = template.home.partition(":")
        report = qa_run.run(TEMPLATES.parent / folder / "specs", **netcontent)

        assert (package, report.exit_code) == ("qa_run_netcontent", 0)


def test_each_folder_is_offered() -> None:
    assert {each.name for each in TEMPLATES.iterdir()} == {each.name for each in qa_run_netcontent.qa_templates()}

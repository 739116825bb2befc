"""The first procedures for `qa-run init`."""

from typing import Any

from qa_run.testing import templates_conform

import qa_run_service


def test_each_template_runs_green_and_each_folder_is_offered(service: dict[str, Any]) -> None:
    templates_conform(qa_run_service, **service)

"""The first procedures of a plugin for `qa-run init`: each runs green, and none lies there that is not offered."""

from pathlib import Path
from types import ModuleType
from typing import Any

from qa_run.calling import run


def templates_conform(module: ModuleType, **options: Any) -> None:
    """Run each template of a plugin's package where it lies; raises AssertionError.

    options: of `qa_run.run`, such as the plugins that take part
    """
    home = Path(str(module.__file__)).parent
    offered = module.qa_templates()
    for template in offered:
        package, _, folder = template.home.partition(":")
        report = run(home / folder / "specs", **options)
        assert (package, report.exit_code) == (module.__name__, 0), f"{template.name}: {report.exit_reason}"
    there = {each.name for each in (home / "templates").iterdir()}
    assert there == {template.name for template in offered}, f"templates/ holds {sorted(there)}"

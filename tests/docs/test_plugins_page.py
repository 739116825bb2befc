"""What stands in docs/plugins.md is run, and what it says came out must come out; so are classes of another page."""

import re
import runpy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import qa_run
from qa_run.testing import conformance

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "plugins.md").read_text(encoding="utf-8")
OBSERVED = re.findall(
    r"^```python\n(.*?)```", (DOCS / "observations.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)
EXAMPLES = {
    heading: (
        dict(re.findall(r"^`([\w.]+)`\n\n```\w+\n(.*?)```", text, re.M | re.S)),
        re.findall(r"^```text\n(.*?)```", text, re.M | re.S)[0],
    )
    for heading, text in re.findall(r"^### Example: (.*?)\n(.*?)(?=^##|\Z)", PAGE, re.M | re.S)
}


def module_of(path: Path) -> ModuleType:
    module = ModuleType(path.stem)
    vars(module).update(runpy.run_path(str(path)))
    return module


def told(report: qa_run.Report) -> str:
    lines = []
    for verdict in report.verdicts:
        lines.append(f"{verdict.id}: {verdict.outcome.value}; {verdict.message}")
        lines += [f"  {item.item} {item.finding}" for item in verdict.items]
    return "\n".join(lines) + "\n"


@pytest.fixture(params=list(EXAMPLES))
def example(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[ModuleType, qa_run.Report, str]:
    """One example of the page: its plugin, the report of its procedure, and what the page says came out."""
    files, expected = EXAMPLES[request.param]
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    plugin = module_of(next(tmp_path.glob("*.py")))
    report = qa_run.run(next(tmp_path.glob("*.yaml")), more_plugins=[(plugin.__name__, plugin)], here=tmp_path)
    return plugin, report, expected


def test_the_page_has_an_example_of_each_shape() -> None:
    assert list(EXAMPLES) == [
        "an item criterion",
        "a statistic",
        "a sequence",
        "strata held against each other",
        "a rule of acceptance",
        "a reader",
        "a reporter",
    ]


def test_what_the_page_says_came_out_comes_out(example: tuple[ModuleType, qa_run.Report, str]) -> None:
    plugin, report, expected = example
    reporters: list[Any] = plugin.qa_reporters() if hasattr(plugin, "qa_reporters") else []

    assert (reporters[0].render(report) if reporters else told(report)) == expected


@pytest.mark.parametrize("name", sorted(set(re.findall(r"^from qa_run import (.*)$", PAGE, re.M))))
def test_the_page_imports_only_public_names(name: str) -> None:
    assert {each.strip() for each in name.split(",")} <= set(vars(qa_run)["__all__"])


@pytest.mark.parametrize("text", OBSERVED)
def test_the_observations_of_their_page_are_what_they_say(text: str, tmp_path: Path) -> None:
    (tmp_path / "observed.py").write_text(text, encoding="utf-8")

    for offered in module_of(tmp_path / "observed.py").qa_observations():
        conformance(offered)


def test_their_page_has_one_of_an_item_and_one_that_looks_back() -> None:
    assert ["over = ItemRows" in text for text in OBSERVED] == [True, False]
    assert "looks_back = True" in OBSERVED[1]

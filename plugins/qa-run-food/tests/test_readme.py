"""The page that shows how to write the next plugin: what stands on it is what is run here."""

import re
import runpy
from pathlib import Path
from types import ModuleType

import pytest
import qa_run
from qa_run import Nonconformity

README = Path(__file__).parent.parent / "README.md"
FILES = dict(re.findall(r"^`([\w./]+)`\n\n```\w+\n(.*?)```", README.read_text(encoding="utf-8"), re.M | re.S))


@pytest.fixture
def shown(tmp_path: Path) -> tuple[Nonconformity, ...]:
    """The items that the procedure on the page names."""
    for name in ("trays.yaml", "trays.csv"):
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    (tmp_path / "bakery.py").write_text(FILES["src/qa_run_bakery/__init__.py"], encoding="utf-8")
    bakery = ModuleType("bakery")
    vars(bakery).update(runpy.run_path(str(tmp_path / "bakery.py")))
    report = qa_run.run(tmp_path / "trays.yaml", more_plugins=[("bakery", bakery)])
    return tuple(item for verdict in report.verdicts for item in verdict.items)


def test_the_page_has_a_whole_distribution() -> None:
    assert list(FILES) == [
        "pyproject.toml", "src/qa_run_bakery/__init__.py", "trays.yaml", "trays.csv", "test_bakery.py",
    ]  # fmt: skip


def test_a_criterion_takes_less_than_thirty_lines() -> None:
    assert len(FILES["src/qa_run_bakery/__init__.py"].splitlines()) < 30


def test_the_tray_that_the_page_promises_is_named(shown: tuple[Nonconformity, ...]) -> None:
    assert [(item.item, item.finding) for item in shown] == [("T2", "too many broken")]

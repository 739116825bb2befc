"""Judging a few written lines, as a person would: a procedure and a file of samples in a folder."""

import runpy
import sys
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import entry_points
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import qa_run

import qa_run_food

SPECS = Path(__file__).parent.parent / "specs"
Judge = Callable[..., qa_run.Verdict]


@pytest.fixture
def food() -> dict[str, Any]:
    """What `run` needs to know of this plugin: nothing where it is installed, else the module itself."""
    installed = any(point.name == "food" for point in entry_points(group="qa_run"))
    return {} if installed else {"more_plugins": [("food", qa_run_food)]}


@pytest.fixture(scope="session")
def record() -> Any:
    """The script that makes the samples; what it imports lies beside it."""
    sys.path.insert(0, str(SPECS))
    try:
        return SimpleNamespace(**runpy.run_path(str(SPECS / "record.py")))
    finally:
        sys.path.remove(str(SPECS))


@pytest.fixture
def judge(tmp_path: Path, food: dict[str, Any]) -> Judge:
    """The verdict over all on one characteristic: `judge("t: {held: hot}", "t", "140", "130")`."""

    def judged(characteristic: str, header: str, *rows: str, as_of: datetime | None = None) -> qa_run.Verdict:
        numbered = [f"{number},{row}" for number, row in enumerate(rows, 1)]
        (tmp_path / "rows.csv").write_text("\n".join([f"id,{header}", *numbered]) + "\n", encoding="utf-8")
        (tmp_path / "spec.yaml").write_text(
            "procedure: tested\n"
            "samples: {from: rows.csv, item: {column: id, repeats: allowed}}\n"
            f"characteristics:\n  {characteristic}\n",
            encoding="utf-8",
        )
        (verdict,) = qa_run.run(tmp_path / "spec.yaml", as_of=as_of, **food).verdicts
        return verdict

    return judged

"""Judging a few written lines, as a person would: a procedure and a file of samples in a folder."""

import sys
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import qa_run

import qa_run_netcontent

Judge = Callable[..., Mapping[str, qa_run.Verdict]]

HERE = Path(__file__).parent
# the script that made the samples, and the second program that decides: they are no part of the distribution
sys.path += [str(HERE), str(HERE.parent / "specs")]


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_RUN_CACHE", "off")


@pytest.fixture
def netcontent() -> dict[str, Any]:
    """What `run` needs to know of this plugin: nothing where it is installed, else the module itself."""
    installed = any(point.name == "netcontent" for point in entry_points(group="qa_run"))
    return {} if installed else {"more_plugins": [("netcontent", qa_run_netcontent)]}


@pytest.fixture
def judge(tmp_path: Path, netcontent: dict[str, Any]) -> Judge:
    """The verdicts on one characteristic, by the end of their ids: `judge("net: {…}", "net", "500", lot="")`."""

    def judged(characteristic: str, header: str, *rows: str, lot: str = "") -> Mapping[str, qa_run.Verdict]:
        numbered = [f"{number},{row}" for number, row in enumerate(rows, 1)]
        (tmp_path / "rows.csv").write_text("\n".join([f"id,{header}", *numbered]) + "\n", encoding="utf-8")
        (tmp_path / "spec.yaml").write_text(
            "procedure: tested\n"
            f"samples: {{from: rows.csv, item: id{', lot: ' + lot if lot else ''}}}\n"
            f"characteristics:\n  {characteristic}\n",
            encoding="utf-8",
        )
        report = qa_run.run(tmp_path / "spec.yaml", **netcontent)
        found = {verdict.id.split("::", 1)[1]: verdict for verdict in report.verdicts}
        return {name: verdict for name, verdict in found.items() if not name.startswith("@item")}

    return judged

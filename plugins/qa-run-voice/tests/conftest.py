"""Judging a few written lines, as a person would: a procedure and a file of samples in a folder."""

import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import qa_run

import qa_run_voice

#: Where the scripts that record the samples have what they share.
sys.path.append(str(Path(__file__).parent.parent / "specs"))

Judge = Callable[..., qa_run.Verdict]


@pytest.fixture
def voice() -> dict[str, Any]:
    """What `run` needs to know of this plugin: nothing where it is installed, else the module itself."""
    installed = any(point.name == "voice" for point in entry_points(group="qa_run"))
    return {} if installed else {"more_plugins": [("voice", qa_run_voice)]}


@pytest.fixture
def judge(tmp_path: Path, voice: dict[str, Any]) -> Judge:
    """The verdict over all on one characteristic: `judge("u: {says: …}", "u", "Thanks.", "Done.")`."""

    def judged(characteristic: str, header: str, *rows: str) -> qa_run.Verdict:
        numbered = [f"{number}|{row}" for number, row in enumerate(rows, 1)]
        (tmp_path / "rows.csv").write_text("\n".join([f"id|{header}", *numbered]) + "\n", encoding="utf-8")
        (tmp_path / "spec.yaml").write_text(
            "procedure: tested\n"
            'samples: {from: rows.csv, item: {column: id, repeats: allowed}, format: {delimiter: "|"}}\n'
            f"characteristics:\n  {characteristic}\n",
            encoding="utf-8",
        )
        (verdict,) = qa_run.run(tmp_path / "spec.yaml", **voice).verdicts
        return verdict

    return judged

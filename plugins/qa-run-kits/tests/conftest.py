"""What `run` needs to know of this plugin, and the module that makes its samples."""

import runpy
import sys
from importlib.metadata import entry_points
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import qa_run_kits

SPECS = Path(__file__).parent.parent / "specs"


@pytest.fixture(scope="session")
def kits() -> dict[str, Any]:
    """Nothing where the plugin is installed, else the module itself."""
    installed = any(point.name == "kits" for point in entry_points(group="qa_run"))
    return {} if installed else {"more_plugins": [("kits", qa_run_kits)]}


@pytest.fixture(scope="session")
def record() -> Any:
    """The script that makes the samples; what it imports lies beside it."""
    sys.path.insert(0, str(SPECS))
    try:
        return SimpleNamespace(**runpy.run_path(str(SPECS / "record_kits.py")))
    finally:
        sys.path.remove(str(SPECS))

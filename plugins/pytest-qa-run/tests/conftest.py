"""A project of somebody: its folder, and pytest as a process of its own in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SPECS = Path(__file__).parent.parent / "specs"
Ran = Callable[..., pytest.RunResult]
#: Plugins of others that no project here uses; to import them takes a third of the time of such a run.
UNUSED = ("-p", "no:hypothesispytest", "-p", "no:anyio")


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the example in it."""
    shutil.copytree(SPECS, pytester.path / "specs")
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.setenv("QA_RUN_HISTORY", "off")
    for name in ("PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_XDIST_TESTRUNUID", "CI"):
        monkeypatch.delenv(name, raising=False)
    return pytester.path


@pytest.fixture
def ran(project: Path, pytester: pytest.Pytester) -> Ran:  # noqa: ARG001 - it has to be there
    """pytest, with these words, in the project."""
    return lambda *words: pytester.runpytest_subprocess(*UNUSED, *words, timeout=120)

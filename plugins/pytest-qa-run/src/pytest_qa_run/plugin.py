"""The hooks of pytest. Nothing of qa-run is imported before a file is met that is a procedure."""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pytest_qa_run.sniffing import ENDINGS
from pytest_qa_run.summary import Summary
from pytest_qa_run.wishes import Wishes, add_options, for_worker, wishes_of

if TYPE_CHECKING:
    from pytest_qa_run.collecting import ProcedureFile
    from pytest_qa_run.fixture import QaRun
    from pytest_qa_run.judged import Runs

_WISHES = pytest.StashKey[Wishes]()
_RUNS = pytest.StashKey["Runs"]()
#: The category in the last line, the sign, and the word of -v.
SIGNS = {"marginal": ("marginal", "m", ("MARGINAL", {"yellow": True})),
         "conceded": ("conceded", "c", ("CONCEDED", {"yellow": True}))}  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_WISHES] = wishes_of(config)
    config.pluginmanager.register(Summary(), "qa_run_summary")
    for line in (
        "qa_run: a requirement of a procedure",
        "critical: a requirement of the class critical",
        "major: a requirement of the class major",
        "minor: a requirement of the class minor",
    ):
        config.addinivalue_line("markers", line)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """A worker of xdist starts."""
    node.workerinput.update(for_worker(node.config, node.config.stash[_WISHES]))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ProcedureFile | None":
    if file_path.suffix.lower() not in ENDINGS or not _may_be_wanted(file_path, parent.config.stash[_WISHES]):
        return None
    runs = runs_of(parent.config)
    if not runs.specs.is_wanted(file_path):
        return None
    from pytest_qa_run.collecting import ProcedureFile

    file: ProcedureFile = ProcedureFile.from_parent(parent, path=file_path)
    file.runs = runs
    return file


def _may_be_wanted(path: Path, wishes: Wishes) -> bool:
    """What needs no import of qa-run to be told."""
    from pytest_qa_run.sniffing import may_be_procedure

    if any(each == path or each in path.parents for each in wishes.opted):
        return True
    return any(each == path or each in path.parents for each in wishes.given) and may_be_procedure(path)


def runs_of(config: pytest.Config) -> "Runs":
    """The runs of the session, made when the first procedure is met."""
    if _RUNS not in config.stash:
        from pytest_qa_run.judged import Runs
        from pytest_qa_run.specs import Specs

        wishes = config.stash[_WISHES]
        config.stash[_RUNS] = Runs(wishes, Specs(wishes))
    return config.stash[_RUNS]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Where -k, -m, --lf or node ids leave a part of a procedure, only that part has to be judged."""
    if _RUNS in session.config.stash:
        from pytest_qa_run.narrowing import narrow

        narrow(session, session.config.stash[_RUNS])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if item.get_closest_marker("qa_run") and hasattr(item, "requirement"):
        from pytest_qa_run.collecting import RequirementItem

        if isinstance(item, RequirementItem):
            _complete(item, report)
    return report


def _complete(item: Any, report: Any) -> None:
    """Say in the report what pytest has no word for; all of it survives the way from a worker."""
    if report.when == "setup" and hasattr(item, "report"):
        report.qa_run_notices = item.file.judged().notices
    if report.when == "call" and report.passed and item.told:
        report.qa_run_said = item.told
    if report.skipped and isinstance(report.longrepr, tuple):
        path, line, _ = item.reportinfo()
        report.longrepr = (str(path), line + 1, report.longrepr[2])


def pytest_report_teststatus(report: Any) -> Any:
    said = getattr(report, "qa_run_said", "")
    return SIGNS[said] if said else None


@pytest.fixture(scope="session")
def qa_run(pytestconfig: pytest.Config) -> "QaRun":
    """Holds samples against procedures inside a test: `qa_run.check(frame, "specs/ham.yaml")`."""
    from pytest_qa_run.fixture import QaRun

    return QaRun(runs_of(pytestconfig))

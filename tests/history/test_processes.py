"""Many processes that record at once, and one that is killed at every step: nothing is lost, nothing is half there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_runs import SPECS, run_text

import qa_run
from qa_run.history.archive import Archive
from qa_run.history.moving import reindexed, run_files
from qa_run.history.opening import opened
from qa_run.history.recording import keep
from qa_run.history.run_file import read
from qa_run.history.runs import runs, verdicts

HERE = Path(__file__).parent
PROCESSES, EACH = 8, 25
#: In their order. A run is in the index once it is committed, and on the disk once its file has its name.
STEPS = (
    "before the file", "half of the file", "file written", "file on disk", "file named", "folder on disk",
    "before the transaction", "transaction begun", "run written", "procedures written", "half of the verdicts",
    "verdicts written", "before the commit", "committed",
)  # fmt: skip


def started(archive: Archive, first: int, many: int, end: str = "") -> "subprocess.Popen[str]":
    """A process that records so many runs from the number `first` on."""
    paths = [str(Path(str(qa_run.__file__)).parent.parent), str(HERE), os.environ.get("PYTHONPATH", "")]
    words = [sys.executable, str(HERE / "recorder.py"), str(archive.root), archive.database, str(first), str(many)]
    return subprocess.Popen(
        [*words, *([end] if end else [])],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def whole(archive: Archive) -> list[str]:
    """The runs in the index, each of which has all its verdicts and its file."""
    store = opened(archive)
    found = runs(store, archive)
    for run in found:
        assert len(verdicts(store, run)) in (2, 40)
        assert read(archive.runs / run.file).run_id == run.run_id
    assert store.read("SELECT count(*) FROM qa_verdicts WHERE run NOT IN (SELECT run FROM qa_runs)") == [(0,)]
    if not archive.on_server:
        assert store.read("PRAGMA integrity_check") == [("ok",)]
    store.close()
    return sorted(run.short for run in found)


def test_of_200_runs_that_8_processes_record_at_once_all_are_recorded(archive: Archive) -> None:
    processes = [started(archive, 1000 * number, EACH) for number in range(1, PROCESSES + 1)]
    ended = [(*process.communicate(timeout=300), process.returncode) for process in processes]

    assert [(error, code) for _, error, code in ended] == [("", 0)] * PROCESSES
    announced = sorted(f"{int(number):08x}" for out, _, _ in ended for number in out.split())
    assert len(announced) == PROCESSES * EACH == 200
    assert whole(archive) == announced
    assert len(run_files(archive)) == 200


@pytest.mark.parametrize("end", STEPS)
def test_a_process_that_is_killed_leaves_nothing_half_written(archive: Archive, end: str) -> None:
    process = started(archive, 1, 2, end)
    out, error = process.communicate(timeout=120)
    named = STEPS.index(end) >= STEPS.index("file named")

    assert (process.returncode, error) == (-9, "")
    assert out.split() == ["1"]
    # the run that was announced is there; the other one is there with all it has, or not at all
    assert whole(archive) == (["00000001", "00000002"] if end == "committed" else ["00000001"])
    assert len(run_files(archive)) == 1 + named
    found = reindexed(archive)
    assert (found.runs, found.faults) == (1 + named, ())
    assert len(whole(archive)) == 1 + named
    # and who comes after is not held up by it
    keep(archive, run_text(3), SPECS)
    assert len(whole(archive)) == 2 + named

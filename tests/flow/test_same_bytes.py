"""`--as-of` is the only clock: the same input gives the same bytes, but for the id and the times of the run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from batches import ROOT
from sow import EXAMPLES, bad_samples

import qa_run

AS_OF = "2026-07-01T06:00:00+02:00"
CHANGING = re.compile(r'^ "(run_id|started|duration_s)": .*$', re.MULTILINE)
#: Holds the engine to a number of threads before anything else happens.
PROGRAM = """\
import os, sys, duckdb
from qa_run.cli.main import main
made = duckdb.connect
def connect(*words, **options):
    connection = made(*words, **options)
    connection.execute(f"set threads={os.environ['THREADS']}")
    return connection
duckdb.connect = connect
sys.exit(main(sys.argv[1:]))
"""
BAD = [f"--samples={given}={path}" for name in EXAMPLES for given, path in bad_samples(name).items()]


def told(folder: Path, threads: int, seed: int) -> tuple[str, str]:
    """The report as JSON and the screen's text of one process, without what may change."""
    words = ["specs", *BAD, "--as-of", AS_OF, "-v", "--json", str(folder / "report.json")]
    environment = os.environ | {
        "PYTHONPATH": str(Path(str(qa_run.__file__)).parents[1]),
        "PYTHONHASHSEED": str(seed),
        "COLUMNS": "100",
        "THREADS": str(threads),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    report = (folder / "report.json").read_text(encoding="utf-8")

    assert done.returncode == 1, done.stderr
    assert len(CHANGING.findall(report)) == 3
    return CHANGING.sub("", report), re.sub(r"=* (.*) in [0-9.]+ (?:min [0-9.]+ )?s =*", r"\1", done.stdout)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    folder = tmp_path_factory.mktemp("same")
    return folder, *told(folder, threads=2, seed=0)


@pytest.mark.parametrize(("threads", "seed"), [(2, 1), (1, 2026)])
def test_everything_run_twice_gives_the_same_bytes(first: tuple[Path, str, str], threads: int, seed: int) -> None:
    folder, report, screen = first
    again, shown = told(folder, threads, seed)

    assert again == report
    assert shown == screen

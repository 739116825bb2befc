"""Times with a zone in a table are the same instants, wherever the machine stands."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from datetime import datetime, timezone
import pyarrow, qa_run
made = [datetime(2026, 3, 2, 17, 0, second, tzinfo=timezone.utc) for second in (0, 1)]
due = [datetime(2026, 3, 2, 17, 0, tzinfo=timezone.utc)] * 2
zone = pyarrow.timestamp("us", "America/New_York")
table = pyarrow.table({"id": ["a", "b"], "made": pyarrow.array(made, zone), "due": pyarrow.array(due, zone)})
report = qa_run.run("p.yaml", samples=table.to_pandas() if sys.argv[1] == "pandas" else table)
print(report.exit_code, [item.item for verdict in report.verdicts for item in verdict.items])
"""


@pytest.mark.parametrize("zone", ["Europe/Rome", "Etc/UTC"])
@pytest.mark.parametrize("form", ["pyarrow", "pandas"])
def test_a_table_is_judged_alike_in_every_zone(tmp_path: Path, form: str, zone: str) -> None:
    pytest.importorskip(form)
    (tmp_path / "p.yaml").write_text(
        "procedure: p\nsamples: {from: none.csv, item: id}\ncharacteristics: {made: {no_later_than: due}}\n",
        encoding="utf-8",
    )
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, form],
        cwd=tmp_path,
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
    )

    assert told.stdout.split("\n")[0] == "1 ['b']", told.stdout + told.stderr

"""A process that records runs, and may end itself while it does: `python recorder.py ROOT DATABASE FIRST MANY [STEP]`.

Prints the number of each run once it is recorded. With a step, the last of the runs is cut off there.
"""

import os
import signal
import sys
from pathlib import Path

from made_runs import SPECS, run_text, verdict

from qa_run.history.archive import Archive
from qa_run.history.files import unwatched
from qa_run.history.recording import keep


def main(root: str, database: str, first: str, many: str, end: str = "") -> None:
    archive = Archive(root=Path(root), database=database)
    told = [verdict(f"specs/p.yaml::w::limits[shop={shop}]") for shop in range(40)]
    last = int(first) + int(many) - 1

    def cut_off(step: str) -> None:
        if step == end:
            os.kill(os.getpid(), signal.SIGKILL)

    for number in range(int(first), last + 1):
        keep(archive, run_text(number, told), SPECS, cut_off if end and number == last else unwatched)
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Writes the recorded samples: good ones, the same with faults sown, and the answer that tells the faults.

Run `python specs/record.py` in the folder of the plugin; the seeds are fixed, so that nothing changes by running it.
"""

import json
from pathlib import Path

from food_samples import BATCHES
from qa_run.testing.forms import save

SAMPLES = Path(__file__).parent / "samples"


def write(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, batch in BATCHES.items():
        good = batch.good()
        save(folder / f"{name}-good.csv", good)
        rows, answer, _ = batch.sown(batch.faults(good))
        save(folder / f"{name}-bad.csv", rows)
        told = [[item, requirement.split("::")[0], finding] for item, requirement, finding in answer]
        text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
        (folder / f"{name}-bad.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(SAMPLES)

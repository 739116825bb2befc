"""Makes the recorded samples: good ones, the same with faults sown, and the answer that tells the faults.

Run `python specs/record_promises.py` in the folder of the plugin; the seed is fixed, so that nothing changes by it.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from qa_run.testing.forms import save
from service_samples import parcels, purchases, repairs
from service_samples.faults import Fault
from service_samples.rows import Row

SAMPLES = Path(__file__).parent / "samples"
GOOD = {"repairs": repairs.good, "card": purchases.good, "night_parcels": parcels.good}
FAULTS = {"repairs": repairs.faults, "card": purchases.faults, "night_parcels": parcels.faults}


def faults(name: str) -> list[Fault]:
    return FAULTS[name](GOOD[name]())


def sow(name: str, chosen: Iterable[Fault]) -> tuple[list[Row], list[tuple[str, str, str]]]:
    """The rows with these faults, and the answer."""
    rows, answer = GOOD[name](), []
    by_item = {next(iter(row.values())): row for row in rows}
    for fault in chosen:
        for (item, column), text in fault.cells.items():
            by_item[item][column] = text
        answer += fault.answer
    return rows, sorted(answer)


def write(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name in GOOD:
        save(folder / f"{name}-good.csv", GOOD[name]())
        rows, answer = sow(name, faults(name))
        save(folder / f"{name}-bad.csv", rows)
        text = json.dumps(answer, indent=1, ensure_ascii=False) + "\n"
        (folder / f"{name}-bad.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(SAMPLES)

"""Makes the recorded samples: good ones, the same with faults sown, the training records, and the answer.

Run `python specs/record_training.py` in the folder of the plugin; the seed is fixed, so that nothing changes by it.
Who may do what is known here from who was let work when, and not from the records that qa-run looks into.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from qa_run.testing.forms import save
from workforce_samples import plans, preparations, ratings
from workforce_samples.faults import Answer, Fault
from workforce_samples.rows import Row
from workforce_samples.training import records

FOLDER = Path(__file__).parent
GOOD = {"dispensing": preparations.good, "low_ratings": ratings.good, "low_rating_plan": plans.good}
FAULTS = {"dispensing": preparations.faults, "low_ratings": ratings.faults, "low_rating_plan": plans.faults}


def faults(name: str) -> list[Fault]:
    return FAULTS[name](GOOD[name]())


def sow(name: str, chosen: Iterable[Fault]) -> tuple[list[Row], list[Row], Answer]:
    """The rows and the records with these faults, and the answer."""
    rows, told, answer = GOOD[name](), records(), []
    by_item = {next(iter(row.values())): row for row in rows}
    for fault in chosen:
        for (item, column), text in fault.cells.items():
            by_item[item][column] = text
        for (*key, column), text in fault.records.items():
            for each in told:
                if [each["person"], each["task"], each["revision"]] == key and each["given"] > "2026-01-18":
                    each[column] = text
        for line, time in fault.again.items():
            rows.append({**by_item[line], "at": time})
        rows = [row for row in rows if next(iter(row.values())) not in fault.dropped]
        answer += fault.answer
    return rows, told, sorted(answer)


def write(folder: Path) -> None:
    """Everything that is recorded; the records with the faults are beside the bad samples."""
    (folder / "samples").mkdir(exist_ok=True)
    save(folder / "training.csv", records())
    for name in GOOD:
        save(folder / "samples" / f"{name}-good.csv", GOOD[name]())
        rows, told, answer = sow(name, faults(name))
        save(folder / "samples" / f"{name}-bad.csv", rows)
        save(folder / "samples" / f"{name}-bad-training.csv", told)
        text = json.dumps(answer, indent=1, ensure_ascii=False) + "\n"
        (folder / "samples" / f"{name}-bad.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(FOLDER)

"""Write the good samples, the bad batches and the answers of all examples: `python specs/sow.py`.

From a test, sow each fault alone or all together:

    rows, answer = sow("ham", faults("ham"))
    write_csv(rows, path, delimiter=";", decimal=",")
"""

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sowing.catalogue import EXAMPLES, FAMILIES
from sowing.example import Example
from sowing.faults import Answer, Fault, Row
from sowing.files import write_answer, write_csv
from sowing.statistic import not_alike, out_of_limits

__all__ = [
    "EXAMPLES",
    "FAMILIES",
    "Answer",
    "Example",
    "Fault",
    "Row",
    "faults",
    "good_rows",
    "sow",
    "write_all",
    "write_answer",
    "write_csv",
]


EVERY = EXAMPLES | FAMILIES


@cache
def _made(name: str) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """The good sample, and what can be sown into it: drawn once, since they are the same each time."""
    rows = EVERY[name].rows()
    return tuple(rows), tuple(EVERY[name].faults(rows))


def good_rows(name: str) -> list[Row]:
    """The sample in which everything conforms."""
    return [dict(row) for row in _made(name)[0]]


def faults(name: str) -> list[Fault]:
    """Every fault that can be sown into the good sample, alone or with the others."""
    return list(_made(name)[1])


def sow(name: str, chosen: Sequence[Fault]) -> tuple[list[Row], list[Answer]]:
    """The good sample with the chosen faults in it, and all that a report must say of it."""
    example = EVERY[name]
    changed = [cell for fault in chosen for cell in fault.cells]
    if len(changed) != len(set(changed)):
        raise ValueError(f"{name}: two of the faults change one cell")
    cells = {cell: text for fault in chosen for cell, text in fault.cells.items()}
    copied = {item for fault in chosen for item in fault.copied}
    dropped = {item for fault in chosen for item in fault.dropped}
    rows: list[Row] = []
    for good in good_rows(name):
        item = good[example.item]
        if item in dropped:
            continue
        row = {column: cells.get((item, column), text) for column, text in good.items()}
        rows += [row, dict(row)] if item in copied else [row]
    answer = [line for fault in chosen for line in fault.answer]
    answer += out_of_limits(example.spec, example.statistics, rows, example.per, example.at_least)
    answer += not_alike(example.spec, example.alike, rows)
    answer += example.watched(rows)
    return rows, answer


def write_all(folder: Path) -> None:
    """Everything that the script keeps under `folder`, which is `specs` itself but for tests."""
    for name, example in EVERY.items():
        form = {"delimiter": example.delimiter, "decimal": example.decimal}
        rows, answer = sow(name, faults(name))
        write_csv(good_rows(name), folder / "samples" / f"{name}-good.csv", **form)
        write_csv(rows, folder / "samples" / "bad" / f"{name}.csv", **form)
        write_answer(answer, folder / "answers" / f"{name}.json")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)

"""Write the good samples, the bad batches and the answers of all examples: `python specs/sow.py`.

From a test, sow each fault alone or all together:

    rows, answer = sow("ham", faults("ham"))
    write_csv(rows, path, delimiter=";", decimal=",")
    beside = sow_beside("touches", faults("touches"))     # the files beside the sample, by name
"""

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from sowing.catalogue import EXAMPLES, FAMILIES
from sowing.example import Beside, Example
from sowing.faults import Answer, Fault, Row
from sowing.files import write_answer, write_csv
from sowing.putting import put_beside, put_in
from sowing.statistic import not_alike, out_of_limits

__all__ = [
    "EXAMPLES",
    "FAMILIES",
    "Answer",
    "Beside",
    "Example",
    "Fault",
    "Row",
    "bad_samples",
    "faults",
    "good_rows",
    "sow",
    "sow_beside",
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


@cache
def _made_beside(name: str) -> tuple[tuple[Beside, tuple[Row, ...]], ...]:
    """The files beside the good sample, and the lines of each."""
    return tuple((beside, tuple(beside.rows())) for beside in EVERY[name].beside)


def good_rows(name: str) -> list[Row]:
    """The sample in which everything conforms."""
    return [dict(row) for row in _made(name)[0]]


def faults(name: str) -> list[Fault]:
    """Every fault that can be sown into the good sample, alone or with the others."""
    return list(_made(name)[1])


def sow(name: str, chosen: Sequence[Fault]) -> tuple[list[Row], list[Answer]]:
    """The good sample with the chosen faults in it, and all that a report must say of it."""
    example = EVERY[name]
    rows = put_in(example, _made(name)[0], chosen)
    items = example.items(rows, sow_beside(name, chosen))
    answer = [line for fault in chosen for line in fault.answer]
    answer += out_of_limits(example.spec, example.statistics, items, example.per, example.at_least)
    answer += not_alike(example.spec, example.alike, items)
    answer += example.watched(items)
    return rows, answer


def sow_beside(name: str, chosen: Sequence[Fault]) -> dict[str, list[Row]]:
    """The files beside the good sample, by name, with the chosen faults in them."""
    return {beside.name: put_beside(name, beside, rows, chosen) for beside, rows in _made_beside(name)}


def bad_samples(name: str) -> Mapping[str, str]:
    """The kept files of the bad batch, each by the name that `--samples NAME=PATH` gives it."""
    example = EVERY[name]
    given = {example.procedure: f"specs/samples/bad/{name}.csv"}
    return given | {
        f"{example.procedure}.{each.given_as}": f"specs/samples/bad/{name}-{each.name}.csv" for each in example.beside
    }


def write_all(folder: Path) -> None:
    """Everything that the script keeps under `folder`, which is `specs` itself but for tests."""
    for name, example in EVERY.items():
        form = {"delimiter": example.delimiter, "decimal": example.decimal}
        rows, answer = sow(name, faults(name))
        write_csv(good_rows(name), folder / "samples" / f"{name}-good.csv", **form)
        write_csv(rows, folder / "samples" / "bad" / f"{name}.csv", **form)
        for where, chosen in (("samples", []), ("samples/bad", faults(name))):
            for beside, lines in sow_beside(name, chosen).items():
                write_csv(lines, folder / where / f"{name}-{beside}.csv", **form)
        write_answer(answer, folder / "answers" / f"{name}.json")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)

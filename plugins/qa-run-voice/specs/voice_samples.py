"""How the samples of these procedures, and the answers to their faults, are written."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any


def save(path: Path, rows: Iterable[Mapping[str, str]], delimiter: str = ",") -> None:
    every = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, every[0], delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(every)


def save_answer(path: Path, lines: Sequence[Any]) -> None:
    """One line of the answer in each line of the file."""
    told = ",\n ".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(f"[\n {told}\n]\n", encoding="utf-8")

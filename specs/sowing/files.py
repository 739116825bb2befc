"""Samples and answers as files, the same bytes each time."""

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path

from sowing.faults import Answer, Row

NUMBER = re.compile(r"-?[0-9]+\.[0-9]+")


def write_csv(rows: Sequence[Row], path: Path, delimiter: str = ",", decimal: str = ".") -> None:
    """Write the rows; where the whole cell is a number, its decimal sign is `decimal`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow(cell.replace(".", decimal) if NUMBER.fullmatch(cell) else cell for cell in row.values())


def write_answer(answer: Sequence[Answer], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n  ".join(json.dumps(line, ensure_ascii=False) for line in answer)
    path.write_text(f"[\n  {lines}\n]\n", encoding="utf-8")

"""Rows as they are written down."""

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

Row = dict[str, str]


def clock(time: datetime | None) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S") if time else ""


def read(text: str) -> datetime:
    return datetime.fromisoformat(text)


def save(path: Path, rows: Sequence[Row], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n", delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path

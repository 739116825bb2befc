"""The forms in which people keep records: the same rows must be judged alike in each of them."""

import csv
import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

Row = Mapping[str, str]
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")


def save(path: Path, rows: Sequence[Row], delimiter: str = ",") -> Path:
    """Write the rows as CSV, with the headers of all of them; also for scripts that make the samples of a plugin."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _headers(rows), restval="", delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_recorded(rows: Sequence[Row], folder: Path) -> str:
    """A CSV file."""
    return str(save(folder / "batch.csv", rows))


def shuffled(rows: Sequence[Row], folder: Path) -> str:
    """The rows in another order, the same each time."""
    mixed = list(rows)
    random.Random(1).shuffle(mixed)
    return as_recorded(mixed, folder)


def split(rows: Sequence[Row], folder: Path) -> str:
    """Two files with every other row, and the pattern that finds both."""
    save(folder / "part-1.csv", rows[::2])
    save(folder / "part-2.csv", rows[1::2])
    return str(folder / "part-*.csv")


def italian(rows: Sequence[Row], folder: Path) -> str:
    """`;` between the fields, and a comma in numbers with decimals."""
    commas = [{name: cell.replace(".", ",") if _decimal(cell) else cell for name, cell in row.items()} for row in rows]
    return str(save(folder / "batch.csv", commas, ";"))


def excel(rows: Sequence[Row], folder: Path) -> str:
    """A workbook: numbers and times as such, ids as text, blanks as empty cells. It takes openpyxl to write one."""
    from openpyxl import Workbook

    headers = _headers(rows)
    numbers = {name for name in headers if _mostly_numbers([row.get(name, "") for row in rows])}
    book = Workbook()
    sheet: Any = book.active
    sheet.append(headers)
    for row in rows:
        sheet.append([_cell(row.get(name, ""), name in numbers) for name in headers])
    book.save(folder / "batch.xlsx")
    return str(folder / "batch.xlsx")


#: Each takes rows and a folder, and returns what to hand over as samples.
FORMS: Mapping[str, Callable[[Sequence[Row], Path], str]] = {
    form.__name__: form for form in (shuffled, split, italian, excel)
}


def renamed(rows: Sequence[Row], spec: Path, folder: Path) -> tuple[Path, str]:
    """A copy of the procedure that knows the columns by other headers, and a CSV file with these.

    The procedure writes `samples:` on a line of its own; files beside it are the caller's to copy.
    """
    headers = {name: f"{name.replace('_', ' ').title()} (n. {place})" for place, name in enumerate(_headers(rows))}
    text = spec.read_text(encoding="utf-8")
    copied = folder / spec.name
    said = f"samples:\n  columns: {json.dumps(headers, ensure_ascii=False)}\n"
    copied.write_text(text.replace("samples:\n", said, 1), encoding="utf-8")
    other = [{headers[name]: cell for name, cell in row.items()} for row in rows]
    return copied, str(save(folder / "renamed.csv", other))


def _headers(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _decimal(cell: str) -> bool:
    return "." in cell and _NUMBER.fullmatch(cell) is not None


def _mostly_numbers(cells: Sequence[str]) -> bool:
    """Whether a person would keep the column as numbers: an id such as `007` among them makes texts of all."""
    told = [cell for cell in cells if cell]
    read = sum(_NUMBER.fullmatch(cell) is not None for cell in told)
    return read > len(told) / 2 and not any(re.fullmatch(r"0[0-9]+", cell) for cell in told)


def _cell(text: str, number: bool) -> Any:
    if _TIME.fullmatch(text):
        return datetime.fromisoformat(text)
    if number and _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text or None

"""The batches of the examples, in every form in which people keep such records."""

import gzip
import json
import os
import random
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sow import EXAMPLES, Example, Fault, Row, sow_beside, write_csv

ROOT = Path(__file__).parents[2]
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")


@dataclass(frozen=True)
class Batch:
    """What to hand over as samples, and what the procedure says of it under `samples:` in place of its own lines."""

    samples: Any
    says: tuple[tuple[str, str], ...] = ()
    #: the files beside the samples, each by the name under which it is given
    beside: Mapping[str, Path] = field(default_factory=dict)

    def given(self, example: Example) -> Any:
        return {example.procedure: self.samples, **self.beside} if self.beside else self.samples


Form = Callable[[Example, Sequence[Row], Path], Batch]


def plain(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    return Batch(_csv(rows, folder / "batch.csv", example.delimiter, example.decimal))


def shuffled(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    mixed = list(rows)
    random.Random(example.name).shuffle(mixed)
    return plain(example, mixed, folder)


def split_in_a_folder(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    _halves(example, rows, folder / "lots")
    return Batch(folder / "lots")


def split_by_a_pattern(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    _halves(example, rows, folder / "lots")
    return Batch(str(folder / "lots" / "part-*.csv"))


def excel(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    """As a person would keep it: numbers and times as such, ids as text, what is no number as it was written."""
    from openpyxl import Workbook

    numbers = numeric(example, rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([_typed(cell, column in numbers) for column, cell in row.items()])
    book.save(folder / "batch.xlsx")
    return Batch(folder / "batch.xlsx")


def italian(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    """`;` and a decimal comma, and a procedure that leaves it to be found out."""
    return Batch(_csv(rows, folder / "batch.csv", ";", ","), (("format", ""),))


def italian_and_declared(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    return Batch(_csv(rows, folder / "batch.csv", ";", ","), (("format", '{delimiter: ";", decimal: ","}'),))


def renamed(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    headers = {column: f"{column.replace('_', ' ').title()} (n. {place})" for place, column in enumerate(rows[0], 1)}
    renamed_rows = [{headers[column]: cell for column, cell in row.items()} for row in rows]
    columns = ", ".join(f"{column}: {json.dumps(header)}" for column, header in headers.items())
    path = _csv(renamed_rows, folder / "batch.csv", example.delimiter, example.decimal)
    return Batch(path, (("columns", f"{{{columns}}}"),))


def parquet(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    frame(example, rows, folder).samples.write_parquet(folder / "batch.parquet")
    return Batch(folder / "batch.parquet")


def json_lines(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    numbers = numeric(example, rows)
    with (folder / "batch.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            typed = {column: _number(cell) if column in numbers else cell or None for column, cell in row.items()}
            file.write(json.dumps(typed, ensure_ascii=False) + "\n")
    return Batch(folder / "batch.jsonl")


def sqlite(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    numbers = numeric(example, rows)
    columns = ", ".join(f'"{column}"' for column in rows[0])
    with sqlite3.connect(folder / "batch.sqlite") as database:
        database.execute(f"create table batch ({columns})")
        database.executemany(
            f"insert into batch values ({', '.join('?' * len(rows[0]))})",
            [[_number(cell) if column in numbers else cell or None for column, cell in row.items()] for row in rows],
        )
    database.close()
    return Batch(folder / "batch.sqlite")


def packed(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    path = _csv(rows, folder / "batch.csv", example.delimiter, example.decimal)
    packed_path = folder / "batch.csv.gz"
    packed_path.write_bytes(gzip.compress(path.read_bytes()))
    return Batch(packed_path)


def frame(example: Example, rows: Sequence[Row], folder: Path) -> Batch:
    """A Polars frame: typed wherever every cell of a column is of its type, text elsewhere."""
    import polars

    mostly = numeric(example, rows)
    numbers = {column for column in mostly if all(map(_is_number, cells(rows, column)))}
    times = {column for column in rows[0] if all(TIME.fullmatch(cell) for cell in cells(rows, column))}
    columns = {}
    for column in rows[0]:
        texts = [row[column] or None for row in rows]
        if column in numbers:
            columns[column] = polars.Series([None if text is None else _number(text) for text in texts], strict=False)
        elif column in times:
            columns[column] = polars.Series([None if text is None else datetime.fromisoformat(text) for text in texts])
        else:
            written = [_written(text, example.decimal) if column in mostly else text for text in texts]
            columns[column] = polars.Series(written, dtype=polars.String)
    return Batch(polars.DataFrame(columns))


FORMS: dict[str, Form] = {
    form.__name__: form
    for form in (
        shuffled,
        split_in_a_folder,
        split_by_a_pattern,
        excel,
        italian,
        italian_and_declared,
        renamed,
        parquet,
        json_lines,
        sqlite,
        packed,
        frame,
    )
}

#: What programs write, which has little to do with what an example is about.
BY_PROGRAMS = ("parquet", "json_lines", "sqlite", "packed", "frame")


def batch_of(name: str, rows: Sequence[Row], chosen: Sequence[Fault], form: str, folder: Path) -> Batch:
    """The rows, and what goes beside them with the chosen faults in it, each as a file of the form."""
    example, make = EXAMPLES[name], {"plain": plain, **FORMS}[form]
    batch = make(example, rows, folder)
    beside: dict[str, Path] = {}
    lines = sow_beside(name, chosen)
    for each in example.beside:
        (there := folder / each.name).mkdir()
        # headers are renamed in the samples only, and a list in two files is named by a pattern
        alike = {"renamed": plain, "split_in_a_folder": split_by_a_pattern}.get(form, make)
        made = alike(replace(example, name=each.name, rows=each.rows), lines[each.name], there)
        beside[f"{example.procedure}.{each.given_as}"] = made.samples
    return replace(batch, beside=beside)


def forms_of(name: str) -> list[str]:
    """What the example is written in: each form in which people keep records, and two of the others by turns.

    With QA_RUN_FORMS=all it is every one. A frame is not held against files.
    """
    able = [form for form in BY_PROGRAMS if not (form == "frame" and EXAMPLES[name].beside)]
    turn = 2 * list(EXAMPLES).index(name)
    tried = able if os.environ.get("QA_RUN_FORMS") == "all" else [able[(turn + more) % len(able)] for more in (0, 1)]
    return [form for form in FORMS if form in tried or form not in BY_PROGRAMS]


def house_of(name: str, folder: Path, batch: Batch) -> Path:
    """A copy of the example's procedure under the same path, with what the batch makes it say."""
    for spec in {EXAMPLES[name].spec, "specs/chain/hot_holding.yaml"}:
        text = (ROOT / spec).read_text(encoding="utf-8")
        if spec == EXAMPLES[name].spec:
            for key, value in batch.says:
                text = re.sub(rf"^  {key}: .*\n", "", text, flags=re.MULTILINE)
                text = text.replace("samples:\n", f"samples:\n  {key}: {value}\n") if value else text
        (folder / spec).parent.mkdir(parents=True, exist_ok=True)
        (folder / spec).write_text(text, encoding="utf-8")
    if kept := EXAMPLES[name].corrections:
        (folder / kept).write_text((ROOT / kept).read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "specs" / "baselines").symlink_to(ROOT / "specs" / "baselines")
    return folder


def numeric(example: Example, rows: Sequence[Row]) -> set[str]:
    """The columns of the good sample that hold numbers and nothing else: `007` is none."""
    good = [dict(row) for row in example.rows()]
    return {
        column for column in rows[0] if (found := cells(good, column)) and all(NUMBER.fullmatch(cell) for cell in found)
    }


def cells(rows: Sequence[Row], column: str) -> list[str]:
    return [row[column] for row in rows if row[column]]


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell) is not None


def _number(cell: str) -> int | float | str | None:
    if not NUMBER.fullmatch(cell):
        return cell or None
    return float(cell) if "." in cell else int(cell)


def _typed(cell: str, number: bool) -> int | float | str | datetime | None:
    if TIME.fullmatch(cell):
        return datetime.fromisoformat(cell)
    return _number(cell) if number else cell or None


def _written(cell: str | None, decimal: str) -> str | None:
    """A number among texts, as the procedure says that numbers are written."""
    return cell.replace(".", decimal) if cell is not None and NUMBER.fullmatch(cell) else cell


def _csv(rows: Sequence[Row], path: Path, delimiter: str, decimal: str) -> Path:
    write_csv(rows, path, delimiter=delimiter, decimal=decimal)
    return path


def _halves(example: Example, rows: Sequence[Row], folder: Path) -> None:
    for number, half in enumerate((rows[: len(rows) // 2], rows[len(rows) // 2 :]), 1):
        _csv(half, folder / f"part-{number}.csv", example.delimiter, example.decimal)

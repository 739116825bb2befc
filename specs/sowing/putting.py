"""Faults put into a good sample, and into the files beside it."""

from collections.abc import Hashable, Iterable, Sequence

from sowing.example import Beside, Example
from sowing.faults import Fault, Row


def put_in(example: Example, good_rows: Sequence[Row], chosen: Sequence[Fault]) -> list[Row]:
    """The good sample with the chosen faults in it."""
    _once(example.name, "cell", (cell for fault in chosen for cell in fault.cells))
    _once(example.name, "item", (item for fault in chosen for item in fault.lines))
    cells = {cell: text for fault in chosen for cell, text in fault.cells.items()}
    lines = {item: rows for fault in chosen for item, rows in fault.lines.items()}
    copied = {item for fault in chosen for item in fault.copied}
    dropped = {item for fault in chosen for item in fault.dropped} | set(lines)
    rows: list[Row] = []
    for good in good_rows:
        item = good[example.item]
        if item in dropped:
            continue
        row = {column: cells.get((item, column), text) for column, text in good.items()}
        rows += [row, dict(row)] if item in copied else [row]
    rows += [dict(row) for several in lines.values() for row in several]
    if example.ordered_by:
        rows.sort(key=lambda row: tuple(row[column] for column in example.ordered_by))
    return rows


def put_beside(name: str, beside: Beside, good_rows: Sequence[Row], chosen: Sequence[Fault]) -> list[Row]:
    """A file beside the sample with the chosen faults in it; lines of keys that it lacked stand at its end."""
    _once(name, f"line of {beside.name}", (where for fault in chosen for where in fault.beside))
    lines = {key: rows for fault in chosen for (file, key), rows in fault.beside.items() if file == beside.name}
    rows = [dict(row) for row in good_rows if row[beside.key] not in lines]
    rows += [dict(row) for several in lines.values() for row in several]
    return rows


def _once(name: str, what: str, changed: Iterable[Hashable]) -> None:
    every = list(changed)
    if len(every) != len(set(every)):
        raise ValueError(f"{name}: two of the faults change one {what}")

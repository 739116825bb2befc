"""Recording sheets filled in as people would, from what is written down already; and what a report tells of them."""

import csv
import datetime as dt
from pathlib import Path

import openpyxl

import qa_run

_TIMES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S")


def typed(text: str, number_format: str) -> object:
    """What a spreadsheet makes of `text` when it is typed into a cell of this format."""
    if number_format == "@":
        return text
    for pattern in _TIMES if number_format.startswith("yyyy") else ():
        try:
            return dt.datetime.strptime(text.strip(), pattern)
        except ValueError:
            continue
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def fill(path: Path, recorded: Path) -> None:
    lines = recorded.read_text(encoding="utf-8-sig").splitlines()
    header, *rows = csv.reader(lines, delimiter=max(";,\t|", key=lines[0].count))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    formats = {name: sheet.cell(2, place).number_format for name, place in columns.items()}
    for number, row in enumerate(rows, 2):
        for name, text in zip(header, row, strict=False):
            if name in columns and text:
                cell = sheet.cell(number, columns[name])
                cell.value = typed(text, formats[name])
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # typed into a cell for text, `=` begins no formula
    book.save(path)


def told(report: qa_run.Report) -> dict[str, object]:
    """Each verdict with the items that do not conform; values and places are written otherwise in a workbook."""
    return {
        each.id: (each.outcome, each.inspected, each.nonconforming, [(item.item, item.finding) for item in each.items])
        for each in report.verdicts
    }

"""The recording sheets of the shipped examples: filled in with the good and the bad batch, they are judged alike."""

import csv
import datetime as dt
from pathlib import Path

import openpyxl
import pytest

import qa_run
from qa_run.cli.main import main
from qa_run.loading.discovering import discovered

pytest.importorskip("xlsxwriter")

SPECS = Path(__file__).parents[2] / "specs"
SHIPPED = {one.path.relative_to(SPECS).with_suffix("").as_posix(): one.path for one in discovered([SPECS], SPECS)}
_TIMES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S")


def batch(name: str, kind: str) -> Path:
    folder, _, stem = name.rpartition("/")
    sample = folder if stem.startswith("revision-") else stem  # revisions share one
    return SPECS / "samples" / (f"{sample}-good.csv" if kind == "good" else f"bad/{sample}.csv")


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


@pytest.mark.parametrize(("name", "kind"), [("ham", "good"), *((name, "bad") for name in sorted(SHIPPED))])
def test_a_sheet_filled_in_is_judged_as_the_batch_is(name: str, kind: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    assert main(["sheet", str(SHIPPED[name]), "-o", str(sheet), "--lot-size", "1200"]) == 0
    fill(sheet, batch(name, kind))
    from_text = qa_run.run(SHIPPED[name], samples=str(batch(name, kind)), items=1000)
    from_sheet = qa_run.run(SHIPPED[name], samples=str(sheet), items=1000)

    assert told(from_sheet) == told(from_text)
    assert from_sheet.exit_code == (0 if kind == "good" else 1)

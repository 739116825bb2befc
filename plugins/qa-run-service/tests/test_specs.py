"""The shipped procedures, on samples whose faults are known, in the forms in which people keep them."""

import json
import random
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import qa_run
from qa_run import Outcome

SPECS = Path(__file__).parent.parent / "specs"
NAMES = ("repairs", "card")
Rows = list[dict[str, str]]
Told = list[tuple[str | None, str, str]]


def told(spec: Path, samples: Any, service: dict[str, Any]) -> Told:
    report = qa_run.run(spec, samples=samples, items=100, as_of=datetime(2026, 12, 31, 12), **service)
    assert not report.errors
    return sorted(
        (item.item, verdict.characteristic, item.finding)
        for verdict in report.verdicts
        if not verdict.per
        for item in verdict.items
    )


def shuffled(record: Any, rows: Rows, folder: Path) -> Any:
    mixed = list(rows)
    random.Random(1).shuffle(mixed)
    return record.save(folder / "mixed.csv", mixed)


def split(record: Any, rows: Rows, folder: Path) -> Any:
    for part, half in enumerate((rows[:250], rows[250:])):
        record.save(folder / f"part-{part}.csv", half)
    return str(folder / "part-*.csv")


def italian(record: Any, rows: Rows, folder: Path) -> Any:
    commas = [{name: re.sub(r"^(\d+)\.(\d\d)$", r"\1,\2", cell) for name, cell in row.items()} for row in rows]
    return record.save(folder / "italian.csv", commas, ";")


def excel(_: Any, rows: Rows, folder: Path) -> Any:
    workbook = pytest.importorskip("openpyxl").Workbook()
    workbook.active.append(list(rows[0]))
    for row in rows:
        workbook.active.append([_cell(name, text) for name, text in row.items()])
    workbook.save(folder / "batch.xlsx")
    return folder / "batch.xlsx"


def _cell(name: str, text: str) -> Any:
    if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", text):
        return datetime.fromisoformat(text)
    return float(text) if name == "amount" else text or None


FORMS: tuple[Callable[..., Any], ...] = (shuffled, split, italian, excel)


@pytest.mark.parametrize("name", NAMES)
def test_the_good_sample_passes(name: str, service: dict[str, Any]) -> None:
    report = qa_run.run(SPECS / f"{name}.yaml", **service)

    assert set(report.summary) == {Outcome.PASSED}
    assert sum(source.items for one in report.procedures for source in one.sources) >= 500


@pytest.mark.parametrize("name", NAMES)
def test_each_fault_alone_is_told_and_nothing_else(
    name: str, service: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    for fault in record.faults(name):
        rows, answer = record.sow(name, [fault])
        assert told(SPECS / f"{name}.yaml", record.save(tmp_path / "one.csv", rows), service) == answer, fault.name


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_all_faults_are_told_in_any_form(
    name: str, form: Callable[..., Any], service: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    rows, answer = record.sow(name, record.faults(name))

    assert told(SPECS / f"{name}.yaml", form(record, rows, tmp_path), service) == answer


@pytest.mark.parametrize("name", NAMES)
def test_headers_may_be_called_otherwise(name: str, service: dict[str, Any], record: Any, tmp_path: Path) -> None:
    rows, answer = record.sow(name, record.faults(name))
    headers = {column: f"{column.replace('_', ' ').title()} (n. {place})" for place, column in enumerate(rows[0])}
    batch = record.save(
        tmp_path / "renamed.csv", [{headers[column]: cell for column, cell in row.items()} for row in rows]
    )
    text = (SPECS / f"{name}.yaml").read_text(encoding="utf-8")
    (tmp_path / "spec.yaml").write_text(
        text.replace("samples:\n", f"samples:\n  columns: {json.dumps(headers)}\n"), encoding="utf-8"
    )
    copy(SPECS / "holidays.csv", tmp_path)

    assert told(tmp_path / "spec.yaml", batch, service) == answer


def test_the_committed_samples_are_what_the_script_writes(record: Any, tmp_path: Path) -> None:
    record.write(tmp_path)

    kept = {path.name: path.read_bytes() for path in (SPECS / "samples").iterdir()}
    assert kept == {path.name: path.read_bytes() for path in tmp_path.iterdir()}

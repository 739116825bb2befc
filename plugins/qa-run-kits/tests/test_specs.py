"""The shipped procedures, on samples whose faults are known, in the forms in which people keep them."""

import json
import random
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import qa_run
from qa_run import Outcome, Report

SPECS = Path(__file__).parent.parent / "specs"
NAMES = ("frames", "frames_wide", "toys", "breakfast")
Rows = list[dict[str, str]]


def judged(spec: Path, samples: Any, batch: Any, record: Any, folder: Path, kits: dict[str, Any]) -> Report:
    """The report on the samples; the list beside them goes with them."""
    given = samples
    if batch.orders:
        orders = record.save(folder / "orders.csv", batch.orders)
        given = {"frames": samples, "frames.of": orders, "frames.order": orders}
    report = qa_run.run(spec, samples=given, items=100, **kits)
    assert not report.errors
    return report


def told(report: Report) -> list[tuple[str | None, str, str]]:
    return sorted(
        {
            (item.item, verdict.characteristic, item.finding)
            for verdict in report.verdicts
            if not verdict.per
            for item in verdict.items
        }
    )


def shuffled(record: Any, rows: Rows, folder: Path) -> Any:
    mixed = list(rows)
    random.Random(1).shuffle(mixed)
    return record.save(folder / "mixed.csv", mixed)


def split(record: Any, rows: Rows, folder: Path) -> Any:
    """In two files, and an item may have lines in both."""
    for part, half in enumerate((rows[:333], rows[333:])):
        record.save(folder / f"part-{part}.csv", half)
    return str(folder / "part-*.csv")


def italian(record: Any, rows: Rows, folder: Path) -> Any:
    commas = [{name: re.sub(r"^(\d+)\.(\d\d)$", r"\1,\2", cell) for name, cell in row.items()} for row in rows]
    return record.save(folder / "italian.csv", commas, ";")


def excel(_: Any, rows: Rows, folder: Path) -> Any:
    workbook = pytest.importorskip("openpyxl").Workbook()
    headers = list(dict.fromkeys(header for row in rows for header in row))
    workbook.active.append(headers)
    for row in rows:
        workbook.active.append([_cell(row.get(header, "")) for header in headers])
    workbook.save(folder / "batch.xlsx")
    return folder / "batch.xlsx"


def _cell(text: str) -> Any:
    if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", text):
        return datetime.fromisoformat(text)
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else text or None


FORMS: tuple[Callable[..., Any], ...] = (shuffled, split, italian, excel)


@pytest.mark.parametrize("name", NAMES)
def test_the_good_sample_passes(name: str, kits: dict[str, Any]) -> None:
    report = qa_run.run(SPECS / f"{name}.yaml", **kits)

    assert set(report.summary) == {Outcome.PASSED}
    assert sum(source.items for one in report.procedures for source in one.sources if source.role == "samples") >= 500


@pytest.mark.parametrize("name", NAMES)
def test_each_fault_alone_is_told_and_nothing_else(
    name: str, kits: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    for fault in record.faults(name):
        batch = record.sow(name, [fault])
        report = judged(
            SPECS / f"{name}.yaml", record.save(tmp_path / "one.csv", batch.rows), batch, record, tmp_path, kits
        )
        assert told(report) == batch.answer, fault.name


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_all_faults_are_told_in_any_form(
    name: str, form: Callable[..., Any], kits: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    batch = record.sow(name, record.faults(name))
    report = judged(SPECS / f"{name}.yaml", form(record, batch.rows, tmp_path), batch, record, tmp_path, kits)

    assert told(report) == batch.answer


@pytest.mark.parametrize("name", NAMES)
def test_headers_may_be_called_otherwise(name: str, kits: dict[str, Any], record: Any, tmp_path: Path) -> None:
    batch = record.sow(name, record.faults(name))
    names = dict.fromkeys(header for row in batch.rows for header in row)
    headers = {header: f"{header.replace('_', ' ').title()} (n. {place})" for place, header in enumerate(names)}
    renamed = [{headers[name]: cell for name, cell in row.items()} for row in batch.rows]
    text = (SPECS / f"{name}.yaml").read_text(encoding="utf-8")
    (tmp_path / "spec.yaml").write_text(
        text.replace("samples:\n", f"samples:\n  columns: {json.dumps(headers)}\n"), encoding="utf-8"
    )
    copy(SPECS / "frames-bom.csv", tmp_path)
    samples = record.save(tmp_path / "renamed.csv", renamed)

    assert told(judged(tmp_path / "spec.yaml", samples, batch, record, tmp_path, kits)) == batch.answer


def test_rows_and_columns_have_the_same_verdict(kits: dict[str, Any], record: Any, tmp_path: Path) -> None:
    both = record.EXAMPLES["frames"].boxes(), record.EXAMPLES["frames_wide"].boxes()
    assert both[0] == both[1]
    found: list[Sequence[Any]] = []
    for name in ("frames", "frames_wide"):
        alike = [fault for fault in record.faults(name) if fault.name in {one.name for one in record.frame_faults()}]
        batch = record.sow(name, alike)
        samples = record.save(tmp_path / f"{name}.csv", batch.rows)
        report = judged(SPECS / f"{name}.yaml", samples, batch, record, tmp_path, kits)
        (verdict,) = (each for each in report.verdicts if each.characteristic == "contents")
        found.append(sorted((item.item, item.finding, item.value) for item in verdict.items))

    assert found[0] == found[1]
    assert ("K0023", "too few hook", "hook 3 of 4, level 2 of at most 1") in found[0]


def test_the_committed_samples_are_what_the_script_writes(record: Any, tmp_path: Path) -> None:
    record.write(tmp_path)

    kept = {path.name: path.read_bytes() for path in (SPECS / "samples").iterdir()}
    assert kept == {path.name: path.read_bytes() for path in tmp_path.iterdir()}

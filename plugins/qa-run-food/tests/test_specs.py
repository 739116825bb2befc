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
from qa_run import Outcome, Report

SPECS = Path(__file__).parent.parent / "specs"
NAMES = ("cook_chill", "counter", "recipe_cards", "shipped_ham")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
Rows = list[dict[str, str]]


def judged(spec: Path, samples: Any, food: dict[str, Any]) -> Report:
    report = qa_run.run(spec, samples=samples, items=100, as_of=datetime(2026, 12, 31, 12), **food)
    assert not report.errors
    return report


def told(report: Report) -> list[tuple[str | None, str, str]]:
    """Every item that any verdict names: itself, the requirement, the finding."""
    return sorted(
        {
            (item.item, _requirement(verdict.id).partition("[")[0], item.finding)
            for verdict in report.verdicts
            for item in verdict.items
        }
    )


def not_passed(report: Report) -> dict[str, str]:
    """The outcome of each verdict of all, of a stratum or of a lot that is not passed."""
    fine = (Outcome.PASSED, Outcome.NOT_APPLICABLE)
    return {_requirement(each.id): each.outcome.value for each in report.verdicts if each.outcome not in fine}


def _requirement(node: str) -> str:
    return node.partition("::")[2]


def shuffled(record: Any, rows: Rows, folder: Path) -> Any:
    mixed = list(rows)
    random.Random(1).shuffle(mixed)
    return record.save(folder / "mixed.csv", mixed)


def split(record: Any, rows: Rows, folder: Path) -> Any:
    for part, half in enumerate((rows[:250], rows[250:])):
        record.save(folder / f"part-{part}.csv", half)
    return str(folder / "part-*.csv")


def italian(record: Any, rows: Rows, folder: Path) -> Any:
    commas = [{name: re.sub(r"^(\d+)\.(\d+)$", r"\1,\2", cell) for name, cell in row.items()} for row in rows]
    return record.save(folder / "italian.csv", commas, ";")


def excel(_: Any, rows: Rows, folder: Path) -> Any:
    workbook = pytest.importorskip("openpyxl").Workbook()
    workbook.active.append(list(rows[0]))
    numbers = {name for name in rows[0] if sum(bool(NUMBER.fullmatch(row[name])) for row in rows) > len(rows) / 2}
    for row in rows:
        workbook.active.append([_cell(text, name in numbers) for name, text in row.items()])
    workbook.save(folder / "batch.xlsx")
    return folder / "batch.xlsx"


def _cell(text: str, number: bool) -> Any:
    if TIME.fullmatch(text):
        return datetime.fromisoformat(text)
    return float(text) if number and NUMBER.fullmatch(text) else text or None


FORMS: tuple[Callable[..., Any], ...] = (shuffled, split, italian, excel)


@pytest.mark.parametrize("name", NAMES)
def test_the_good_sample_passes(name: str, food: dict[str, Any]) -> None:
    report = qa_run.run(SPECS / f"{name}.yaml", **food)

    assert set(report.summary) <= {Outcome.PASSED, Outcome.NOT_APPLICABLE}
    assert sum(source.items for one in report.procedures for source in one.sources) >= 500


def test_each_counter_has_five_hundred_lunches_and_each_shop_its_verdict(food: dict[str, Any]) -> None:
    report = qa_run.run(SPECS / "counter.yaml", **food)

    lunches = {verdict.id.partition("::")[2]: verdict.buckets.conforming for verdict in report.verdicts}
    assert [lunches[f"ham_g::portion[counter={counter}]"] for counter in ("Pier", "Station")] == [510, 510]


@pytest.mark.parametrize("name", NAMES)
def test_each_fault_alone_is_told_and_nothing_else(
    name: str, food: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    batch = record.BATCHES[name]
    for fault in batch.faults(batch.good()):
        rows, answer, verdicts = batch.sown([fault])
        report = judged(SPECS / f"{name}.yaml", record.save(tmp_path / "one.csv", rows), food)
        assert (told(report), not_passed(report)) == (answer, verdicts), fault.name


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_all_faults_are_told_in_any_form(
    name: str, form: Callable[..., Any], food: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    batch = record.BATCHES[name]
    rows, answer, verdicts = batch.sown(batch.faults(batch.good()))
    report = judged(SPECS / f"{name}.yaml", form(record, rows, tmp_path), food)

    assert (told(report), not_passed(report)) == (answer, verdicts)


@pytest.mark.parametrize("name", NAMES)
def test_headers_may_be_called_otherwise(name: str, food: dict[str, Any], record: Any, tmp_path: Path) -> None:
    batch = record.BATCHES[name]
    rows, answer, verdicts = batch.sown(batch.faults(batch.good()))
    headers = {column: f"{column.replace('_', ' ').title()} (n. {place})" for place, column in enumerate(rows[0])}
    renamed = [{headers[column]: cell for column, cell in row.items()} for row in rows]
    text = (SPECS / f"{name}.yaml").read_text(encoding="utf-8")
    (tmp_path / "spec.yaml").write_text(
        text.replace("samples:\n", f"samples:\n  columns: {json.dumps(headers)}\n"), encoding="utf-8"
    )
    copy(SPECS / "recipe_cards.csv", tmp_path)
    report = judged(tmp_path / "spec.yaml", record.save(tmp_path / "renamed.csv", renamed), food)

    assert (told(report), not_passed(report)) == (answer, verdicts)


def test_no_two_faults_are_sown_into_one_item(record: Any) -> None:
    for name, batch in record.BATCHES.items():
        sown = [item for fault in batch.faults(batch.good()) for item in {item for item, _ in fault.cells}]
        assert len(sown) == len(set(sown)), name


def test_the_committed_samples_are_what_the_script_writes(record: Any, tmp_path: Path) -> None:
    record.write(tmp_path)

    kept = {path.name: path.read_bytes() for path in (SPECS / "samples").iterdir()}
    assert kept == {path.name: path.read_bytes() for path in tmp_path.iterdir()}

"""The shipped procedure, on audits and photos whose faults are known, in the forms in which people keep them."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import qa_run
from qa_run import Outcome

SPECS = Path(__file__).parent.parent / "specs"
SPEC, PHOTOS = SPECS / "visual_audit.yaml", SPECS / "audits-bad.photos"
Rows = list[dict[str, str]]
Told = list[tuple[str | None, str, str]]

pytestmark = pytest.mark.usefixtures("looked_at_once")


def told(samples: Any, photos: dict[str, Any], spec: Path = SPEC) -> Told:
    given = {"visual-audit": samples, "visual-audit.photos": PHOTOS}
    report = qa_run.run(spec, samples=given, items=100, **photos)
    assert not report.errors
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
    for part, half in enumerate((rows[:250], rows[250:])):
        record.save(folder / f"part-{part}.csv", half)
    return str(folder / "part-*.csv")


def italian(record: Any, rows: Rows, folder: Path) -> Any:
    return record.save(folder / "italian.csv", rows, ";")


def excel(_: Any, rows: Rows, folder: Path) -> Any:
    workbook = pytest.importorskip("openpyxl").Workbook()
    workbook.active.append(list(rows[0]))
    for row in rows:
        workbook.active.append([text or None for text in row.values()])
    workbook.save(folder / "batch.xlsx")
    return folder / "batch.xlsx"


FORMS: tuple[Callable[..., Any], ...] = (shuffled, split, italian, excel)


def test_the_good_sample_passes(photos: dict[str, Any]) -> None:
    report = qa_run.run(SPEC, **photos)

    assert set(report.summary) == {Outcome.PASSED}
    assert max(source.items for one in report.procedures for source in one.sources) >= 500


def test_each_fault_alone_is_told_and_nothing_else(photos: dict[str, Any], record: Any, tmp_path: Path) -> None:
    for fault in record.faults():
        rows, _, answer = record.sow([fault])

        assert told(record.save(tmp_path / "one.csv", rows), photos) == answer, fault.name


@pytest.mark.parametrize("form", FORMS)
def test_all_faults_are_told_in_any_form(
    form: Callable[..., Any], photos: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    rows, _, answer = record.sow(record.faults())

    assert told(form(record, rows, tmp_path), photos) == answer


def test_headers_may_be_called_otherwise(photos: dict[str, Any], record: Any, tmp_path: Path) -> None:
    rows, _, answer = record.sow(record.faults())
    headers = {column: f"{column.replace('_', ' ').title()} (n. {place})" for place, column in enumerate(rows[0])}
    renamed = [{headers[column]: cell for column, cell in row.items()} for row in rows]
    spec = tmp_path / "renamed.yaml"
    text = SPEC.read_text(encoding="utf-8").replace("samples:\n", f"samples:\n  columns: {json.dumps(headers)}\n")
    spec.write_text(text, encoding="utf-8")

    assert told(record.save(tmp_path / "renamed.csv", renamed), photos, spec) == answer


def test_the_committed_samples_are_what_the_script_writes(record: Any, tmp_path: Path) -> None:
    record.write(tmp_path)

    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert written == {path: (SPECS / path).read_bytes() for path in written}
    pictures = {path.relative_to(SPECS) for path in (SPECS / "photos").rglob("*.jpg")}
    assert pictures <= set(written)

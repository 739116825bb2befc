"""The shipped procedures, on samples whose faults are known, in the forms in which people keep them."""

from collections.abc import Sequence
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import qa_run
from qa_run import Outcome, Report
from qa_run.testing.forms import FORMS, renamed

SPECS = Path(__file__).parent.parent / "specs"
NAMES = ("frames", "frames_wide", "toys", "breakfast")
Rows = list[dict[str, str]]


def judged(spec: Path, samples: Any, batch: Any, record: Any, folder: Path, kits: dict[str, Any]) -> Report:
    """The report on the samples; the list beside them goes with them."""
    given = samples
    if batch.orders:
        orders = record.save(folder / "orders.csv", batch.orders)
        given = {"frames": samples, "frames.of": orders}
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


@pytest.mark.parametrize("name", NAMES)
def test_the_good_sample_passes(name: str, kits: dict[str, Any]) -> None:
    report = qa_run.run(SPECS / f"{name}.yaml", **kits)

    assert set(report.summary) == {Outcome.PASSED}
    assert sum(source.items for one in report.procedures for source in one.sources if source.role == "samples") >= 500


@pytest.mark.parametrize("name", NAMES)
def test_each_fault_alone_is_told_and_nothing_else(
    name: str, kits: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    seen = {fault.name for fault in record.frame_faults()} if name == "frames_wide" else set()
    for fault in record.faults(name):
        if fault.name in seen:  # told of rows, and alike of columns
            continue
        batch = record.sow(name, [fault])
        report = judged(
            SPECS / f"{name}.yaml", record.save(tmp_path / "one.csv", batch.rows), batch, record, tmp_path, kits
        )
        assert told(report) == batch.answer, fault.name


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_all_faults_are_told_in_any_form(
    name: str, form: str, kits: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    batch = record.sow(name, record.faults(name))
    report = judged(SPECS / f"{name}.yaml", FORMS[form](batch.rows, tmp_path), batch, record, tmp_path, kits)

    assert told(report) == batch.answer


@pytest.mark.parametrize("name", NAMES)
def test_headers_may_be_called_otherwise(name: str, kits: dict[str, Any], record: Any, tmp_path: Path) -> None:
    batch = record.sow(name, record.faults(name))
    spec, samples = renamed(batch.rows, SPECS / f"{name}.yaml", tmp_path)
    copy(SPECS / "frames-bom.csv", tmp_path)

    assert told(judged(spec, samples, batch, record, tmp_path, kits)) == batch.answer


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

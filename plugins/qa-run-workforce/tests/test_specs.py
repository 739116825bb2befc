"""The shipped procedures, on samples and training records whose faults are known, in the forms in which people keep
them."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import qa_run
from qa_run import Outcome
from qa_run.testing.forms import FORMS

SPECS = Path(__file__).parent.parent / "specs"
NAMES = {"dispensing": "dispensing", "low_ratings": "low_ratings.yaml", "low_rating_plan": "low_rating_plan.yaml"}
Told = list[tuple[str | None, str, str]]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the procedures, whose records may be others."""
    copytree(SPECS, tmp_path / "specs")
    return tmp_path / "specs"


def told(shop: Path, name: str, samples: Any, records: Sequence[Any], record: Any, workforce: dict[str, Any]) -> Told:
    record.save(shop / "training.csv", records)
    return _told(report_on(shop, name, samples, records, record, workforce))


def report_on(
    shop: Path, name: str, samples: Any, records: Sequence[Any], record: Any, workforce: dict[str, Any]
) -> qa_run.Report:
    record.save(shop / "training.csv", records)
    return qa_run.run(shop / NAMES[name], samples=samples, items=200, as_of=datetime(2026, 12, 31, 12), **workforce)


def _told(report: qa_run.Report) -> Told:
    assert not report.errors
    return sorted(
        {
            (item.item, verdict.characteristic, item.finding)
            for verdict in report.verdicts
            if not verdict.per
            for item in verdict.items
        }
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_good_sample_passes(name: str, workforce: dict[str, Any]) -> None:
    report = qa_run.run(SPECS / NAMES[name], **workforce)

    assert set(report.summary) == {Outcome.PASSED}
    assert max(source.items for one in report.procedures for source in one.sources) >= 500


@pytest.mark.parametrize("name", NAMES)
def test_each_fault_alone_is_told_and_nothing_else(
    name: str, shop: Path, workforce: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    for fault in record.faults(name):
        rows, records, answer = record.sow(name, [fault])
        batch = record.save(tmp_path / "one.csv", rows)
        report = report_on(shop, name, batch, records, record, workforce)
        assert _told(report) == answer, fault.name
        assert bool(answer or fault.marginal)
        outcomes = {each.characteristic: each.outcome for each in report.verdicts if not each.per}
        assert {name for name, outcome in outcomes.items() if outcome is Outcome.MARGINAL} == {*fault.marginal}
        assert report.exit_code == bool(answer)


def test_training_that_is_about_to_end_is_told_of_everybody_who_works_by_it(
    shop: Path, workforce: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    (fault,) = [each for each in record.faults("dispensing") if each.marginal]
    rows, records, _ = record.sow("dispensing", [fault])
    batch = record.save(tmp_path / "soon.csv", rows)
    report = report_on(shop, "dispensing", batch, records, record, workforce)
    (whole,) = [
        each
        for each in report.verdicts
        if each.characteristic == "made_by" and not each.per and each.outcome is Outcome.MARGINAL
    ]

    # her training ends with 5 April, and what she makes from 23 March on lies within fourteen days of that
    soon = [row for row in rows if row["made_by"] == "Ewa Nowak" and row["made_at"] >= "2026-03-23"]
    assert whole.message == f"308 preparations, none nonconforming; {len(soon)} conform only just"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_all_faults_are_told_in_any_form(
    name: str, form: str, shop: Path, workforce: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    rows, records, answer = record.sow(name, record.faults(name))
    records = list(reversed(records))

    assert told(shop, name, FORMS[form](rows, tmp_path), records, record, workforce) == answer


@pytest.mark.parametrize("name", NAMES)
def test_headers_may_be_called_otherwise(
    name: str, shop: Path, workforce: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    rows, records, answer = record.sow(name, record.faults(name))
    headers = {column: f"{column.replace('_', ' ').title()} (n. {place})" for place, column in enumerate(rows[0])}
    batch = record.save(
        tmp_path / "renamed.csv", [{headers[column]: cell for column, cell in row.items()} for row in rows]
    )
    for spec in shop.rglob("*.yaml"):
        text = spec.read_text(encoding="utf-8")
        spec.write_text(text.replace("samples:\n", f"samples:\n  columns: {json.dumps(headers)}\n"), encoding="utf-8")

    assert told(shop, name, batch, records, record, workforce) == answer


def test_the_committed_samples_are_what_the_script_writes(record: Any, tmp_path: Path) -> None:
    record.write(tmp_path)

    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert written == {path: (SPECS / path).read_bytes() for path in written}

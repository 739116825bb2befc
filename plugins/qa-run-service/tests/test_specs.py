"""The shipped procedures, on samples whose faults are known, in the forms in which people keep them."""

from datetime import datetime
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import qa_run
from qa_run import Outcome, Report
from qa_run.testing.forms import FORMS, renamed

SPECS = Path(__file__).parent.parent / "specs"
NAMES = ("repairs", "card", "night_parcels")
Told = list[tuple[str | None, str, str]]


def judged(spec: Path, samples: Any, service: dict[str, Any]) -> Report:
    return qa_run.run(spec, samples=samples, items=100, as_of=datetime(2026, 12, 31, 12), **service)


def told(spec: Path, samples: Any, service: dict[str, Any]) -> Told:
    return told_by(judged(spec, samples, service))


def told_by(report: Report) -> Told:
    assert not report.errors
    return sorted(
        (item.item, verdict.characteristic, item.finding)
        for verdict in report.verdicts
        if not verdict.per
        for item in verdict.items
    )


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
        report = judged(SPECS / f"{name}.yaml", record.save(tmp_path / "one.csv", rows), service)
        assert told_by(report) == answer, fault.name
        assert bool(answer) != bool(fault.marginal)
        marginal = [each for each in report.verdicts if each.outcome is Outcome.MARGINAL]
        assert bool(marginal) == bool(fault.marginal)
        assert report.exit_code == bool(answer)


@pytest.mark.parametrize(
    ("name", "fault"), [("repairs", "told in time and offered"), ("night_parcels", "told and offered")]
)
def test_late_but_told_with_an_offer_is_marginal_where_it_is_excused(
    name: str, fault: str, service: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    (chosen,) = [each for each in record.faults(name) if each.name == fault]
    rows, _ = record.sow(name, [chosen])
    report = judged(SPECS / f"{name}.yaml", record.save(tmp_path / "one.csv", rows), service)
    whole = next(each for each in report.verdicts if each.characteristic == "outcome")

    assert (whole.outcome, whole.nonconforming) == (Outcome.MARGINAL, 0)
    assert whole.message.endswith(f"none nonconforming; {len(chosen.marginal)} conform only just")


def test_late_not_done_and_blank_are_four_findings(service: dict[str, Any]) -> None:
    report = judged(SPECS / "night_parcels.yaml", SPECS / "samples" / "night_parcels-bad.csv", service)

    found = {finding for _, _, finding in told_by(report)}
    assert {"late and not told", "not done", "nothing recorded", "nothing promised"} <= found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_all_faults_are_told_in_any_form(
    name: str, form: str, service: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    rows, answer = record.sow(name, record.faults(name))

    assert told(SPECS / f"{name}.yaml", FORMS[form](rows, tmp_path), service) == answer


@pytest.mark.parametrize("name", NAMES)
def test_headers_may_be_called_otherwise(name: str, service: dict[str, Any], record: Any, tmp_path: Path) -> None:
    rows, answer = record.sow(name, record.faults(name))
    spec, batch = renamed(rows, SPECS / f"{name}.yaml", tmp_path)
    copy(SPECS / "holidays.csv", tmp_path)

    assert told(spec, batch, service) == answer


def test_the_committed_samples_are_what_the_script_writes(record: Any, tmp_path: Path) -> None:
    record.write(tmp_path)

    kept = {path.name: path.read_bytes() for path in (SPECS / "samples").iterdir()}
    assert kept == {path.name: path.read_bytes() for path in tmp_path.iterdir()}

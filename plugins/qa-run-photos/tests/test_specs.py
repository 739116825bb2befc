"""The shipped procedure, on audits and photos whose faults are known, in the forms in which people keep them."""

from pathlib import Path
from typing import Any

import pytest
import qa_run
from qa_run import Outcome
from qa_run.testing.forms import FORMS, renamed

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


def test_the_good_sample_passes(photos: dict[str, Any]) -> None:
    report = qa_run.run(SPEC, **photos)

    assert set(report.summary) == {Outcome.PASSED}
    assert max(source.items for one in report.procedures for source in one.sources) >= 500


def test_each_fault_alone_is_told_and_nothing_else(photos: dict[str, Any], record: Any, tmp_path: Path) -> None:
    for fault in record.faults():
        rows, _, answer = record.sow([fault])

        assert told(record.save(tmp_path / "one.csv", rows), photos) == answer, fault.name


@pytest.mark.parametrize("form", FORMS)
def test_all_faults_are_told_in_any_form(form: str, photos: dict[str, Any], record: Any, tmp_path: Path) -> None:
    rows, _, answer = record.sow(record.faults())

    assert told(FORMS[form](rows, tmp_path), photos) == answer


def test_headers_may_be_called_otherwise(photos: dict[str, Any], record: Any, tmp_path: Path) -> None:
    rows, _, answer = record.sow(record.faults())
    spec, samples = renamed(rows, SPEC, tmp_path)

    assert told(samples, photos, spec) == answer


def test_the_committed_samples_are_what_the_script_writes(record: Any, tmp_path: Path) -> None:
    record.write(tmp_path)

    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert written == {path: (SPECS / path).read_bytes() for path in written}
    pictures = {path.relative_to(SPECS) for path in (SPECS / "photos").rglob("*.jpg")}
    assert pictures <= set(written)

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
NAMES = ("cook_chill", "counter", "recipe_cards", "shipped_ham")


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
    name: str, form: str, food: dict[str, Any], record: Any, tmp_path: Path
) -> None:
    batch = record.BATCHES[name]
    rows, answer, verdicts = batch.sown(batch.faults(batch.good()))
    report = judged(SPECS / f"{name}.yaml", FORMS[form](rows, tmp_path), food)

    assert (told(report), not_passed(report)) == (answer, verdicts)


@pytest.mark.parametrize("name", NAMES)
def test_headers_may_be_called_otherwise(name: str, food: dict[str, Any], record: Any, tmp_path: Path) -> None:
    batch = record.BATCHES[name]
    rows, answer, verdicts = batch.sown(batch.faults(batch.good()))
    spec, samples = renamed(rows, SPECS / f"{name}.yaml", tmp_path)
    copy(SPECS / "recipe_cards.csv", tmp_path)
    report = judged(spec, samples, food)

    assert (told(report), not_passed(report)) == (answer, verdicts)


def test_no_two_faults_are_sown_into_one_item(record: Any) -> None:
    for name, batch in record.BATCHES.items():
        sown = [item for fault in batch.faults(batch.good()) for item in {item for item, _ in fault.cells}]
        assert len(sown) == len(set(sown)), name


def test_the_committed_samples_are_what_the_script_writes(record: Any, tmp_path: Path) -> None:
    record.write(tmp_path)

    kept = {path.name: path.read_bytes() for path in (SPECS / "samples").iterdir()}
    assert kept == {path.name: path.read_bytes() for path in tmp_path.iterdir()}

"""The shipped procedures, on samples whose faults are known: each alone, all together, and in other forms."""

import runpy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import qa_run
from qa_run import Outcome
from qa_run.testing.forms import FORMS, as_recorded, renamed

SPECS = Path(__file__).parent.parent / "specs"
#: Of each procedure the column of its items.
ITEMS = {"front_desk": "utterance", "calls": "call", "attendant_calls": "call"}
RECORDS = {name: runpy.run_path(str(SPECS / f"record_{name}.py")) for name in ITEMS}
GOOD = {name: RECORDS[name]["good_rows"]() for name in ITEMS}
FAULTS = {name: RECORDS[name]["faults"](GOOD[name]) for name in ITEMS}
#: Where no requirement looks at several items, what goes for one fault beside another goes for it alone.
ITEM_BY_ITEM = ("front_desk", "calls")
MANY, EVERY = 1000, 15
Row = dict[str, str]
Told = list[tuple[str, str, str]]


def told(report: qa_run.Report) -> Told:
    """Each item with characteristic and finding; each mean that is out of its limit, or of nothing."""
    assert not report.errors
    assert not report.refused
    items = {
        (str(item.item), verdict.characteristic, item.finding)
        for verdict in report.verdicts
        if not verdict.per
        for item in verdict.items
    }
    means = {
        (verdict.id.rpartition("::")[2], verdict.characteristic, finding)
        for verdict in report.verdicts
        if verdict.criterion == "mean" and (finding := said_of(verdict))
    }
    return sorted(items | means)


def said_of(mean: qa_run.Verdict) -> str:
    if mean.outcome is Outcome.NOT_INSPECTED:
        return "not inspected"
    return "above" if float(mean.measured["mean"]) > float(mean.limits["upper"]) else ""


def by_item(name: str, rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[ITEMS[name]], []).append(row)
    return found


def each_apart(name: str) -> tuple[list[Row], Told]:
    """A batch for each fault, side by side: the items in which it is sown, and others; its name is part of theirs."""
    rows: list[Row] = []
    answers: Told = []
    good = by_item(name, GOOD[name])
    for fault in FAULTS[name]:
        sown, answer = RECORDS[name]["sow"]([fault])
        for number, (item, lines) in enumerate(by_item(name, sown).items()):
            if number % EVERY == 0 or lines != good.get(item):
                rows += [{**row, ITEMS[name]: f"{fault.name}/{item}"} for row in lines]
        answers += [(f"{fault.name}/{item}", *line) for item, *line in answer]
    return rows, sorted(set(answers))


@pytest.mark.parametrize("name", ITEMS)
def test_the_committed_files_are_what_the_script_writes(name: str, tmp_path: Path) -> None:
    RECORDS[name]["write_all"](tmp_path)

    kept = {path.name: path.read_bytes() for path in (SPECS / "samples").glob(f"{name}-*")}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == kept
    assert len(kept) >= 3


@pytest.mark.parametrize("name", ITEMS)
def test_the_good_sample_passes(name: str, voice: dict[str, Any]) -> None:
    report = qa_run.run(SPECS / f"{name}.yaml", **voice)

    assert set(report.summary) == {Outcome.PASSED}
    assert len(by_item(name, GOOD[name])) >= 500


@pytest.mark.parametrize("name", ["front_desk", "calls"])
def test_samples_of_what_is_said_are_in_every_language(name: str) -> None:
    assert {row["lang"] for row in GOOD[name]} == {"en", "it", "pl"}


@pytest.mark.parametrize("name", ITEM_BY_ITEM)
def test_a_fault_alone_is_told_and_nothing_else(name: str, tmp_path: Path, voice: dict[str, Any]) -> None:
    rows, answer = each_apart(name)
    report = qa_run.run(SPECS / f"{name}.yaml", samples=as_recorded(rows, tmp_path), items=MANY, **voice)

    assert told(report) == answer


@pytest.mark.parametrize("fault", FAULTS["attendant_calls"], ids=lambda fault: fault.name)
def test_a_fault_of_a_log_with_means_is_told_and_nothing_else(
    fault: Any, tmp_path: Path, voice: dict[str, Any]
) -> None:
    rows, answer = RECORDS["attendant_calls"]["sow"]([fault])
    report = qa_run.run(SPECS / "attendant_calls.yaml", samples=as_recorded(rows, tmp_path), items=MANY, **voice)

    assert told(report) == answer


@pytest.mark.parametrize("form", ["as_recorded", *FORMS, "renamed"])
@pytest.mark.parametrize("name", ITEMS)
def test_all_faults_together_are_told_and_nothing_else(
    name: str, form: str, tmp_path: Path, voice: dict[str, Any]
) -> None:
    rows, answer = RECORDS[name]["sow"](FAULTS[name])
    spec = SPECS / f"{name}.yaml"
    if form != "renamed":
        samples = (FORMS | {"as_recorded": as_recorded})[form](rows, tmp_path)
    else:
        spec, samples = renamed(rows, spec, tmp_path)
        text = spec.read_text(encoding="utf-8")
        spec.write_text(text.replace("from: samples/", f"from: {SPECS}/samples/"), encoding="utf-8")
    report = qa_run.run(spec, samples=samples, items=MANY, **voice)

    assert told(report) == sorted(set(answer))

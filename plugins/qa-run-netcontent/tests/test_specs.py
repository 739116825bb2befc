"""The shipped procedures: the good samples pass, and of bad ones a report says what was sown, in whatever form."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import qa_run
import weighings
from qa_run import Outcome, Report
from qa_run.testing.forms import FORMS, as_recorded, renamed
from weighings import EXAMPLES, Fault, Line, Row, sow

SPECS = Path(__file__).parent.parent / "specs"
EACH = [
    pytest.param(name, fault, id=f"{name}-{fault.name}")
    for name, example in EXAMPLES.items()
    for fault in example.faults(example.rows())
]


def judged(name: str, form: str, rows: Sequence[Row], folder: Path, plugins: dict[str, Any]) -> Report:
    """The report on the rows, by the shipped procedure; with renamed headers by a copy that knows them."""
    spec = SPECS / f"{name}.yaml"
    if form != "renamed":
        samples = (FORMS | {"plain": as_recorded})[form](rows, folder)
    else:
        spec, samples = renamed(rows, spec, folder)
        (folder / "samples").mkdir()
        copy(SPECS / "samples" / "flour-lots.csv", folder / "samples")
    return qa_run.run(spec, samples=samples, items=10_000, **plugins)


def said_by(report: Report) -> list[Line]:
    """Each item that is named, and each lot that is not accepted with the rules that refuse it."""
    lines = []
    for verdict in report.verdicts:
        requirement = verdict.id.split("::", 1)[1]
        lines += [(item.item, requirement, item.finding) for item in verdict.items]
        if lot := re.fullmatch(r"(.*)\[\w+=(.*)\]", requirement):
            if verdict.outcome is Outcome.NOT_INSPECTED:
                lines.append((lot[2], lot[1], "not inspected"))
            elif verdict.outcome is not Outcome.PASSED:
                lines.append((lot[2], lot[1], _why(verdict.message)))
    return sorted(lines)


def _why(message: str) -> str:
    for pattern in (r"refused by (.*?):", r"(no tare) in", r"(?:is|are) (missing) or cannot be read"):
        if found := re.search(pattern, message):
            return found[1]
    return message


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_good_sample_passes(name: str, netcontent: dict[str, Any]) -> None:
    report = qa_run.run(SPECS / f"{name}.yaml", **netcontent)

    assert set(report.summary) == {Outcome.PASSED}
    assert sum(source.rows for one in report.procedures for source in one.sources if source.rows) >= 500


@pytest.mark.parametrize(("name", "fault"), EACH)
def test_a_fault_alone_is_told_and_nothing_else(
    name: str, fault: Fault, tmp_path: Path, netcontent: dict[str, Any]
) -> None:
    rows, answer = sow(name, [fault])

    assert said_by(judged(name, "plain", rows, tmp_path, netcontent)) == answer
    assert answer


@pytest.mark.parametrize("form", ["plain", *FORMS, "renamed"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_all_faults_together_are_told_and_nothing_else(
    name: str, form: str, tmp_path: Path, netcontent: dict[str, Any]
) -> None:
    rows, answer = sow(name, EXAMPLES[name].faults(EXAMPLES[name].rows()))

    assert said_by(judged(name, form, rows, tmp_path, netcontent)) == answer


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_bad_sample_that_is_shipped_gives_the_answer_that_is_shipped(name: str, netcontent: dict[str, Any]) -> None:
    bad = SPECS / "samples" / f"{name}-bad.csv"
    report = qa_run.run(SPECS / f"{name}.yaml", samples=str(bad), items=10_000, **netcontent)

    assert [list(line) for line in said_by(report)] == json.loads(bad.with_suffix(".json").read_text(encoding="utf-8"))


def test_the_shipped_samples_are_what_the_script_writes(tmp_path: Path) -> None:
    weighings.write(tmp_path / "samples")

    for written in sorted((tmp_path / "samples").iterdir()):
        assert written.read_bytes() == (SPECS / "samples" / written.name).read_bytes(), written.name

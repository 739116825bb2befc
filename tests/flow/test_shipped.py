"""The shipped examples: the good samples are released, and a bad batch's report is the answer, in whatever form."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from batches import ROOT, Batch, batch_of, forms_of, house_of
from reported import lines_of, said_by, unexplained
from sow import EXAMPLES, Fault, bad_samples, faults, sow

from qa_run import Outcome, Report, run
from qa_run.cli.main import main

EACH = [pytest.param(name, fault, id=f"{name}-{fault.name}") for name in EXAMPLES for fault in faults(name)]
MANY = 10_000


def judged(name: str, batch: Batch, here: Path) -> Report:
    house = house_of(name, here, batch) if batch.says else ROOT
    return run(
        EXAMPLES[name].spec, samples=batch.given(EXAMPLES[name]), here=house, items=MANY, **promises(name, house)
    )


def promises(name: str, house: Path) -> dict[str, Path]:
    """The file of promises that the example is held to, if it has one."""
    return {"corrections": house / EXAMPLES[name].corrections} if EXAMPLES[name].corrections else {}


def check(name: str, chosen: Sequence[Fault], form: str, folder: Path) -> None:
    rows, answer = sow(name, chosen)
    report = judged(name, batch_of(name, rows, chosen, form, folder), folder)

    assert report.errors == report.refused == ()
    assert said_by(report) == lines_of(answer, report)
    assert unexplained(report) == []
    assert report.exit_code == int(any(line.get("finding") != "marginal" for line in answer))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_good_sample_passes_wholly(name: str) -> None:
    report = run(EXAMPLES[name].spec, here=ROOT, **promises(name, ROOT))

    assert set(report.summary) == {Outcome.PASSED}
    assert report.exit_code == 0
    assert sum(source.items for one in report.procedures for source in one.sources if source.role == "samples") >= 500


@pytest.mark.parametrize(("name", "fault"), EACH)
def test_a_fault_alone_is_told_and_nothing_else(name: str, fault: Fault, tmp_path: Path) -> None:
    check(name, [fault], "plain", tmp_path)


@pytest.mark.parametrize(("name", "form"), [(name, form) for name in EXAMPLES for form in ("plain", *forms_of(name))])
def test_all_faults_together_are_told_and_nothing_else(name: str, form: str, tmp_path: Path) -> None:
    check(name, faults(name), form, tmp_path)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_command_says_the_same_of_the_bad_batch(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    batch = [f"--samples={given}={path}" for given, path in bad_samples(name).items()]
    batch += [f"-ocorrections={path}" for path in [EXAMPLES[name].corrections] if path]
    code = main([EXAMPLES[name].spec, *batch, "--items", str(MANY), "--json", str(tmp_path / "report.json")])
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    answer = json.loads((ROOT / "specs" / "answers" / f"{name}.json").read_text(encoding="utf-8"))

    assert code == report["exit_code"] == 1
    assert {
        (item["item"], verdict["characteristic"], item["finding"])
        for verdict in report["verdicts"]
        if verdict["outcome"] != "marginal" and verdict["criterion"] not in ("chart", "capability", "agreement")
        for item in verdict["items"]
    } == {(line["item"], line["characteristic"], line["finding"]) for line in answer if "item" in line}
    assert capsys.readouterr().out.splitlines()[-1].strip("= ").startswith(f"{report['summary']['failed']} failed")

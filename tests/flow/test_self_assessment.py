"""What owners believe and customers say: 61.9 % against 55.8 %, from recorded answers and from published ones."""

import re
from pathlib import Path

import polars as pl
import pytest
from batches import ROOT
from sow import faults, sow

from qa_run import Outcome, Report, Verdict, run

SPEC = "specs/self_assessment.yaml"
PUBLISHED = "measured: {share: 63.2 %, n: 4018}"


def judged(folder: Path, *changes: tuple[str, str], fault: str = "") -> Report:
    """The example with other lines in its procedure, on the good sample or on that with one fault."""
    rows, _ = sow("self_assessment", [each for each in faults("self_assessment") if each.name == fault])
    text = (ROOT / SPEC).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "specs").mkdir()
    (folder / SPEC).write_text(text, encoding="utf-8")
    samples = pl.DataFrame(rows).with_columns(pl.col("satisfied_pct").cast(int))
    return run(SPEC, samples=samples, here=folder)


def told(report: Report, node: str) -> tuple[Outcome, str]:
    verdict: Verdict = next(each for each in report.verdicts if each.id == f"{SPEC}::{node}")
    return verdict.outcome, " ".join(re.findall(r"gap [\d.]+ points", verdict.message))


@pytest.mark.parametrize(
    ("fault", "node", "gap"),
    [
        ("less_than_believed", "grade::believed", "gap 6.1 points"),
        ("less_happy", "happy::believed", "gap 19.2 points"),
        ("another_mode", "satisfied_pct::usual", "gap 20 points"),
    ],
)
def test_recorded_answers_show_the_gap_to_the_point(fault: str, node: str, gap: str, tmp_path: Path) -> None:
    report = judged(tmp_path, fault=fault)

    assert told(report, node) == (Outcome.FAILED, gap)
    assert [each.id for each in report.verdicts if not each.outcome.releases] == [f"{SPEC}::{node}"]


@pytest.mark.parametrize(
    ("published", "outcome"),
    [
        ("measured: {share: 55.8 %, n: 4018}", Outcome.FAILED),
        ("measured: {count: 558, n: 1000}", Outcome.FAILED),
        ("measured: {share: 55.8 %}", Outcome.NOT_INSPECTED),
        ("measured: {share: 55.8 %}, without_interval: true", Outcome.FAILED),
    ],
)
def test_published_answers_show_it_too_and_without_n_only_if_asked(
    published: str, outcome: Outcome, tmp_path: Path
) -> None:
    report = judged(tmp_path, (PUBLISHED, published))

    assert told(report, "grade::published") == (outcome, "gap 6.1 points")
    assert report.exit_code == 1


@pytest.mark.parametrize(
    ("node", "line"),
    [("happy::believed", "{one_of: [happy]}, at_most: 5 points"), ("satisfied_pct::usual", "75 %, at_most: 5 points")],
)
def test_without_interval_has_to_be_said(node: str, line: str, tmp_path: Path) -> None:
    report = judged(tmp_path, (f"{line}, without_interval: true", line))

    assert told(report, node)[0] is Outcome.NOT_INSPECTED


def test_fifty_five_as_the_published_usual_answer(tmp_path: Path) -> None:
    report = judged(tmp_path, ("mode_gap: {claimed: 75 %", "mode_gap: {measured: 55 %, claimed: 75 %"))

    assert told(report, "satisfied_pct::usual") == (Outcome.FAILED, "gap 20 points")

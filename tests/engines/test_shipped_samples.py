"""The bad samples that are shipped, as files and as frames: the same verdicts, numbers and items."""

import csv
from pathlib import Path

import pytest
import yaml

import qa_run

polars = pytest.importorskip("polars")

SPECS = Path(__file__).parents[2] / "specs"
BAD = sorted((SPECS / "samples" / "bad").glob("*.csv"))


def told(report):
    """What a report says, without the surplus that only files count."""
    for verdict in report.verdicts:
        measured = {name: value for name, value in verdict.measured.items() if name != "surplus"}
        items = [(item.item, str(item.value), item.finding) for item in verdict.items]
        numbers = {name: round(value, 9) if isinstance(value, float) else value for name, value in measured.items()}
        yield verdict.id, verdict.outcome, verdict.message, verdict.buckets, numbers, items


def frame_of(path):
    text = path.read_text("utf-8")
    delimiter = ";" if text.splitlines()[0].count(";") > 2 else ","
    header, *rows = csv.reader(text.splitlines(), delimiter=delimiter)
    return polars.DataFrame(rows, schema=header, orient="row")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_frame_is_judged_as_its_file_is(path):
    spec = SPECS / f"{path.stem}.yaml"
    if not spec.exists():
        pytest.skip(f"{spec.name} stands elsewhere")
    report = qa_run.run([spec], samples=frame_of(path).lazy())
    samples = yaml.safe_load(spec.read_text("utf-8"))["samples"]
    if {"of", "references"} & samples.keys():  # refused, so that nothing passes unjudged
        assert not list(told(report))
        assert "a frame cannot be" in "".join(report.refused)
        return

    assert list(told(report)) == list(told(qa_run.run([spec], samples=str(path))))

"""The forms in which people keep records hold what was recorded, and are judged alike."""

from pathlib import Path

import pytest

from qa_run import run
from qa_run.testing.forms import FORMS, as_recorded, renamed

ROWS = [
    {
        "id": f"{number:03d}",
        "made": f"2026-03-{1 + number % 28:02d} 09:00:00",
        "began": "2026-03-03 08:00:00",
        "grams": grams,
        "note": note,
    }
    for number, (grams, note) in enumerate(
        [("80.5", ""), ("79", "a;b"), ("91.25", "x,y"), ("", "blank"), ("8o", "letters"), ("80", "1.5.2")] * 3
    )
]
SPEC = """\
procedure: p
samples:
  from: nowhere.csv
  item: id
characteristics:
  grams: {unit: g, upper: 90}
  made: {not_before: {column: began}}
  note: {none_of: ["a;b", "1.5.2"], optional: true}
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    (tmp_path / "p.yaml").write_text(SPEC, encoding="utf-8")
    return tmp_path / "p.yaml"


def found(spec: Path, samples: str) -> set[tuple[str | None, str, str]]:
    report = run(spec, samples=samples, items=100, here=spec.parent)
    return {(item.item, each.characteristic, item.finding) for each in report.verdicts for item in each.items}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_judged_as_what_was_recorded(form: str, spec: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    expected = found(spec, as_recorded(ROWS, tmp_path))

    assert {("002", "grams", "above"), ("003", "grams", "missing"), ("004", "grams", "unreadable")} <= expected
    assert {("000", "made", "early"), ("001", "note", "forbidden"), ("005", "note", "forbidden")} <= expected
    assert found(spec, FORMS[form](ROWS, tmp_path / "other")) == expected


def test_other_headers_come_with_the_procedure_that_knows_them(spec: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    copied, samples = renamed(ROWS, spec, tmp_path / "other")

    assert "Grams (n. 3)" in Path(samples).read_text(encoding="utf-8").splitlines()[0]
    assert found(copied, samples) == found(spec, as_recorded(ROWS, tmp_path))

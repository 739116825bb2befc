"""Names that differ only in the case of their letters are one in a query: they are refused, and never mixed up."""

from pathlib import Path

import polars
import pytest

from qa_run import run

ROWS = {"id": [1, 2, 3], "a": [2, 2, 2], "b": [80, 80, 4], "site": ["A", "A", "B"]}
W = """\
procedure: p
samples: {from: x.csv, item: id, columns: {w: a, W: b}}
characteristics:
  w: {lower: 10}
  W: {lower: 10, when: {site: {one_of: [A, B]}}}
"""
CONDITION = """\
procedure: p
samples: {from: x.csv, item: id, columns: {w: a, W: b}}
characteristics:
  w: {lower: 1, when: {W: {lower: 10}}}
"""
KEY = """\
procedure: p
samples: {from: x.csv, item: id, columns: {Site: a}, per: [site]}
characteristics:
  Site: {lower: 1}
"""
OBSERVED = """\
procedure: p
samples: {from: x.csv, item: id}
observations: {A: {sum: [a, b]}}
characteristics:
  A: {lower: 1}
  a: {lower: 1}
"""
REFUSED = {
    "two characteristics": (W, "p.yaml:5:7: 'w' and 'W' differ only"),
    "a condition": (CONDITION, "p.yaml:4:7: 'w' and 'W' differ only"),
    "strata": (KEY, "p.yaml:4:10: 'site' and 'Site' differ only"),
    "an observation": (OBSERVED, "p.yaml:6:7: 'A' and 'a' differ only"),
}


@pytest.mark.parametrize("form", ["csv", "frame"])
@pytest.mark.parametrize("spec", REFUSED)
def test_names_that_differ_only_in_case_are_refused_with_their_place(tmp_path: Path, spec: str, form: str) -> None:
    frame = polars.DataFrame(ROWS)
    frame.write_csv(tmp_path / "x.csv")
    text, told = REFUSED[spec]
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")

    report = run("p.yaml", here=tmp_path, **({"samples": frame} if form == "frame" else {}))
    assert len(report.refused) == 1
    assert report.refused[0].startswith(told)
    assert list(report.verdicts) == []
    assert report.exit_code == 4


def test_one_name_in_either_case_is_no_other(tmp_path: Path) -> None:
    polars.DataFrame(ROWS).write_csv(tmp_path / "x.csv")
    (tmp_path / "p.yaml").write_text(W.replace("  w: {lower: 10}\n", ""), encoding="utf-8")
    (verdict,) = [each for each in run("p.yaml", here=tmp_path).verdicts if each.characteristic == "W"]
    assert [each.item for each in verdict.items] == ["3"]


def test_a_header_without_rows_is_not_inspected_whatever_condition_there_is(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,temp,site,note\n", encoding="utf-8")
    (tmp_path / "p.yaml").write_text(
        "procedure: p\nsamples: {from: x.csv, item: id, per: [site]}\n"
        "characteristics: {temp: {lower: 70, when: {note: ok}}}\n",
        encoding="utf-8",
    )
    report = run("p.yaml", here=tmp_path)
    assert {each.outcome.value for each in report.verdicts} == {"not_inspected"}
    assert report.exit_code == 5

"""Names of strata that differ only in outer spaces are one stratum, whatever is measured in it, on every form."""

from pathlib import Path
from statistics import median

import pytest

import qa_run

SPEC = """
procedure: p
samples: {{from: {file}, item: id, per: [shop]}}
characteristics:
  g:
    requirements:
      - {{id: middle, median: {{upper: 40}}}}
      - {{id: kinds, distinct: {{upper: 9}}}}
      - {{id: spread, chart: {{type: i_mr}}}}
      - {{id: least, lower: 1}}
"""
ROWS = [
    (f"i{number:02}", "Roma\t" if number % 3 == 0 else "Roma" if number % 2 else "Como", number) for number in range(30)
]


def inspected(where: Path, form: str) -> qa_run.Report:
    (where / "p.yaml").write_text(SPEC.format(file=form if "." in form else "a.csv"), "utf-8")
    if form == "a.csv":
        lines = ["id,shop,g", *(",".join(map(str, row)) for row in ROWS)]
        (where / form).write_text("\n".join(lines) + "\n", "utf-8")
        return qa_run.run(["p.yaml"], here=where)
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(ROWS, ["id", "shop", "g"], orient="row")
    if form == "a.parquet":
        frame.write_parquet(where / form)
        return qa_run.run(["p.yaml"], here=where)
    return qa_run.run(["p.yaml"], samples=frame, here=where)


@pytest.mark.parametrize("form", ["a.csv", "a.parquet", "frame"])
def test_they_are_measured_together(tmp_path, form):
    found = {verdict.id.partition("::")[2]: verdict for verdict in inspected(tmp_path, form).verdicts}
    of_roma = [number for _, shop, number in ROWS if shop.strip() == "Roma"]

    assert {name.partition("[")[2] for name in found} == {"", "shop=Como]", "shop=Roma]"}
    assert found["g::middle[shop=Roma]"].measured["median"] == median(of_roma)
    assert found["g::kinds[shop=Roma]"].measured["distinct"] == len(of_roma)
    assert f"trial limits of {len(of_roma)} of {len(of_roma)} points" in found["g::spread[shop=Roma]"].message
    assert found["g::least[shop=Roma]"].inspected == len(of_roma)
    assert found["g::least[shop=Roma]"].items[0].item == "i00"


def test_a_number_that_is_none_is_left_out_where_a_condition_holds(tmp_path):
    """With a condition, nobody looks afterwards whether a sum was finite."""
    spec = "procedure: p\nsamples: {from: a.csv, item: id}\n"
    spec += "characteristics: {g: {when: {kind: {one_of: [x]}}, mean: {upper: 3}, stdev: {upper: 3}}}\n"
    (tmp_path / "p.yaml").write_text(spec, "utf-8")
    (tmp_path / "a.csv").write_text("id,kind,g\na,x,1\nb,x,3\nc,x,nan\nd,y,nan\n", "utf-8")

    mean, stdev = list(qa_run.run(["p.yaml"], here=tmp_path).verdicts)[-2:]

    assert (mean.measured["mean"], mean.measured["n"], mean.buckets.unreadable) == (2, 2, 1)
    assert stdev.measured["stdev"] == pytest.approx(2**0.5)

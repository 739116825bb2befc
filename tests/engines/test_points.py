"""The points of a sequence are the same on every engine, whatever the order of the rows."""

import random
from pathlib import Path
from typing import Any

import pytest

from qa_run import Verdict, run
from qa_run.engines.duck import Duck

nw = pytest.importorskip("narwhals")

PROCEDURE = """\
procedure: p
samples: {{from: x.csv, item: {{column: id, repeats: allowed}}, time: at{per}}}
characteristics: {{x: {{chart: {chart}}}}}
"""


def sample() -> list[tuple[str, str, float, str, str, str]]:
    """Two machines, two phases each; rows in no order, one in fifty without a time, a subgroup or a phase."""
    draw, rows = random.Random(5), []
    for place in range(400):
        lacks = draw.randrange(150)
        at = f"2026-{1 + place // 250:02d}-{1 + place // 20 % 28:02d} {place % 24:02d}:{place % 60:02d}:00"
        row = (f"I{place}", at, round(draw.gauss(10, 1), 3), f"S{place // 4}", "AB"[place % 2], "12"[place // 200])
        rows.append((row[0], "" if lacks == 0 else row[1], row[2], "" if lacks == 1 else row[3], row[4], row[5]))
    draw.shuffle(rows)
    return rows


HEADERS = ("id", "at", "x", "s", "m", "ph")


def files(folder: Path) -> Any:
    text = "\n".join([",".join(HEADERS), *(",".join(map(str, row)) for row in sample())])
    (folder / "x.csv").write_text(text + "\n", encoding="utf-8")
    return folder / "x.csv"


def columns() -> dict[str, list[Any]]:
    whole = list(zip(*sample(), strict=True))
    return {
        name: [None if each == "" else each for each in column] for name, column in zip(HEADERS, whole, strict=True)
    }


def polars_frame(folder: Path) -> Any:
    polars = pytest.importorskip("polars")
    return polars.DataFrame(columns()).with_columns(polars.col("at").str.to_datetime())


def pandas_frame(folder: Path) -> Any:
    pandas = pytest.importorskip("pandas")
    return pandas.DataFrame(columns()).assign(at=lambda frame: pandas.to_datetime(frame["at"]))


def arrow_table(folder: Path) -> Any:
    pyarrow = pytest.importorskip("pyarrow")
    return pyarrow.table(columns())


CHARTS = {
    "by column": "{type: xbar_s, subgroup: s, rules: nelson}",
    "by number": "{type: xbar_r, subgroup: 5, rules: nelson}",
    "single": "{type: i_mr, rules: nelson}",
    "phases": "{type: xbar_r, subgroup: 4, phase: ph, rules: nelson}",
    "dates": "{type: i_mr, rules: nelson, first: {until: 2026-01-10}}",
    "left out": "{type: i_mr, rules: nelson, exclude: [{point: I7, because: dropped}, {point: I77, because: dropped}]}",
    "left out by number": "{type: xbar_r, subgroup: 5, exclude: [{point: 7, because: dropped}]}",
}


def judged(folder: Path, samples: Any, chart: str, per: str) -> list[tuple[Any, ...]]:
    path = folder / "p.yaml"
    path.write_text(PROCEDURE.format(chart=chart, per=per), encoding="utf-8")
    report = run(path, samples=samples, here=folder, items=1000)
    return [_told(each) for each in report.verdicts if each.criterion == "chart"]


def _told(verdict: Verdict) -> tuple[Any, ...]:
    items = [(item.item, item.time, sorted(item.items), item.many, item.finding) for item in verdict.items]
    return verdict.id, verdict.outcome, verdict.message, verdict.measured, items


@pytest.mark.parametrize("per", ["", ", per: [m]"])
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
@pytest.mark.parametrize("samples", [polars_frame, pandas_frame, arrow_table])
def test_frames_have_the_points_that_files_have(tmp_path: Path, samples: Any, chart: str, per: str) -> None:
    expected = judged(tmp_path, files(tmp_path), chart, per)
    found = judged(tmp_path, samples(tmp_path), chart, per)

    assert any(items for *_, items in expected)
    for one, other in zip(expected, found, strict=True):
        assert one[:3] == other[:3]
        assert one[3] == pytest.approx(other[3], rel=1e-9)
        assert one[4] == other[4]


@pytest.mark.parametrize("per", ["", ", per: [m]"])
@pytest.mark.parametrize("chart", CHARTS)
def test_points_of_many_rows_are_laid_down_elsewhere_and_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chart: str, per: str
) -> None:
    expected = judged(tmp_path, files(tmp_path), CHARTS[chart], per)
    monkeypatch.setattr(Duck, "_many", lambda self: True)
    assert judged(tmp_path, files(tmp_path), CHARTS[chart], per) == expected

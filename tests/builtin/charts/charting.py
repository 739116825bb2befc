"""A chart on a few rows, judged as a procedure would have it."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import qa_run

FROZEN = "{type: i_mr, rules: limits, baseline: b.json}"
STEADY = (10, 11, 9, 10, 12, 10, 9, 11, 10, 11, 9, 12)


def procedure(folder: Path, chart: str, samples: str = "", more: str = "") -> Path:
    """A procedure with a chart of `x`."""
    path = folder / "p.yaml"
    path.write_text(
        f"procedure: p\nsamples: {{from: x.csv{samples}}}\ncharacteristics:\n  x: {{chart: {chart}{more}}}\n",
        encoding="utf-8",
    )
    return path


def rows(folder: Path, columns: Mapping[str, Sequence[Any]]) -> Path:
    path = folder / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
    return path


def judged(
    folder: Path, chart: str, columns: Mapping[str, Sequence[Any]], samples: str = "", more: str = ""
) -> list[qa_run.Verdict]:
    """The verdicts on the chart."""
    rows(folder, columns)
    report = qa_run.run(procedure(folder, chart, samples, more), here=folder, items=100)
    assert not report.refused
    return list(report.verdicts)


def verdict(folder: Path, chart: str, columns: Mapping[str, Sequence[Any]], samples: str = "") -> qa_run.Verdict:
    """The only verdict on the chart itself."""
    (found,) = [each for each in judged(folder, chart, columns, samples) if each.criterion == "chart"]
    return found


def baseline(folder: Path, **changed: Any) -> Path:
    """A baseline of an I-MR chart about 10 with sigma 1, or what it is changed to."""
    whole = {
        "schema": "qa-run/baseline/1", "procedure": "p", "revision": "", "characteristic": "x", "requirement": "chart",
        "unit": "", "made": "2026-03-01T00:00:00+00:00", "by": "A. Kowalska", "sources": [],
        "charts": {"": {"type": "i_mr", "centre": 10, "sigma": 1}},
    }  # fmt: skip
    path = folder / "b.json"
    path.write_text(json.dumps(whole | changed), encoding="utf-8")
    return path

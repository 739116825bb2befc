"""Control charts of samples that textbooks and NIST published, end to end, with the numbers that they print."""

import re
import shutil
from pathlib import Path

import pytest
from real import PROCEDURES, recorded

from qa_run import Report, Verdict, run
from qa_run.cli.main import main


def chart(report: Report) -> Verdict:
    (found,) = [one for one in report.verdicts if one.criterion == "chart"]
    return found


def judged(name: str, samples: str) -> Verdict:
    return chart(run(PROCEDURES / f"{name}.yaml", samples=recorded(samples), here=PROCEDURES))


def signalling(verdict: Verdict) -> list[str]:
    return [item.item for item in verdict.items]


def test_piston_rings_by_the_first_25_samples() -> None:
    found = judged("piston_rings", "qcc_montgomery/pistonrings.csv")

    assert signalling(found) == ["37", "38", "39"]
    assert round(found.measured["centre"], 5) == 74.00118
    assert round(found.measured["lower_control_limit"], 5) == 73.98805
    assert round(found.measured["upper_control_limit"], 5) == 74.01430


def test_piston_rings_by_limits_frozen_from_the_first_25_samples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rings = recorded("qcc_montgomery/pistonrings.csv")
    spec = shutil.copy(PROCEDURES / "piston_rings_frozen.yaml", tmp_path)
    lines = rings.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "first.csv").write_text("".join(lines[:126]), encoding="utf-8")
    (tmp_path / "later.csv").write_text("".join([lines[0], *lines[126:]]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["baseline", spec, "--samples", "first.csv", "--by", "A. Kowalska", "--as-of", "2026-03-01"]) == 0
    found = chart(run(spec, samples="later.csv", here=tmp_path))

    assert signalling(found) == ["37", "38", "39"]
    assert found.measured["points"] == 15
    assert round(found.measured["upper_control_limit"], 5) == 74.01430
    assert "limits frozen 2026-03-01 in baselines/diameter.json by A. Kowalska" in found.message


def test_orange_juice() -> None:
    found = judged("orange_juice", "qcc_montgomery/orangejuice.csv")

    assert signalling(found) == ["15", "23"]
    assert round(found.measured["centre"], 5) == 0.23133
    assert round(found.measured["upper_control_limit"], 4) == 0.4102
    assert round(found.measured["lower_control_limit"], 4) == 0.0524


def test_circuit_boards() -> None:
    found = judged("circuit", "qcc_montgomery/circuit.csv")

    assert signalling(found) == ["6", "20"]
    assert round(found.measured["centre"], 3) == 19.846
    assert round(found.measured["upper_control_limit"], 2) == 33.21
    assert round(found.measured["lower_control_limit"], 2) == 6.48


def nist(folder: Path, name: str, columns: str, chart_: str) -> Verdict:
    """A file of the NIST, whose first 25 lines tell about it, as a comma-separated one."""
    lines = recorded(f"nist_dataplot/{name}").read_text(encoding="latin-1").splitlines()[25:]
    rows = [",".join(line.split()) for line in lines if re.match(r"\s*[\d.]", line)]
    (folder / "x.csv").write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")
    (folder / "p.yaml").write_text(
        f"procedure: p\nsamples: {{from: x.csv}}\ncharacteristics: {{y: {{chart: {chart_}}}}}\n", encoding="utf-8"
    )
    return chart(run(folder / "p.yaml", here=folder))


def test_chips_of_wafers(tmp_path: Path) -> None:
    found = nist(tmp_path, "MONITOR-6_3_3_1.DAT", "wafer,y", "{type: c, rules: limits}")

    assert signalling(found) == ["24"]
    assert [found.measured[name] for name in ("centre", "lower_control_limit", "upper_control_limit")] == [16, 4, 28]


def test_thickness_of_wafers(tmp_path: Path) -> None:
    found = nist(tmp_path, "CCXBAR.DAT", "y,day", "{type: xbar_s, subgroup: day, rules: limits}")

    assert "20" in signalling(found)
    assert [item.item for item in found.items if item.finding.startswith("Xbar")] == ["20"]


def test_motors(tmp_path: Path) -> None:
    found = nist(tmp_path, "CCP.DAT", "y,n,id", "{type: p, n: n, rules: limits}")

    assert signalling(found) == ["14"]

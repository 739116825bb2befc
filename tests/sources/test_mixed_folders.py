"""Folders as people keep them: files of several programs side by side, and names with any sign."""

from pathlib import Path

import pytest

from qa_run import Report, run

SPEC = "procedure: p\nsamples: {from: '%s', item: id%s}\ncharacteristics:\n  Temp °C: {lower: 65, optional: true}\n"


def judged(folder: Path, pattern: str, more: str = "") -> Report:
    (folder / "p.yaml").write_text(SPEC % (pattern, more), encoding="utf-8")
    return run(folder / "p.yaml", here=folder)


def found(report: Report) -> list[tuple[str, str]]:
    return [(item.item, item.place) for verdict in report.verdicts for item in verdict.items]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_says_more_than_what_is_declared_for_all(tmp_path: Path, codec: str) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.csv").write_bytes("id,Temp °C\nA,20\n".encode(codec))
    (tmp_path / "d" / "b.csv").write_bytes("id,Temp °C\nB,70\n".encode("cp1252"))
    report = judged(tmp_path, "d", ", format: {encoding: cp1252}")

    assert found(report) == [("A", "d/a.csv:2")]
    told = [line for one in report.procedures for source in one.sources for line in source.found]
    assert any("byte-order mark" in line for line in told)


@pytest.mark.parametrize("name", ["[ab].csv", "v1 [final].csv", "x[.csv", "[!a].csv"])
def test_a_bracket_beside_a_pattern_is_a_sign_like_others(tmp_path: Path, name: str) -> None:
    (tmp_path / "Roma").mkdir()
    for each, value in ((name, 20), ("a.csv", 70), ("b.csv", 70)):
        (tmp_path / "Roma" / each).write_text(f"id,Temp °C\nA,{value}\n", encoding="utf-8")

    assert found(judged(tmp_path, f"*/{name}")) == [("A", f"Roma/{name}:2")]


def test_a_part_that_is_named_twice_is_refused(tmp_path: Path) -> None:
    report = judged(tmp_path, "{a}/{a}.csv")

    assert "names {a} twice" in " ".join(report.refused)
    assert report.exit_code == 4

"""Samples that nobody should be given: each is refused with its place and what to do, and none passes in silence."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import qa_run

SPEC = "procedure: p\nsamples: {from: '%s', item: id}\ncharacteristics:\n  n: {upper: 3}\n"


def holding(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(content) and None


def strangely_named(folder: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.csv")).write_bytes(b"id,n\nA,9\n")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("s.csv", holding("s.csv", b"id,n\nA,1\nB," + b"9" * 40_000_000 + b"\n"), "s.csv: a line is longer than 16 MB"),
        ("s.csv", lambda folder: os.mkfifo(folder / "s.csv"), "s.csv: this is a pipe or a device, not a file"),
        ("s.csv", holding("s.csv", b"\xef\xbb\xbf"), "s.csv: the file is empty"),
        ("s.jsonl", holding("s.jsonl", b'{"id":"A","n":1}\n{"n":1,"n":9}\n'), "s.jsonl:2: the key 'n' stands twice"),
        ("*.csv", strangely_named, r"caf\udce9.csv: the name of the file is not UTF-8; rename it"),
    ],
)
def test_it_is_refused(tmp_path: Path, name: str, make: Callable[[Path], None], told: str) -> None:
    make(tmp_path)
    (tmp_path / "p.yaml").write_text(SPEC % name, encoding="utf-8")

    report = qa_run.run([tmp_path / "p.yaml"], here=tmp_path)

    assert report.exit_code == 4
    assert [error.startswith(told) for error in report.refused] == [True]


def test_a_line_that_the_engine_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_bytes(b"id,n\nA,1\nB," + b"9" * 5_000_000 + b"\nC,2\n")
    (tmp_path / "p.yaml").write_text(SPEC % "s.csv", encoding="utf-8")

    report = qa_run.run([tmp_path / "p.yaml"], here=tmp_path)

    assert report.exit_code == 1
    assert report.procedures[0].sources[0].rejected == (("s.csv:3", "the line is too long"),)

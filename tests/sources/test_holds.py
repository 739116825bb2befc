"""Whether a sign stands anywhere below the header, which spares a look at every number."""

import gzip
from pathlib import Path

import pytest

from qa_run.model.recorded import Reading, TextFile
from qa_run.model.samples import Format
from qa_run.sources import packed
from qa_run.sources.delimited import read_delimited


def opened(path: Path, **asked: object) -> TextFile:
    scratch = path.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    return read_delimited(Reading(path=path, shown=path.name, format=Format(**asked), scratch=scratch))


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (b"the_id,g\n1,2\n", False),
        (b"\xef\xbb\xbfthe_id,g\n1,2\n", False),
        (b"id,g\n1,2_000\n", True),
        (b"id,g\n1,2\n" * 300_000 + b"1,2_0", True),  # in another block than the header
        (b'"the\nid_",g\n1,2\n', True),  # a header of two lines: the second is looked at, which does no harm
    ],
)
def test_the_header_is_not_looked_at(tmp_path, text, there):
    path = tmp_path / "a.csv"
    path.write_bytes(text)

    assert opened(path).holds(b"_") is there


def test_the_lines_above_a_late_header_are_not_looked_at(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"made_by,somebody\nthe_id,g\n1,2\n")

    assert opened(path, header=2).holds(b"_") is False


def test_where_nobody_has_looked_a_sign_may_stand(tmp_path, monkeypatch):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"id,g\n1,2\n"))
    (tmp_path / "a.csv").write_bytes(b"id,g\n1,2\n")
    assert opened(tmp_path / "a.csv.gz").holds(b"_") is True
    monkeypatch.setattr(packed, "LOOKED_THROUGH", 3)
    assert opened(tmp_path / "a.csv").holds(b"_") is True

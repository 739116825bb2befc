"""Blank lines of large files are looked for in a hurry: what is found is held against what is read line by line."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings, strategies as st

from qa_run.sources.records import Cut, Lines, Run, may_have_blank, runs

BYTES = st.lists(st.sampled_from([b"a", b",", b'"', b" ", b"\n", b"\r", b"\r\n"]), max_size=14).map(b"".join)


def counted(text: bytes, quote: str) -> int:
    """The blank records of a file, each line looked at."""
    cut = Cut.of(",", quote)
    found, inside = 0, False
    for line in text.splitlines(keepends=True):
        within, inside = inside, cut.is_inside(line, inside)
        found += not within and not inside and not line.strip(b"\r\n")
    return found


def blocks_of(text: bytes, torn: int) -> list[bytes]:
    """The file in blocks of whole lines, torn after some line feeds, as a file is read."""
    found, start = [], 0
    for place, sign in enumerate(text):
        if sign == 10 and torn >> (place % 16) & 1:
            found.append(text[start : place + 1])
            start = place + 1
    return [*found, text[start:]] if text[start:] else found


@settings(max_examples=300, deadline=None)
@given(BYTES, st.integers(0, 2**16 - 1), st.sampled_from(['"', ""]))
def test_every_blank_line_is_counted_however_the_file_is_cut(text: bytes, torn: int, quote: str) -> None:
    blocks = blocks_of(text, torn)
    expected = counted(text, quote)

    assert sum(run.blank for run in runs(blocks, ",", quote)) == expected
    assert expected == 0 or any(map(may_have_blank, blocks))


def lines_of(found: Iterable[Run]) -> list[int]:
    """The line with which each record begins."""
    return [run.line + place for run in found for place in range(run.count)]


@settings(max_examples=300, deadline=None)
@given(BYTES, st.integers(0, 2**16 - 1), st.sampled_from(['"', ""]))
def test_after_a_quick_look_records_stand_on_the_same_lines(text: bytes, torn: int, quote: str) -> None:
    blocks = blocks_of(text, torn)
    looked = Lines(lambda: blocks, ",", quote)

    assert looked.check(blocks, header=0) == counted(text, quote)
    assert lines_of(looked.runs()) == lines_of(runs(blocks, ",", quote))


def test_quotes_in_the_header_alone_do_not_hide_that_each_line_is_a_record() -> None:
    blocks = [b'"a","b"\r\n1,2\r\n', b"3,4\r\n5,6"]
    looked = Lines(lambda: blocks, ",", '"')
    looked.check(blocks, header=1)

    assert looked.each == 4


@pytest.mark.parametrize("text", [b"a,b\n1,2\n", b"a,b\r\n1,2\r\n", b'"a","b"\n"1","2"\n', b"a"])
def test_a_file_without_blank_lines_is_not_looked_at_again(text: bytes) -> None:
    assert not may_have_blank(text)

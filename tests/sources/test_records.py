"""Records are cut in one go where quotes stand around whole fields only: held against what is read line by line."""

import pytest
from hypothesis import given, settings, strategies as st

from qa_run.sources.records import Cut, ends_of, records, runs, without_end

FIELD = st.sampled_from(
    [b"a", b"", b'"b"', b'"b,c"', b'"b""c"', b'""', b'"b\nc"', b'"b', b'b"', b' "b"', b'"b" ', b'b"c"d']
)
LINE = st.lists(FIELD, min_size=1, max_size=4)
END = st.sampled_from([b"\n", b"\r\n", b"\r", b"\n\n"])


def walked(text: bytes, delimiter: str, quote: str) -> tuple[list[tuple[int, bytes]], bool]:
    """Each record with its first line, every line looked at; and whether the last one is open."""
    cut = Cut.of(delimiter, quote)
    found, parts, start, inside = [], [], 1, False
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        start = start if inside else number
        inside = cut.is_inside(line, inside)
        parts.append(line)
        if not inside:
            found.append((start, b"".join(parts)))
            parts = []
    return ([*found, (start, b"".join(parts))] if parts else found), inside


@st.composite
def texts(draw: st.DrawFn) -> tuple[bytes, str]:
    delimiter = draw(st.sampled_from([",", ";", "\t", "|", "§"]))
    lines = draw(st.lists(st.tuples(LINE, END), max_size=6))
    return b"".join(delimiter.encode().join(fields) + end for fields, end in lines), delimiter


@settings(max_examples=600, deadline=None)
@given(texts(), st.sampled_from(['"', "", "'", "«"]))
def test_records_are_what_reading_line_by_line_finds(given: tuple[bytes, str], quote: str) -> None:
    text, delimiter = given
    expected, is_open = walked(text, delimiter, quote)
    blocks = [text] if text else []
    closed = expected[: len(expected) - is_open]

    assert list(records(blocks, delimiter, quote)) == [(line, without_end(whole)) for line, whole in expected]
    assert [run.line + place for run in runs(blocks, delimiter, quote) for place in range(run.count)] == [
        line for line, _ in expected
    ]
    assert ends_of(blocks, delimiter, quote) == {whole[len(without_end(whole)) :] for _, whole in closed} - {b""}


@pytest.mark.parametrize(
    "text", [b'a,b\n"1","2"\n', b'a,b\r\n"1, or 2",""\r\n', b'"a","b"', b'"say ""a""",b\n"""",c\n', b"a;b\n1;2\n"]
)
def test_quotes_around_whole_fields_need_no_look_at_each_line(text: bytes) -> None:
    assert Cut.of(",", '"').is_plain(text)


@pytest.mark.parametrize(
    "text",
    [b'a,"b\nc"\n', b'a,"b\n', b'5" pipe,b\n', b'a, "b"\n', b'a,"b" ,c\n', b'"a"b\n', b'a,"b"\r"c"\n', b'"a"\n\n'],
)
def test_any_other_quote_and_blank_lines_do(text: bytes) -> None:
    assert not Cut.of(",", '"').is_plain(text)

"""What the reader says of a text file is held against what the engine reads."""

import gzip

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from qa_run.builtin.readers.delimited import read as read_delimited
from qa_run.engines.duck import Duck
from qa_run.engines.duck_connection import connect
from qa_run.model.recorded import Reading
from qa_run.model.samples import Format
from qa_run.sources.source import OpenFile

FIELDS = st.sampled_from(
    ["7", "x", "", " ", "a b", '"x"', '"x;y"', '"x\ny"', '"\n\n"', '""', '"say ""so"""', '5" nail', "é"]
)
ROWS = st.one_of(
    st.tuples(FIELDS, FIELDS).map(";".join),
    st.sampled_from(["", "", "only one", "a;b;c", "1;2;3;4", '"x"y;1', "1;2;", ";", '3;"x"y', '"a\nb";c;d']),
)


def read(path, data, **written):
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    scratch = path.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    return read_delimited(Reading(path=path, shown="s.csv", format=Format(**written), scratch=scratch))


def rows_of(recorded):
    """The rows that the engine reads, and the records that it refuses."""
    file = OpenFile(shown="s.csv", path=str(recorded.path), recorded=recorded)
    duck = Duck(connect([file], recorded.path.parent), (file,), Format())
    rows = duck.connection.execute(f"select * from {duck.files[0].clause()}").fetchall()
    duck.files[0].note_refused()
    return rows, [line for line, _ in duck.files[0].refused]


def lines_of(recorded):
    rows, refused = rows_of(recorded)
    return list(zip([row[0] for row in rows], recorded.place(range(len(rows)), refused), strict=True))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ROWS, min_size=1, max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["s.csv", "s.csv.gz"]),
    st.sampled_from([{}, {"until": "blank"}, {"skip": {"k": ("Totale",)}}]),
    st.booleans(),
)
def test_every_row_stands_on_the_line_that_is_named(tmp_path_factory, rows, end, name, written, closed):
    head = ["title", "", "k;v;w"] if written else ["k;v;w"]
    numbered = [f"{number};{row}" if row else row for number, row in enumerate(rows)]
    text = end.join([*head, *numbered]) + end * closed
    recorded = read(tmp_path_factory.mktemp("files") / name, text.encode(), delimiter=";", header=len(head), **written)
    got, refused = rows_of(recorded)
    starts = {str(number): text[: text.index(end + each) + len(end)] for number, each in _starts(numbered)}

    expected = {
        key: len(before.replace("\r\n", "\n").replace("\r", "\n").split("\n")) for key, before in starts.items()
    }
    places = recorded.place(range(len(got)), refused)
    assert [int(place.split(":")[1]) for place in places] == [expected[row[0]] for row in got]
    if "until" not in written:
        # a last line with nothing in it and no end is no line
        assert len(got) + len(refused) + recorded.blank == len(rows) - (rows[-1] == "" and not closed)
    assert all(f"s.csv:{line}" not in places for line in recorded.refused(refused))


def _starts(numbered):
    return [(number, each) for number, each in enumerate(numbered) if each]


def test_rows_after_a_quoted_line_end_count_the_lines_inside_it(tmp_path):
    recorded = read(tmp_path / "s.csv", b'id,note\n1,"a\nb"\n2,c\n')

    assert lines_of(recorded) == [("1", "s.csv:2"), ("2", "s.csv:4")]


def test_rows_after_blank_and_refused_lines_keep_their_places(tmp_path):
    recorded = read(tmp_path / "s.csv", b"id,note\n1,a\n\n2\n3,c,d\n4,e\n")

    assert lines_of(recorded) == [("1", "s.csv:2"), ("4", "s.csv:6")]
    assert recorded.refused([4, 5]) == ["s.csv:4", "s.csv:5"]
    assert recorded.blank == 1


def test_a_header_further_down_moves_the_places(tmp_path):
    recorded = read(tmp_path / "s.csv", b'Report "March"\n\nid,note\n1,a\n', header=3)

    assert lines_of(recorded) == [("1", "s.csv:4")]


@pytest.mark.parametrize("text", [b"id,n\n1,2\r\n3,4\n", b"id,n\r\n1,2\n3,4\r\n", b"id,n\n1,2\n3,4\r\n"])
def test_line_ends_of_several_kinds_are_read_from_a_copy(tmp_path, text):
    recorded = read(tmp_path / "s.csv", text)

    assert lines_of(recorded) == [("1", "s.csv:2"), ("3", "s.csv:3")]


def test_a_blank_line_of_one_column_is_blank_and_no_row(tmp_path):
    recorded = read(tmp_path / "s.csv", b"weight\n80\n\n81\n\n")

    assert lines_of(recorded) == [("80", "s.csv:2"), ("81", "s.csv:4")]
    assert recorded.blank == 2


def test_what_follows_a_blank_line_is_not_read_if_the_procedure_says_so(tmp_path):
    recorded = read(tmp_path / "s.csv", b"id;n\n1;2\n;\nnotes;\n", until="blank")

    assert lines_of(recorded) == [("1", "s.csv:2")]


def test_totals_are_left_out_and_counted(tmp_path):
    recorded = read(tmp_path / "s.csv", b"shop,n\nRoma,2\n Totale ,2\nMilano,3\n", skip={"shop": ("Totale",)})

    assert lines_of(recorded) == [("Roma", "s.csv:2"), ("Milano", "s.csv:4")]
    assert recorded.skipped == 1


def test_a_large_file_is_looked_through_only_when_asked(tmp_path):
    rows = b"".join(b"%d,%050d\n" % (number, number) for number in range(100_000))
    recorded = read(tmp_path / "s.csv", b"id,n\n" + rows + b'\n1,"a\nb"\nlast,1\n')

    got, refused = rows_of(recorded)
    assert recorded.check() == 1
    assert recorded.place([0, len(got) - 1], refused) == ["s.csv:2", "s.csv:100005"]


def test_a_large_file_with_line_ends_of_several_kinds_can_be_mended(tmp_path):
    rows = b"".join(b"%d,%050d\n" % (number, number) for number in range(100_000))
    recorded = read(tmp_path / "s.csv", b"id,n\n" + rows + b"last,1\r\n")

    mended = recorded.mended()
    got, refused = rows_of(mended)
    assert mended.place([len(got) - 1], refused) == ["s.csv:100002"]
    assert evolve(mended, path=recorded.path).names == recorded.names

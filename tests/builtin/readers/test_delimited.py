import gzip
import time

import pytest

from qa_run.builtin.readers.delimited import read as read_delimited
from qa_run.errors import SampleError
from qa_run.model.recorded import Reading
from qa_run.model.samples import Format


@pytest.fixture
def read(tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    def reading(data, name="s.csv", **written):
        (tmp_path / name).write_bytes(data)
        return read_delimited(Reading(path=tmp_path / name, shown=name, format=Format(**written), scratch=scratch))

    return reading


def test_what_was_not_declared_is_found_out_and_said(read):
    recorded = read(b"id;weight;made\n1;80,5;13/02/2026\n2;81;01/02/2026\n")

    assert recorded.found == ("encoding utf-8", 'delimiter ";"', 'decimal ","', "dates dd/mm/yyyy (made)")
    assert (recorded.delimiter, recorded.decimal, list(recorded.dates)) == (";", ",", ["made"])


def test_what_is_declared_is_not_said_again(read):
    recorded = read(b"id;n\n1;2\n", delimiter=";", decimal=",", encoding="utf-8")

    assert recorded.found == ()


def test_columns_that_can_be_read_in_two_ways_are_named(read):
    recorded = read(b"id;weight;made\n1;1.234;01/02/2026\n")

    assert (recorded.ambiguous_decimals, recorded.ambiguous_dates) == (("weight",), ("made",))


def test_a_late_day_above_twelve_is_looked_for_all_over_a_large_file(read):
    early = b"".join(b"%d;%02d/03/2026\n" % (number, number % 12 + 1) for number in range(300_000))

    assert read(b"id;made\n" + early).ambiguous_dates == ("made",)
    assert read(b"id;made\n" + early + b"1;13/03/2026\n" * 300_000).ambiguous_dates == ()


def test_names_are_trimmed_and_in_one_unicode_form(read):
    assert read("id, caffe\u0300 \n1,2\n".encode()).names == ("id", "caff\u00e8")


def test_a_column_without_a_header_is_numbered_and_said(read):
    recorded = read(b"id,,n\n1,2,3\n")

    assert recorded.names == ("id", "column 2", "n")
    assert "column 2 has no header" in recorded.found


@pytest.mark.parametrize("name", ["s.csv", "s.csv.gz"])
def test_a_byte_order_mark_is_no_part_of_the_first_name(read, name):
    data = b'\xef\xbb\xbf"id",n\n1,2\n'

    assert read(gzip.compress(data) if name.endswith("gz") else data, name).names == ("id", "n")


@pytest.mark.parametrize("codec", ["utf-16", "cp1252", "cp1250", "latin-1"])
def test_other_encodings_are_read_from_a_copy_with_the_same_lines(read, codec):
    declared = None if codec == "utf-16" else codec
    recorded = read(
        "id;città\r\n1;Forlì\r\n".encode(codec if codec != "cp1250" else "utf-8"), encoding=declared or None
    )

    assert recorded.place([0]) == ["s.csv:2"]
    assert "Forl" in recorded.path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "written", "message"),
    [
        (b"", {}, "s.csv: the file is empty, it has not even a header"),
        (b"\n\n", {}, "the file is empty"),
        (b"\n\nid,n\n1,2\n", {}, r"s.csv:1: there is no header here"),
        (b"id,n,id\n1,2,3\n", {}, "s.csv:1: columns 1 and 3 are both called 'id'; rename one"),
        (b"id,Id\n1,2\n", {}, "differ only in case"),
        (b"id,n\n1,caff\xe9\n", {}, r"s.csv:2: byte 0xE9 is not UTF-8; .*`format: \{encoding: cp1252\}`"),
        (b"id,n\n" + b"1,2\n" * 90_000 + b"1,\xe9\n", {}, "s.csv:90002: byte 0xE9 is not UTF-8"),
        (b"id,n\n1,\x81\n", {"encoding": "cp1252"}, "s.csv:2: byte 0x81 is not cp1252, which is the encoding declared"),
        (b"id,n\n1,\xe9\n", {"encoding": "utf-8"}, "s.csv:2: byte 0xE9 is not utf-8, which is the encoding declared"),
        (b"id,n\n1,2\n", {"encoding": "klingon"}, "no encoding is called 'klingon'"),
        ("id,n\n1,2\n".encode("utf-16-le"), {}, r"`format: \{encoding: utf-16-le\}`"),
        (b"PK\3\4\0\0\0\0rest", {}, "the content is an Excel workbook"),
        (b"id,n\n1,2\n", {"skip": {"shop": ("Totale",)}}, "'shop', which is not there"),
        (b"id,n\n1,2\n", {"delimiter": ";;"}, "the delimiter is one character"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(read, data, written, message):
    with pytest.raises(SampleError, match=message):
        read(data, **written)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path):
    for path, message in ((tmp_path / "no.csv", "no such file"), (tmp_path, "this is a folder")):
        with pytest.raises(SampleError, match=message):
            read_delimited(Reading(path=path, shown="s", format=Format(), scratch=tmp_path))


def test_a_torn_gzip_file_is_refused(read):
    with pytest.raises(SampleError, match="not a whole gzip file"):
        read(gzip.compress(b"id,n\n" + b"1,2\n" * 9000)[:-20], "s.csv.gz")


def test_a_bad_byte_far_into_a_large_file_is_found_by_the_later_look(read):
    recorded = read(b"id,n\n" + b"1,2345678\n" * 500_000 + b"1,\xe9\n")

    with pytest.raises(SampleError, match=r"s\.csv:500002: byte 0xE9"):
        recorded.check()


def test_a_header_alone_is_a_file_without_rows(read):
    assert read(b"id,n\n").names == ("id", "n")


def test_a_large_file_opens_without_being_read(read, tmp_path):
    row = b"".join(b"%07d,%092d\n" % (number, number) for number in range(1000))
    read(b"id,n\n" + row * 300)
    began = time.process_time()
    read_delimited(Reading(path=tmp_path / "s.csv", shown="s", format=Format(), scratch=tmp_path))

    assert time.process_time() - began < 0.3

"""Workbooks, databases, JSON lines and Parquet."""

import datetime as dt
import sqlite3
from contextlib import closing

import duckdb
import openpyxl
import pytest

from qa_run.builtin.readers import READERS
from qa_run.errors import SampleError
from qa_run.model.recorded import Reading
from qa_run.model.samples import Format
from qa_run.offers import file_suffix


@pytest.fixture
def read(tmp_path):
    def reading(name, **written):
        path = tmp_path / name
        reader = next(each for each in READERS if file_suffix(path) in each.suffixes)
        return reader.read(Reading(path=path, shown=name, format=Format(**written), scratch=tmp_path))

    return reading


@pytest.fixture
def workbook(tmp_path):
    def saved(sheets, name="s.xlsx", errors=()):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
            for cell in errors:
                sheet[cell].data_type = "e"
        book.save(tmp_path / name)

    return saved


@pytest.fixture
def database(tmp_path):
    def made(*statements, name="s.db"):
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            connection.executescript(";".join(statements))

    return made


def test_cells_become_text_that_reads_back_as_what_they_are(workbook, read):
    made = dt.datetime(2026, 3, 1, 12, 30)
    workbook(
        {
            "S": [
                ["id", "made", "n", "w", "ok"],
                ["007", made, 4, 80.5, True],
                ["NA", dt.date(2026, 3, 2), None, -1, False],
            ]
        }
    )

    assert list(read("s.xlsx").rows) == [
        ["007", "2026-03-01 12:30:00", "4", "80.5", "true"],
        ["NA", "2026-03-02", "", "-1", "false"],
    ]


def test_errors_and_formulas_never_worked_out_are_not_blank(workbook, read):
    workbook({"S": [["id", "n", "m"], [1, "=A2*2", "#DIV/0!"]]}, errors=["C2"])

    assert list(read("s.xlsx").rows) == [["1", "=A2*2 (never worked out)", "#DIV/0!"]]


def test_a_row_of_a_workbook_is_found_by_its_first_cell(workbook, read):
    workbook({"Marzo": [["Report"], [], ["id", "n"], [1, 2], [], [3, 4], ["Totale", 6], [], ["notes"]]})
    recorded = read("s.xlsx", header=3, skip={"id": ("Totale",)})

    assert list(recorded.place([0, 1])) == ["s.xlsx:Marzo!A4", "s.xlsx:Marzo!A6"]
    assert (recorded.names, recorded.blank, recorded.skipped) == (("id", "n"), 2, 1)


def test_a_workbook_is_read_up_to_the_first_blank_row_if_the_procedure_says_so(workbook, read):
    workbook({"S": [["id", "n"], [1, 2], [], [3, 4]]})

    assert list(read("s.xlsx", until="blank").rows) == [["1", "2"]]


def test_numbers_follow_the_decimal_sign_that_text_is_written_with(workbook, read):
    workbook({"S": [["w"], [80.5], ["81,5"]]})
    recorded = read("s.xlsx")

    assert (list(recorded.rows), recorded.decimal) == ([["80,5"], ["81,5"]], ",")


def test_real_dates_among_dates_written_as_text_are_read_too(workbook, read):
    workbook({"S": [["d"], [dt.date(2026, 3, 1)], ["13/02/2026"]]})
    formats = list(read("s.xlsx").dates["d"])

    for text in ("2026-03-01", "13/02/2026"):
        assert duckdb.connect().execute("select try_strptime(?, ?)", [text, formats]).fetchone() != (None,)


@pytest.mark.parametrize(
    ("sheets", "written", "message"),
    [
        ({"A": [["id"]], "B": [["id"]]}, {}, r"which sheet\? write `format: \{sheet: A\}` \(sheets: A, B\)"),
        ({"A": [["id"]]}, {"sheet": "B"}, r"no sheet is called 'B' \(sheets: A\)"),
        ({"A": []}, {}, "the workbook is empty"),
        ({"A": [[], ["id"], [1]]}, {}, "row 1 holds no header"),
        ({"A": [["id", "id"], [1, 2]]}, {}, "columns 1 and 2 are both called 'id'"),
    ],
)
def test_a_sheet_that_cannot_be_chosen_or_read_is_refused(workbook, read, sheets, written, message):
    workbook(sheets)

    with pytest.raises(SampleError, match=message):
        read("s.xlsx", **written)


def test_an_empty_second_sheet_leaves_no_question(workbook, read):
    workbook({"A": [["id"], [1]], "B": []})

    assert read("s.xlsx").found[0] == "sheet A"


def test_a_table_is_read_with_its_nulls_and_its_text(database, read):
    database("create table t (id text, n real)", "insert into t values ('007', 4), ('NA', null)")
    recorded = read("s.db")

    assert list(recorded.rows) == [["007", "4"], ["NA", ""]]
    assert (recorded.place([1]), recorded.found) == (["s.db:row 2"], ("table t",))


def test_rows_left_out_of_a_table_keep_the_numbers_of_the_others(database, read):
    database("create table t (id text)", "insert into t values ('Totale'), ('a')")
    recorded = read("s.db", skip={"id": ("Totale",)})

    assert (list(recorded.rows), recorded.place([0]), recorded.skipped) == ([["a"]], ["s.db:row 2"], 1)


def test_a_database_is_not_written_to(database, read, tmp_path):
    database("create table t (id text)")
    before = (tmp_path / "s.db").read_bytes()
    list(read("s.db").rows)

    assert (tmp_path / "s.db").read_bytes() == before


@pytest.mark.parametrize(
    ("statements", "written", "message"),
    [
        (
            ["create table a (x)", "create view b as select x from a"],
            {},
            r"which table\? .*`format: \{table: a\}` \(tables: a, b\)",
        ),
        (["create table a (x)"], {"table": "c"}, r"no table is called 'c' \(tables: a\)"),
        ([], {}, "holds no table"),
    ],
)
def test_a_table_that_cannot_be_chosen_is_refused(database, read, statements, written, message):
    database("pragma user_version = 1", *statements)

    with pytest.raises(SampleError, match=message):
        read("s.db", **written)


@pytest.mark.parametrize("name", ["s.xlsx", "s.xls", "s.ods", "s.db", "s.parquet"])
def test_a_broken_file_is_refused(tmp_path, read, name):
    (tmp_path / name).write_bytes(b"id,n\n1,2\n" * 20)

    with pytest.raises(SampleError, match=rf"{name}: .*"):
        read(name)


@pytest.mark.parametrize("name", ["s.xlsx", "s.db", "s.parquet", "s.jsonl"])
def test_a_missing_file_and_a_folder_are_told_apart(tmp_path, read, name):
    with pytest.raises(SampleError, match="no such file"):
        read(name)
    (tmp_path / name).mkdir()
    with pytest.raises(SampleError, match="this is a folder"):
        read(name)


def test_half_a_parquet_file_is_refused(tmp_path, read):
    path = tmp_path / "s.parquet"
    duckdb.connect().sql("select range as id from range(1000)").write_parquet(str(path))
    assert read("s.parquet").path == path
    path.write_bytes(path.read_bytes()[:-100])

    with pytest.raises(SampleError, match="only a part of one"):
        read("s.parquet")


def test_lines_of_json_are_counted_as_the_engine_counts_them(tmp_path, read):
    (tmp_path / "s.jsonl").write_bytes(b'{"id":1}\n\n{"id":2}\n  \noops\n')

    assert read("s.jsonl").place([0, 1, 2, 3]) == ["s.jsonl:1", "s.jsonl:3", "s.jsonl:4", "s.jsonl:5"]


def test_json_with_line_ends_of_several_kinds_is_read_from_a_copy(tmp_path, read):
    (tmp_path / "s.jsonl").write_bytes(b'{"id":1}\r\n{"id":2}\n')

    assert read("s.jsonl").path.read_bytes() == b'{"id":1}\n{"id":2}\n'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"id,n\n", "no JSON object"),
        (b'[{"id": 1}]', "one list"),
        (b'{"id": "\xe9"}\n', "s.jsonl:1: byte 0xE9"),
    ],
)
def test_what_is_not_json_lines_is_refused(tmp_path, read, data, message):
    (tmp_path / "s.jsonl").write_bytes(data)

    with pytest.raises(SampleError, match=message):
        read("s.jsonl")


@pytest.mark.parametrize(
    ("title", "first", "is_one"),
    [("qa-run guide", "qa-run guide", True), ("qa-run guide", "id", False), ("Guide", "qa-run guide", False)],
)
def test_the_guide_beside_a_recording_sheet_is_no_sample_by_its_name_and_first_cell_together(
    workbook, read, title, first, is_one
):
    workbook({"Record": [["id"], ["1"]], title: [[first], ["2"]]})

    if is_one:
        assert read("s.xlsx").names == ("id",)
        assert read("s.xlsx").found[0] == "sheet Record"
    else:
        with pytest.raises(SampleError, match="which sheet"):
            read("s.xlsx")

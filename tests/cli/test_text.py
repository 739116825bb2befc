"""Text made visible, and measured in columns."""

import pytest

from qa_run.cli.screen.page import Span, line, rule
from qa_run.cli.screen.tables import table
from qa_run.cli.screen.text import cut, width_of, wrapped
from qa_run.escaping import visible


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain", "plain"), ("\x1b[0m", "\\x1b[0m"), ("a\nb\tc\r", "a\\nb\\tc\\r"), ("\u202eabc", "\\u202eabc"),
        ("\x9b", "\\x9b"), ("\U000e0041", "\\U000e0041"), ("Łódź", "Łódź"), ("e\u0301", "é"), ("\u2028", "\\u2028"),
        ("\udc80", "\\udc80"), ("\U000f0000", "\\U000f0000"),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_written_out(raw, shown):
    assert visible(raw) == shown


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("東京", 4), ("🍣", 2), ("Łódź", 4), ("x\u0323", 1)])
def test_width_is_counted_in_columns(text, width):
    assert width_of(text) == width


def test_a_cut_text_fits_and_says_that_it_was_cut():
    assert cut("specs/ham.csv:18", 10) == "specs/ham…"
    assert cut("specs/ham.csv:18", 10, keep_end=True) == "…am.csv:18"
    assert cut("東京東京", 4) == "東…"
    assert cut("fits", 4) == "fits"


def test_wrapped_text_breaks_at_spaces_and_long_words_anywhere():
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"]


def texts(lines):
    return ["".join(span.text for span in each).rstrip() for each in lines]


def test_a_rule_fills_the_width():
    assert texts([rule("=", line("x"), 20)]) == ["======== x ========="]


def test_wide_signs_leave_a_table_straight():
    found = texts(table(["item", "value"], [["東京🍣", "a"], ["x", "b"]], 40, indent=0))

    assert found == ["item    value", "東京🍣  a", "x       b"]


def test_cells_are_never_read_as_numbers_and_keep_their_spaces():
    found = texts(table(["n", "v"], [["007", " 1e3"], ["1", "NaN"]], 40, indent=0))

    assert found == ["n    v", "007   1e3", "1    NaN"]


def test_a_table_that_is_too_wide_loses_the_ends_of_its_widest_cells():
    rows = [["S-1", "a remark that goes on and on", "late", "specs/samples/bad/ham.csv:18"]]
    found = texts(table(["item", "value", "finding", "place"], rows, 50, keep_end=[3]))

    assert all(width_of(each) <= 50 for each in found)
    assert found[1].endswith("ham.csv:18")
    assert "late" in found[1]


def test_an_empty_cell_leaves_its_column_alone():
    assert texts(table(["a", "b"], [["", "x"], [Span(""), "y"]], 40, indent=0)) == ["a  b", "   x", "   y"]

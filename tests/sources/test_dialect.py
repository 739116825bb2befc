import pytest

from qa_run.errors import SampleError
from qa_run.sources.dialect import DELIMITERS, delimiter_of


def found(*lines):
    return delimiter_of(dict.fromkeys(DELIMITERS, lines), '"', "s.csv")


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["a,b", "1,2"], ","),
        (["a;b", "1;80,5", "2;81,0"], ";"),
        (["a\tb", "Rossi, Mario\t5"], "\t"),
        (["a|b", "1|2"], "|"),
        (["a,b", '"x;y",2', '"z;w",3'], ","),
        (["a,b", "1,2", "3", "4,5"], ","),
        (["a,b", "1,2,", "4,5,"], ","),
        (["a,b"], ","),
    ],
)
def test_the_delimiter_that_cuts_all_lines_alike_is_found(lines, delimiter):
    assert found(*lines) == delimiter


def test_one_column_of_decimal_commas_is_one_column():
    assert found("weight", "80,5", "81,2") not in ("weight", ",")


def test_two_delimiters_that_fit_are_refused_with_the_line_to_write():
    with pytest.raises(SampleError, match=r'separated by "," and ";"; say which: `format: \{delimiter: ","\}`'):
        found("a;b,c", "1;2,3", "4;5,6")


def test_a_title_above_the_header_is_told_from_a_header():
    with pytest.raises(SampleError, match=r"s.csv:1: .*`format: \{header: 3\}`"):
        found("Samples of March", "a,b,c", "1,2,3", "4,5,6")


def test_a_header_that_no_line_agrees_with_is_refused():
    with pytest.raises(SampleError, match="most lines under it have not"):
        found("weight, g", "80", "81")

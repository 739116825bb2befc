import pytest

from qa_run.sources.decimals import decimal_of


@pytest.mark.parametrize(
    ("values", "sign"),
    [
        (["80,5", "4"], ","),
        (["80.5"], "."),
        (["1.234", "0,5"], ","),
        (["0.512"], "."),
        (["1234.567"], "."),
        (["4"], "."),
    ],
)
def test_a_value_that_can_be_read_in_one_way_tells_the_sign(values, sign):
    found = decimal_of({"w": values})

    assert (found.sign, found.ambiguous) == (sign, ())


@pytest.mark.parametrize("values", [["1.234"], ["1,234", "5"], ["80,5", "80.5"]])
def test_values_that_can_be_read_in_two_ways_are_ambiguous(values):
    assert decimal_of({"w": values, "other": ["x"]}).ambiguous == ("w",)


def test_another_column_can_tell_the_sign():
    assert decimal_of({"w": ["1,234"], "t": ["80,5"]}).sign == ","


def test_a_declared_sign_is_not_questioned():
    assert decimal_of({"w": ["1.234"]}, ".").ambiguous == ()

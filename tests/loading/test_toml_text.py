from decimal import Decimal

import pytest

from qa_run.loading.nodes import at, plain
from qa_run.loading.toml_text import parse


def told(text):
    return [f"{fault.place.line}:{fault.place.column} {fault.message}" for fault in parse(text, "f").faults]


@pytest.mark.parametrize(
    ("written", "value", "text"),
    [
        ("80.10", Decimal("80.10"), "80.10"),
        ("1_000", 1000, "1_000"),
        ("0x1F", 31, "0x1F"),
        ("true", True, "true"),
        ("1979-05-27 07:32:00Z", "1979-05-27T07:32:00+00:00", "1979-05-27T07:32:00+00:00"),
        ("2026-03-01", "2026-03-01", "2026-03-01"),
        ("07:32:00", "07:32:00", "07:32:00"),
        ("'no'", "no", "no"),
    ],
)
def test_a_value_keeps_its_meaning_and_its_digits(written, value, text):
    node = parse(f"a = {written} # c", "f").root.get("a")

    assert (node.value, node.text) == (value, text)
    assert node.quoted == written.startswith("'")


@pytest.mark.parametrize("written", ["inf", "-inf", "nan", "1e999", "9" * 500])
def test_what_is_no_number_is_refused(written):
    assert told(f"a = 1\nb = [{written}]") == [f"2:6 {written[:40]} is no number that can be required"]


def test_a_number_too_long_to_read_is_refused():
    assert told("a = 1\nb = " + "9" * 5000) == ["2:5 this number is too long"]


TABLES = '''\
a.b.c = """
text""" # [no.table]
list = [ # one
  1, {x = "}"},
]
["sam\\u0070les"]
from = 'x'
[[rows]]
n = 1
[rows.sub]
k = 1
[[rows]]
n = 2
[[rows.deep]]
t = 1
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (["a", "b", "c"], "f:1:9"),
        (["list"], "f:3:8"),
        (["list", 0], "f:4:3"),
        (["list", 1, "x"], "f:4:11"),
        (["samples"], "f:6:1"),
        (["samples", "from"], "f:7:8"),
        (["rows", 0], "f:8:1"),
        (["rows", 0, "sub", "k"], "f:11:5"),
        (["rows", 1], "f:12:1"),
        (["rows", 1, "deep", 0, "t"], "f:15:5"),
    ],
)
def test_every_value_has_its_place(path, place):
    assert str(at(parse(TABLES, "f").root, path).place) == place


def test_keys_that_stand_twice_are_all_told():
    assert told("a = 1\n[t]\nb = 1\nb = {c = 1, c = 2}\n[t]\na = 2\n") == [
        "4:1 key 'b' stands twice; the first is in line 3",
        "4:13 key 'c' stands twice; the first is in line 4",
        "5:2 key 't' stands twice; the first is in line 2",
    ]


def test_a_table_above_its_own_parent_is_allowed():
    assert plain(parse("[a.b]\nx = 1\n[a]\ny = 2\n", "f").root) == {"a": {"b": {"x": 1}, "y": 2}}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1 the file is empty"),
        ("# only this\n", "1 the file is empty"),
        ("a = \n", "1 no value stands here"),
        ("a = no\n", "1 no value stands here"),
        ("a 1\n", "1 '=' is missing after the key"),
        ("a = 'x\n", "1 a quote is opened and never closed"),
        ('a = "x\n', "1 a quote is opened and never closed"),
        ('a = """x\n', "1 a quote is opened and never closed"),
        ("a = 007\n", "1 something stands behind the end of the value"),
        ("[a\n", "1 ']' is missing at the end of this line"),
        ("è = 1\n", "1 a key is missing here"),
        ('a = "\\q"\n', "1 double quotes know no such escape"),
        ("a.b = 1\na.b.c = 2\n", "2 this is defined a second time"),
        ("a = " + "[" * 5000, "1 this nests more than 100 levels deep"),
        (".".join("a" * 300) + " = 1", "1 this nests more than 100 levels deep"),
    ],
)
def test_what_is_not_toml_is_told_in_words(text, fault):
    faults = parse(text, "f").faults

    assert [f"{found.place.line} {found.message}" for found in faults] == [fault]

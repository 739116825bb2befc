from decimal import Decimal

import pytest

from qa_run.loading.json_text import parse
from qa_run.loading.nodes import at, key_place, plain


def told(text):
    return [f"{fault.place.line}:{fault.place.column} {fault.message}" for fault in parse(text, "f").faults]


def test_a_number_keeps_its_digits():
    assert str(plain(parse("[80.10, 4, 1e3]", "f").root)) == str([Decimal("80.10"), 4, Decimal("1e3")])


def test_every_node_has_its_place():
    root = parse('{\n  "a": [1,\n    {"b": "x"}]\n}', "f").root

    assert str(root.place) == "f:1:1"
    assert str(key_place(root, "a")) == "f:2:3"
    assert str(at(root, ["a"]).place) == "f:2:8"
    assert str(at(root, ["a", 1, "b"]).place) == "f:3:11"


def test_keys_that_stand_twice_are_told_at_every_depth():
    assert told('{"a": 1, "b": {"c": 1,\n"c": 2},\n"a": 3, "\\u0061": 4}') == [
        "2:1 key 'c' stands twice; the first is in line 1",
        "3:1 key 'a' stands twice; the first is in line 1",
        "3:9 key 'a' stands twice; the first is in line 1",
    ]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(word):
    assert told(f'{{"lower": {word}}}') == [f"1:11 {word} is no number that can be required"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1:1 the file is empty"),
        ('{"a": 1,}', "1:8 a comma stands before '}'"),
        ("[1,]", "1:3 a comma stands before ']'"),
        ("[1 2]", "1:4 ',' or ']' is missing before this"),
        ('{"a" 1}', "1:6 ':' is missing after the key 'a'"),
        ("{'a': 1}", "1:2 a key in double quotes is missing here"),
        ("{a: 1}", "1:2 a key in double quotes is missing here"),
        ('{"a": no}', "1:7 'no' is not a value of JSON"),
        ('{"a": 007}', "1:7 '007' is not a value of JSON"),
        ("[.5]", "1:2 '.5' is not a value of JSON"),
        ("// ham\n{}", "1:1 JSON has no comments"),
        ('{"a": "x', "1:7 the quote opened here is never closed"),
        ('{"a": [1\n', "1:7 the '[' opened here is never closed"),
        ("{", "1:1 the '{' opened here is never closed"),
        ('["\\q"]', "1:3 JSON knows no such escape"),
        ('["a\nb"]', "1:4 a line end or a tab stands inside quotes"),
        ("{} {}", "1:4 something stands behind the end of the value"),
        ('["\\ud800"]', "1:2 this text holds half a character (an escape \\ud800 to \\udfff)"),
        ("[" * 5000, "1:102 this nests more than 100 levels deep"),
    ],
)
def test_what_is_not_json_is_told_in_words(text, fault):
    assert told(text) == [fault]


def test_what_was_found_before_the_text_broke_off_is_told_too():
    assert told('{"a": {"b": 1, "b": 2},\n "c"}') == [
        "1:16 key 'b' stands twice; the first is in line 1",
        "2:5 ':' is missing after the key 'c'",
    ]

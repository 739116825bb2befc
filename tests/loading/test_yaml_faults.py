import pytest
import yaml

from qa_run.loading import yaml_text

MISTAKES = [
    ("a:\n\tlower: 1\n", "2:1 a tab stands in the indentation"),
    ("a:\n  b: 1\n  \tlower: 1\n", "3:3 a tab stands in the indentation"),
    ("a:\n  exactly:4\n", "2:3 after 'exactly:' a space is missing"),
    ("a:\n  exactly:4\n  class: x\n", "2:3 after 'exactly:' a space is missing"),
    ("a:\n  class: x\n  exactly:4\n", "3:3 after 'exactly:' a space is missing"),
    ("a:\n  class: x\n  exactly:4\nb: 1\n", "3:3 after 'exactly:' a space is missing"),
    ("exactly:4\n", "1:1 after 'exactly:' a space is missing"),
    ("a: {exactly:4}\n", "1:5 after 'exactly:' a space is missing"),
    ("a:\n  class: x\n  exactly 4\nb: 1\n", "3:3 after 'exactly 4' a colon is missing"),
    ("a\n  b: 1\n", "1:1 after 'a' a colon is missing"),
    (": 1\n", "1:1 a key is missing before ':'"),
    ("because: Note: keep cold\n", "1:14 a second colon stands on this line"),
    ("a: 1\n  b: 2\n", "2:4 a key stands under a line that has its value already"),
    ('a: "abc\nb: 1\n', "1:4 the quote opened here is never closed"),
    ("a: 'abc\nb: 1\n", "1:4 the quote opened here is never closed"),
    ("a: 'Chef's choice'\n", "1:10 text goes on where its line should end"),
    ("a: [1, 2\nb: 3\n", "1:4 the '[' opened here is not closed before line 2"),
    ("a: {b: 1\nc: 3\n", "1:4 the '{' opened here is not closed before line 2"),
    ("a: {b: 1 c: 3}\n", "1:11 ',' or '}' is missing before this"),
    ("a: {b: 1,\n", "2:1 the file ends inside brackets"),
    ("a: @home\n", "1:4 text that begins with '@' stands in quotes"),
    ("a: `x`\n", "1:4 text that begins with '`' stands in quotes"),
    ("a: *\n", "1:4 text that begins with '*' stands in quotes"),
    ("a: > 5\n", "1:4 text that begins with '>' stands in quotes"),
    ("a: % of all\n", "1:4 text that begins with '%' stands in quotes"),
    ("a: - b\n", "1:4 a list item begins on a line of its own"),
    ("a:\n    b: 1\n  c: 2\n", "3:3 no line above is indented like this one"),
    ("a:\n- 1\n-2\n", "3:1 after '-' a space is missing"),
    ("a:\n  - 1\n  b: 2\n", "3:3 this line stands in a list and does not begin with '- '"),
    ("a: 1\n- 2\n", "2:1 a list item stands among the keys of a map"),
    ("%YAML 3.0\n---\na: 1\n", "1:1 this version of YAML is not read"),
]


@pytest.mark.parametrize("loader", [yaml_text.LOADER, yaml.SafeLoader], ids=["fast", "pure"])
@pytest.mark.parametrize(("text", "fault"), MISTAKES)
def test_a_mistake_is_told_where_it_is_mended(monkeypatch, loader, text, fault):
    monkeypatch.setattr(yaml_text, "LOADER", loader)
    faults = yaml_text.parse(text, "f").faults

    assert [f"{found.place.line}:{found.place.column} {found.message}" for found in faults] == [fault]


@pytest.mark.parametrize("text", ["a:\n  12:30\n", "a:\n  http://x.it\n", "a: b:c\n", "a: [b:c]\n", "a:\n  'b:c'\n"])
def test_a_colon_inside_text_is_no_mistake(text):
    assert not yaml_text.parse(text, "f").faults


def test_every_kind_of_character_that_cannot_stand_is_told_once():
    faults = yaml_text.parse("a: \x07\nb: \x07\x85\n", "f").faults

    assert [str(fault.place) for fault in faults] == ["f:1:4", "f:2:5"]

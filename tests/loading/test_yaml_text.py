from decimal import Decimal

import pytest
import yaml

from qa_run.loading import yaml_text
from qa_run.loading.nodes import at, key_place, plain


@pytest.fixture(params=["fast", "pure"])
def parse(request, monkeypatch):
    """The reader, over each of the two parsers that a machine may have."""
    if request.param == "pure":
        monkeypatch.setattr(yaml_text, "LOADER", yaml.SafeLoader)
    return lambda text: yaml_text.parse(text, "f")


@pytest.fixture
def told(parse):
    return lambda text: [f"{fault.place.line}:{fault.place.column} {fault.message}" for fault in parse(text).faults]


def test_words_keep_what_was_written(parse):
    root = parse("one_of: [no, on, 007, 12:30, 80.10, 4, 'true', true, ~, 80,5]").root

    assert plain(root) == {"one_of": ["no", "on", "007", "12:30", Decimal("80.10"), 4, "true", True, None, 80, 5]}
    assert str(at(root, ["one_of", 4]).value) == "80.10"


@pytest.mark.parametrize("written", ["'4'", '"4"', "|-\n  4", ">-\n  4"])
def test_what_is_quoted_is_text(parse, written):
    node = parse(f"a: {written}").root.get("a")

    assert (node.value, node.text, node.quoted) == ("4", "4", True)


def test_every_node_has_its_place(parse):
    root = parse("# ham\nham:\n  one_of: [1, x]\n  per:\n  - a\n").root

    assert str(key_place(root, "ham")) == "f:2:1"
    assert str(at(root, ["ham"]).place) == "f:3:3"
    assert str(at(root, ["ham", "one_of"]).place) == "f:3:11"
    assert str(at(root, ["ham", "one_of", 1]).place) == "f:3:15"
    assert str(at(root, ["ham", "per", 0]).place) == "f:5:5"


def test_keys_that_stand_twice_are_told_at_every_depth(told):
    assert told("a: 1\nb: {c: 1, 'c': 2}\nd:\n- e: 1\n  e: 2\na: 3\n") == [
        "2:11 key 'c' stands twice; the first is in line 2",
        "5:3 key 'e' stands twice; the first is in line 4",
        "6:1 key 'a' stands twice; the first is in line 1",
    ]


def test_what_was_found_before_the_text_broke_off_is_told_too(told):
    assert told("a: {b: 1, b: 2}\nc: [1\n") == [
        "1:11 key 'b' stands twice; the first is in line 1",
        "2:4 the '[' opened here is not closed before line 3",
    ]


def test_an_alias_stands_for_its_anchor_in_place_and_value(parse):
    root = parse("a: &limits {lower: 1}\nb: *limits\n").root

    assert root.get("b") == root.get("a")
    assert str(root.get("b").place) == "f:1:4"


def test_an_alias_to_text_with_a_colon_is_no_missing_space(parse):
    assert not parse("a: &x food:ham\nb: *x\n").faults


def test_an_alias_inside_its_own_anchor_is_refused(told):
    assert told("a: &x [1, *x]") == ["1:11 the alias '*x' stands inside its own anchor '&x'"]


def test_an_alias_without_an_anchor_is_refused(told):
    assert told("a: *x\nb: *y") == ["1:4 no anchor '&x' stands before this", "2:4 no anchor '&y' stands before this"]


def test_aliases_that_unfold_without_end_are_refused(told):
    levels = [f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 10)}]" for n in range(1, 12)]

    assert [fault.split(" ", 1)[1] for fault in told("\n".join(["k0: &k0 [1, 1, 1]", *levels]))] == [
        "the aliases of this file unfold to more than 100000 values"
    ]


def test_aliases_that_nest_without_end_are_refused(told):
    levels = [f"- &k{n} [[[[[[[[[[*k{n - 1}]]]]]]]]]]" for n in range(1, 40)]

    assert [fault.split(" ", 1)[1] for fault in told("\n".join(["- &k0 1", *levels]))] == [
        "this nests more than 100 levels deep"
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1:1 the file is empty"),
        ("# only this\n", "1:1 the file is empty"),
        ("---\n", "1:1 the file is empty"),
        ("a: 1\n---\nb: 2\n", "2:1 a second document begins here"),
        ("<<: {a: 1}\n", "1:1 merge keys '<<' are not allowed"),
        ("a: !!python/name:os.system 1\n", "1:4 the tag '!!python/name:os.system' is not allowed"),
        ("a: !foo {b: 1}\n", "1:4 the tag '!foo' is not allowed"),
        ("a: !e!x 1\n", "1:4 text that begins with '!' stands in quotes"),
        ("{a: 1}: 2\n", "1:1 a list or a map cannot be a key"),
        ("? [a]\n: 2\n", "1:3 a list or a map cannot be a key"),
        ("\xa0a: 1\n", "1:1 invisible characters stand around the key 'a'"),
        ("a: x\u2028y\n", "1:5 the invisible character U+2028 stands here"),
        ("a: \x00\n", "1:4 the invisible character U+0000 stands here"),
        ("[" * 3000, "1:102 this nests more than 100 levels deep"),
    ],
)
def test_what_surprises_is_refused_where_it_stands(told, text, fault):
    assert told(text) == [fault]


@pytest.mark.parametrize(
    "text", ["'<<': 1\n", "a: '!x'\n", "--- \na: 1\n...\n", "%YAML 1.2\n---\na: 1\n", "a: |\n  x: \t y\n"]
)
def test_what_is_harmless_is_read(parse, text):
    assert parse(text).root is not None
    assert not parse(text).faults

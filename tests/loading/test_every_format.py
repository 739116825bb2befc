"""What holds for YAML, TOML and JSON alike, tried with values and texts that nobody thought of."""

import json
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, strategies as st

from qa_run.loading import json_text, toml_text, yaml_text
from qa_run.loading.lines import LINE_END
from qa_run.loading.nodes import ListNode, MapNode, ScalarNode, plain

LETTERS = st.characters(exclude_categories=["Cs"])
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | NUMBERS | st.text(LETTERS)
WITHOUT_NULL = st.booleans() | NUMBERS | st.text(LETTERS)
PIECES = [
    *["a", "b: ", "c:d", ": ", "- ", "\n", "\n  ", "\n\t", "[", "]", "{", "}", ",", "'", '"', "'''", '"""', "#", " #"],
    *["&x ", "*x", "!t ", "<<", "|", ">", "?", "%", "@", "\\", "\\u", "---\n", "...\n", "=", "a = 1\n", "[[", "]]"],
    *[".", "1", "1e9", "true", "null", "\r\n", "\r", "\x00", "\ufeff", "\u2028", "\x85", "\xa0", "é", "\U0001f600"],
    *["NaN", "inf", "//", "0x", "2026-01-01", "b = [\n", '"k" = ', "[t]\n", "%YAML 1.2\n"],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(LETTERS, max_size=40)
READERS = {"yaml": yaml_text.parse, "toml": toml_text.parse, "json": json_text.parse}


def trees(scalars):
    return st.recursive(
        scalars,
        lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(LETTERS), below, max_size=4),
        max_leaves=12,
    )


class Quoting(yaml.SafeDumper):
    """Dumps text in quotes, which is how text stays text."""


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def toml_value(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml_value(key)} = {toml_value(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def toml_tables(value, path=()):
    """The map as tables, arrays of tables and pairs, so that all three are tried."""
    lines = [f"{toml_value(k)} = {toml_value(v)}" for k, v in value.items() if not as_tables(v)]
    for key, below in value.items():
        header = ".".join(map(toml_value, (*path, key)))
        if isinstance(below, dict) and below:
            lines += [f"[{header}]", *toml_tables(below, (*path, key))]
        elif as_tables(below):
            for item in below:
                lines += ["# next", f"[[ {header} ]]", *toml_tables(item, (*path, key))]
    return lines


def as_tables(value):
    return bool(value) and (
        isinstance(value, dict) or (isinstance(value, list) and all(isinstance(item, dict) for item in value))
    )


def read_back(value):
    """The value with floats for decimals: what was dumped, if nothing was lost."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list):
        return [read_back(item) for item in value]
    if isinstance(value, dict):
        return {key: read_back(below) for key, below in value.items()}
    return value


def scalars_in(node):
    if isinstance(node, ScalarNode):
        return [node]
    below = node.items if isinstance(node, ListNode) else [n for e in node.entries for n in (e.key, e.value)]
    return [found for one in below for found in scalars_in(one)]


def stands_where_it_says(node, text):
    rest = LINE_END.split(text)[node.place.line - 1][node.place.column - 1 :]
    return rest.startswith(('"', "'")) if node.quoted else rest.startswith(node.text)


@given(trees(SCALARS))
def test_what_is_dumped_as_yaml_is_read_back(value):
    text = yaml.dump(value, Dumper=Quoting, sort_keys=False, allow_unicode=False)
    parsed = yaml_text.parse(text, "f")

    assert not parsed.faults
    assert read_back(plain(parsed.root)) == value
    assert all(stands_where_it_says(node, text) for node in scalars_in(parsed.root))


@given(trees(SCALARS), st.sampled_from([None, 2]), st.booleans())
def test_what_is_dumped_as_json_is_read_back(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    parsed = json_text.parse(text, "f")

    assert not parsed.faults
    assert read_back(plain(parsed.root)) == value
    assert all(stands_where_it_says(node, text) for node in scalars_in(parsed.root))


@given(st.dictionaries(st.text(LETTERS), trees(WITHOUT_NULL), min_size=1, max_size=4))
def test_what_is_dumped_as_toml_is_read_back(value):
    text = "\n".join(toml_tables(value))
    parsed = toml_text.parse(text, "f")

    assert not parsed.faults
    assert isinstance(parsed.root, MapNode)
    assert read_back(plain(parsed.root)) == value
    values = [node for node in scalars_in(parsed.root) if node.quoted or not isinstance(node.value, str)]
    assert all(stands_where_it_says(node, text) for node in values)


@pytest.mark.parametrize("name", READERS)
@given(text=TEXTS)
def test_any_text_gives_a_tree_or_faults_that_point_into_it(name, text):
    parsed = READERS[name](text, "f")

    lines = LINE_END.split(text.removeprefix("\ufeff"))
    assert parsed.root is not None or parsed.faults
    for fault in parsed.faults:
        assert 1 <= fault.place.line <= len(lines)
        assert 1 <= fault.place.column <= len(lines[fault.place.line - 1]) + 1


@given(TEXTS | trees(SCALARS).map(json.dumps), st.integers(0, 30), st.sampled_from(["", ",", "}", '"', "1", "\n", "x"]))
def test_json_is_what_the_standard_reader_takes_and_nothing_else(text, position, slip):
    text = text.removeprefix("\ufeff")
    text = text[:position] + slip + text[position:]
    try:
        json.loads(text)
    except ValueError:
        taken = False
    else:
        taken = True

    assert (json_text.parse(text, "f").root is not None) == taken

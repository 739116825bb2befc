"""Procedures with one mistake sown at a time: nothing crashes, nothing passes that the schema refuses."""

import json
import re

import pytest

from qa_run.errors import SpecErrors
from qa_run.loading.document import parse
from qa_run.loading.loader import load
from qa_run.loading.nodes import ListNode, MapNode
from qa_run.loading.validating import Validating

HAM = {
    "procedure": "ham",
    "title": "Ham sandwich",
    "revision": 7,
    "effective": "2026-03-01",
    "called": {"en": ["sandwich", "sandwiches"]},
    "how": ["Take bread", "Take ham"],
    "samples": {
        "from": "samples/*.csv",
        "item": {"column": "id", "repeats": "allowed"},
        "of": {"from": "kits.csv", "key": "kit"},
        "lot": {"column": "batch", "size": 1200},
        "time": "made_at",
        "time_zone": "Europe/Rome",
        "per": [["shop"], ["shop", "shift"]],
        "expected": {"shop": ["Milano", "Roma"]},
        "columns": {"ham": "Fette (n.)"},
        "format": {"delimiter": ";", "decimal": ",", "yes_no": {"true": ["x"]}, "header": 3, "missing": ["", "-"]},
        "rejected": {"at_most": 3},
    },
    "only": {"shop": ["Milano", "Roma"]},
    "inspect": {"at_least": 20},
    "characteristics": {
        "ham": {"exactly": 4, "class": "critical", "because": "The picture shows four.", "optional": True},
        "bread": {
            "unit": "g",
            "requirements": [
                {"nominal": 80, "tolerance": [-3, 5], "class": "major", "accept": {"at_most": "1 %"}},
                {"id": "far", "nominal": "80 g", "tolerance": "5 %", "per": [["shop"]]},
                {"mean": {"lower": 79, "upper": 81}},
            ],
        },
        "core": {
            "unit": "degF",
            "recorded_in": "degC",
            "lower": 135,
            "when": [{"stage": "hot", "ham": {"lower": 2}}, {"stage": {"absent": True}}],
            "when_unknown": "skip",
            "may_be_none": True,
            "cases": [{"id": "ny", "when": {"state": "NY"}, "lower": 140, "class": "minor"}],
        },
        "sold_at": {"no_later_than": {"column": "due_at", "plus": "10 min"}, "column": "sold"},
        "checked": {
            "one_of": {"values": ["yes", 1, True], "ignoring": ["case"]},
            "share": {"of": {"present": True}, "lower": "20 %"},
            "accept": {"plan": {"standard": "iso2859-1", "aql": 1.5, "level": "I"}},
        },
        "name": {"matches": "[a-z]+", "spread": {"upper": 3}},
    },
}
#: What only the builder refuses: rules between several keys, and what no JSON Schema can say of a text.
SEMANTIC = re.compile(
    "per (can only|is a list|names)|so large|is not a (number|duration|tolerance)|is no (time zone|date|unit)"
    "|is expected here|(decimal|delimiter|header|at_most) is|is one character|is a share|per cent|be converted"
    "|where a (name|file) is due|two (requirements|cases)|a limit is missing|has no unit|unit beside it"
    "|written together|requires nothing|yes_no says|tolerance is not negative|tolerance's lower|accept counts"
    "|is none$|never allows it|is above upper|list( '\\w+')? is empty"
)
VALUES = ["x", "", -1, True, None, [], {}, "80,5", 10**310]


def trees(value, way=()):
    """Every place of the tree: the way to it."""
    yield way
    if isinstance(value, dict):
        for key, below in value.items():
            yield from trees(below, (*way, key))
    if isinstance(value, list):
        for number, below in enumerate(value):
            yield from trees(below, (*way, number))


def changed(root, way, change):
    """The tree with `change` applied to the map or list that holds the end of the way."""
    copy = json.loads(json.dumps(root))
    holder = copy
    for step in way[:-1]:
        holder = holder[step]
    change(holder, way[-1])
    return copy


def misspelt(holder, key):
    if isinstance(holder, dict):
        items = [(name + "q" if name == key else name, value) for name, value in holder.items()]
        holder.clear()
        holder.update(items)
    elif isinstance(holder[key], str):
        holder[key] += "q"


def deleted(holder, key):
    del holder[key]


def doubled(holder, key):
    if isinstance(holder, list):
        holder.append(holder[key])
    else:
        holder[key] = [holder[key], holder[key]]


def retyped(value):
    def change(holder, key):
        holder[key] = value

    return change


WAYS = [way for way in trees(HAM) if way]
CHANGES = {"misspelt": misspelt, "deleted": deleted, "doubled": doubled} | {
    f"retyped to {json.dumps(value)[:9]}": retyped(value) for value in VALUES
}


@pytest.fixture(scope="module")
def schema(host):
    """What the schema tells of a text."""
    validating = Validating(host)

    def faults(text):
        root = parse(text, "p.json", ".json").root
        return [fault for fault, _ in validating.faults(root)] if isinstance(root, MapNode) else []

    return faults


@pytest.fixture
def told(host, tmp_path):
    """What a load tells of a text."""
    path = tmp_path / "p.json"

    def faults(text):
        path.write_text(text)
        try:
            load([path], host, tmp_path)
        except SpecErrors as errors:
            return errors.faults
        return ()

    return faults


def test_the_procedure_without_a_mistake_loads(told, schema):
    text = json.dumps(HAM, indent=1)

    assert (told(text), schema(text)) == ((), [])


@pytest.mark.parametrize("name", CHANGES)
def test_the_builder_alone_finds_what_the_schema_refuses(name, told, schema, monkeypatch):
    monkeypatch.setattr(Validating, "check", lambda *_: None)
    for way in WAYS:
        text = json.dumps(changed(HAM, way, CHANGES[name]), indent=1)
        faults, refused, count = told(text), schema(text), text.count("\n") + 1

        assert faults or not refused, (way, refused)
        assert all(1 <= fault.place.line <= count and fault.place.column >= 1 for fault in faults), (way, faults)
        assert all(fault.message.strip() and "\n" not in str(fault) for fault in faults), (way, faults)
        if not refused:
            assert [fault for fault in faults if not SEMANTIC.search(fault.message)] == [], way


@pytest.mark.parametrize("name", CHANGES)
def test_the_second_net_adds_nothing_to_what_the_builder_told(name, told, monkeypatch):
    for way in WAYS[:: len(CHANGES)]:
        text = json.dumps(changed(HAM, way, CHANGES[name]), indent=1)
        both = told(text)
        with monkeypatch.context() as alone:
            alone.setattr(Validating, "check", lambda *_: None)

            assert told(text) == both


def test_a_doubled_key_is_told_wherever_it_stands(told):
    def of(node):
        if isinstance(node, MapNode):
            for entry in node.entries:
                yield entry.key.place.line
                yield from of(entry.value)
        if isinstance(node, ListNode):
            for item in node.items:
                yield from of(item)

    text = json.dumps(HAM, indent=1)
    lines = text.splitlines()
    for number in of(parse(text, "p.json", ".json").root):
        key = lines[number - 1].split(":")[0].strip()
        broken = [*lines[: number - 1], f"{key}: 1,", *lines[number - 1 :]]

        assert any("stands twice" in fault.message for fault in told("\n".join(broken))), key

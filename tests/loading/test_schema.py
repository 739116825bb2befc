"""The schema that editors and the second net use."""

import json

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator

from qa_run.errors import PluginError
from qa_run.host import make_host
from qa_run.loading import schema as schema_of, validating
from qa_run.loading.core_keys import OF_CHARACTERISTIC, OF_REQUIREMENT
from qa_run.loading.core_schemas import CHARACTERISTIC, PROCEDURE, REQUIREMENT, SAMPLES
from qa_run.loading.fingerprint import fingerprint
from qa_run.loading.known_valid import KEPT, KnownValid
from qa_run.loading.loader import load
from qa_run.loading.samples import KEYS as SAMPLE_KEYS
from qa_run.loading.schema import procedure_schema
from qa_run.loading.sections import KEYS
from qa_run.offers import criterion, hookimpl

COMPLETE = {"procedure": "x", "samples": {"from": "s"}, "characteristics": {"a": {"exactly": 4, "lower": 3}}}


def valid(schema, document):
    return Draft202012Validator(schema).is_valid(document)


def plugin(*classes):
    class Plugin:
        @hookimpl
        def qa_criteria(self):
            return list(classes)

    return Plugin()


def test_the_schema_is_one_and_always_the_same(host):
    Draft202012Validator.check_schema(procedure_schema(host))

    assert json.dumps(procedure_schema(host)) == json.dumps(procedure_schema(host))


def test_core_keys_are_those_of_the_builder():
    assert (set(PROCEDURE), set(SAMPLES)) == (set(KEYS), set(SAMPLE_KEYS))
    assert (set(CHARACTERISTIC), set(REQUIREMENT)) == (set(OF_CHARACTERISTIC), set(OF_REQUIREMENT))
    assert all("description" in each for each in (PROCEDURE | SAMPLES | CHARACTERISTIC | REQUIREMENT).values())


def test_plugin_keys_are_described_by_their_docstrings(host):
    assert "this one and no other" in procedure_schema(host)["$defs"]["criteria.qa-run.exactly"]["description"]


@pytest.mark.parametrize("key", ["exactly", "lower", "food.exactly"])
def test_the_schema_is_closed(host, key):
    document = {**COMPLETE, "characteristics": {"a": {key: 4}}}

    assert valid(procedure_schema(host), document) == (not key.startswith("food"))


def test_a_file_that_extends_another_may_say_less_and_remove(host):
    schema = procedure_schema(host)

    assert valid(schema, {"extends": "a.yaml", "characteristics": {"a": None, "b": {"lower": None, "mean": {}}}})
    assert not valid(schema, {"extends": "a.yaml", "characteristics": {"b": {"lwer": None}}})
    assert not valid(schema, {**COMPLETE, "characteristics": {"a": None}})


def test_a_key_that_only_the_schema_refuses_is_told(house, monkeypatch):
    schema = procedure_schema(house.host)
    del schema["$defs"]["characteristic"]["properties"]["because"]
    monkeypatch.setattr(validating, "_MADE", {})
    monkeypatch.setattr(schema_of, "complete_schema", lambda _: {**schema, "$ref": "#/$defs/procedure"})
    house.write("p.yaml", "procedure: p\nsamples: {from: s}\ncharacteristics:\n  a: {present: true, because: x}\n")

    assert house.told(".")[0].startswith("p.yaml:4:22: unknown key 'because'")


def test_an_unchanged_procedure_is_validated_once(house, monkeypatch, tmp_path):
    monkeypatch.setenv("QA_RUN_CACHE", "on")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    checked = []
    monkeypatch.setattr(validating.Validating, "faults", lambda _, root: checked.append(root) or [])
    house.write("p.yaml", "procedure: p\nsamples: {from: s}\ncharacteristics: {a: {present: true}}\n")
    house.load("p.yaml")
    house.load("p.yaml")
    assert len(checked) == 1

    house.write("p.yaml", "procedure: p\nsamples: {from: s}\ncharacteristics: {a: {absent: true}}\n")
    house.load("p.yaml")
    assert len(checked) == 2

    (tmp_path / "cache/qa-run/valid-procedures").write_bytes(b"\xff\x00 broken")
    house.load("p.yaml")
    assert len(checked) == 3


def test_a_plugin_that_changed_is_validated_again(tmp_path, monkeypatch):
    file = tmp_path / "evenly.py"
    file.write_text("from qa_run import hookimpl\n\n@hookimpl\ndef qa_criteria():\n    return []\n")
    monkeypatch.syspath_prepend(tmp_path)
    before = fingerprint(make_host([], ["evenly"]))
    file.write_text(file.read_text() + "# changed\n")

    assert fingerprint(make_host([], ["evenly"])) != before


def test_a_cache_that_cannot_be_written_is_left(tmp_path):
    (tmp_path / "file").write_text("")
    known = KnownValid.read(tmp_path / "file")
    known.add("0" * 64)
    known.write()

    assert "0" * 64 not in KnownValid.read(tmp_path / "file")


def test_the_cache_stays_small(tmp_path):
    known = KnownValid.read(tmp_path)
    for number in range(KEPT + 10):
        known.add(f"{number:064}")
    known.write()
    read = KnownValid.read(tmp_path)

    assert len(read.known) == KEPT
    assert f"{KEPT + 9:064}" in read
    assert [path.name for path in tmp_path.iterdir()] == ["valid-procedures"]


@pytest.mark.parametrize(
    ("name", "flat", "kind", "told"),
    [
        ("class", False, int, "offers 'class', which is a key of every procedure"),
        ("even", False, complex, "has a field step of the type <class 'complex'>"),
        ("even", True, int, "takes the key 'step', which even.step takes already"),
    ],
)
def test_a_class_that_nobody_can_write_is_refused(tmp_path, name, flat, kind, told):
    def conforms(_, value):
        return value

    def offered(name, flat, kind):
        cls = type(
            "Cls", (), {"__annotations__": {"step": kind}, "conforms": conforms, "sentence": conforms, "__doc__": "x"}
        )
        return criterion(name, flat=flat)(frozen(cls))

    host = make_host([], more=[("even", plugin(offered("step", False, int), offered(name, flat, kind)))])

    with pytest.raises(PluginError, match="even") as error:
        load([], host, tmp_path)
    assert told in str(error.value)

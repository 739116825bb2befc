"""The forms of JSON, held against their schemas."""

import json
from importlib.resources import files

import jsonschema
import pytest
from referencing import Registry, Resource

from qa_run import Outcome

HOME = files("qa_run.builtin.reporters")


def kept(name: str):
    return json.loads(HOME.joinpath(name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ctrf_schema(schemas):
    return json.loads((schemas / "ctrf-schema-0.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["hostile", "plain"])
def test_ctrf_is_valid(which, request, rendered, ctrf_schema):
    found = json.loads(rendered("ctrf", request.getfixturevalue(which)))

    checker = jsonschema.Draft7Validator(ctrf_schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(found)] == []


def test_ctrf_counts_its_tests(hostile, rendered):
    results = json.loads(rendered("ctrf", hostile))["results"]
    summary, tests = results["summary"], results["tests"]

    assert summary["tests"] == len(tests) == len({each["name"] for each in tests})
    for status in ("passed", "failed", "skipped"):
        assert summary[status] == sum(each["status"] == status for each in tests)


def test_ctrf_keeps_the_outcome(ended, rendered):
    tests = json.loads(rendered("ctrf", ended(*Outcome)))["results"]["tests"]

    assert {each["rawStatus"]: each["status"] for each in tests} == {
        "passed": "passed", "marginal": "passed", "conceded": "passed", "not_applicable": "skipped",
        "not_inspected": "failed", "failed": "failed", "error": "failed",
    }  # fmt: skip


@pytest.mark.parametrize("which", ["hostile", "plain"])
def test_each_event_is_valid(which, request, rendered):
    registry = Registry().with_resource("qa-run/report/1", Resource.from_contents(kept("report.schema.json")))
    checker = jsonschema.Draft202012Validator(kept("events.schema.json"), registry=registry)
    lines = rendered("jsonl", request.getfixturevalue(which)).splitlines()

    for line in lines:
        assert [error.message for error in checker.iter_errors(json.loads(line))] == []


def test_events_come_in_their_order_and_hold_what_the_report_holds(hostile, rendered):
    whole = json.loads(rendered("json", hostile))
    events = [json.loads(line) for line in rendered("jsonl", hostile).splitlines()]
    names = [each.pop("event") for each in events]

    assert names == ["run_started", "procedure", "source", *["verdict"] * len(whole["verdicts"]), "run_finished"]
    assert events[3:-1] == whole["verdicts"]
    assert events[1] == whole["procedures"][0]
    assert {key: whole[key] for key in events[-1]} == events[-1]

"""Every fault with its place, in each form, and no sample is opened."""

import json
from pathlib import Path

import jsonschema
import junitparser
import pytest
from lxml import etree

from qa_run.cli.main import main

SCHEMAS = Path(__file__).parents[1] / "schemas"
FAULTY = """\
procedure: faulty
samples: {from: nowhere.csv, itm: id}
characteristics:
  slices: {exacly: 4}
  "::error::[x](http://evil.example) ##[error]": {exactly: 4, lower: "<script>"}
"""
UNREADABLE = "procedure: [\n"
OVER = "extends: ham.yaml\nprocedure: other\ncharacteristics: {grams: {lower: 50}}\n"


@pytest.fixture
def faulty(kitchen):
    (kitchen / "specs" / "faulty.yaml").write_text(FAULTY)
    (kitchen / "specs" / "unreadable.yaml").write_text(UNREADABLE)
    return kitchen


def test_without_faults_it_is_0_and_says_what_was_read(run, kitchen):
    (kitchen / "specs" / "good.csv").unlink()

    assert run("lint") == (0, "1 file, no faults\n", "")


def test_each_fault_has_its_place_its_rule_and_what_to_write(run, faulty):
    code, out, err = run("lint")

    assert (code, err) == (4, "")
    assert "specs/faulty.yaml:2:30: unknown key 'itm' in samples (did you mean 'item'?) [unknown-key]\n" in out
    assert "specs/unreadable.yaml:" in out
    assert "[syntax]" in out
    assert out.splitlines()[-1].endswith("faults in 2 files")


def test_faults_are_those_of_a_run(run, faulty):
    _, _, of_run = run("specs")
    _, of_lint, _ = run("lint", "specs")

    assert [line.rpartition(" [")[0] for line in of_lint.splitlines()[:-1]] == of_run.splitlines()[:-1]


def test_a_line_that_asks_for_less_than_its_base_is_a_warning(run, kitchen):
    (kitchen / "specs" / "other.yaml").write_text(OVER)
    code, out, _ = run("lint")

    assert code == 0
    assert "specs/other.yaml:3:27: warning: characteristics.grams.lower: 50, was 55 at specs/ham.yaml:" in out
    assert out.endswith("[weaker-than-base]\n2 files, no faults, 1 warning\n")


def test_settings_are_checked_too(run, kitchen):
    (kitchen / "qa-run.toml").write_text('pathes = ["specs"]\n')
    code, out, _ = run("lint")

    assert code == 4
    assert out.startswith("qa-run.toml:1:1: there is no setting 'pathes' (did you mean 'paths'?) [unknown-key]\n")


@pytest.fixture
def sarif(run, faulty):
    code, out, _ = run("lint", "--format", "sarif")
    assert code == 4
    return json.loads(out)


def test_sarif_is_valid(sarif):
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text())
    checker = jsonschema.Draft4Validator(schema)

    assert [error.message for error in checker.iter_errors(sarif)] == []


def test_sarif_points_at_the_fault_from_the_top_of_the_repository(sarif):
    run_ = sarif["runs"][0]
    rules = [each["id"] for each in run_["tool"]["driver"]["rules"]]
    found = next(each for each in run_["results"] if "'itm'" in each["message"]["text"])
    place = found["locations"][0]["physicalLocation"]

    assert found["ruleId"] == rules[found["ruleIndex"]] == "unknown-key"
    assert place["artifactLocation"] == {"uri": "specs/faulty.yaml", "uriBaseId": "%SRCROOT%", "index": 0}
    assert place["region"] == {"startLine": 2, "startColumn": 30}
    assert run_["columnKind"] == "unicodeCodePoints"
    assert "](" not in json.dumps([each["message"] for each in run_["results"]])


def test_sarif_of_no_fault_is_valid_and_empty(run, kitchen):
    code, out, _ = run("lint", "--format", "sarif")

    assert (code, json.loads(out)["runs"][0]["results"]) == (0, [])


def test_sarif_names_files_from_the_top_wherever_the_run_starts(kitchen, monkeypatch, capsys):
    (kitchen / "specs" / "a b#ü.yaml").write_text(UNREADABLE)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(kitchen))
    monkeypatch.chdir(kitchen / "specs")
    assert main(["lint", ".", "--format", "sarif"]) == 4
    out = capsys.readouterr().out
    found = json.loads(out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]

    assert found["uri"] == "specs/a%20b%23%C3%BC.yaml"


def test_junit_has_a_case_for_each_file(run, faulty):
    _, out, _ = run("lint", "--format", "junit")
    cases = [case for suite in junitparser.JUnitXml.fromstring(out.encode()) for case in suite]

    assert [(case.name, len(case.result)) for case in cases] == [
        ("specs/faulty.yaml", 1), ("specs/ham.yaml", 0), ("specs/unreadable.yaml", 1),
    ]  # fmt: skip
    assert "unknown key 'itm'" in cases[0].result[0].text
    assert etree.fromstring(out.encode()).get("errors") == "2"


def test_annotations_and_json(run, faulty):
    _, annotated, _ = run("lint", "--format", "github")
    _, told, _ = run("lint", "--format", "json")
    found = json.loads(told)

    first = "::error file=specs/faulty.yaml,line=2,col=30,title=qa-run%3A unknown-key::unknown key 'itm' in samples"
    assert annotated.startswith(first)
    assert len(annotated.splitlines()) == len(found["findings"])
    assert found["files"] == ["specs/faulty.yaml", "specs/ham.yaml", "specs/unreadable.yaml"]
    assert {each["rule"] for each in found["findings"]} >= {"unknown-key", "syntax"}


@pytest.mark.parametrize("form", ["text", "json", "junit", "sarif"])
def test_no_line_is_a_command_to_a_pipeline(run, faulty, form):
    _, out, _ = run("lint", "--format", form)

    assert not [line for line in out.splitlines() if "##[" in line or line.lstrip().startswith("::")]


def test_it_is_written_where_asked(run, faulty):
    code, out, _ = run("lint", "--format", "sarif", "-o", "found.sarif")

    assert (code, out) == (4, "")
    assert json.loads((faulty / "found.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere",), "nowhere: there is no such file or folder"),
        (("--format", "xml"), "invalid choice: 'xml'"),
        (("-o", "nowhere/x"), "-o nowhere/x: there is no folder nowhere"),
        (("empty",), "there are no procedures in empty: nothing was checked"),
        (("-c", "none.toml"), "-c none.toml: there is no such file"),
    ],
)
def test_wrong_words_are_refused(run, kitchen, words, told):
    (kitchen / "empty").mkdir()
    code, out, err = run("lint", *words)

    assert (code, out) == (4, "")
    assert told in err

"""The action of GitHub: its schema, and its script in a runner that is faked as far as a script can see it."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BAD = "ham-sandwich=specs/samples/bad/ham.csv"


def test_it_is_what_the_schema_of_actions_says() -> None:
    subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"],
        check=True,
    )


def test_no_input_is_text_of_a_script() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))

    assert [each["name"] for each in action["runs"]["steps"] if "${{" in each["run"]] == []


def test_every_input_is_used_and_every_output_is_written(step) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    used = str([each.get("env") for each in action["runs"]["steps"]])
    written = step(specs="specs/ham.yaml").outputs

    assert [name for name in action["inputs"] if f"inputs.{name} " not in used] == []
    assert [name for name in action["outputs"] if name not in written] == []


def test_what_conforms_goes_out(step, checkout: Path) -> None:
    done = step(specs="specs/ham.yaml", json="report.json")

    assert done.code == 0, done.printed
    assert (done.outputs["outcome"], done.outputs["exit-code"], done.outputs["released"]) == ("passed", "0", "true")
    assert done.summary.startswith("before\n")
    assert len(done.summary) > 20
    assert (checkout / "report.json").exists()
    assert ElementTree.parse(checkout / "qa-run.xml").getroot().tag == "testsuites"


def test_what_does_not_stops_the_job_and_annotates_the_line(step) -> None:
    done = step(specs="specs/ham.yaml", samples=BAD)

    assert done.code == 1
    assert done.outputs["outcome"] == "failed"
    assert done.outputs["exit-code"] == "1"
    assert int(done.outputs["failed"]) > 0
    assert "::error file=specs/ham.yaml,line=" in done.printed


def test_summary_and_annotations_can_be_left_out(step) -> None:
    done = step(specs="specs/ham.yaml", samples=BAD, summary="false", annotations="false", junitxml="")

    assert done.code == 1
    assert done.summary == "before\n"
    assert "::error" not in done.printed


def test_a_fault_in_a_procedure_is_annotated_and_releases_nothing(step, checkout: Path) -> None:
    (checkout / "specs" / "ham.yaml").write_text("procedure: ham\ncharacterstics: {}\n", encoding="utf-8")
    done = step(specs="specs/ham.yaml")

    assert done.code == 4
    assert done.outputs == {"outcome": "error", "released": "false", "complete": "false", "exit-code": "4"}
    assert "::error file=specs/ham.yaml,line=2" in done.printed
    assert "exit code 4" in done.summary


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"specs": "nowhere"}, 4),
        ({"specs": "specs/ham.yaml", "samples": "nowhere.csv"}, 4),
        ({"specs": "specs/ham.yaml", "arguments": "--no-such-option"}, 4),
        ({"specs": "specs/ham.yaml", "arguments": "-p nowhere"}, 4),
        ({"specs": "specs/ham.yaml", "junitxml": "no/folder/x.xml"}, 4),
        ({"specs": "specs/ham.yaml; touch injected"}, 4),
        ({"specs": "$(touch injected)"}, 4),
        ({"specs": "specs/ham.yaml", "arguments": "$(touch injected) `touch injected` *"}, 4),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else "",
)
def test_wrong_inputs_stop_the_job(step, checkout: Path, inputs: dict[str, str], code: int) -> None:
    done = step(**inputs)

    assert done.code == code, done.printed
    assert done.outputs["released"] == "false"
    assert not (checkout / "injected").exists()


def test_several_procedures_and_words(step) -> None:
    done = step(specs="specs/ham.yaml\nspecs/promise.yaml\n", arguments="-q\n --items  2")

    assert done.code == 0, done.printed


def test_without_qa_run_nothing_is_released(step, monkeypatch: pytest.MonkeyPatch, checkout: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(checkout / "python"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    done = step(specs="specs/ham.yaml")

    assert done.code == 127
    assert done.outputs["released"] == "false"

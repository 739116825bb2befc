"""What the page of pipelines tells people to copy is what their tools take."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
SHOWN = dict(re.findall(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", TEXT, re.M | re.S))


def block(kind: str) -> str:
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", TEXT, re.M | re.S)
    return str(found)


def check(folder: Path, name: str, schema: str, *more: str) -> subprocess.CompletedProcess[str]:
    (folder / "file.yml").write_text(SHOWN[name], encoding="utf-8")
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *more, "file.yml"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "schema", "more"),
    [
        (".gitlab-ci.yml", "vendor.gitlab-ci", ("--data-transform", "gitlab-ci")),
        (".github/workflows/inspection.yml", "vendor.github-workflows", ()),
    ],
)
def test_files_are_what_their_schemas_say(tmp_path: Path, name: str, schema: str, more: tuple[str, ...]) -> None:
    done = check(tmp_path, name, schema, *more)

    assert done.returncode == 0, done.stdout


def test_the_hook_that_is_shown_is_one_that_there_is(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(SHOWN[".pre-commit-config.yaml"], encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", "config.yaml"], cwd=tmp_path, check=True)
    asked = {each["id"] for each in yaml.safe_load(SHOWN[".pre-commit-config.yaml"])["repos"][0]["hooks"]}

    assert asked <= {each["id"] for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    workflow = yaml.safe_load(SHOWN[".github/workflows/inspection.yml"])
    (used,) = (each for each in workflow["jobs"]["inspect"]["steps"] if each.get("id") == "qa")

    assert set(used["with"]) <= set(action["inputs"])
    assert set(re.findall(r"steps\.qa\.outputs\.([\w-]+)", json.dumps(workflow))) <= set(action["outputs"])


def test_every_input_and_output_is_on_the_page() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))

    assert [name for name in (*action["inputs"], *action["outputs"]) if f"`{name}`" not in TEXT] == []


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """The script of cron, in a folder with the examples."""
    shutil.copytree(ROOT / "specs", tmp_path / "specs", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "nightly.sh").write_text(block("sh").replace("/srv/qa", str(tmp_path)), encoding="utf-8")
    (tmp_path / "Makefile").write_text(block("make"), encoding="utf-8")
    (tmp_path / "ship.sh").write_text("#!/bin/sh\ntouch shipped\n", encoding="utf-8")
    (tmp_path / "ship.sh").chmod(0o755)
    return tmp_path


def call(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "QA_RUN_HISTORY": "off"}
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, env=environment)


def fail(folder: Path) -> None:
    shutil.copy(folder / "specs/samples/bad/ham.csv", folder / "specs/samples/ham-good.csv")


def test_the_night_is_silent_where_all_is_well(night: Path) -> None:
    done = call(night, "sh", "nightly.sh")

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_night_tells_what_is_not(night: Path) -> None:
    fail(night)
    done = call(night, "sh", "nightly.sh")

    assert done.returncode == 1
    assert done.stdout.startswith("qa-run ended with 1\n")
    assert "FAILED specs/ham.yaml" in done.stdout


def test_make_ships_what_conforms_and_nothing_else(night: Path) -> None:
    assert call(night, "make", "release").returncode == 0
    assert (night / "shipped").exists()

    (night / "shipped").unlink()
    fail(night)
    assert call(night, "make", "release").returncode == 2
    assert not (night / "shipped").exists()


def test_the_lines_of_gitlab_run_in_a_shell(night: Path) -> None:
    lines = yaml.safe_load(SHOWN[".gitlab-ci.yml"])
    inspection = [line for line in lines["inspection"]["script"] if not line.startswith("pip ")]
    release = "\n".join(["set -a", ". ./verdict.env", *lines["release"]["script"]])

    assert call(night, "sh", "-ec", "\n".join(inspection)).returncode == 0
    assert call(night, "sh", "-ec", release).returncode == 0
    fail(night)
    assert call(night, "sh", "-ec", "\n".join(inspection)).returncode == 1
    assert call(night, "sh", "-ec", release).returncode == 1

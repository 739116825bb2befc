"""The runner of GitHub, as far as a step can see it: files it writes into, and the inputs as variables."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from attrs import frozen

ROOT = Path(__file__).parents[2]


@frozen
class Step:
    """A step that was run: its exit code, what it printed, and what it wrote for others."""

    code: int
    printed: str
    outputs: dict[str, str]
    summary: str


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder of somebody, with the examples in it."""
    shutil.copytree(ROOT / "specs", tmp_path / "specs", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def step(checkout: Path) -> Callable[..., Step]:
    """Run the inspecting step of the action with these inputs."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (inspect,) = (each for each in action["runs"]["steps"] if each.get("id") == "qa")
    defaults = {name: str(each.get("default", "")) for name, each in action["inputs"].items()}

    def run(**inputs: str) -> Step:
        given = {**defaults, **inputs}
        names = {variable: source[len("${{ inputs.") : -len(" }}")] for variable, source in inspect["env"].items()}
        output, summary = checkout / "OUTPUT", checkout / "SUMMARY"
        output.write_text("", encoding="utf-8")
        summary.write_text("before\n", encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", inspect["run"]],
            cwd=checkout, capture_output=True, text=True, check=False,
            env={
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(checkout),
                "PYTHONPATH": os.environ.get("PYTHONPATH", ""), "QA_RUN_HISTORY": "off",
                "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTIONS": "true",
                **{variable: given[name] for variable, name in names.items()},
            },
        )  # fmt: skip
        pairs = (line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
        return Step(done.returncode, done.stdout + done.stderr, dict(pairs), summary.read_text(encoding="utf-8"))

    return run

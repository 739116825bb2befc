"""The reference cases beside the project: computed by software that nobody here wrote; skipped by name where absent."""

import json
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).resolve().parents[3] / "shared"


def beside(path: str, whole_module: bool = False) -> Path:
    """A file beside the project; skipped by name where absent."""
    found = HOME / path
    if not found.exists():
        pytest.skip(f"{found.name} is not beside the project", allow_module_level=whole_module)
    return found


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file, in its order; the known errors of the reference software are still in it."""
    return list(json.loads(beside(f"oracles/{name}.json", whole_module=True).read_text(encoding="utf-8")))

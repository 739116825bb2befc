"""The reference cases beside the project: computed by software that nobody here wrote; skipped by name where absent."""

import json
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).resolve().parents[3] / "shared" / "oracles"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file, in its order; the known errors of the reference software are still in it."""
    path = HOME / f"{name}.json"
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project", allow_module_level=True)
    return list(json.loads(path.read_text(encoding="utf-8")))

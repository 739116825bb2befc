"""Samples that others recorded, which lie beside the repository and are never part of it."""

import os
from pathlib import Path

import pytest
from batches import ROOT

SHARED = Path(os.environ.get("QA_RUN_SHARED", ROOT.parent / "shared"))
PROCEDURES = Path(__file__).parent / "real"


def recorded(name: str) -> Path:
    """The file `name` of the real samples; the test is skipped, with the name, where it is absent."""
    path = SHARED / "data" / name
    if not path.exists():
        pytest.skip(f"{name} is not here: set QA_RUN_SHARED to the folder that holds data/")
    return path

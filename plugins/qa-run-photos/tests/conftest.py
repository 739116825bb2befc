"""What `run` needs to know of this plugin, and the module that makes its samples."""

import functools
import runpy
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import qa_run_photos
from qa_run_photos import listing
from qa_run_photos.pictures import picture_of

SPECS = Path(__file__).parent.parent / "specs"


@pytest.fixture(scope="session")
def photos() -> dict[str, Any]:
    """Nothing where the plugin is installed, else the module itself."""
    installed = any(point.name == "photos" for point in entry_points(group="qa_run"))
    return {} if installed else {"more_plugins": [("photos", qa_run_photos)]}


@pytest.fixture(scope="session")
def record() -> Any:
    return SimpleNamespace(**runpy.run_path(str(SPECS / "record_audits.py")))


@pytest.fixture(scope="session")
def looked_at_once() -> Iterator[None]:
    """The shipped pictures do not change from one run to the next."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "picture_of", functools.cache(picture_of))
        yield

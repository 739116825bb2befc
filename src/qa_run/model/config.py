"""What a project settles once for all its runs: `qa-run.toml`, or `[tool.qa-run]` in `pyproject.toml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from qa_run.errors import Place

if TYPE_CHECKING:
    from qa_run.model.gate import ReleaseSettings


@frozen(kw_only=True, eq=False, repr=False)
class Config:
    """The settings of a project. What is not written there is as it says here.

    file:        the file they stand in, as the screen calls it; blank where there is none
    root:        the folder of that file, from which its paths start; the current folder where there is none
    places:      where each key is written; one that `-o` gave has none
    paths:       the procedures that a run judges when none are named
    addopts:     words put before those of every run
    history:     the record of runs: a file, the URL of a database, or blank where none is kept
    history_items: whether the record keeps the nonconforming items that a run showed
    project:     what the project is called, where several keep their runs in one database
    concessions: the file of concessions
    corrections: the file of corrections
    release:     how lots are released; None where nothing is written of it
    """

    file: str = ""
    root: Path = field(factory=Path.cwd)
    places: Mapping[str, Place] = field(factory=dict)
    paths: tuple[str, ...] = ("specs",)
    addopts: tuple[str, ...] = ()
    history: str = ".qa-run/history.sqlite"
    history_items: bool = True
    project: str = ""
    concessions: str = "concessions.yaml"
    corrections: str = "corrections.yaml"
    release: "ReleaseSettings | None" = None

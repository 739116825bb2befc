"""The engine of a run, started early and locked before it is used.

Whoever imports this loads little else: starting takes as long as loading half of the program, and goes on meanwhile.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define

from qa_run.engines.looking import Look

if TYPE_CHECKING:
    from qa_run.sources.source import OpenFile


@define(eq=False, repr=False)
class Engine:
    """The one engine of a run. It starts while procedures are loaded, and is locked to their files before use."""

    files: "Sequence[OpenFile]" = ()
    scratch: Path = Path()
    started: Look | None = None
    connection: Any = None

    def start(self) -> "Engine":
        """Start it on a thread of its own, unless it is."""
        from duckdb import connect

        self.started = self.started or Look(connect).start()
        return self

    def reading(self, files: "Sequence[OpenFile]", scratch: Path) -> "Engine":
        """The engine, allowed to read `files` and `scratch` once somebody connects."""
        self.files, self.scratch = files, scratch
        return self

    def connect(self) -> Any:
        """A connection of its own to the engine."""
        if self.connection is None:
            from qa_run.engines.duck_connection import locked

            self.start()
            assert self.started is not None
            self.connection = locked(self.started.result(), self.files, self.scratch)
        return self.connection.cursor()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        """Close it; once it has started, since a process that ends while it starts is aborted."""
        if self.connection is None and self.started is not None:
            with suppress(Exception):  # who wanted to connect has been told
                self.connection = self.started.result()
        if self.connection is not None:
            self.connection.close()

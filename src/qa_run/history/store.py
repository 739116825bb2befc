"""An open index: what can be asked of it, whichever database it is."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from qa_run.errors import HistoryError

Given = Mapping[str, Any]


class NoRecord(HistoryError):
    """There is no file of an index yet."""


class Broken(HistoryError):
    """The file is no database, or is damaged; it can be made anew from the files of the runs."""


class Store(Protocol):
    """An open database. Parameters are named, as in `:project`."""

    shown: str

    def read(self, sql: str, **given: Any) -> list[tuple[Any, ...]]:
        """The rows that `sql` selects."""

    def write(self, sql: str, rows: Iterable[Given]) -> None:
        """Carry `sql` out once for each row; only in a transaction."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, and nobody else writes meanwhile."""

    def version(self) -> int:
        """Of which version the tables are; 0 where there are none. Raises HistoryError for tables of somebody else."""

    def close(self) -> None:
        """Let go of it."""

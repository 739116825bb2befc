"""The index in a file of SQLite: many processes may write to it at once, and each run is there whole or not at all."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from attrs import define

from qa_run.errors import HistoryError
from qa_run.history.archive import Archive
from qa_run.history.files import folder_made
from qa_run.history.store import Broken, Given, NoRecord
from qa_run.history.tables import PREFIX

T = TypeVar("T")
#: How long a write waits for others, in seconds.
PATIENCE = 60.0
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@define(eq=False, repr=False)
class FileStore:
    """An open file of SQLite."""

    connection: sqlite3.Connection
    shown: str
    patience: float = PATIENCE

    def read(self, sql: str, **given: Any) -> list[tuple[Any, ...]]:
        return self._told(lambda: self._patient(lambda: self.connection.execute(sql, given).fetchall()))

    def write(self, sql: str, rows: Iterable[Given]) -> None:
        given = list(rows)
        if given == [{}]:
            self._told(lambda: self.connection.execute(sql))
        else:
            self._told(lambda: self.connection.executemany(sql, given))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._told(lambda: self._patient(lambda: self.connection.execute("BEGIN IMMEDIATE")))
        try:
            yield
            self._told(lambda: self._patient(lambda: self.connection.execute("COMMIT")))
        except BaseException:
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise

    def version(self) -> int:
        names = [name for (name,) in self.read("SELECT name FROM sqlite_master WHERE type = 'table'")]
        if "qa_version" in names:
            return int(self.read("SELECT version FROM qa_version")[0][0])
        if names and not any(name.startswith(PREFIX) for name in names):
            raise HistoryError(f"{self.shown} is a database of something else (it has {', '.join(names[:3])}): {_ELSE}")
        return 0

    def close(self) -> None:
        self.connection.close()

    def _patient(self, act: Callable[[], T]) -> T:
        """What `act` gives, as soon as nobody else is in the way."""
        until = time.monotonic() + self.patience
        while True:
            try:
                return act()
            except sqlite3.OperationalError as error:
                if _code(error) not in _BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)

    def _told(self, act: Callable[[], T]) -> T:
        """What `act` gives; what SQLite raises, in words."""
        try:
            return act()
        except sqlite3.Error as error:
            raise in_words(error, self.shown) from error


_ELSE = "name another file as history in the settings"


def connected_file(archive: Archive, make: bool) -> FileStore:
    """The file of `archive`, opened; with `make`, made where it is not there."""
    path = archive.file
    if path.is_dir():
        raise HistoryError(f"{archive.shown} is a folder: name a file as history in the settings")
    if not make and not _there(path):
        raise NoRecord(f"no run is recorded yet: there is no {archive.shown} (a run from the command line makes it)")
    folder_made(path.parent)
    try:
        connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    except sqlite3.Error as error:
        raise in_words(error, archive.shown) from error
    store = FileStore(connection, archive.shown)
    try:
        # the files of the runs are on the disk already, so that a loss of power costs at most a reindex
        for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL"):
            store.read(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return store


def _there(path: Path) -> bool:
    try:
        return path.exists() and path.stat().st_size > 0
    except OSError as error:
        raise HistoryError(f"{path}: {error.strerror or error}") from error


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def in_words(error: sqlite3.Error, shown: str) -> HistoryError:
    """What happened to the file, and what to do."""
    code = _code(error)
    if code in _BROKEN:
        return Broken(
            f"{shown} is no database, or is damaged ({error}): qa-run history reindex puts it aside and makes it anew"
        )
    if code in _BUSY:
        return HistoryError(f"{shown} is locked by another process for longer than {PATIENCE:g} s")
    if code == sqlite3.SQLITE_FULL:
        return HistoryError(f"{shown}: the disk is full")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return HistoryError(f"{shown} cannot be written ({error}): look at the rights of the file and its folder")
    return HistoryError(f"{shown}: {error}")

"""The index on a server: PostgreSQL, through SQLAlchemy. Both come with `pip install 'qa-run[postgres]'`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from attrs import define

from qa_run.errors import HistoryError, UsageError
from qa_run.history.archive import Archive
from qa_run.history.store import Given

#: The lock under which one run after the other is written; a number that nobody else will think of.
_LOCK = 0x51A7_0001
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_AS_IN = "write postgresql+psycopg://USER@HOST/DATABASE"


@define(eq=False, repr=False)
class ServerStore:
    """A connection to a server."""

    connection: Any
    shown: str

    def read(self, sql: str, **given: Any) -> list[tuple[Any, ...]]:
        from sqlalchemy import text

        with _told(self.shown):
            found = [tuple(row) for row in self.connection.execute(text(sql), given)]
            if not self.connection.info.get("writing"):
                self.connection.rollback()  # what is read must not hold up who changes tables
            return found

    def write(self, sql: str, rows: Iterable[Given]) -> None:
        from sqlalchemy import text

        with _told(self.shown):
            given = [dict(row) for row in rows]
            if given:
                self.connection.execute(text(sql), given if given[0] else None)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        from sqlalchemy import text

        with _told(self.shown), self.connection.begin():
            self.connection.info["writing"] = True
            try:
                self.connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield
            finally:
                self.connection.info["writing"] = False

    def version(self) -> int:
        # not to_regclass, which may go on answering what it found before another process made the table
        found = "SELECT count(*) FROM pg_tables WHERE tablename = 'qa_version' AND schemaname = current_schema()"
        if not self.read(found)[0][0]:
            return 0
        return int(self.read("SELECT version FROM qa_version")[0][0])

    def close(self) -> None:
        self.connection.close()
        self.connection.engine.dispose()


def address(archive: Archive) -> Any:
    """The address of the server, as SQLAlchemy has it; a UsageError says what is wrong with it or missing for it."""
    scheme = archive.database.partition("://")[0]
    if scheme.startswith("sqlite"):
        raise UsageError(f"history = {archive.shown}: write the path of the file, without {scheme}://")
    if scheme not in _SCHEMES:
        raise UsageError(f"history = {archive.shown}: runs are recorded in a file or by PostgreSQL ({_AS_IN})")
    try:
        import psycopg  # noqa: F401 - SQLAlchemy would say the same in more words
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError
    except ImportError as error:
        raise UsageError(
            f"history = {archive.shown} needs {error.name}: pip install 'qa-run[postgres]', or name a file"
        ) from error
    try:
        url = make_url(archive.database).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise UsageError(f"history = {archive.shown} is no URL of a database: {_AS_IN}") from error
    if not url.database:
        raise UsageError(f"history = {archive.shown} names no database: {_AS_IN}")
    return url


def connected(archive: Archive) -> ServerStore:
    """The server of `archive`."""
    url = address(archive)
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    with _told(archive.shown):
        waiting = {} if "connect_timeout" in url.query else {"connect_timeout": 10}
        engine = create_engine(url, poolclass=NullPool, connect_args=waiting)
        return ServerStore(engine.connect(), archive.shown)


@contextmanager
def _told(shown: str) -> Iterator[None]:
    """What the driver raises, in its first line, which never holds the password."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__]
        raise HistoryError(f"{shown}: {cause[0]}") from error

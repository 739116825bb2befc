"""The record in a file, and on a server of its own; each test meets both."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import postgres
import pytest

from qa_run.history.archive import Archive
from qa_run.history.opening import opened
from qa_run.history.store import Store


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a database of PostgreSQL."""
    if why := postgres.lacking():
        pytest.skip(why)
    with postgres.running() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def archive(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An empty archive."""
    monkeypatch.chdir(tmp_path)
    if request.param == "sqlite":
        return Archive(root=tmp_path, database=".qa-run/history.sqlite")
    url = request.getfixturevalue("server")
    emptied(url)
    return Archive(root=tmp_path, database=url)


def emptied(url: str) -> None:
    """Take away the tables that a test before has left."""
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


@pytest.fixture
def store(archive: Archive) -> Iterator[Store]:
    """Its index, open."""
    found = opened(archive, make=True)
    yield found
    with suppress(Exception):
        found.close()

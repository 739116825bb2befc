"""The index of an archive opened, with its tables as they are today."""

from qa_run.errors import HistoryError
from qa_run.history.archive import Archive
from qa_run.history.store import Store
from qa_run.history.tables import MIGRATIONS, VERSION, VERSION_TABLE


def opened(archive: Archive, make: bool = False) -> Store:
    """The index of `archive` with tables of today; with `make`, one that does not exist is made.

    Raises HistoryError where it cannot be opened, or was written by a later version.
    """
    store = _store(archive, make)
    try:
        version = store.version()
        if version != VERSION:
            _migrate(store)
    except BaseException:
        store.close()
        raise
    return store


def _store(archive: Archive, make: bool) -> Store:
    if archive.on_server:
        from qa_run.history.server import connected

        return connected(archive)
    from qa_run.history.sqlite import connected_file

    return connected_file(archive, make)


def _migrate(store: Store) -> None:
    """Bring the tables to the version of today, unless another process did so meanwhile."""
    with store.transaction():
        version = store.version()
        if version > VERSION:
            raise HistoryError(
                f"{store.shown} was written by a later qa-run (tables of version {version}; this one knows {VERSION}): "
                "use that version"
            )
        if version == 0:
            store.write(VERSION_TABLE, [{}])
            store.write("INSERT INTO qa_version (version) VALUES (0)", [{}])
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                store.write(statement, [{}])
        store.write("UPDATE qa_version SET version = :version", [{"version": VERSION}])

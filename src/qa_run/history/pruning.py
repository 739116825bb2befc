"""Old runs taken out of the archive."""

from collections.abc import Sequence

from qa_run.errors import HistoryError
from qa_run.history.archive import Archive
from qa_run.history.files import swept
from qa_run.history.runs import Run, runs
from qa_run.history.store import Store


def chosen(store: Store, archive: Archive, keep: int | None, before: str | None) -> list[Run]:
    """The runs that would go: all but the last `keep`, or those that started before the moment `before`."""
    every = runs(store, archive)
    if keep is not None:
        return every[keep:]
    return [run for run in every if before is not None and run.started < before]


def pruned(store: Store, archive: Archive, going: Sequence[Run]) -> None:
    """Take the runs out: of the index first, so that whatever is in it has its file; then their files and texts."""
    with store.transaction():
        store.write("DELETE FROM qa_runs WHERE run = :run", [{"run": run.number} for run in going])
        orphans = "sha256 NOT IN (SELECT sha256 FROM qa_procedures)"
        texts = [str(row[0]) for row in store.read(f"SELECT sha256 FROM qa_specs WHERE {orphans}")]
        if texts:
            store.write("DELETE FROM qa_specs WHERE sha256 = :sha256", [{"sha256": each} for each in texts])
    try:
        for path in [*(archive.runs / run.file for run in going), *(archive.specs / each for each in texts)]:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise HistoryError(
            f"{error.filename}: cannot be removed: {error.strerror}; a reindex would bring it back"
        ) from error
    swept(archive.runs)

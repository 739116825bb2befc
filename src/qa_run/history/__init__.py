"""What is recorded of runs, and what can be asked of the record."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from qa_run.model.outcome import Outcome


def past_outcomes(
    ids: Iterable[str], limit: int = 20, history: str | None = None, here: Path | None = None
) -> dict[str, Sequence[Outcome]]:
    """Of each of the node ids the outcomes in the last recorded runs of its procedure, oldest first.

    history: the file or the URL of the record; without it, that of the project in which `here` (the current folder) is
    """
    from qa_run.history import past
    from qa_run.history.archive import archive_of
    from qa_run.loading.config import config_of

    given = () if history is None else (f"history={history}",)
    archive = archive_of(config_of(here or Path.cwd(), given), asked=history is not None)
    return {} if archive is None else dict(past.past_outcomes(archive, ids, limit))

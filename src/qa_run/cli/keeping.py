"""A run from the command line put into the record of its project, and what is said of that."""

import argparse
from pathlib import Path

from attrs import frozen

from qa_run.errors import HistoryError, UsageError
from qa_run.history.archive import VARIABLE, Archive, archive_of
from qa_run.host import Host
from qa_run.model.config import Config
from qa_run.model.report import Report


@frozen(eq=False, repr=False)
class Kept:
    """Whether a run is recorded: then `told` says so. `notices` are for stderr; `text` is the report as JSON."""

    told: str = ""
    notices: tuple[str, ...] = ()
    text: str | None = None


NOT_KEPT = Kept()


def archive_for(asked: argparse.Namespace, config: Config) -> Archive | None:
    """The archive that this run goes into; None where none is kept."""
    archive = archive_of(config, any(each.startswith("history=") for each in asked.settings))
    if asked.no_history and asked.require_history:
        raise UsageError("--no-history and --require-history contradict each other: keep one")
    if asked.require_history and archive is None:
        raise UsageError(
            f"--require-history, and no record is kept: look at history in the settings, and at {VARIABLE}"
        )
    if asked.no_history or archive is None:
        return None
    if archive.on_server:
        from qa_run.history.server import address

        address(archive)  # refused before anything is judged
    return archive


def kept(archive: Archive, report: Report, host: Host) -> Kept:
    """Record a full run. Only when that is done for good does it say so; a run that is not recorded says why."""
    from qa_run.history.recording import record, recordable

    if not recordable(report):
        return Kept(notices=() if report.interrupted or report.refused else ("not recorded: this is not a full run",))
    text = host.reporters["json"].render(report)
    try:
        recorded = record(archive, report, text, Path.cwd())
    except HistoryError as error:
        return Kept(notices=(f"not recorded: {error}",), text=text)
    return Kept(f"recorded as run {recorded.run_id}", recorded.notices, text)


def knowing_the_past(report: Report, archive: Archive) -> Report:
    """The report, which can be asked how its verdicts ended in the runs before."""
    from qa_run.history.past import with_past  # who keeps no record need not load it

    return with_past(report, archive)

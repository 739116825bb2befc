"""The call from Python: `qa_run.run`."""

import os
from collections.abc import Mapping
from typing import Any

from qa_run.model.report import Report
from qa_run.session import Options, carry_out, host_of, with_history


def run(paths: Any = None, samples: Any = None, select: Any = None, history: Any = None, **options: Any) -> Report:
    """Judge the samples of the procedures in `paths`; `samples` may be a frame, a path, or these by procedure.

    paths:   files, folders and node ids; without them the files of `select`, or else `specs`
    select:  node ids, or a Selection: only these are judged
    history: the file or URL of a record that the run is to be put into, True for that of the project's settings.
             Only full runs are recorded; a HistoryError says why one could not be.
    """
    if select is not None:
        from qa_run.model.selection import Selection

        select = select if isinstance(select, Selection) else Selection(nodes=select)
    if paths is None:
        paths = () if select and select.nodes else "specs"
    many = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    by_name = samples if isinstance(samples, Mapping) else {}
    asked = Options(
        paths=[str(path) for path in many],
        samples=None if by_name else samples,
        samples_by_name=by_name,
        select=select,
        **options,
    )
    host = host_of(asked)
    if history is None or history is False:
        return carry_out(asked, host)
    from qa_run.history.archive import archive_asked
    from qa_run.history.past import with_past
    from qa_run.history.recording import record, recordable

    archive = archive_asked(history, asked.here)
    report = with_past(carry_out(with_history(asked, archive), host), archive)
    if recordable(report):
        record(archive, report, host.reporters["json"].render(report), asked.here)
    return report

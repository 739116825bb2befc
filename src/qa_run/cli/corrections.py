"""`qa-run corrections`: what was promised to be mended, as the recorded runs and the day have it."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from qa_run.cli.conceding.promises import listed, plain
from qa_run.cli.reports import written_whole
from qa_run.cli.screen.page import line, page_for
from qa_run.cli.words import register_of
from qa_run.errors import UsageError
from qa_run.history.archive import archive_of
from qa_run.history.before import Recorded
from qa_run.judging.mending import numbers, promised_by, standing
from qa_run.loading.config import config_of
from qa_run.loading.corrections import read_corrections
from qa_run.model.correction import Effect
from qa_run.session.moments import moment


def command(asked: argparse.Namespace) -> int:
    """List them; 0 whatever they say, since it is the run that decides."""
    config = config_of(Path.cwd(), asked.settings, Path(asked.config) if asked.config else None)
    path = register_of(config, "corrections")
    if path is None:
        raise UsageError(f"there is no {config.corrections}: nothing was promised here")
    entries = read_corrections(path, Path.cwd()).entries
    archive = archive_of(config, any(each.startswith("history=") for each in asked.settings))
    before = None if archive is None else Recorded(archive)
    earlier, past = (before.lots(entries), before.promises()) if before else ({}, ())
    day = moment(asked.as_of).date() if asked.as_of else date.today()
    told = numbers(entries, past)
    standings = [standing(one, earlier.get(one.id, ()), day, told[one.id]) for one in entries]
    broken = {each.id for each in past if each.broken}
    here = [promised_by(each.correction, each.state is Effect.RECURRED or each.correction.id in broken)
            for each in standings]  # fmt: skip
    promises = [*(each for each in past if each.id not in told or each.id not in {one.id for one in entries}), *here]
    if asked.json != "-":
        page = page_for(sys.stdout, "auto")
        if before is None:
            page.write([line("No runs are recorded here, so that no lot is known; see the setting history."), line()])
        page.write(listed(standings, promises, page.width))
    if asked.json is not None:
        text = json.dumps(plain(standings, promises), ensure_ascii=False, indent=1) + "\n"
        if asked.json == "-":
            sys.stdout.write(text)
        else:
            try:
                written_whole(Path(asked.json), text)
            except OSError as error:
                raise UsageError(f"--json {asked.json}: cannot be written: {error.strerror or error}") from error
    return 0

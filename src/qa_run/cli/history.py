"""`qa-run history`: what is recorded of runs, what changed, and the record itself carried about."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from qa_run.cli.recorded.differing import diff
from qa_run.cli.recorded.listing import listed, showed
from qa_run.cli.recorded.trending import trend
from qa_run.cli.reports import written_whole
from qa_run.cli.screen.page import Line, line, page_for
from qa_run.errors import UsageError
from qa_run.history import moving, pruning
from qa_run.history.archive import VARIABLE, Archive, archive_of
from qa_run.history.opening import opened
from qa_run.history.run_file import moment as recorded_moment
from qa_run.history.runs import runs
from qa_run.history.store import Store
from qa_run.loading.config import config_of
from qa_run.session.moments import moment

Answer = tuple[Iterable[Line], Any]
#: How many words each action takes, and what they are.
_WORDS = {
    "list": (), "show": ("RUN",), "diff": ("A", "B"), "trend": ("ID",), "prune": (), "export": ("FILE",),
    "import": ("FILE",), "reindex": (),
}  # fmt: skip


def command(asked: argparse.Namespace) -> int:
    """Do what ACTION says; 1 where something could not be taken along."""
    _check(asked)
    config = config_of(Path.cwd(), asked.settings, Path(asked.config) if asked.config else None)
    archive = archive_of(config, any(each.startswith("history=") for each in asked.settings))
    if archive is None:
        raise UsageError(f"no record is kept here: history is off in the settings, or by {VARIABLE}")
    if asked.action in _CHANGES:
        return _CHANGES[asked.action](asked, archive)
    return _answered(asked, archive)


def _check(asked: argparse.Namespace) -> None:
    wanted = _WORDS[asked.action]
    if len(asked.words) != len(wanted):
        raise UsageError(f"write qa-run history {' '.join([asked.action, *wanted])}")
    for name, actions in (("keep", ["prune"]), ("before", ["prune"]), ("yes", ["prune"]), ("json", [*_ASKS])):
        if getattr(asked, name) and asked.action not in actions:
            raise UsageError(f"--{name} is for {', '.join(actions)}, not for {asked.action}")


def _answered(asked: argparse.Namespace, archive: Archive) -> int:
    store = opened(archive)
    try:
        lines, plain = _ASKS[asked.action](asked, archive, store)
        if asked.json != "-":
            page_for(sys.stdout, "auto").write(lines)
        if asked.json is not None:
            _put(asked.json, "--json", json.dumps(plain, ensure_ascii=False, indent=1) + "\n")
    finally:
        store.close()
    return 0


def _put(file: str, option: str, text: str) -> None:
    if file == "-":
        sys.stdout.write(text)
        return
    try:
        written_whole(Path(file), text)
    except OSError as error:
        raise UsageError(f"{option} {file}: cannot be written: {error.strerror or error}") from error


def _list(asked: argparse.Namespace, archive: Archive, store: Store) -> Answer:
    found = runs(store, archive, asked.n)
    indexed = {run.file for run in runs(store, archive)}
    loose = sum(path.name not in indexed for path in moving.run_files(archive))
    return listed(store, archive, found, loose, page_for(sys.stdout, "auto").width)


def _show(asked: argparse.Namespace, archive: Archive, store: Store) -> Answer:
    return showed(store, archive, asked.words[0], page_for(sys.stdout, "auto").width)


def _diff(asked: argparse.Namespace, archive: Archive, store: Store) -> Answer:
    return diff(store, archive, asked.words[0], asked.words[1], page_for(sys.stdout, "auto").width)


def _trend(asked: argparse.Namespace, archive: Archive, store: Store) -> Answer:
    return trend(store, archive, asked.words[0], asked.n, page_for(sys.stdout, "auto").width)


def _prune(asked: argparse.Namespace, archive: Archive) -> int:
    if (asked.keep is None) == (asked.before is None):
        raise UsageError("qa-run history prune takes --keep N or --before TIME, one of the two")
    before = recorded_moment(moment(asked.before, "--before")) if asked.before else None
    store = opened(archive)
    try:
        going = pruning.chosen(store, archive, asked.keep, before)
        told = [f"{run.started[:19]}Z  {run.short}  {run.outcome}" for run in going]
        if asked.yes:
            pruning.pruned(store, archive, going)
            told.append(f"{_runs(len(going))} removed, with their files")
        else:
            left = len(runs(store, archive)) - len(going)
            told.append(f"{_runs(len(going))} would go, with their files, and {left} stay; --yes does it")
            told.append("What they told of lots no longer counts for sampling plans that switch.") if going else None
    finally:
        store.close()
    page_for(sys.stdout, "auto").write(line(each) for each in told)
    return 0


def _export(asked: argparse.Namespace, archive: Archive) -> int:
    store = opened(archive)
    try:
        found = moving.exported(archive, store)
    finally:
        store.close()
    _put(asked.words[0], "export", "".join(f"{each}\n" for each in found.lines))
    quiet = sys.stderr if asked.words[0] == "-" else sys.stdout
    print(f"{_runs(found.runs)} exported", file=quiet)
    if found.lacking:
        print(f"qa-run: {_runs(len(found.lacking))} left out: recorded elsewhere, no file here", file=sys.stderr)
    return 1 if found.lacking else 0


def _import(asked: argparse.Namespace, archive: Archive) -> int:
    name = asked.words[0]
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"import {name}: cannot be read: {getattr(error, 'strerror', '') or error}") from error
    found = moving.imported(archive, text.split("\n"), name)
    print(f"{_runs(found.new)} imported, {found.known} known before")
    return 0


def _reindex(_asked: argparse.Namespace, archive: Archive) -> int:
    found = moving.reindexed(archive)
    if found.aside is not None:
        print(f"the damaged database is now {os.path.basename(found.aside)}")
    print(f"{_runs(found.runs)} indexed in {archive.shown}")
    if found.alone:
        print(f"{_runs(found.alone)} without a file here left as they were")
    for fault in found.faults:
        print(f"qa-run: {fault}", file=sys.stderr)
    return 1 if found.faults else 0


def _runs(many: int) -> str:
    return "1 run" if many == 1 else f"{many} runs"


_ASKS: Mapping[str, Callable[[argparse.Namespace, Archive, Store], Answer]] = {
    "list": _list, "show": _show, "diff": _diff, "trend": _trend,
}  # fmt: skip
_CHANGES: Mapping[str, Callable[[argparse.Namespace, Archive], int]] = {
    "prune": _prune, "export": _export, "import": _import, "reindex": _reindex,
}  # fmt: skip

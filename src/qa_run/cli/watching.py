"""`--watch`: the run again and again, whenever a file changes that it depends on."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from qa_run.cli.refusals import refuse
from qa_run.cli.screen.page import Line, Span, line, page_for, rule
from qa_run.errors import QaRunError, UsageError
from qa_run.loading.discovering import shown
from qa_run.loading.document import ENDINGS
from qa_run.model.procedure import Procedure
from qa_run.model.report import Report

#: Seconds between two looks, and how long files must be at rest before the run begins: an editor may still write.
BEAT, REST = 0.5, 0.1
INTERRUPTED = 2
SETTINGS = ("qa-run.toml", "pyproject.toml")
#: So many of the files that changed are named.
NAMED = 5

Stamps = Mapping[Path, tuple[int, int]]


def watching(asked: argparse.Namespace, again: Callable[[Callable[[Report], None]], int]) -> int:
    """Run until somebody interrupts, and return 2. What is wrong with the words themselves ends it at once.

    again: runs once, tells of the report, and returns the exit code
    """
    if asked.co:
        raise UsageError("--watch runs again and again, and --co judges nothing: leave one of them out")
    report: Report | None = None

    def done(found: Report) -> None:
        nonlocal report
        report = found

    first = True
    try:
        while True:
            before = stamps(asked, report)
            try:
                if again(done) == INTERRUPTED:
                    return INTERRUPTED
            except QaRunError as error:
                if first and isinstance(error, UsageError):
                    raise
                refuse(error, asked.words)
            first = False
            # what became known only by running is taken as it is now, what was known as it was before the run
            _wait(asked, report, {**stamps(asked, report), **before})
    except KeyboardInterrupt:
        _say([line(), line("qa-run: no longer watching")])
        return INTERRUPTED


def _wait(asked: argparse.Namespace, report: Report | None, known: Stamps) -> None:
    """Return when a file was changed, added or removed, and none changes any more."""
    _say([line(Span(f"watching {len(known)} files; Ctrl-C ends", "faint"))])
    while not (changed := _differing(known, now := stamps(asked, report))):
        time.sleep(BEAT)
    while _differing(now, later := _after(REST, asked, report)):
        changed |= _differing(now, later)
        now = later
    here = Path.cwd()
    names = sorted(shown(path, here) for path in changed)
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    width = page_for(sys.stdout, "auto").width
    _say([line(), rule("#", line(f"changed: {', '.join(names[:NAMED])}{more}"), width)])


def _after(seconds: float, asked: argparse.Namespace, report: Report | None) -> Stamps:
    time.sleep(seconds)
    return stamps(asked, report)


def _differing(one: Stamps, other: Stamps) -> set[Path]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def stamps(asked: argparse.Namespace, report: Report | None) -> Stamps:
    """The time and the size of every file that the run depends on."""
    written = {Path(each.partition("=")[2]).resolve() for each in asked.report}
    written |= {Path(each).resolve() for each in (asked.json, asked.items_out) if each}
    found: dict[Path, tuple[int, int]] = {}
    for path in _files(asked, report):
        try:
            file = path.resolve()
            stat = file.stat()
        except OSError:
            continue
        if file not in written:
            found[file] = stat.st_mtime_ns, stat.st_size
    return found


def _files(asked: argparse.Namespace, report: Report | None) -> Iterator[Path]:
    """Settings, procedures and what they extend, samples, and whatever lies in folders that were named."""
    here = Path.cwd()
    if asked.config:
        yield here / asked.config
    yield from (folder / name for folder in (here, *here.parents) for name in SETTINGS)
    yield from (here / name for name in ("concessions.yaml", "corrections.yaml"))
    procedures = [one.procedure for one in report.procedures] if report else []
    yield from _inside([here / word.partition("::")[0] for word in asked.paths] or [here / "specs"])
    for procedure in procedures:
        yield from _of(procedure, here)
    for word in asked.samples:
        path = word.partition("=")[2] if "=" in word and not (here / word).exists() else word
        yield from _matching(path, here)


def _of(procedure: Procedure, here: Path) -> Iterator[Path]:
    samples, base = procedure.samples, here / procedure.path
    yield base
    yield from (here / path for path in procedure.extends)
    folder = Path(samples.base)
    lists = [
        each.path for each in (samples.of, samples.lot and samples.lot.sizes, *samples.references.values()) if each
    ]
    for written in (*samples.paths, *lists):
        yield from _matching(written, folder)
    for requirement in procedure.requirements:
        baseline = getattr(requirement.criterion, "baseline", None)
        if way := getattr(baseline, "way", ""):
            yield folder / way


def _matching(written: str, base: Path) -> Iterator[Path]:
    """The files that samples may come from: a pattern with `{parts}` is taken widely."""
    from qa_run.sources.opening import files_at

    if (base / written).is_dir():
        yield from (each for each in (base / written).rglob("*") if each.is_file())
    else:
        yield from files_at(written, base)


def _inside(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
        for where, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (Path(where, name) for name in names if name.lower().endswith(ENDINGS))


def _say(lines: list[Line]) -> None:
    page_for(sys.stdout, "auto").write(lines)

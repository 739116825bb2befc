"""The run: from the words of the command line to the screen, the reports and the exit code."""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import evolve

from qa_run.cli.keeping import NOT_KEPT, archive_for, kept, knowing_the_past
from qa_run.cli.options import run_parser
from qa_run.cli.reports import Target, check, needed, targets, write
from qa_run.cli.screen.outcomes import REPORTED, USUAL
from qa_run.cli.screen.page import line, page_for
from qa_run.cli.screen.progress import Progress
from qa_run.cli.screen.screen import SILENT, Screen, Wishes
from qa_run.cli.words import register_of, samples_of
from qa_run.errors import UsageError
from qa_run.loading.config import config_of
from qa_run.loading.discovering import shown
from qa_run.model.config import Config
from qa_run.model.outcome import Outcome
from qa_run.model.report import Report
from qa_run.running.starting import Engine
from qa_run.session import Options, carry_out, host_of, with_history

INTERRUPTED, ERROR, USAGE = 2, 3, 4


def command(asked: argparse.Namespace, engine: Engine | None = None) -> int:
    """Judge the samples of all procedures that are asked for, on an engine that was started already."""
    asked, config = with_settings(asked)
    if asked.watch:
        from qa_run.cli.watching import watching

        words = asked  # the settings may change, and are read anew each time
        return watching(asked, lambda done: once(*with_settings(words), done))
    return once(asked, config, engine=engine)


def with_settings(asked: argparse.Namespace) -> tuple[argparse.Namespace, Config]:
    """The words with those of `addopts` before them, and the settings."""
    config = config_of(Path.cwd(), asked.settings, Path(asked.config) if asked.config else None)
    if config.addopts:
        words = asked.words
        asked = run_parser().parsed([*config.addopts, *words])
        asked.words = words
    return asked, config


def once(
    asked: argparse.Namespace,
    config: Config,
    done: Callable[[Report], None] | None = None,
    engine: Engine | None = None,
) -> int:
    """One run, and its exit code; `done` is told of the report."""
    archive = archive_for(asked, config)
    options = options_of(asked, config)
    options = options if archive is None else with_history(options, archive)
    wishes = wishes_of(asked)
    host = host_of(options)
    if asked.co:
        from qa_run.cli.collecting import collect

        return collect(asked, options, wishes, host)
    written = targets(asked.json, asked.report, {"junitxml": asked.junitxml, "html": asked.html})
    check(written, host)
    options = _with_needs(options, needed(written, host))
    progress = Progress(sys.stderr if sys.stderr.isatty() else None)
    screen = Screen(page_for(sys.stdout, asked.color), progress, _quiet(wishes, written))
    screen.begin(host, asked.as_of or "", options.narrows)
    try:
        report = carry_out(options, host, screen, engine=engine)
    except BaseException:
        screen.progress.end()
        raise
    record = NOT_KEPT if archive is None else kept(archive, report, host)
    report = knowing_the_past(report, archive) if archive is not None and written else report
    if record.told and wishes.loud > 0:
        screen.tell(record.told)
    screen.end(report)
    _remember(report, config)
    if done is not None:
        done(report)
    if screen.wishes.loud == SILENT:
        page_for(sys.stderr, asked.color).write(line(each) for each in (*report.refused, *report.errors))
    for notice in record.notices:
        print(f"qa-run: {notice}", file=sys.stderr)
    write(written, report, host, record.text)
    if asked.require_history and not record.told and report.exit_code not in (INTERRUPTED, USAGE):
        return ERROR
    return report.exit_code


def options_of(asked: argparse.Namespace, config: Config) -> Options:
    """What the session is asked for."""
    samples, by_name = samples_of(asked.samples)
    if asked.items < 0:
        raise UsageError(f"--items {asked.items}: write 0 to show none")
    given: dict[str, Any] = {
        "paths": tuple(asked.paths) or _default_paths(config),
        "samples": samples,
        "samples_by_name": by_name,
        "plugins": tuple(asked.plugins),
        "items": asked.items,
        "as_of": _moment(asked.as_of) if asked.as_of else None,
        "strict_marginal": asked.strict_marginal,
        "require_complete": asked.require_complete,
    }
    if asked.keyword or asked.tags or asked.deselect or asked.lf or asked.ff:
        given |= _selected(asked, config)
    given |= {"maxfail": asked.maxfail, "no_concessions": asked.no_concessions}
    given |= {"strict_concessions": asked.strict_concessions, "root": config.root}
    given |= {
        "concessions": None if asked.no_concessions else register_of(config, "concessions"),
        "corrections": register_of(config, "corrections"),
    }
    given["items_out"] = Path(asked.items_out) if asked.items_out is not None else None
    return Options(**given)


def _selected(asked: argparse.Namespace, config: Config) -> dict[str, Any]:
    """What the words narrow the run to, and where they ask for it, how the last runs ended."""
    from qa_run.model.selection import Selection  # only a run that is narrowed pays for it

    select = Selection(
        keyword=asked.keyword,
        tags=asked.tags,
        deselected=asked.deselect,
        last_failed=asked.lf,
        failed_first=asked.ff,
    )
    if not select.remembers:
        return {"select": select}
    from qa_run.cli.last import failed_before

    return {"select": select, "failed_before": failed_before(config.root, Path.cwd())}


def _moment(written: str) -> datetime:
    from qa_run.session.moments import moment  # most runs go by the clock

    return moment(written)


def _remember(report: Report, config: Config) -> None:
    """Keep what did not release, for `--lf`; a folder that cannot be written into is no reason to fail."""
    if report.outcome.releases and not (config.root / ".qa-run" / "last.json").exists():
        return
    from qa_run.cli.last import file_of, remember

    try:
        remember(report, config.root, Path.cwd())
    except OSError as error:
        told = f"qa-run: warning: {file_of(config.root)} cannot be written: {error.strerror}"
        told += "; --lf will not know of this run"
        page_for(sys.stderr, "auto").write([line(told)])


def _with_needs(options: Options, needs: frozenset[str]) -> Options:
    """The session asked for what the reports need."""
    return evolve(options, digests=options.digests or "digests" in needs, pictures="pictures" in needs)


def _default_paths(config: Config) -> tuple[str, ...]:
    """Those that the settings name, by their way from here; without settings a folder here."""
    paths = tuple(shown(config.root / path, Path.cwd()) for path in config.paths)
    for path in paths:
        if "paths" not in config.places and not Path(path).exists():
            raise UsageError(f"no procedures: name files or folders, or put them into a folder {path} here")
    return paths


def wishes_of(asked: argparse.Namespace) -> Wishes:
    """What somebody wants to see."""
    loud = max(asked.verbose - asked.quiet, SILENT + 1)
    return Wishes(loud=loud, header=not asked.no_header, reported=_reported(asked.reported), durations=asked.durations)


def _reported(signs: str | None) -> frozenset[Outcome]:
    if signs is None:
        return USUAL
    unknown = [sign for sign in signs if sign not in REPORTED]
    if unknown:
        raise UsageError(f"-r {signs}: {unknown[0]!r} means nothing here; write some of {''.join(REPORTED)}")
    return frozenset().union(*(REPORTED[sign] for sign in signs))


def _quiet(wishes: Wishes, written: tuple[Target, ...]) -> Wishes:
    """A report on stdout has it for itself."""
    return Wishes(loud=SILENT) if any(target.alone for target in written) else wishes

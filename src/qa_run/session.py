"""The order of a run, written down once."""

import os
import platform
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from qa_run.errors import SampleError, UsageError
from qa_run.host import CORE, Host, make_host
from qa_run.loading.loader import load
from qa_run.model.procedure import Procedure
from qa_run.model.report import ProcedureReport, Report
from qa_run.running.inspecting import inspect
from qa_run.sources.opening import open_source
from qa_run.sources.source import OpenFile, Source
from qa_run.version import VERSION


@frozen(kw_only=True)
class Options:
    """What a run is asked for."""

    paths: Sequence[str] = ("specs",)
    samples: Any = None
    samples_by_name: Mapping[str, Any] = field(factory=dict)
    plugins: Sequence[str] = ()
    more_plugins: Sequence[tuple[str, Any]] = ()
    items: int = 5
    as_of: datetime | None = None
    strict_marginal: bool = False
    require_complete: bool = False
    digests: bool = False
    here: Path = field(factory=Path.cwd)


def host_of(options: Options) -> Host:
    """The host with everything built in and installed."""
    from qa_run.builtin import plugin

    return make_host([(CORE, plugin)], options.plugins, options.more_plugins)


def carry_out(options: Options, host: Host, watch: Callable[[ProcedureReport], None] | None = None) -> Report:
    """Load, open, plan, run and judge every procedure; `watch` is told each one as it is done."""
    began, clock = datetime.now(UTC), time.perf_counter()
    as_of = options.as_of or began
    procedures = load(options.paths, host, options.here)
    _known_names(options, procedures)
    done: list[ProcedureReport] = []
    refused: list[str] = []
    not_run: list[str] = []
    interrupted = False
    with tempfile.TemporaryDirectory(prefix="qa-run-") as scratch, Opened(Path(scratch)) as opened:
        sources = _opened(procedures, options, host, Path(scratch), refused)
        opened.files = [file for source in sources.values() for file in (*source.files, *source.listed)]
        for place, procedure in enumerate(procedures):
            if procedure.path not in sources:
                continue
            try:
                source = sources[procedure.path]
                report = inspect(procedure, source, host, as_of, options.items, opened.connect, options.digests)
            except SampleError as error:
                refused.append(str(error))
                continue
            except KeyboardInterrupt:
                interrupted = True
                not_run += [each.path for each in procedures[place:]]
                break
            done.append(report)
            if watch is not None:
                watch(report)
    return Report(
        run_id=str(uuid.uuid4()),
        started=began,
        as_of=as_of,
        duration_s=time.perf_counter() - clock,
        version=VERSION,
        plugins=tuple((plugin.name, plugin.version) for plugin in host.plugins),
        command=tuple(sys.argv),
        environment={"python": platform.python_version()},
        procedures=tuple(done),
        refused=tuple(refused),
        not_run=tuple(not_run),
        complete=not interrupted and not refused,
        interrupted=interrupted,
        strict_marginal=options.strict_marginal,
        require_complete=options.require_complete,
    )


@define
class Opened:
    """The one locked connection of a run, made when the first file is judged."""

    scratch: Path
    files: list[OpenFile] = field(factory=list)
    connection: Any = None

    def connect(self) -> Any:
        """A connection of its own to the same locked engine."""
        if self.connection is None:
            from qa_run.engines.duck import connect

            self.connection = connect(self.files, self.scratch)
        return self.connection.cursor()

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *_: object) -> None:
        if self.connection is not None:
            self.connection.close()


def _opened(
    procedures: Sequence[Procedure], options: Options, host: Host, scratch: Path, refused: list[str]
) -> dict[str, Source]:
    """The source of each procedure; what cannot be opened is told, and its procedure not run."""
    sources: dict[str, Source] = {}
    for procedure in procedures:
        given = options.samples_by_name.get(procedure.name, options.samples)
        try:
            sources[procedure.path] = open_source(procedure.samples, given, host.readers, scratch, options.here)
        except SampleError as error:
            refused.append(str(error))
    return sources


def _known_names(options: Options, procedures: Sequence[Procedure]) -> None:
    from qa_run.loading.suggest import did_you_mean

    names = [procedure.name for procedure in procedures]
    for name in options.samples_by_name:
        if name not in names:
            hint = did_you_mean(name, names) or f"there are: {', '.join(names) or 'none'}"
            raise UsageError(f"--samples {name}=…: no procedure has that name ({hint})")


def run(paths: Any = "specs", samples: Any = None, **options: Any) -> Report:
    """Judge the samples of the procedures in `paths`; `samples` may be a frame, a path, or these by procedure."""
    many = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    by_name = samples if isinstance(samples, Mapping) else {}
    asked = Options(
        paths=[str(path) for path in many],
        samples=None if by_name else samples,
        samples_by_name=by_name,
        **options,
    )
    return carry_out(asked, host_of(asked))



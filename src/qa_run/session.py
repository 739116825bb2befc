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

from attrs import field, frozen

from qa_run.engines.duck import Duck
from qa_run.engines.table import Engine
from qa_run.errors import SampleError, UsageError
from qa_run.host import CORE, Host, make_host
from qa_run.judging.blocks import Touched
from qa_run.loading.loader import load
from qa_run.model.procedure import Procedure
from qa_run.model.report import ProcedureReport, Report, SourceReport
from qa_run.running.judgement import judge
from qa_run.sources.opening import open_source
from qa_run.sources.source import Source
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
    errors: list[str] = []
    with tempfile.TemporaryDirectory(prefix="qa-run-") as scratch:
        for procedure in procedures:
            try:
                report = inspect(procedure, options, host, as_of, Path(scratch))
            except SampleError as error:
                errors.append(str(error))
                continue
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
        errors=tuple(errors),
        strict_marginal=options.strict_marginal,
        require_complete=options.require_complete,
    )


def inspect(procedure: Procedure, options: Options, host: Host, as_of: datetime, scratch: Path) -> ProcedureReport:
    given = options.samples_by_name.get(procedure.name, options.samples)
    source = open_source(procedure.samples, given, host.readers, scratch, options.here)
    engine = engine_of(source, procedure)
    verdicts = judge(procedure, engine, host, as_of, options.items, Touched())
    return ProcedureReport(
        procedure=procedure,
        sources=_sources(procedure, source, engine),
        verdicts=verdicts,
        outcomes=verdicts.outcomes(),
    )


def engine_of(source: Source, procedure: Procedure) -> Engine:
    """The engine that a source is judged on: DuckDB for files, a frame's own for a frame."""
    if source.frame is None:
        return Duck(source.files, procedure.samples.format, {})
    from qa_run.engines.frames import frames

    return frames(source.frame.frame, procedure.samples.format)


def _sources(procedure: Procedure, source: Source, engine: Engine) -> tuple[SourceReport, ...]:
    if source.frame is not None:
        rows = engine.count()
        return (SourceReport(procedure=procedure.name, path="frame", rows=rows, items=rows),)
    return tuple(SourceReport(procedure=procedure.name, path=file.shown, rows=1, items=1) for file in source.files)


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



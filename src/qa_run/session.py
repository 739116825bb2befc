"""The order of a run, written down once."""

import os
import platform
import sys
import tempfile
import time
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from attrs import define, evolve, field, frozen

from qa_run.errors import SampleError, UsageError
from qa_run.host import CORE, Host, make_host
from qa_run.loading.loader import load
from qa_run.model.procedure import Procedure
from qa_run.model.report import ProcedureReport, Report
from qa_run.running.inspecting import Asked, Look, inspect
from qa_run.running.items_out import ItemsOut
from qa_run.running.judgement import Earlier, no_earlier
from qa_run.sources.opening import open_source
from qa_run.sources.source import OpenFile, Source
from qa_run.version import VERSION

if TYPE_CHECKING:
    from qa_run.history.archive import Archive
    from qa_run.running.registers import Before, Registers


@frozen(kw_only=True, eq=False, repr=False)
class Options:
    """What a run is asked for.

    concessions, corrections: files of them; None where there are none, or they do not count
    root: the folder from which the node ids in them start; `here` where it is None
    before: what earlier runs say of them
    """

    paths: Sequence[str] = ("specs",)
    samples: Any = None
    samples_by_name: Mapping[str, Any] = field(factory=dict)
    plugins: Sequence[str] = ()
    more_plugins: Sequence[tuple[str, Any]] = ()
    items: int = 5
    items_out: Path | None = None
    as_of: datetime | None = None
    strict_marginal: bool = False
    require_complete: bool = False
    digests: bool = False
    earlier: Earlier = no_earlier
    here: Path = field(factory=Path.cwd)
    concessions: Path | None = None
    corrections: Path | None = None
    strict_concessions: bool = False
    root: Path | None = None
    before: "Before | None" = None


def host_of(options: Options) -> Host:
    """The host with everything built in and installed."""
    from qa_run.builtin import plugin

    return make_host([(CORE, plugin)], options.plugins, options.more_plugins)


class Watch(Protocol):
    """Who looks on while a run goes on."""

    def loaded(self, procedures: Sequence[Procedure]) -> None:
        """Told once: the procedures that will be judged."""

    def __call__(self, report: ProcedureReport) -> None:
        """Told of each procedure when it is done."""


def carry_out(
    options: Options, host: Host, watch: Watch | None = None, loaded: Sequence[Procedure] | None = None
) -> Report:
    """Load, open, plan, run and judge every procedure. After Ctrl-C the report holds what was done until then.

    loaded: procedures to judge in place of those that the options name
    """
    began, clock = datetime.now(UTC).astimezone(), time.perf_counter()
    registers = _registers(options, options.as_of or began)
    engine = Engine()
    if options.samples is None or isinstance(options.samples, str | os.PathLike):
        engine.start()  # it has nothing to wait for
    procedures = load(options.paths, host, options.here) if loaded is None else list(loaded)
    _known_names(options, procedures)
    run = _Run(options, host, engine, options.as_of or began, registers)
    try:
        with tempfile.TemporaryDirectory(prefix="qa-run-") as scratch:
            run.judge(procedures, Path(scratch), watch)
    except KeyboardInterrupt:
        run.interrupted = True
    done = {report.procedure.path for report in run.done}
    corrected = registers.corrected() if registers else ()
    return Report(
        run_id=str(uuid.uuid4()),
        started=began,
        as_of=run.as_of,
        duration_s=time.perf_counter() - clock,
        version=VERSION,
        plugins=tuple((plugin.name, plugin.version) for plugin in host.plugins),
        command=tuple(sys.argv),
        environment={"python": platform.python_version()},
        procedures=(*run.done, *(registers.effects(corrected, options.items) if registers else ())),
        refused=tuple(run.refused),
        not_run=tuple(procedure.path for procedure in procedures if procedure.path not in done),
        complete=not run.interrupted and len(done) == len(procedures),
        interrupted=run.interrupted,
        strict_marginal=options.strict_marginal,
        require_complete=options.require_complete,
        concessions=registers.conceded() if registers else (),
        corrections=corrected,
        strict_concessions=options.strict_concessions,
    )


def _registers(options: Options, as_of: datetime) -> "Registers | None":
    """The concessions and corrections that count in this run; a run without files of them pays nothing."""
    if options.concessions is None and options.corrections is None:
        return None
    from qa_run.running.registers import read_registers

    files = {"concessions": options.concessions, "corrections": options.corrections}
    return read_registers(options.root or options.here, options.here, as_of.date(), files, options.before)


@define(eq=False, repr=False)
class _Run:
    """What has been done so far."""

    options: Options
    host: Host
    engine: "Engine"
    as_of: datetime
    registers: "Registers | None" = None
    done: list[ProcedureReport] = field(factory=list)
    refused: list[str] = field(factory=list)
    interrupted: bool = False

    def judge(self, procedures: Sequence[Procedure], scratch: Path, watch: Watch | None) -> None:
        sources = self._opened(procedures, scratch)
        if watch is not None:
            watch.loaded([procedure for procedure in procedures if procedure.path in sources])
        files = [file for source in sources.values() for file in (*source.files, *source.listed, *source.lots)]
        items = ItemsOut(self.options.items_out, scratch) if self.options.items_out else None
        with self.engine.reading(files, scratch) as engine:
            for procedure in procedures:
                if procedure.path not in sources:
                    continue
                try:
                    asked = Asked(
                        self.as_of,
                        self.options.items,
                        self.options.digests,
                        items,
                        self.options.earlier,
                        self.registers,
                    )
                    report = inspect(procedure, sources[procedure.path], self.host, asked, engine.connect)
                except SampleError as error:
                    self.refused.append(str(error))
                    continue
                self.done.append(report)
                if watch is not None:
                    watch(report)
        if items is not None:
            items.finish()

    def _opened(self, procedures: Sequence[Procedure], scratch: Path) -> dict[str, Source]:
        """The source of each procedure; what cannot be opened is told, and its procedure not run."""
        sources: dict[str, Source] = {}
        options = self.options
        for procedure in procedures:
            given = options.samples_by_name.get(procedure.name, options.samples)
            try:
                sources[procedure.path] = open_source(
                    procedure.samples, given, self.host.readers, scratch, options.here
                )
            except SampleError as error:
                self.refused.append(str(error))
        return sources


@define(eq=False, repr=False)
class Engine:
    """The one engine of a run. It starts while procedures are loaded, and is locked to their files before use."""

    files: Sequence[OpenFile] = ()
    scratch: Path = Path()
    started: Look | None = None
    connection: Any = None

    def start(self) -> None:
        """Start it on a thread of its own."""
        from duckdb import connect

        self.started = Look(connect).start()

    def reading(self, files: Sequence[OpenFile], scratch: Path) -> "Engine":
        """The engine, allowed to read `files` and `scratch` once somebody connects."""
        self.files, self.scratch = files, scratch
        return self

    def connect(self) -> Any:
        """A connection of its own to the engine."""
        if self.connection is None:
            from qa_run.engines.duck_connection import locked

            if self.started is None:
                self.start()
            assert self.started is not None
            self.connection = locked(self.started.result(), self.files, self.scratch)
        return self.connection.cursor()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        if self.connection is not None:
            self.connection.close()


def _known_names(options: Options, procedures: Sequence[Procedure]) -> None:
    from qa_run.loading.suggest import did_you_mean

    names = [procedure.name for procedure in procedures]
    for name in options.samples_by_name:
        if name not in names:
            hint = did_you_mean(name, names) or f"there are: {', '.join(names) or 'none'}"
            raise UsageError(f"--samples {name}=…: no procedure has that name ({hint})")


def with_history(options: Options, archive: "Archive") -> Options:
    """The options of a run that knows the runs before it, and is to be recorded."""
    from qa_run.history.lots import EarlierLots

    if options.concessions is None and options.corrections is None:
        return evolve(options, digests=True, earlier=EarlierLots(archive))
    from qa_run.history.before import Recorded

    return evolve(options, digests=True, earlier=EarlierLots(archive), before=Recorded(archive))


def run(paths: Any = "specs", samples: Any = None, *, history: Any = None, **options: Any) -> Report:
    """Judge the samples of the procedures in `paths`; `samples` may be a frame, a path, or these by procedure.

    history: the file or URL of a record that the run is to be put into, True for that of the project's settings.
             Only full runs are recorded; a HistoryError says why one could not be.
    """
    many = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    by_name = samples if isinstance(samples, Mapping) else {}
    asked = Options(
        paths=[str(path) for path in many],
        samples=None if by_name else samples,
        samples_by_name=by_name,
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

"""The order of a run, written down once."""

import os
import platform
import sys
import tempfile
import time
import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from attrs import define, evolve, field, frozen

from qa_run.errors import SampleError
from qa_run.host import CORE, Host, make_host
from qa_run.loading.loader import load
from qa_run.model.procedure import Procedure
from qa_run.model.report import ProcedureReport, Report
from qa_run.running.asked import Asked, Earlier, no_earlier
from qa_run.running.inspecting import inspect
from qa_run.running.starting import Engine
from qa_run.sources.opening import open_source
from qa_run.sources.source import Source
from qa_run.version import VERSION

if TYPE_CHECKING:
    from qa_run.history.archive import Archive
    from qa_run.model.selection import LeftOut, Selection
    from qa_run.planning.selecting import Chosen
    from qa_run.running.items_out import ItemsOut
    from qa_run.running.narrowing import Narrowed
    from qa_run.running.registers import Before, Registers

SIGN = "::"


@frozen(kw_only=True, eq=False, repr=False)
class Options:
    """What a run is asked for.

    paths:          files and folders of procedures, and node ids
    select:         what the run is narrowed to besides
    failed_before:  the node ids that did not release in earlier runs, for a selection that asks for them
    maxfail:        stop once so many verdicts do not release; 0 never stops
    no_concessions: judge as if there were none, and say so
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
    select: "Selection | None" = None
    failed_before: Collection[str] = ()
    maxfail: int = 0
    no_concessions: bool = False
    pictures: bool = False
    here: Path = field(factory=Path.cwd)
    concessions: Path | None = None
    corrections: Path | None = None
    strict_concessions: bool = False
    root: Path | None = None
    before: "Before | None" = None

    @property
    def narrows(self) -> bool:
        """Whether it asks for a part only, so far as the words can tell."""
        return self.select is not None or any(SIGN in path for path in self.paths)


def host_of(options: Options) -> Host:
    """The host with everything built in and installed."""
    from qa_run.builtin import plugin

    return make_host([(CORE, plugin)], options.plugins, options.more_plugins)


class Watch(Protocol):
    """Who looks on while a run goes on."""

    def loaded(self, procedures: Sequence[Procedure]) -> None:
        """Told once: the procedures that will be judged."""

    def narrowed(self, words: Sequence[str], left_out: "LeftOut") -> None:
        """Told before that, of a run that is narrowed: by what, and how much is left out."""

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
    narrowed: Narrowed | None = None
    if loaded is not None:
        procedures = list(loaded)
    elif not options.narrows:
        procedures = list(load(options.paths, host, options.here))
    else:
        from qa_run.running.narrowing import narrowed_by  # only a run that is narrowed pays for it

        narrowed = narrowed_by(options.paths, options.select, options.failed_before, host, options.here)
        procedures = list(narrowed.procedures)
    loading = time.perf_counter() - clock
    if options.samples_by_name:
        from qa_run.sources.given import check_names  # most runs judge what the procedures name

        check_names(options.samples_by_name, [(one.name, one.samples) for one in procedures])
    run = _Run(options, host, engine, options.as_of or began, registers)
    if narrowed is not None:
        procedures = list(narrowed.asked)
        run.chosen = narrowed.chosens.by_path
        if registers is not None:
            registers.narrowed = bool(narrowed.chosens.words)
        if watch is not None and narrowed.chosens.words:
            watch.narrowed(narrowed.chosens.words, narrowed.chosens.left_out)
    try:
        with tempfile.TemporaryDirectory(prefix="qa-run-") as scratch:
            run.judge(procedures, Path(scratch), watch)
    except KeyboardInterrupt:
        run.interrupted = True
    done = {report.procedure.path for report in run.done}
    words = [*(narrowed.chosens.words if narrowed else ()), *(("--no-concessions",) if options.no_concessions else ())]
    corrected = registers.corrected() if registers else ()
    not_asked = tuple(dict.fromkeys(path for report in run.done for path in report.not_asked))
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
        not_run=(
            *(
                narrowed.not_run(run.done)
                if narrowed
                else tuple(procedure.path for procedure in procedures if procedure.path not in done)
            ),
            *not_asked,
        ),
        selection=tuple(words),
        left_out=narrowed.left_out(run.done) if narrowed else None,
        stopped=run.stopped,
        loading=loading,
        complete=not run.interrupted
        and len(done) == len(procedures)
        and not (narrowed and narrowed.chosens.words)
        and not not_asked,
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
    engine: Engine
    as_of: datetime
    registers: "Registers | None" = None
    done: list[ProcedureReport] = field(factory=list)
    refused: list[str] = field(factory=list)
    interrupted: bool = False
    chosen: "Mapping[str, Chosen] | None" = None
    failures: int = 0
    stopped: str = ""
    opening: dict[str, float] = field(factory=dict)

    def judge(self, procedures: Sequence[Procedure], scratch: Path, watch: Watch | None) -> None:
        sources = self._opened(procedures, scratch)
        if watch is not None:
            watch.loaded([procedure for procedure in procedures if procedure.path in sources])
        files = [file for source in sources.values() for file in (*source.files, *source.beside)]
        items = self._items_out(scratch)
        with self.engine.reading(files, scratch) as engine:
            for procedure in procedures:
                if procedure.path not in sources or self._stops():
                    continue
                try:
                    asked = self._asked(items)
                    report = inspect(procedure, sources[procedure.path], self.host, asked, engine.connect)
                except SampleError as error:
                    self.refused.append(str(error))
                    continue
                report = evolve(report, seconds={"open": self.opening[procedure.path], **report.seconds})
                self.done.append(report)
                self.failures += sum(not outcome.releases for outcome in report.outcomes)
                if watch is not None:
                    watch(report)
        if items is not None:
            items.finish()

    def _stops(self) -> bool:
        """Whether enough has failed: what comes after is not run."""
        found, most = self.failures + len(self.refused), self.options.maxfail
        if most and found >= most:
            self.stopped = f"stopped after {found} {'failure' if found == 1 else 'failures'}"
        return bool(self.stopped)

    def _items_out(self, scratch: Path) -> "ItemsOut | None":
        if self.options.items_out is None:
            return None
        from qa_run.running.items_out import ItemsOut  # only who wants all items pays for it

        return ItemsOut(self.options.items_out, scratch)

    def _asked(self, items: "ItemsOut | None") -> Asked:
        options = self.options
        return Asked(
            as_of=self.as_of,
            items=options.items,
            digests=options.digests,
            items_out=items,
            earlier=options.earlier,
            chosen=self.chosen,
            pictures=options.pictures,
            registers=self.registers,
        )

    def _opened(self, procedures: Sequence[Procedure], scratch: Path) -> dict[str, Source]:
        """The source of each procedure; what cannot be opened is told, and its procedure not run."""
        sources: dict[str, Source] = {}
        options = self.options
        for procedure in procedures:
            given = options.samples_by_name.get(procedure.name, options.samples)
            began = time.perf_counter()
            samples = procedure.samples
            if options.samples_by_name:
                from qa_run.sources.given import with_given

                samples = with_given(procedure.name, samples, options.samples_by_name, options.here)
            try:
                sources[procedure.path] = open_source(samples, given, self.host.readers, scratch, options.here)
            except SampleError as error:
                self.refused.append(str(error))
            self.opening[procedure.path] = time.perf_counter() - began
        return sources


def with_history(options: Options, archive: "Archive") -> Options:
    """The options of a run that knows the runs before it, and is to be recorded."""
    from qa_run.history.lots import EarlierLots

    if options.concessions is None and options.corrections is None:
        return evolve(options, digests=True, earlier=EarlierLots(archive))
    from qa_run.history.before import Recorded

    return evolve(options, digests=True, earlier=EarlierLots(archive), before=Recorded(archive))

"""The order of a run, written down once."""

import os
import platform
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from qa_run.host import CORE, Host, make_host
from qa_run.loading.loader import load
from qa_run.model.procedure import Procedure
from qa_run.model.report import Report
from qa_run.running.starting import Engine
from qa_run.session.going import Going, Watch
from qa_run.session.options import SIGN, Options
from qa_run.version import VERSION

if TYPE_CHECKING:
    from qa_run.history.archive import Archive
    from qa_run.running.narrowing import Narrowed
    from qa_run.running.registers import Registers

__all__ = ["SIGN", "Options", "Watch", "carry_out", "host_of", "with_history"]


def host_of(options: Options) -> Host:
    """The host with everything built in and installed."""
    from qa_run.builtin import plugin

    return make_host([(CORE, plugin)], options.plugins, options.more_plugins)


def carry_out(
    options: Options,
    host: Host,
    watch: Watch | None = None,
    loaded: Sequence[Procedure] | None = None,
    engine: Engine | None = None,
) -> Report:
    """Load, open, plan, run and judge every procedure. After Ctrl-C the report holds what was done until then.

    loaded: procedures to judge in place of those that the options name
    engine: one that was started already
    """
    began, clock = datetime.now(UTC).astimezone(), time.perf_counter()
    registers = _registers(options, options.as_of or began)
    with engine or Engine() as engine:
        if options.samples is None or isinstance(options.samples, str | os.PathLike | list | tuple):
            engine.start()  # it has nothing to wait for
        procedures, narrowed = _procedures(options, host, loaded)
        loading = time.perf_counter() - clock
        if options.samples_by_name:
            from qa_run.sources.given import check_names  # most runs judge what the procedures name

            check_names(options.samples_by_name, [(one.name, one.samples) for one in procedures])
        run = Going(options, host, engine, options.as_of or began, registers)
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
    return _reported(options, host, run, began, time.perf_counter() - clock, loading, procedures, narrowed)


def _procedures(
    options: Options, host: Host, loaded: Sequence[Procedure] | None
) -> "tuple[list[Procedure], Narrowed | None]":
    """What is judged, and of a run that is narrowed, by what."""
    if loaded is not None:
        return list(loaded), None
    if not options.narrows:
        return list(load(options.paths, host, options.here)), None
    from qa_run.running.narrowing import narrowed_by  # only a run that is narrowed pays for it

    narrowed = narrowed_by(options.paths, options.select, options.failed_before, host, options.here)
    return list(narrowed.procedures), narrowed


def _reported(
    options: Options,
    host: Host,
    run: Going,
    began: datetime,
    duration_s: float,
    loading: float,
    procedures: Sequence[Procedure],
    narrowed: "Narrowed | None",
) -> Report:
    """What the run did, and what it left undone."""
    done = {report.procedure.path for report in run.done}
    not_asked = tuple(dict.fromkeys(path for report in run.done for path in report.not_asked))
    undone = tuple(procedure.path for procedure in procedures if procedure.path not in done)
    words = tuple(narrowed.chosens.words) if narrowed else ()
    corrected = run.registers.corrected() if run.registers else ()
    return Report(
        run_id=str(uuid.uuid4()),
        started=began,
        as_of=run.as_of,
        duration_s=duration_s,
        version=VERSION,
        plugins=tuple((plugin.name, plugin.version) for plugin in host.plugins),
        command=tuple(sys.argv),
        environment={"python": platform.python_version()},
        procedures=(*run.done, *(run.registers.effects(corrected, options.items) if run.registers else ())),
        refused=tuple(run.refused),
        not_run=(*(narrowed.not_run(run.done) if narrowed else undone), *not_asked),
        selection=(*words, *(("--no-concessions",) if options.no_concessions else ())),
        left_out=narrowed.left_out(run.done) if narrowed else None,
        stopped=run.stopped,
        loading=loading,
        complete=not (run.interrupted or undone or words or not_asked),
        interrupted=run.interrupted,
        strict_marginal=options.strict_marginal,
        require_complete=options.require_complete,
        concessions=run.registers.conceded() if run.registers else (),
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


def with_history(options: Options, archive: "Archive") -> Options:
    """The options of a run that knows the runs before it, and is to be recorded."""
    from qa_run.history.lots import EarlierLots

    if options.concessions is None and options.corrections is None:
        return evolve(options, digests=True, earlier=EarlierLots(archive))
    from qa_run.history.before import Recorded

    return evolve(options, digests=True, earlier=EarlierLots(archive), before=Recorded(archive))

"""Ctrl-C: what was done is kept, reported, and marked as not complete."""

import platform
import signal
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from attrs import define, evolve, field

from qa_run.cli.screen.screen import Screen
from qa_run.host import Host
from qa_run.model.procedure import Procedure
from qa_run.model.report import ProcedureReport, Report
from qa_run.session import Options, carry_out
from qa_run.version import VERSION


@define
class Watch:
    """Hands on to the screen what is done, and keeps it. Once interrupted, it takes nothing more.

    The engine answers an interrupt with an error of its own, which looks as if a plugin had broken: so what comes in
    after the signal is not believed.
    """

    screen: Screen
    planned: list[str] = field(factory=list)
    done: list[ProcedureReport] = field(factory=list)
    interrupted: bool = False

    def loaded(self, procedures: tuple[Procedure, ...]) -> None:
        self.planned = [procedure.path for procedure in procedures]
        self.screen.loaded(procedures)

    def __call__(self, report: ProcedureReport) -> None:
        if self.interrupted:
            raise KeyboardInterrupt
        self.done.append(report)
        self.screen(report)

    def interrupt(self, *_: Any) -> None:
        self.interrupted = True
        raise KeyboardInterrupt


def carried_out(options: Options, host: Host, screen: Screen) -> Report:
    """The report of the run; after Ctrl-C, of what was done until then."""
    watch = Watch(screen)
    began, clock = datetime.now(UTC), time.perf_counter()
    try:
        with _listening(watch):
            report = carry_out(options, host, watch)
    except KeyboardInterrupt:
        return _cut_short(options, host, watch, began, time.perf_counter() - clock)
    return evolve(report, interrupted=True, complete=False) if watch.interrupted else report


@contextmanager
def _listening(watch: Watch) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, watch.interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _cut_short(options: Options, host: Host, watch: Watch, began: datetime, seconds: float) -> Report:
    done = {each.procedure.path for each in watch.done}
    return Report(
        run_id=str(uuid.uuid4()),
        started=began,
        as_of=options.as_of or began,
        duration_s=seconds,
        version=VERSION,
        plugins=tuple((plugin.name, plugin.version) for plugin in host.plugins),
        command=tuple(sys.argv),
        environment={"python": platform.python_version()},
        procedures=tuple(watch.done),
        not_run=tuple(path for path in watch.planned if path not in done),
        complete=False,
        interrupted=True,
        strict_marginal=options.strict_marginal,
        require_complete=options.require_complete,
    )

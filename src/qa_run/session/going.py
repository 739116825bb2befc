"""A run that goes on: each procedure opened, judged and told of, and what has been done so far."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from attrs import define, evolve, field

from qa_run.errors import SampleError
from qa_run.host import Host
from qa_run.model.procedure import Procedure
from qa_run.model.report import ProcedureReport
from qa_run.running.asked import Asked
from qa_run.running.inspecting import inspect
from qa_run.running.starting import Engine
from qa_run.session.options import Options
from qa_run.sources.opening import open_source
from qa_run.sources.source import Source

if TYPE_CHECKING:
    from qa_run.model.selection import LeftOut
    from qa_run.planning.selecting import Chosen
    from qa_run.running.items_out import ItemsOut
    from qa_run.running.registers import Registers


class Watch(Protocol):
    """Who looks on while a run goes on."""

    def loaded(self, procedures: Sequence[Procedure]) -> None:
        """Told once: the procedures that will be judged."""

    def narrowed(self, words: Sequence[str], left_out: "LeftOut") -> None:
        """Told before that, of a run that is narrowed: by what, and how much is left out."""

    def __call__(self, report: ProcedureReport) -> None:
        """Told of each procedure when it is done."""


@define(eq=False, repr=False)
class Going:
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

"""The screen of a run, in the order in which it is read."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import define, frozen

from qa_run.cli.screen.header import drafts, header, selected
from qa_run.cli.screen.letters import inspections, letters, requirements
from qa_run.cli.screen.notices import notices
from qa_run.cli.screen.outcomes import USUAL
from qa_run.cli.screen.page import Line, Page, line, rule
from qa_run.cli.screen.progress import Progress
from qa_run.cli.screen.sections import BLOCKING, errors, failures, tabled, told
from qa_run.cli.screen.summary import last_line, summary
from qa_run.host import Host
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure
from qa_run.model.report import ProcedureReport, Report

if TYPE_CHECKING:
    from qa_run.model.selection import LeftOut

#: So quiet that nothing is written at all.
SILENT = -3


@frozen(kw_only=True, eq=False, repr=False)
class Wishes:
    """How much somebody wants to see. `loud` counts -v, less those -q that make it quiet; of `durations` so many are
    listed, all where that is 0, and none where it is None."""

    loud: int = 0
    header: bool = True
    reported: frozenset[Outcome] = USUAL
    durations: int | None = None


@define(eq=False, repr=False)
class Screen:
    """Told what happens in a run, it writes what people see of it."""

    page: Page
    progress: Progress
    wishes: Wishes = Wishes()
    planned: int = 0
    done: int = 0
    open_end: bool = False

    def begin(self, host: Host, as_of: str, open_end: bool = False) -> None:
        """Write the first lines; with `open_end` more of them follow when the procedures are loaded."""
        if self.wishes.header and self.wishes.loud >= 0:
            self._write(header(host, as_of, self.page.width, open_end))
            self.open_end = open_end
        self.progress.begin()

    def narrowed(self, words: Sequence[str], left_out: "LeftOut") -> None:
        """The run is narrowed: a part of it must not be taken for the whole."""
        if self.wishes.loud >= 0:
            self._write([*selected(words, left_out, self.page.width), *([] if self.open_end else [line()])])

    def loaded(self, procedures: Sequence[Procedure]) -> None:
        """The procedures that the run is about to judge."""
        if self.open_end:
            self._write([line()])
            self.open_end = False
        if self.wishes.header and self.wishes.loud >= 0:
            self._write(drafts(procedures, self.page.width))
        self.planned = len(procedures)
        self.progress.planned = self.planned

    def __call__(self, report: ProcedureReport) -> None:
        """One procedure is done."""
        self.done += 1
        self.progress.done = self.done
        loud, width = self.wishes.loud, self.page.width
        if loud < 0:
            return
        percent = 100 * self.done // self.planned if self.planned else None
        told = [letters(report, width, percent), requirements(report, width), inspections(report)]
        self._write(told[min(loud, 2)])

    def tell(self, text: str) -> None:
        """A line that holds for the run as a whole."""
        self._write([line(text)])

    def end(self, report: Report) -> None:
        """Everything is done, or as much as will be."""
        self.progress.end()
        loud, page = self.wishes.loud, self.page
        every = loud > 0
        if loud >= -1:
            found = told(report, BLOCKING | self.wishes.reported, every)
            short = told(report, self.wishes.reported, every)
            self._write([line()] if loud >= 0 else [])
            self._write(errors(report, page.width))
            if loud >= 0:
                self._write(failures(found, page.width))
                self._write(tabled(found, page.width))
                self._write(notices(report, page.width, every))
            if self.wishes.durations is not None:
                from qa_run.cli.screen.durations import durations

                self._write(durations(report, self.wishes.durations, every, page.width))
            self._write(summary(short, page.width if page.terminal else None, every))
            if report.stopped:
                self._write([rule("!", line(report.stopped), page.width, "red")])
        if loud > SILENT:
            self._write([last_line(report, page.width, filled=loud >= 0)])

    def _write(self, lines: Iterable[Line]) -> None:
        with self.progress.hidden():
            self.page.write(lines)

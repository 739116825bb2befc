"""The screen of a run, in the order in which it is read."""

from collections.abc import Iterable, Sequence

from attrs import define, frozen

from qa_run.cli.screen.header import header
from qa_run.cli.screen.letters import inspections, letters, requirements
from qa_run.cli.screen.notices import notices
from qa_run.cli.screen.outcomes import USUAL
from qa_run.cli.screen.page import Line, Page, line
from qa_run.cli.screen.progress import Progress
from qa_run.cli.screen.sections import BLOCKING, errors, failures, told
from qa_run.cli.screen.summary import last_line, summary
from qa_run.host import Host
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure
from qa_run.model.report import ProcedureReport, Report

#: So quiet that nothing is written at all.
SILENT = -3


@frozen(kw_only=True, eq=False, repr=False)
class Wishes:
    """How much somebody wants to see. `loud` counts -v, less those -q that make it quiet."""

    loud: int = 0
    header: bool = True
    reported: frozenset[Outcome] = USUAL


@define(eq=False, repr=False)
class Screen:
    """Told what happens in a run, it writes what people see of it."""

    page: Page
    progress: Progress
    wishes: Wishes = Wishes()
    planned: int = 0
    done: int = 0

    def begin(self, host: Host, as_of: str) -> None:
        if self.wishes.header and self.wishes.loud >= 0:
            self._write(header(host, as_of, self.page.width))
        self.progress.begin()

    def loaded(self, procedures: Sequence[Procedure]) -> None:
        """The procedures that the run is about to judge."""
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
                self._write(notices(report, page.width, every))
            self._write(summary(short, page.width if page.terminal else None, every))
        if loud > SILENT:
            self._write([last_line(report, page.width, filled=loud >= 0)])

    def _write(self, lines: Iterable[Line]) -> None:
        with self.progress.hidden():
            self.page.write(lines)

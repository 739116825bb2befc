"""Everything that a run found out: what reporters see, and nothing else."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from qa_run.model.outcome import Outcome, worst
from qa_run.model.procedure import Procedure
from qa_run.model.verdict import Verdict

if TYPE_CHECKING:  # runs without these need not make their nouns
    from qa_run.model.concession import ConcessionStanding
    from qa_run.model.correction import CorrectionStanding
    from qa_run.model.pictures import Pictures
    from qa_run.model.selection import LeftOut


@frozen(kw_only=True, eq=False, repr=False)
class SourceReport:
    """One file (or frame) that was read, and what became of its lines."""

    procedure: str
    path: str
    role: str = "samples"
    sha256: str = ""
    rows: int = 0
    items: int = 0
    blank: int = 0
    skipped: int = 0
    rejected: tuple[tuple[str, str], ...] = ()
    excluded: tuple[tuple[str, int], ...] = ()
    found: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class ProcedureReport:
    """A procedure with its sources and its verdicts, which may be made only when somebody looks at them.

    seconds:  how long each step took: open, scan, judge, items
    left_out: of each requirement of which not all strata were asked for, by its node id, how many are not shown
    gone:     node ids that were asked for because of an earlier run, and that these samples do not have
    pictures: what can be drawn of its values, where a report asked for it
    not_asked: the files of other revisions that some of its items belong to, and that are not part of the run
    """

    procedure: Procedure
    sources: tuple[SourceReport, ...] = ()
    verdicts: Sequence[Verdict] = ()
    outcomes: Sequence[Outcome] = ()
    notices: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(factory=dict)
    left_out: Mapping[str, int] = field(factory=dict)
    gone: tuple[str, ...] = ()
    pictures: "Pictures | None" = None
    not_asked: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Report:
    """A whole run.

    selection: the words that narrowed the run, or changed how it judges; one that was narrowed is never complete
    left_out:  how much of it that left out
    stopped:   why it was stopped before its end; blank where it was not
    loading:   how many seconds it took to load all procedures
    concessions, corrections: what became of each of them
    past:      of each verdict that runs on record know, by its id, how it ended there, oldest first
    """

    run_id: str
    started: datetime
    as_of: datetime
    duration_s: float
    version: str
    plugins: tuple[tuple[str, str], ...]
    command: tuple[str, ...]
    environment: Mapping[str, str]
    procedures: tuple[ProcedureReport, ...]
    errors: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    not_run: tuple[str, ...] = ()
    selection: tuple[str, ...] = ()
    past: Mapping[str, Sequence[Outcome]] = field(factory=dict)
    left_out: "LeftOut | None" = None
    stopped: str = ""
    loading: float = 0.0
    complete: bool = True
    strict_marginal: bool = False
    require_complete: bool = False
    interrupted: bool = False
    concessions: tuple["ConcessionStanding", ...] = ()
    corrections: tuple["CorrectionStanding", ...] = ()
    strict_concessions: bool = False

    @property
    def verdicts(self) -> Iterator[Verdict]:
        for one in self.procedures:
            yield from one.verdicts

    @cached_property
    def by_id(self) -> Mapping[str, Verdict]:
        """All verdicts by their node ids."""
        return {verdict.id: verdict for verdict in self.verdicts}

    @cached_property
    def summary(self) -> Mapping[Outcome, int]:
        """How many inspections ended how."""
        counted: Counter[Outcome] = Counter()
        for one in self.procedures:
            counted.update(one.outcomes)
        return counted

    @property
    def items(self) -> int:
        return sum(source.items for one in self.procedures for source in one.sources if source.role == "samples")

    @property
    def outcome(self) -> Outcome:
        """The worst of all; nothing inspected at all is not green either."""
        outcome = worst(self.summary)
        if self.errors or self.refused:
            return Outcome.ERROR
        if outcome is Outcome.NOT_APPLICABLE and not self.summary:
            return Outcome.NOT_INSPECTED
        return outcome

    @property
    def exit_code(self) -> int:
        """0 all released, 1 not released, 2 interrupted, 3 an error, 5 nothing to inspect."""
        return self._exit[0]

    @property
    def exit_reason(self) -> str:
        return self._exit[1]

    @cached_property
    def _exit(self) -> tuple[int, str]:
        summary = self.summary
        if self.interrupted:
            return 2, "interrupted"
        if self.refused:
            return 4, "samples that cannot be used: see the errors"
        if self.errors or summary.get(Outcome.ERROR):
            return 3, "an error: see the errors"
        if not summary and self.left_out:
            words = ", ".join(self.selection)
            return 5, f"nothing to inspect: of {self.left_out.of} requirements none is left by {words}"
        if not summary:
            return 5, "nothing to inspect: no inspection was planned"
        if not any(source.rows or source.rejected for one in self.procedures for source in one.sources):
            return 5, "nothing to inspect: no source holds an item"
        if not self.outcome.releases:
            return 1, "something failed or was not inspected"
        if self.strict_marginal and summary.get(Outcome.MARGINAL):
            return 1, "something is marginal, and --strict-marginal was given"
        if self.require_complete and not self.complete:
            return 1, "the run is not complete, and --require-complete was given"
        amiss = [each.concession.id for each in self.concessions if not each.state.in_order]
        if self.strict_concessions and amiss:
            return 1, f"concessions to look at ({', '.join(amiss)}), and --strict-concessions was given"
        return 0, "all released"

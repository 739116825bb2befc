"""How one requirement turned out on one set of strata: an outcome for each, worked out from columns of numbers."""

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field, frozen

from qa_run.judging.all_lots import each_by_itself, of_all_lots
from qa_run.judging.asking import Answer
from qa_run.judging.counted import counted
from qa_run.judging.counts import Counts
from qa_run.judging.ids import node_id
from qa_run.judging.items import NONE_HOLDS, Decision, accepting, decide_items
from qa_run.judging.not_inspected import NotInspected
from qa_run.judging.statistics import decide_statistic, judging
from qa_run.judging.strata import Strata
from qa_run.model.judged import Signal
from qa_run.model.lots import decides_per_lot
from qa_run.model.outcome import Outcome, worst
from qa_run.model.procedure import Procedure, Requirement, Shape

if TYPE_CHECKING:
    from qa_run.judging.lots import Lots

OUTCOMES = tuple(Outcome)
CODES = {outcome: code for code, outcome in enumerate(OUTCOMES)}


@frozen(kw_only=True, eq=False, repr=False)
class Touched:
    """What holds for all verdicts of a source: items cut away, lines that could not be read, more than are allowed.

    too_many: the exclusion that leaves out more than it may
    """

    excluded: int = 0
    rejected: int = 0
    allowed: int = 0
    example: str = ""
    too_many: str = ""

    @property
    def spoils(self) -> bool:
        return bool(self.too_many) or self.rejected > self.allowed

    @property
    def why(self) -> str:
        """Why nothing passes that stands on this source."""
        if self.too_many:
            return self.too_many
        return f"{self.rejected} of the source's lines cannot be read, the first at {self.example}"


@define(eq=False, repr=False)
class Decisions:
    """Whether each of some strata fulfils a requirement, in the order of the strata.

    codes: the outcome of each, as its place in OUTCOMES
    wrong: how many of its items do not conform
    seen:  where the condition holds for no item, what it found instead
    """

    procedure: Procedure
    requirement: Requirement
    strata: Strata
    counts: Counts
    touched: Touched
    below: Sequence["Decisions"] = ()
    lots: "Lots | None" = None
    decider: "Decisions | NotInspected | None" = None
    codes: bytearray = field(factory=bytearray)
    wrong: "array[int]" = field(factory=lambda: array("q"))
    answer: Answer | None = None
    seen: str = ""

    def __attrs_post_init__(self) -> None:
        for row in range(len(self)):
            decision = self.decide(row)
            self.codes.append(CODES[decision.outcome])
            self.wrong.append(decision.nonconforming)

    def __len__(self) -> int:
        return len(self.strata.strata)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that tell the strata apart; none over all."""
        return self.strata.names

    def decide(self, row: int) -> Decision:
        """What was decided for the stratum in `row`, worked out from its numbers."""
        decision = self._decided(row)
        if self.seen and decision.reason == NONE_HOLDS:
            return evolve(decision, reason=f"{NONE_HOLDS}: {self.seen}")
        if self.decider is not None:
            decision = counted(decision, *self.decider.told(row))
        if self.touched.spoils and decision.outcome.releases and decision.outcome is not Outcome.NOT_APPLICABLE:
            return evolve(decision, outcome=Outcome.NOT_INSPECTED, reason=self.touched.why)
        return decision

    def _decided(self, row: int) -> Decision:
        requirement, counts = self.requirement, self.counts
        elsewhere = bool(requirement.scope.without or requirement.case) and self._met_elsewhere()
        if requirement.apart and not self.strata.names and counts.rows[row]:
            every = Decision(outcome=Outcome.PASSED, inspected=counts.rows[row] - counts.out_of_scope[row])
            return self._worst(every, "each stratum is a process of its own; over all, the worst of them counts")
        if requirement.shape is not Shape.ITEM and decides_per_lot(requirement.criterion):
            return self._by_variables(row, elsewhere)
        if requirement.shape is not Shape.ITEM:
            self.answer = self.answer or judging(requirement, counts)
            return decide_statistic(requirement, counts, row, self.answer, elsewhere)
        if self.lots is not None:
            size = self.lots.size(row)
            return self.lots.settled(row, decide_items(requirement, counts, row, self.lots.answer, elsewhere, size))
        rule, binds = self.rule()
        self.answer = self.answer or (each_by_itself if decides_per_lot(rule) else accepting(requirement, counts, rule))
        decision = decide_items(requirement, counts, row, self.answer, elsewhere)
        if binds or not any(map(len, self.below)):
            return decision
        if decides_per_lot(rule):
            return self._worst(decision, of_all_lots(list(self._outcomes_below())))
        return self._worst(decision, "the acceptance number binds each stratum; over all, the worst of them counts")

    def _by_variables(self, row: int, elsewhere: bool) -> Decision:
        """What a statistic that is a sampling plan decides of a lot; of all together the worst of them."""
        requirement, counts = self.requirement, self.counts
        if self.lots is not None:
            size = self.lots.size(row)
            return self.lots.settled(row, decide_statistic(requirement, counts, row, self.lots.answer, elsewhere, size))
        decision = decide_statistic(requirement, counts, row, each_by_itself, elsewhere)
        if not any(map(len, self.below)):
            return decision
        return self._worst(decision, of_all_lots(list(self._outcomes_below())))

    def _worst(self, decision: Decision, reason: str) -> Decision:
        """`decision` with the worst outcome of the strata."""
        return evolve(decision, outcome=worst(self._outcomes_below()), judged=None, reason=reason)

    def _outcomes_below(self) -> Iterator[Outcome]:
        return (outcome for block in self.below for outcome in block.outcomes())

    def rule(self) -> tuple[Any, bool]:
        """The acceptance rule, and whether it decides here: a number may bind the strata but not all together."""
        rule = self.requirement.acceptance
        if decides_per_lot(rule):
            return rule, False
        if self.strata.names or not self.requirement.per or not hasattr(rule, "over_all_rule"):
            return rule, True
        over_all = rule.over_all_rule()
        return (over_all, True) if over_all is not None else (rule, False)

    def _met_elsewhere(self) -> bool:
        """Whether a case is met by any item at all; the strata without such items then have nothing to judge."""
        counts = self.counts
        every = zip(counts.rows, counts.out_of_scope, strict=True)
        return bool(self.strata.names) and any(rows > outside for rows, outside in every)

    def outcomes(self) -> Iterator[Outcome]:
        return (OUTCOMES[code] for code in self.codes)

    def told(self, row: int) -> tuple[Outcome, str]:
        """The outcome of the stratum in `row`, and the id of its verdict."""
        ids = self.requirement.characteristic, self.requirement.id, self.strata.names, self.strata.strata[row]
        return OUTCOMES[self.codes[row]], node_id(self.procedure.path, *ids)

    def failed(self) -> Iterator[int]:
        """The rows whose verdict shows items: those with nonconforming ones that are not simply accepted."""
        for row, code in enumerate(self.codes):
            if OUTCOMES[code] in (Outcome.FAILED, Outcome.NOT_INSPECTED, Outcome.MARGINAL) and self.bad(row):
                yield row

    def bad(self, row: int) -> int:
        """How many items of the stratum in `row` do not conform."""
        return self.wrong[row]


def signals_of(decision: Decision) -> Sequence[Signal]:
    """The points of a sequence that signal."""
    return decision.judged.signals if decision.judged is not None else ()

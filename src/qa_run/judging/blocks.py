"""All verdicts of one requirement on one set of strata, kept as columns; a Verdict is made when somebody looks."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from attrs import define, evolve, field, frozen

from qa_run.judging.all_lots import each_by_itself, of_all_lots
from qa_run.judging.asking import Answer
from qa_run.judging.counted import counted
from qa_run.judging.counts import Counts
from qa_run.judging.ids import node_id
from qa_run.judging.items import NONE_HOLDS, Decision, accepting, decide_items
from qa_run.judging.not_inspected import NotInspected, alike
from qa_run.judging.statistics import decide_statistic, judging
from qa_run.judging.strata import Strata
from qa_run.judging.words import limits_of, measured_of, message_of
from qa_run.model.judged import Judged, Signal
from qa_run.model.lots import decides_per_lot
from qa_run.model.outcome import Outcome, worst
from qa_run.model.procedure import Procedure, Requirement, Shape
from qa_run.model.requirement_digest import requirement_digest
from qa_run.model.verdict import Buckets, Nonconformity, Verdict

if TYPE_CHECKING:
    from qa_run.judging.granting import Granted
    from qa_run.judging.lots import Lots

_OUTCOMES = tuple(Outcome)
_CODES = {outcome: code for code, outcome in enumerate(_OUTCOMES)}


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


class Beside(Protocol):
    """A verdict as it would be with the excluded items in."""

    @property
    def outcome(self) -> Outcome: ...
    def told(self) -> Mapping[str, Any]: ...
    def words(self) -> str: ...


@define(eq=False, repr=False)
class Block:
    """The verdicts of one requirement on one set of strata, in the order of the strata.

    seen: where the condition holds for no item, what it found instead
    conceded: of the verdicts that failed and are conceded, by whose leave
    corrections: of the verdicts that failed, the promise that this is mended
    excluded: of the verdicts that items are excluded from, what they would be with them in
    """

    procedure: Procedure
    requirement: Requirement
    strata: Strata
    counts: Counts
    touched: Touched
    language: str = "en"
    below: Sequence["Block"] = ()
    lots: "Lots | None" = None
    decider: "Block | NotInspected | None" = None
    codes: bytearray = field(factory=bytearray)
    wrong: "array[int]" = field(factory=lambda: array("q"))
    items: dict[int, tuple[Nonconformity, ...]] = field(factory=dict)
    sentence: str = ""
    answer: Answer | None = None
    made: dict[int, Verdict] = field(factory=dict)
    seen: str = ""
    digest: str = ""
    conceded: "dict[int, Granted]" = field(factory=dict)
    corrections: dict[int, Mapping[str, Any]] = field(factory=dict)
    excluded: "dict[int, Beside]" = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.sentence = (self.requirement.written or self.requirement.criterion).sentence(self.language)
        for row in range(len(self)):
            decision = self.decide(row)
            self.codes.append(_CODES[decision.outcome])
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
        return (_OUTCOMES[code] for code in self.codes)

    def concede(self, row: int, granted: "Granted") -> None:
        """Turn the verdict in `row` from failed into conceded."""
        self.conceded[row], self.codes[row] = granted, _CODES[Outcome.CONCEDED]

    def settle_again(self) -> None:
        """Decide those that failed once more: what they follow from may have been conceded meanwhile."""
        for row, code in enumerate(self.codes):
            if _OUTCOMES[code] is Outcome.FAILED:
                self.codes[row] = _CODES[self.decide(row).outcome]

    def told(self, row: int) -> tuple[Outcome, str]:
        """The outcome of the stratum in `row`, and the id of its verdict."""
        ids = self.requirement.characteristic, self.requirement.id, self.strata.names, self.strata.strata[row]
        return _OUTCOMES[self.codes[row]], node_id(self.procedure.path, *ids)

    def failed(self) -> Iterator[int]:
        """The rows whose verdict shows items: those with nonconforming ones that are not simply accepted."""
        for row, code in enumerate(self.codes):
            if _OUTCOMES[code] in (Outcome.FAILED, Outcome.NOT_INSPECTED, Outcome.MARGINAL) and self.bad(row):
                yield row

    def bad(self, row: int) -> int:
        """How many items of the stratum in `row` do not conform."""
        return self.wrong[row]

    def verdict(self, row: int) -> Verdict:
        """The verdict on the stratum in `row`; one that was looked at is kept, for screen and reports look at it."""
        if row not in self.made:
            self.made[row] = self._made(row)
        return self.made[row]

    def _made(self, row: int) -> Verdict:
        decision, requirement, names = self.decide(row), self.requirement, self.strata.names
        stratum, counts, judged = self.strata.strata[row], self.counts, decision.judged
        items, held, beside = self.items.get(row, ()), self.conceded.get(row), self.excluded.get(row)
        message = message_of(self.procedure, requirement, counts, row, decision, self.language)
        if beside is not None and decision.outcome.releases and not beside.outcome.releases:
            message = f"{message}; {beside.words()}"
        return Verdict(
            id=node_id(self.procedure.path, requirement.characteristic, requirement.id, names, stratum),
            per=dict(zip(names, stratum, strict=True)),
            **self._alike,
            outcome=_OUTCOMES[self.codes[row]],
            requirement=self.sentence,
            message=message if held is None else f"{message}; {held.words}",
            inspected=decision.inspected,
            nonconforming=decision.nonconforming,
            accept=judged.accept if judged else None,
            measured=measured_of(requirement, counts, row, decision),
            limits=self._limits or limits_of(requirement, judged, self.sentence),
            convention=self._convention(row, judged),
            buckets=self._buckets(row),
            **self._lot(row),
            decided_by=decision.decided_by,
            baseline=judged.baseline if judged else {},
            tables=tuple(judged.tables) if judged else (),
            items_total=decision.nonconforming if requirement.shape is Shape.ITEM else len(signals_of(decision)),
            items=items,
            concession=None if held is None else held.told(),
            correction=self.corrections.get(row),
            with_excluded=None if beside is None else beside.told(),
            digest=self.asked_digest(),
        )

    @cached_property
    def _alike(self) -> dict[str, Any]:
        return alike(self.procedure, self.requirement)

    @cached_property
    def _limits(self) -> Mapping[str, Any]:
        """The limits of a criterion that has its own, which are those of all strata; else none."""
        return limits_of(self.requirement, None, self.sentence)

    def asked_digest(self) -> str:
        """The digest of what is required here."""
        self.digest = self.digest or requirement_digest(self.requirement, self.procedure.revision)
        return self.digest

    def _convention(self, row: int, judged: Judged | None) -> str:
        if self.lots is not None:
            return self.lots.convention(row, judged)
        return judged.convention if judged else ""

    def _lot(self, row: int) -> dict[str, Any]:
        """What tells the lot in `row`, its size, and the plan for it, where there are lots."""
        lots = self.lots or (self.decider.lots if isinstance(self.decider, Block) else None)
        if lots is None:
            return {}
        stratum = self.strata.strata[row]
        told: dict[str, Any] = {"lot": stratum[0] if stratum else "", "lot_size": lots.size(row)}
        return told if self.lots is None else {**told, "plan": lots.plan(row)}

    def _buckets(self, row: int) -> Buckets:
        counts = self.counts
        return Buckets(
            population=counts.rows[row] + (self.touched.excluded if not self.strata.names else 0),
            excluded=self.touched.excluded if not self.strata.names else 0,
            unreadable_condition=counts.unknown_condition[row],
            out_of_scope=counts.out_of_scope[row],
            missing=counts.missing[row],
            unreadable=counts.unreadable[row],
            not_yet_due=counts.not_yet_due[row],
            findings={name: column[row] for name, column in counts.findings.items() if column[row]},
            conforming=counts.conforming[row],
        )


def signals_of(decision: Decision) -> Sequence[Signal]:
    """The points of a sequence that signal."""
    return decision.judged.signals if decision.judged is not None else ()

"""All verdicts of one requirement on one set of strata, kept as columns; a Verdict is made when somebody looks."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from attrs import define, field

from qa_run.judging.decisions import CODES, OUTCOMES, Decisions, signals_of
from qa_run.judging.ids import node_id
from qa_run.judging.not_inspected import alike
from qa_run.judging.words import limits_of, measured_of, message_of
from qa_run.model.judged import Judged
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Shape
from qa_run.model.requirement_digest import requirement_digest
from qa_run.model.verdict import Buckets, Nonconformity, Verdict

if TYPE_CHECKING:
    from qa_run.judging.granting import Granted


class Beside(Protocol):
    """A verdict as it would be with the excluded items in."""

    @property
    def outcome(self) -> Outcome: ...
    def told(self) -> Mapping[str, Any]: ...
    def words(self) -> str: ...


@define(eq=False, repr=False)
class Block(Decisions):
    """The verdicts of one requirement on one set of strata, in the order of the strata.

    conceded: of the verdicts that failed and are conceded, by whose leave
    corrections: of the verdicts that failed, the promise that this is mended
    excluded: of the verdicts that items are excluded from, what they would be with them in
    """

    below: Sequence["Block"] = ()
    language: str = "en"
    items: dict[int, tuple[Nonconformity, ...]] = field(factory=dict)
    sentence: str = ""
    made: dict[int, Verdict] = field(factory=dict)
    digest: str = ""
    conceded: "dict[int, Granted]" = field(factory=dict)
    corrections: dict[int, Mapping[str, Any]] = field(factory=dict)
    excluded: "dict[int, Beside]" = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.sentence = (self.requirement.written or self.requirement.criterion).sentence(self.language)
        Decisions.__attrs_post_init__(self)

    def concede(self, row: int, granted: "Granted") -> None:
        """Turn the verdict in `row` from failed into conceded."""
        self.conceded[row], self.codes[row] = granted, CODES[Outcome.CONCEDED]

    def settle_again(self) -> None:
        """Decide those that failed once more: what they follow from may have been conceded meanwhile."""
        for row, code in enumerate(self.codes):
            if OUTCOMES[code] is Outcome.FAILED:
                self.codes[row] = CODES[self.decide(row).outcome]

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
            outcome=OUTCOMES[self.codes[row]],
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
        lots = self.lots or (self.decider.lots if isinstance(self.decider, Decisions) else None)
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

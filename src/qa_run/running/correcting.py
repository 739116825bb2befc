"""What the lots of a procedure say of the corrections that were promised: one more scan, lot by lot."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, evolve, field, frozen

from qa_run.judging.blocks import Block
from qa_run.judging.decisions import Touched
from qa_run.judging.not_inspected import NotInspected
from qa_run.model.correction import Correction, SeenLot
from qa_run.model.judged import Judged, scalar
from qa_run.model.lots import decides_per_lot
from qa_run.model.node_pattern import base_of
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Requirement, Shape
from qa_run.running.scanning import scan
from qa_run.running.showing import show_items
from qa_run.running.subject import Subject


@frozen
class NoneAccepted:
    """A lot is free of a nonconformity only where no item has it, whatever else may be accepted."""

    @scalar
    def allows(self, _n: int, nonconforming: int, _lot_size: int | None, _severity: Any) -> Judged:
        return Judged(nonconforming == 0, nonconforming, accept=0)


@define(eq=False, repr=False)
class Correcting:
    """The corrections of a run, and the lots that were seen for each. Procedures are taken one after the other.

    troubles: of each correction by its id, why the lots of a requirement tell nothing of it
    failed:   the verdicts that failed, with those corrections that are about them
    """

    corrections: Sequence[Correction]
    seen: dict[str, list[SeenLot]] = field(factory=dict)
    met: dict[str, list[str]] = field(factory=dict)
    troubles: dict[str, list[str]] = field(factory=dict)
    failed: list[tuple[Block, int, tuple[str, ...]]] = field(factory=list)

    def look(self, subject: Subject, blocks: Sequence[Block | NotInspected], alias: str, limit: int) -> None:
        """Take note of what the lots of a procedure say."""
        for block in blocks:
            if block.names:
                continue
            requirement = block.requirement
            base = base_of(block.told(0)[1])
            mine = [one for one in self.corrections if any(_named(one, requirement, base, alias))]
            for one in mine:
                self.met.setdefault(one.id, []).append(base)
                self._look(one, subject, block, blocks, limit)
            judged = [each for each in blocks if isinstance(each, Block) and each.requirement is requirement]
            for each in judged if mine else ():
                self._mark(each, mine)

    def _look(
        self,
        one: Correction,
        subject: Subject,
        block: Block | NotInspected,
        blocks: Sequence[Block | NotInspected],
        limit: int,
    ) -> None:
        trouble = _trouble(one, subject, block)
        if trouble:
            self.troubles.setdefault(one.id, []).append(trouble)
            return
        assert isinstance(block, Block)
        own = [each for each in blocks if isinstance(each, Block) and each.requirement is block.requirement]
        found = _by_plan(own, subject) if _plans(block.requirement) else by_lot(one, subject, block, limit)
        if isinstance(found, str):
            self.troubles.setdefault(one.id, []).append(found)
        else:
            self.seen.setdefault(one.id, []).extend(found)

    def _mark(self, block: Block, mine: Sequence[Correction]) -> None:
        for row, outcome in enumerate(block.outcomes()):
            if outcome is not Outcome.FAILED and outcome is not Outcome.CONCEDED:
                continue
            stratum = dict(zip(block.names, block.strata.strata[row], strict=True))
            about = tuple(one.id for one in mine if _touches(one, stratum))
            if about:
                self.failed.append((block, row, about))


def _named(one: Correction, requirement: Requirement, base: str, alias: str) -> Iterator[bool]:
    yield one.names(base, requirement.characteristic)
    yield one.names(f"{alias}::{base.partition('::')[2]}", requirement.characteristic)


def _touches(one: Correction, stratum: Mapping[str, str]) -> bool:
    """Whether a verdict on this stratum can be about what was promised."""
    return all(stratum.get(name, value) == value for name, value in one.stratum.items())


def _plans(requirement: Requirement) -> bool:
    """Whether it is a sampling plan by itself, which can be asked of its lots only."""
    return requirement.shape is not Shape.ITEM and decides_per_lot(requirement.criterion)


def _trouble(one: Correction, subject: Subject, block: Block | NotInspected) -> str:
    """Why the lots of this requirement cannot tell whether it is mended."""
    requirement, samples, headers = block.requirement, subject.procedure.samples, subject.engine.headers()
    if isinstance(block, NotInspected):
        return block.reason
    if samples.lot is None:
        return f"the samples of {subject.procedure.path} name no lot (samples.lot), so none can show that it is mended"
    for name in (samples.lot.column, *one.stratum):
        if samples.header_of(name) not in headers:
            return f"the batch has no column {samples.header_of(name)!r}"
    if requirement.shape is Shape.ACROSS:
        return f"{requirement.id} holds strata against each other, and no lot by itself can show that it is mended"
    if _plans(requirement) and one.stratum:
        return f"{requirement.id} decides lots as a whole, and the correction is for a stratum"
    return ""


def by_lot(one: Correction, subject: Subject, block: Block, limit: int) -> tuple[SeenLot, ...] | str:
    """Each lot that the correction is about, as one more scan finds it; or why it could not be scanned."""
    samples = subject.procedure.samples
    assert samples.lot is not None
    names = (samples.lot.column, *(name for name in one.stratum if name != samples.lot.column))
    strict: dict[str, Any] = (
        {"acceptance": NoneAccepted(), "at_least": 0} if block.requirement.shape is Shape.ITEM else {}
    )
    requirement = evolve(
        block.requirement,
        per=(names,),
        in_order=samples.time or "",
        counted_in=None,
        **strict,
    )
    alone = evolve(subject, procedure=evolve(subject.procedure, samples=evolve(samples, expected={})))
    alone = evolve(alone, requirements=(requirement,))
    measured = scan(alone)
    if measured.broken:
        return measured.broken[0]
    strata, counts = measured.strata[0, names]
    lots = Block(subject.procedure, requirement, strata, counts, Touched())
    show_items(alone, measured, [lots], limit)
    rows = [
        row
        for row, stratum in enumerate(strata.strata)
        if all(stratum[names.index(name)] == value for name, value in one.stratum.items())
        and counts.rows[row] > counts.out_of_scope[row]
    ]
    first = counts.lots["first"]
    rows.sort(key=lambda row: (first[row] is None, first[row] if first[row] is not None else 0, row))
    unnamed = sum(not strata.strata[row][0] for row in rows)
    if unnamed:
        return f"some items name no lot in the column {samples.lot.column!r}"
    return tuple(_seen(lots, row, str(first[row]) if samples.time and first[row] is not None else "") for row in rows)


def _seen(lots: Block, row: int, when: str = "") -> SeenLot:
    outcome, decision = lots.told(row)[0], lots.decide(row)
    return SeenLot(
        name=lots.strata.strata[row][0],
        inspected=decision.inspected,
        nonconforming=decision.nonconforming,
        bad=outcome in (Outcome.FAILED, Outcome.CONCEDED),
        decided=outcome not in (Outcome.NOT_INSPECTED, Outcome.ERROR),
        when=when,
        items=lots.items.get(row, ()),
    )


def _by_plan(blocks: Sequence[Block], subject: Subject) -> tuple[SeenLot, ...] | str:
    """Each lot as its plan decided it."""
    lot = subject.procedure.samples.lot
    for block in blocks:
        if lot is not None and block.names == (lot.column,):
            return tuple(_seen(block, row) for row in range(len(block)))
    return "its plan decided no lots"

"""The concessions of a run held against the verdicts of one procedure: strata first, then what follows from them."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from uuid import uuid4

from attrs import frozen

from qa_run.engines.table import key_name
from qa_run.judging.asking import answers
from qa_run.judging.blocks import Block
from qa_run.judging.conceding import Conceding
from qa_run.judging.granting import Failed, Granted
from qa_run.judging.items import inspected
from qa_run.judging.not_inspected import NotInspected
from qa_run.model.lots import decides_per_lot
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Shape
from qa_run.model.requirement_digest import requirement_digest
from qa_run.running.showing import look_at
from qa_run.running.subject import Subject, item_column

#: More nonconforming items than these are not compared by their names.
COMPARED = 10_000
UNDECIDED = (Outcome.NOT_INSPECTED, Outcome.ERROR, Outcome.FAILED)


@frozen(eq=False, repr=False)
class Conceded:
    """The concessions of a run as one procedure meets them.

    alias:   the path of the procedure as it is reached from the folder of the file of concessions
    digests: asked for those of the samples, which tell one sample from another
    """

    conceding: Conceding
    alias: str
    digests: Callable[[], tuple[str, ...]]

    def hold(self, subject: Subject, blocks: Sequence[Block | NotInspected]) -> None:
        """Turn those verdicts from failed into conceded that a concession holds for."""
        if not any([self._meets(block) for block in blocks]):  # noqa: C419 - each is to be met
            return
        judged = [block for block in blocks if isinstance(block, Block)]
        for block in judged:
            if not block.names and block.requirement.members:
                self._requirement(subject, block)
        for block in judged:
            if not block.names and not block.requirement.members:
                self._requirement(subject, block)

    def _meets(self, block: Block | NotInspected) -> bool:
        """Whether a concession is for any verdict of the block."""
        requirement, procedure = block.requirement, block.procedure
        base = f"{procedure.path}::{requirement.characteristic}::{requirement.id}"
        asked = f"{block.sentence if isinstance(block, Block) else requirement.name} {_revision(procedure.revision)}"
        ids = chain.from_iterable(self._ids(block.told(row)[1]) for row in range(len(block)))

        def digest_at(revision: str | None) -> str:
            return requirement_digest(requirement, procedure.revision if revision is None else revision)

        return self.conceding.meet(ids, base, asked.strip(), digest_at)

    def _ids(self, node_id: str) -> tuple[str, ...]:
        path, sign, rest = node_id.partition("::")
        return (node_id,) if path == self.alias else (node_id, f"{self.alias}{sign}{rest}")

    def _requirement(self, subject: Subject, over_all: Block) -> None:
        for block in (*over_all.below, over_all):
            block.settle_again()
            for row, outcome in enumerate(list(block.outcomes())):
                if outcome is Outcome.CONCEDED:
                    _follow(block, row)
                elif outcome is Outcome.FAILED and (granted := self._granted(subject, block, row)):
                    block.concede(row, granted)
        if next(over_all.outcomes()) is Outcome.FAILED and _rest_conforms(over_all):
            over_all.concede(0, _through(over_all.below, over_all))

    def _granted(self, subject: Subject, block: Block, row: int) -> Granted | None:
        requirement, node_id = block.requirement, block.told(row)[1]
        lot = _lot(block, row)

        def what() -> tuple[str, ...]:
            if lot is not None:
                return "lot", node_id
            digests = tuple(each for each in self.digests() if each) if self.conceding.recorded else ()
            return ("samples", node_id, *(digests or [str(uuid4()) if self.conceding.recorded else ""]))

        return self.conceding.concede(
            Failed(
                ids=self._ids(node_id),
                requirement=f"{block.procedure.path}::{requirement.characteristic}::{requirement.id}",
                digest=block.asked_digest(),
                per=block.names,
                lot=lot,
                nonconforming=block.bad(row),
                countable=requirement.shape is Shape.ITEM,
                trouble=_trouble(block, row),
                what=what,
                items=lambda: _items(subject, block, row),
            )
        )


def _revision(revision: str) -> str:
    return f"(revision {revision})" if revision else ""


def _lot(block: Block, row: int) -> str | None:
    """The lot that a verdict is about; None where it is about several."""
    lot = block.procedure.samples.lot
    if lot is None or lot.column not in block.names:
        return None
    return block.strata.strata[row][block.names.index(lot.column)]


def _trouble(block: Block, row: int) -> str:
    """Why no concession can stand for the verdict: too little was inspected, and it does not stand for inspection."""
    touched = block.touched
    if touched.spoils:
        return f"{touched.rejected} lines of the source cannot be read, the first at {touched.example}"
    if block.requirement.shape is not Shape.ITEM:
        return ""
    decision = block.decide(row)
    judged, size = decision.judged, block.lots.size(row) if block.lots else None
    least = block.requirement.at_least if size is None else min(block.requirement.at_least, size)
    short = max(int(judged.need_more) if judged else 0, least - decision.inspected)
    return f"{decision.inspected} were inspected, {short} more are to be: a concession does not stand for them" * (
        short > 0
    )


def _rest_conforms(over_all: Block) -> bool:
    """Whether a verdict over all failed only because of strata that are conceded: the rest alone would be accepted."""
    requirement = over_all.requirement
    rule, _ = over_all.rule()
    if requirement.shape is not Shape.ITEM or not over_all.below or decides_per_lot(rule):
        return False
    n, bad = inspected(requirement, over_all.counts, 0)
    for block in over_all.below:
        outcomes = list(block.outcomes())
        rows = [inspected(requirement, block.counts, row) for row in range(len(block))]
        if any(outcome in UNDECIDED for outcome in outcomes) or Outcome.CONCEDED not in outcomes:
            return False
        if (sum(each for each, _ in rows), sum(each for _, each in rows)) != (n, bad):
            return False
        left = [each for each, outcome in zip(rows, outcomes, strict=True) if outcome is not Outcome.CONCEDED]
        rest = sum(each for each, _ in left), sum(each for _, each in left)
        if rest[0] and not _accepted(over_all, rest):
            return False
    return True


def _accepted(block: Block, rest: tuple[int, int]) -> bool:
    rule, _ = block.rule()
    judged = answers(rule.allows, lambda _row: (*rest, None, block.requirement.severity), 1)(0)
    return bool(judged.conforms) and not judged.undecided


def _follow(block: Block, row: int) -> None:
    """Say by whose leave a verdict is conceded that follows from others: from its class, or from its strata."""
    if row in block.conceded:
        return
    decider = block.decider
    if isinstance(decider, Block) and row in decider.conceded:
        granted = decider.conceded[row]
        block.conceded[row] = _passed_on(granted, decider.told(row)[1])
    else:
        block.conceded[row] = _through(block.below, block)


def _through(below: Iterable[Block], over_all: Block) -> Granted:
    """The leave for the first of the strata that were conceded."""
    for block in below:
        for row in sorted(block.conceded):
            return _passed_on(block.conceded[row], block.told(row)[1])
    raise AssertionError(f"{over_all.requirement.id} is conceded through none of its strata")


def _passed_on(granted: Granted, node_id: str) -> Granted:
    return Granted(tally=granted.tally, requirement=granted.requirement, through=granted.through or node_id)


def _items(subject: Subject, block: Block, row: int) -> frozenset[str] | str:
    """The names of all nonconforming items of a verdict, or why they cannot be told."""
    item, many = item_column(subject), block.bad(row)
    if block.requirement.shape is not Shape.ITEM:
        return "is about no single items, and the concession is limited to some"
    if item is None:
        return "the samples name no items (samples.item), and the concession is limited to some"
    if many > COMPARED:
        return f"{many} nonconforming items are too many to compare with those of a concession"
    frame, wishes = look_at(subject, [block.requirement], {}, {})
    stratum = dict(zip(block.names, block.strata.strata[row], strict=True))
    apart = {key_name(name): (value,) for name, value in stratum.items()}
    shown = subject.engine.first(frame, wishes, apart, item, many + 1)
    found = [each for each in shown if tuple(each.stratum) == tuple(stratum.values())]
    if len(found) != many or not all(each.item for each in found):
        return "not all of its nonconforming items have a name"
    return frozenset(str(each.item).strip() for each in found)

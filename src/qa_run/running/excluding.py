"""What is said of exclusions: that they are there, what they left out, and what it would have come to without them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from qa_run.engines.table import MADE
from qa_run.judging.blocks import Block
from qa_run.judging.not_inspected import NotInspected
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Shape
from qa_run.planning.columns import when_needs
from qa_run.running.leaving_out import Aside
from qa_run.running.subject import Subject

#: So many verdicts and strata are told by name.
NAMES = 6


@frozen(eq=False, repr=False)
class WithExcluded:
    """The verdict as it would be with the excluded items in."""

    block: Block
    row: int
    items: int
    outcome: Outcome

    def told(self) -> Mapping[str, Any]:
        """For reports."""
        verdict = self.block.verdict(self.row)
        return {
            "items": self.items,
            "outcome": verdict.outcome.value,
            "nonconforming": verdict.nonconforming,
            "message": verdict.message,
        }

    def words(self) -> str:
        told = self.block.verdict(self.row)
        return f"with the {self.items} excluded it would be {told.outcome.value.replace('_', ' ')}: {told.message}"


def said_of(subject: Subject, aside: Aside) -> Iterator[str]:
    """What is to be seen of the exclusions themselves: those that ended, and those that found nothing."""
    headers = subject.engine.headers()
    for each in subject.procedure.exclude:
        if not each.holds(subject.as_of.date()):
            yield f"exclude: {each.because!r} ended on {each.until}: its items are judged ({each.place})"
    for place, reason in enumerate(aside.reasons):
        if reason.exclusion is None or aside.hits[place]:
            continue
        needs = when_needs(reason.exclusion.when, subject.procedure.samples)
        lacking = [want.header for want in needs if want.header not in headers and want.header not in MADE]
        hint = f", for the batch has no column {lacking[0]!r}" if lacking else ""
        yield f"exclude: {reason.why!r} leaves out no item{hint} ({reason.exclusion.place})"
    yield from aside.absent
    if aside.too_many:
        yield f"exclude: {aside.too_many}: nothing passes"


def hold_beside(ours: Sequence[Block | NotInspected], theirs: Sequence[Block | NotInspected]) -> Iterator[str]:
    """Give each block what its verdicts would be with the excluded items in, and say what that changes."""
    others = {_key(each): each for each in theirs if isinstance(each, Block)}
    bad: dict[str, int] = {}
    flipped: list[str] = []
    gone: dict[str, int] = {}
    for block in (each for each in ours if isinstance(each, Block)):
        other = others.get(_key(block))
        if other is None:
            continue
        rows = {tuple(stratum): row for row, stratum in enumerate(other.strata.strata)}
        outcomes, instead = list(block.outcomes()), list(other.outcomes())
        for row, stratum in enumerate(block.strata.strata):
            beside = rows.pop(tuple(stratum), None)
            if beside is None:
                continue
            items = other.counts.rows[beside] - block.counts.rows[row]
            if items or instead[beside] is not outcomes[row]:
                block.excluded[row] = WithExcluded(other, beside, items, instead[beside])
            if outcomes[row].releases and not instead[beside].releases:
                flipped.append(block.told(row)[1])
            if not block.names and block.requirement.shape is Shape.ITEM and not block.requirement.members:
                more = other.bad(beside) - block.bad(row)
                bad |= {f"{block.requirement.characteristic}::{block.requirement.id}": more} if more > 0 else {}
        for stratum, row in rows.items():
            name = ",".join(f"{name}={of}" for name, of in zip(block.names, stratum, strict=True))
            gone[name] = max(gone.get(name, 0), other.counts.rows[row])
    if bad:
        counted = ", ".join(f"{name} {n}" for name, n in list(bad.items())[:NAMES])
        yield f"exclude: among the excluded there are nonconforming ones: {counted}{_more(bad)}"
    if flipped:
        verdicts = "1 verdict passes" if len(flipped) == 1 else f"{len(flipped)} verdicts pass"
        named = ", ".join(flipped[:NAMES])
        yield f"exclude: {verdicts} only because items are excluded: {named}{_more(flipped)}"
    if gone:
        named = ", ".join(f"{name} ({n} items)" for name, n in list(gone.items())[:NAMES])
        yield f"exclude: nothing is left to judge of {named}{_more(gone)}"


def _more(named: Any) -> str:
    return f", and {len(named) - NAMES} more" if len(named) > NAMES else ""


def _key(block: Block | NotInspected) -> tuple[Any, ...]:
    return block.requirement.characteristic, block.requirement.id, tuple(block.names)

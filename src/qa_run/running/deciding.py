"""From what was measured to what is decided: blocks of verdicts, each requirement on its sets of strata."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from qa_run.errors import QaRunError
from qa_run.judging.blocks import Block
from qa_run.judging.counts import Counts
from qa_run.judging.not_inspected import NotInspected
from qa_run.judging.strata import Strata
from qa_run.model.lots import Sizes, decides_per_lot
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure, Requirement, Severity
from qa_run.running.asked import Earlier
from qa_run.running.implied import is_draft
from qa_run.running.planned import Planned
from qa_run.running.scanned import Scanned
from qa_run.running.scanning import what_broke

if TYPE_CHECKING:
    from qa_run.judging.lots import Lots

Deciders = Mapping[tuple[str, ...], Block | NotInspected]


def decided(plan: Planned, found: Scanned, sizes: Sizes, earlier: Earlier) -> tuple[Any, ...]:
    """The blocks of verdicts that are asked for, in the order of the requirements.

    sizes:   those of the lots, where they stand in a list of their own
    earlier: tells the lots that runs before this one decided
    """
    blocks: list[Any] = []
    classes: dict[Severity, Deciders] = {}
    place = 0
    for requirement, lacking in zip(plan.requirements, plan.lacking, strict=True):
        deciders = classes.get(requirement.counted_in, {}) if requirement.counted_in else {}
        undecided = _undecided(plan.subject.procedure, requirement, lacking, found, place)
        made: Sequence[Block | NotInspected]
        if undecided is not None:
            made = [undecided]
        else:
            try:
                made = _blocks(plan.subject.procedure, requirement, found, place, deciders, sizes, earlier)
            except QaRunError:
                raise
            except Exception as error:  # what a plugin raises is an error of this requirement, and of no other
                broke = what_broke(requirement, error)
                made = [NotInspected(plan.subject.procedure, requirement, broke, outcome=Outcome.ERROR)]
        if requirement.members and requirement.severity:
            classes[requirement.severity] = {each.names: each for each in made}
        if plan.narrowing is None or is_draft(requirement):
            blocks += made
        else:
            blocks += plan.narrowing.shown(requirement, made)
        place += not lacking
    if plan.narrowing is not None:
        plan.narrowing.check()
    return tuple(blocks)


def _undecided(
    procedure: Procedure, requirement: Requirement, lacking: str, found: Scanned, place: int
) -> NotInspected | None:
    """Why nothing is decided of a requirement, if anything keeps it from that; `place` is its own in the scan."""
    if found.aside is not None and found.aside.none_in_force:
        return _none_in_force(procedure, requirement, found.aside.not_asked)
    if lacking:
        return NotInspected(procedure, requirement, lacking)
    if place in found.measured.broken:
        return NotInspected(procedure, requirement, found.measured.broken[place], outcome=Outcome.ERROR)
    return None


def _none_in_force(procedure: Procedure, requirement: Requirement, not_asked: Sequence[str]) -> NotInspected:
    """Nothing to judge, where other revisions judge all there is; but somebody has to."""
    if not_asked:
        reason = f"all items belong to what is not part of this run: {', '.join(not_asked)}"
        return NotInspected(procedure, requirement, reason)
    reason = "no item was made while this revision was in force"
    return NotInspected(procedure, requirement, reason, outcome=Outcome.NOT_APPLICABLE)


def _blocks(
    procedure: Procedure,
    requirement: Requirement,
    found: Scanned,
    place: int,
    deciders: Deciders,
    sizes: Sizes,
    earlier: Earlier,
) -> Sequence[Block]:
    """The block over all, then one for each set of strata; over all may depend on the others, and all on a class."""

    def lots_of(strata: Strata, counts: Counts) -> "Lots | None":
        if not decides_per_lot(requirement.rule):
            return None
        from qa_run.judging import lots  # most rules are asked once, not lot by lot

        return lots.lots_of(requirement, strata, counts, sizes, partial(earlier, procedure, requirement))

    def block(names: tuple[str, ...], below: tuple[Block, ...] = ()) -> Block:
        strata, counts = found.measured.strata[place, names]
        return Block(
            procedure,
            requirement,
            strata,
            counts,
            found.touched,
            below=below,
            lots=lots_of(strata, counts),
            decider=deciders.get(names) or deciders.get(()),
        )

    below = tuple(block(names) for names in requirement.per)
    return [block((), below), *below]

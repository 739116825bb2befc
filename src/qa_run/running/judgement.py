"""One procedure, from its opened source to its report."""

from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from qa_run.engines.table import Engine
from qa_run.host import Host
from qa_run.judging.blocks import Block
from qa_run.judging.decisions import Touched
from qa_run.judging.not_inspected import NotInspected
from qa_run.judging.verdicts import Verdicts
from qa_run.model.lots import NO_SIZES, Sizes
from qa_run.model.procedure import Procedure
from qa_run.running.asked import After, Asked
from qa_run.running.deciding import decided
from qa_run.running.planned import planned
from qa_run.running.scanned import scanned
from qa_run.running.seen import tell_seen
from qa_run.running.showing import show_items
from qa_run.running.subject import Subject

if TYPE_CHECKING:
    from qa_run.judging.narrowed import Narrowing
    from qa_run.model.pictures import Pictures
    from qa_run.running.leaving_out import Aside


@frozen(eq=False, repr=False)
class Judgement:
    """The verdicts of a procedure, and what became of the rows they stand on.

    seconds: how long each step took
    items:   how many items there are, where they are not the rows
    narrowing: what is not shown, where not all was asked for
    aside:     what is not judged, and why, where somebody excludes items or there are several revisions
    notices:   what is to be known of that
    """

    verdicts: Verdicts
    touched: Touched
    rows: tuple[int, ...] = ()
    items: int | None = None
    seconds: Mapping[str, float] = field(factory=dict)
    narrowing: "Narrowing | None" = None
    pictures: "Pictures | None" = None
    aside: "Aside | None" = None
    notices: tuple[str, ...] = ()


def judge(
    procedure: Procedure,
    engine: Engine,
    host: Host,
    asked: Asked,
    lots: Sizes = NO_SIZES,
    after: After | None = None,
) -> Judgement:
    """All verdicts that are asked for of `procedure` on the rows that `engine` holds.

    lots:  the sizes of the lots, where they stand in a list of their own
    after: what is done with the verdicts once they stand: concessions, and what was promised to be mended
    """
    began = perf_counter()
    plan = planned(procedure, engine, host, asked)
    found = scanned(plan)
    read = perf_counter()
    blocks = decided(plan, found, lots, asked.earlier)
    settled = perf_counter()
    whole = [getattr(block, "block", block) for block in blocks]
    judged = [block for block in whole if isinstance(block, Block)]
    notices = () if found.aside is None else _beside(plan.subject, found.aside, whole, host, asked, lots)
    tell_seen(plan.subject, judged)
    show_items(plan.subject, found.measured, judged, asked.items, asked.items_out)
    if after is not None:
        after(plan.subject, whole, asked.items)
    return Judgement(
        verdicts=Verdicts(blocks),
        touched=found.touched,
        rows=found.rows,
        items=found.measured.population if procedure.samples.events else None,
        seconds={"scan": read - began, "judge": settled - read, "items": perf_counter() - settled},
        narrowing=plan.narrowing,
        pictures=_pictures(plan.subject, judged) if asked.pictures else None,
        aside=found.aside,
        notices=notices,
    )


def _pictures(subject: Subject, blocks: Sequence[Block]) -> "Pictures":
    from qa_run.running.picturing import pictures_of  # only reports that draw pay for it

    return pictures_of(subject, blocks)


def _beside(
    subject: Subject,
    aside: "Aside",
    blocks: Sequence[Block | NotInspected],
    host: Host,
    asked: Asked,
    lots: Sizes,
) -> tuple[str, ...]:
    """What is to be known of exclusions; each verdict learns what it would be with the excluded items in."""
    from qa_run.running.excluding import hold_beside, said_of

    notices = tuple(said_of(subject, aside))
    if not aside.excluded:
        return notices
    plain = evolve(asked, items=0, items_out=None, pictures=False)
    without = judge(evolve(subject.procedure, exclude=()), subject.engine, host, plain, lots)
    others: list[Any] = [getattr(each, "block", each) for each in without.verdicts.blocks]
    return (*notices, *hold_beside(blocks, others))

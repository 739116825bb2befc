"""One procedure, from its opened source to its report."""

from collections.abc import Mapping, Sequence
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from qa_run.engines.table import MADE, Engine
from qa_run.errors import QaRunError
from qa_run.host import Host
from qa_run.judging.blocks import Block, Touched
from qa_run.judging.counts import Counts
from qa_run.judging.not_inspected import NotInspected
from qa_run.judging.strata import Strata
from qa_run.judging.verdicts import Verdicts
from qa_run.loading.suggest import did_you_mean
from qa_run.model.lots import NO_SIZES, Sizes, decides_per_lot
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure, Requirement, Severity
from qa_run.planning.columns import needs_of
from qa_run.running.asked import After, Asked, Earlier
from qa_run.running.implied import UNDECIDED, is_draft, requirements_of
from qa_run.running.scanning import Measured, scan, what_broke
from qa_run.running.seen import tell_seen
from qa_run.running.showing import show_items
from qa_run.running.subject import Subject

if TYPE_CHECKING:
    from qa_run.judging.lots import Lots
    from qa_run.judging.narrowed import Narrowing
    from qa_run.model.pictures import Pictures
    from qa_run.planning.selecting import Chosen
    from qa_run.running.leaving_out import Aside

Deciders = Mapping[tuple[str, ...], Block | NotInspected]


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
    chosen = asked.of(procedure)
    began = perf_counter()
    requirements = requirements_of(procedure, host)
    narrowing = _narrowing(procedure, chosen)
    if chosen is not None:
        asked_for = chosen.planned(procedure.path, requirements)
        requirements = tuple(each for each in requirements if each in asked_for or is_draft(each))
    headers = engine.headers()
    lacking = {place: _lacking(each, procedure, headers) for place, each in enumerate(requirements)}
    planned = tuple(each for place, each in enumerate(requirements) if not lacking[place])
    subject = Subject(procedure=procedure, requirements=planned, engine=engine, as_of=asked.as_of)
    measured = scan(subject) if planned else Measured(strata={}, population=0, broken={})
    aside = _aside(subject)
    alone = (
        engine.file_count() == 1
        and not subject.cuts
        and not procedure.samples.of
        and not procedure.samples.events
        and not measured.broken
        and bool(planned)
    )
    rows = (measured.population,) if alone else engine.rows()
    touched = _touched(procedure, rows, engine, measured, aside)
    scanned = perf_counter()
    blocks: list[Any] = []
    classes: dict[Severity, Deciders] = {}
    place = 0
    for number, requirement in enumerate(requirements):
        deciders = classes.get(requirement.counted_in, {}) if requirement.counted_in else {}
        made: Sequence[Block | NotInspected]
        if aside is not None and aside.none_in_force:
            made = [_none_in_force(procedure, requirement, aside.not_asked)]
        elif lacking[number]:
            made = [NotInspected(procedure, requirement, lacking[number])]
        elif place in measured.broken:
            made = [NotInspected(procedure, requirement, measured.broken[place], outcome=Outcome.ERROR)]
        else:
            try:
                made = _blocks(procedure, requirement, measured, place, touched, deciders, lots, asked.earlier)
            except QaRunError:
                raise
            except Exception as error:
                told = what_broke(requirement, error)
                made = [NotInspected(procedure, requirement, told, outcome=Outcome.ERROR)]
        if requirement.members and requirement.severity:
            classes[requirement.severity] = {each.names: each for each in made}
        blocks += made if narrowing is None or is_draft(requirement) else narrowing.shown(requirement, made)
        place += not lacking[number]
    if narrowing is not None:
        narrowing.check()
    whole = [getattr(block, "block", block) for block in blocks]
    judged = [block for block in whole if isinstance(block, Block)]
    settled = perf_counter()
    notices = () if aside is None else _beside(subject, aside, whole, host, asked, lots)
    tell_seen(subject, judged)
    show_items(subject, measured, judged, asked.items, asked.items_out)
    if after is not None:
        after(subject, whole, asked.items)
    seconds = {"scan": scanned - began, "judge": settled - scanned, "items": perf_counter() - settled}
    drawn = _pictures(subject, judged) if asked.pictures else None
    items = measured.population if procedure.samples.events else None
    return Judgement(Verdicts(tuple(blocks)), touched, rows, items, seconds, narrowing, drawn, aside, notices)


def _narrowing(procedure: Procedure, chosen: "Chosen | None") -> "Narrowing | None":
    if chosen is None:
        return None
    from qa_run.judging.narrowed import Narrowing  # only a run that is narrowed pays for it

    return Narrowing(procedure.path, chosen)


def _pictures(subject: Subject, blocks: Sequence[Block]) -> "Pictures":
    from qa_run.running.picturing import pictures_of  # only reports that draw pay for it

    return pictures_of(subject, blocks)


def _aside(subject: Subject) -> "Aside | None":
    """What is not judged; None where `only:` alone decides that, or nothing does."""
    if not subject.procedure.exclude and not subject.leaves_out:
        return None
    from qa_run.running.leaving_out import aside_of  # most procedures leave nothing out

    return aside_of(subject)


def _none_in_force(procedure: Procedure, requirement: Requirement, not_asked: Sequence[str]) -> NotInspected:
    """Nothing to judge, where other revisions judge all there is; but somebody has to."""
    if not_asked:
        reason = f"all items belong to what is not part of this run: {', '.join(not_asked)}"
        return NotInspected(procedure, requirement, reason)
    reason = "no item was made while this revision was in force"
    return NotInspected(procedure, requirement, reason, outcome=Outcome.NOT_APPLICABLE)


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


def _touched(
    procedure: Procedure, rows: tuple[int, ...], engine: Engine, measured: Measured, aside: "Aside | None"
) -> Touched:
    rejected = tuple(engine.rejected())
    outside = sum(rows) - measured.population if procedure.only and not procedure.samples.events else 0
    return Touched(
        excluded=outside if aside is None else aside.total,
        too_many=aside.too_many if aside else "",
        rejected=len(rejected),
        allowed=procedure.samples.rejected_at_most,
        example=rejected[0].place if rejected else "",
    )


def _blocks(
    procedure: Procedure,
    requirement: Requirement,
    measured: Measured,
    place: int,
    touched: Touched,
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
        strata, counts = measured.strata[place, names]
        return Block(
            procedure,
            requirement,
            strata,
            counts,
            touched,
            below=below,
            lots=lots_of(strata, counts),
            decider=deciders.get(names) or deciders.get(()),
        )

    below = tuple(block(names) for names in requirement.per)
    return [block((), below), *below]


def _lacking(requirement: Requirement, procedure: Procedure, headers: Sequence[str]) -> str:
    """Why the requirement cannot be planned on this batch; blank where it can."""
    if is_draft(requirement):
        return UNDECIDED
    samples = procedure.samples
    needs = needs_of(requirement, samples).wanted
    if samples.events or samples.references or procedure.observations:
        from qa_run.planning.layers import layers_of

        needs = layers_of(procedure, needs).recorded
    wanted = [want.header for want in needs]
    wanted += [samples.header_of(name) for names in requirement.per for name in names]
    if requirement.characteristic == "@item" or samples.item is None:
        # what the samples themselves name must be there even where no criterion asks for it
        named = (samples.time, samples.lot and samples.lot.column, samples.lot and samples.lot.size_column)
        wanted += [samples.header_of(name) for name in named if name]
    for header in dict.fromkeys(wanted):
        if header not in headers and header not in MADE:
            known = [name for name in headers if name != header]
            hint = did_you_mean(header, known) or f"it has: {', '.join(known[:12]) or 'none'}"
            return f"the batch has no column {header!r} ({hint})"
    return ""

"""One procedure, from its opened source to its report."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from qa_run.engines.table import MADE, Engine
from qa_run.errors import QaRunError
from qa_run.host import Host
from qa_run.judging.blocks import Block, NotInspected, Touched, Verdicts
from qa_run.loading.suggest import did_you_mean
from qa_run.model.outcome import Outcome
from qa_run.model.procedure import Procedure, Requirement
from qa_run.planning.columns import bound_requirement, needs_of
from qa_run.running.implied import implied_requirements
from qa_run.running.items_out import ItemsOut
from qa_run.running.scanning import Measured, scan, what_broke
from qa_run.running.seen import tell_seen
from qa_run.running.showing import show_items
from qa_run.running.subject import Subject


@frozen(eq=False, repr=False)
class Judgement:
    """The verdicts of a procedure, and what became of the rows they stand on."""

    verdicts: Verdicts
    touched: Touched
    rows: tuple[int, ...] = ()


def judge(
    procedure: Procedure, engine: Engine, host: Host, as_of: datetime, limit: int, out: ItemsOut | None = None
) -> Judgement:
    """All verdicts of `procedure` on the rows that `engine` holds; up to `limit` items shown for each."""
    implied = implied_requirements(procedure, host)
    requirements = tuple(bound_requirement(each, procedure.samples) for each in (*implied, *procedure.requirements))
    headers = engine.headers()
    lacking = {place: _lacking(each, procedure, headers) for place, each in enumerate(requirements)}
    planned = tuple(each for place, each in enumerate(requirements) if not lacking[place])
    subject = Subject(procedure=procedure, requirements=planned, engine=engine, as_of=as_of)
    measured = scan(subject) if planned else Measured(strata={}, population=0, broken={})
    alone = (
        engine.file_count() == 1
        and not procedure.only
        and not procedure.samples.of
        and not measured.broken
        and bool(planned)
    )
    rows = (measured.population,) if alone else engine.rows()
    touched = _touched(procedure, rows, engine, measured)
    blocks: list[Block | NotInspected] = []
    place = 0
    for number, requirement in enumerate(requirements):
        if lacking[number]:
            blocks.append(NotInspected(procedure, requirement, lacking[number]))
            continue
        if place in measured.broken:
            blocks.append(NotInspected(procedure, requirement, measured.broken[place], outcome=Outcome.ERROR))
        else:
            try:
                blocks += _blocks(procedure, requirement, measured, place, touched)
            except QaRunError:
                raise
            except Exception as error:
                told = what_broke(requirement, error)
                blocks.append(NotInspected(procedure, requirement, told, outcome=Outcome.ERROR))
        place += 1
    tell_seen(subject, [block for block in blocks if isinstance(block, Block)])
    show_items(subject, measured, [block for block in blocks if isinstance(block, Block)], limit, out)
    return Judgement(Verdicts(tuple(blocks)), touched, rows)


def _touched(procedure: Procedure, rows: tuple[int, ...], engine: Engine, measured: Measured) -> Touched:
    rejected = tuple(engine.rejected())
    return Touched(
        excluded=sum(rows) - measured.population if procedure.only else 0,
        rejected=len(rejected),
        allowed=procedure.samples.rejected_at_most,
        example=rejected[0].place if rejected else "",
    )


def _blocks(
    procedure: Procedure, requirement: Requirement, measured: Measured, place: int, touched: Touched
) -> Sequence[Block]:
    """The block over all, then one for each set of strata; over all may depend on the others."""
    below = []
    for names in requirement.per:
        strata, counts = measured.strata[place, names]
        below.append(Block(procedure, requirement, strata, counts, touched))
    strata, counts = measured.strata[place, ()]
    return [Block(procedure, requirement, strata, counts, touched, below=tuple(below)), *below]


def _lacking(requirement: Requirement, procedure: Procedure, headers: Sequence[str]) -> str:
    """Why the requirement cannot be planned on this batch; blank where it can."""
    wanted = [*needs_of(requirement, procedure.samples).headers]
    samples = procedure.samples
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

"""The second look: the first nonconforming items of each verdict that needs them, in one query."""

from collections.abc import Mapping, Sequence

import narwhals as nw
from qa_run.engines.table import Shown, Wish
from qa_run.judging.blocks import Block
from qa_run.model.kinds import Any as AnyKind
from qa_run.model.kinds import typed_name
from qa_run.model.procedure import Requirement, Shape
from qa_run.model.verdict import Nonconformity
from qa_run.planning.buckets import bad_items, buckets_of, finding_names, surely
from qa_run.running.subject import Subject, cut, item_column, population, with_windows


def show_items(subject: Subject, blocks: Sequence[Block], limit: int) -> None:
    """Give each block the items of its failed verdicts."""
    wanted: dict[int, Requirement] = {}
    for block in blocks:
        if block.requirement.shape is Shape.ITEM and limit and any(True for _ in block.failed()):
            wanted[id(block.requirement)] = block.requirement
    if not wanted:
        return
    requirements = tuple(wanted.values())
    frame = cut(subject, population(subject, requirements, rows=True))
    repeated = {id(block.requirement): block.counts.repeated for block in blocks if block.counts.repeated is not None}
    frame, windows = with_windows(subject, frame, [each for each in requirements if id(each) not in repeated])
    many = {id(block.requirement): sum(map(block.bad, block.failed())) for block in blocks if not block.strata.names}
    wishes = []
    for place, requirement in enumerate(requirements):
        known = repeated.get(id(requirement))
        if known is not None:
            wishes.append(_repeated(requirement, known, str(place), many[id(requirement)]))
        else:
            seen = windows.get(id(requirement), ())
            wishes.append(_wish(requirement, subject.floats, seen, str(place), many[id(requirement)]))
    keys = subject.keys
    shown = subject.engine.first(frame, wishes, [f"{key}|key" for key in keys], item_column(subject), limit)
    names = {str(place): id(requirement) for place, requirement in enumerate(requirements)}
    by_requirement: dict[int, list[Shown]] = {}
    for each in shown:
        by_requirement.setdefault(names[each.wish], []).append(each)
    for block in blocks:
        found = by_requirement.get(id(block.requirement), [])
        for row in block.failed() if found else ():
            block.items[row] = _items(subject, block, row, found, keys, limit)


def _wish(
    requirement: Requirement, floats: Mapping[str, bool], windows: tuple[nw.Expr, ...], name: str, many: int
) -> Wish:
    buckets = buckets_of(requirement, floats, windows)
    value = typed_name(requirement.column, AnyKind)
    return Wish(name, bad_items(buckets, requirement), finding_names(buckets), value, many)


def _repeated(requirement: Requirement, known: Sequence[object], name: str, many: int) -> Wish:
    """The items whose value is one of those known to be repeated."""
    value = typed_name(requirement.column, AnyKind)
    missing = nw.col(value).is_null()
    bad = nw.col(value).is_in(list(known)) if known else nw.lit(False)
    finding = nw.when(missing).then(nw.lit("missing")).otherwise(nw.lit(requirement.criterion.over.repeats))
    return Wish(name, surely(bad) if requirement.optional else surely(bad) | missing, finding, value, many)


def _items(
    subject: Subject, block: Block, row: int, found: Sequence[Shown], keys: Sequence[str], limit: int
) -> tuple[Nonconformity, ...]:
    """The items of one stratum: the finest strata within it, put together in the order of the rows."""
    stratum = dict(zip(block.strata.names, block.strata.strata[row], strict=True))
    mine = [
        each
        for each in found
        if all(stratum.get(key, value) == value for key, value in zip(keys, each.stratum, strict=True))
    ]
    mine.sort(key=lambda each: (each.file, each.row if each.row is not None else -1))
    places = subject.engine.places(mine[:limit])
    return tuple(
        Nonconformity(
            item=each.item if each.item is not None else place.rsplit(":", 1)[-1],
            value=each.value,
            finding=each.finding,
            place=place,
        )
        for each, place in zip(mine[:limit], places, strict=True)
    )

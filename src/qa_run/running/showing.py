"""The second look: the first nonconforming items of each verdict that needs them."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from qa_run.engines.table import Shown, Told, Wish
from qa_run.judging.blocks import Block
from qa_run.model.kinds import Any as AnyKind
from qa_run.model.kinds import typed_name
from qa_run.model.procedure import Requirement, Shape
from qa_run.model.verdict import Nonconformity
from qa_run.planning.buckets import bad_items, buckets_of, finding_names, surely
from qa_run.planning.columns import kind_of
from qa_run.planning.measuring import Counted
from qa_run.running.items_out import ItemsOut
from qa_run.running.scanning import Measured
from qa_run.running.subject import Subject, cut, item_column, population, with_windows

Keys = tuple[str, ...]


def show_items(
    subject: Subject, measured: Measured, blocks: Sequence[Block], limit: int, out: ItemsOut | None = None
) -> None:
    """Give each block the items of its failed verdicts, all found in one query.

    With `out`, all nonconforming items are written there as well, those that are accepted among them.
    """
    wanting = [
        block
        for block in blocks
        if block.requirement.shape is Shape.ITEM and limit and any(True for _ in block.failed())
    ]
    if wanting:
        _show(subject, measured, wanting, limit)
    over_all = [block for block in blocks if block.requirement.shape is Shape.ITEM and not block.strata.names]
    bad = [block for block in over_all if block.bad(0)]
    if out is not None and bad:
        requirements = [block.requirement for block in bad]
        frame, wishes = _look(subject, requirements, {}, {})
        for requirement, wish in zip(requirements, wishes, strict=True):
            subject.engine.write(frame, wish, item_column(subject), subject.procedure, requirement, out)


def _show(subject: Subject, measured: Measured, blocks: Sequence[Block], limit: int) -> None:
    keys = tuple(
        key for key in subject.keys if any(key in names for block in blocks for names in block.requirement.per)
    )
    requirements = tuple({id(block.requirement): block.requirement for block in blocks}.values())
    shown = _found(subject, measured, keys, requirements, blocks, limit)
    chosen: list[tuple[Block, int, list[Shown]]] = []
    for block in blocks:
        mine = [each for each in shown if requirements[int(each.wish)] is block.requirement]
        columns = [keys.index(name) for name in block.strata.names]
        strata: dict[tuple[str, ...], list[Shown]] = {}
        for each in mine:
            strata.setdefault(tuple(each.stratum[column] for column in columns), []).append(each)
        for row in block.failed() if mine else ():
            chosen.append((block, row, _first(strata.get(block.strata.strata[row], []), limit)))
    # asked once for all, since a text file may have to be gone through to tell the lines
    every = list({id(each): each for _, _, items in chosen for each in items}.values())
    places = dict(zip(map(id, every), subject.engine.places(every), strict=True))
    for block, row, items in chosen:
        block.items[row] = tuple(_told_item(each, places[id(each)]) for each in items)


def _first(found: list[Shown], limit: int) -> list[Shown]:
    """The first items of one stratum: the finest strata within it, put together in the order of the rows."""
    found.sort(key=lambda each: (each.row is None, each.file or 0, each.row or 0))
    return found[:limit]


def _told_item(shown: Shown, place: str) -> Nonconformity:
    item = shown.item or place.rsplit(":", 1)[-1]
    return Nonconformity(item=item, value=shown.value, finding=shown.finding, place=place)


def _found(
    subject: Subject,
    measured: Measured,
    keys: Keys,
    requirements: Sequence[Requirement],
    blocks: Sequence[Block],
    limit: int,
) -> list[Shown]:
    """The items in one query: from what the scan has told, if it has told enough of every requirement."""
    known = {id(block.requirement): block.counts.repeated for block in blocks if block.counts.repeated is not None}
    wanted = {id(requirement): _wanted(requirement, keys, blocks, limit) for requirement in requirements}
    planned = {id(requirement): place for place, requirement in enumerate(subject.requirements)}
    columns, item = [f"{key}|key" for key in keys], item_column(subject)
    told = [
        _told(
            requirement,
            measured.counted.get(planned[id(requirement)]),
            known,
            wanted,
            _bad_strata(requirement, keys, blocks),
            str(place),
        )
        for place, requirement in enumerate(requirements)
    ]
    enough = [each for each in told if each is not None]
    if measured.prepared is not None and len(enough) == len(told):
        return subject.engine.first_told(measured.prepared, enough, columns, item, limit)
    frame, wishes = _look(subject, requirements, known, wanted)
    return subject.engine.first(frame, wishes, columns, item, limit)


def _told(
    requirement: Requirement,
    counted: Counted | None,
    known: Mapping[int, Sequence[object] | None],
    wanted: Mapping[int, int | None],
    strata: int,
    name: str,
) -> Told | None:
    """What the scan has told of the bad items; None where they have to be looked for with expressions of their own."""
    value = typed_name(requirement.column, AnyKind)
    repeated = known.get(id(requirement))
    findings: Mapping[str, str] = {}
    if repeated is not None:
        if not all(isinstance(each, str | int | float) for each in repeated):
            return None
        findings = {requirement.over.repeats: ""}
    elif counted is None or not counted.cheap:
        return None
    else:
        findings = {finding: measures[0] for finding, measures in counted.findings.items()}
    return Told(
        name=name,
        value=value,
        typed=value if repeated is not None else typed_name(requirement.column, kind_of(requirement.criterion)),
        findings=findings,
        optional=requirement.optional,
        wanted=wanted[id(requirement)],
        strata=strata,
        repeated=None if repeated is None else tuple(repeated),
    )


def _look(
    subject: Subject,
    requirements: Sequence[Requirement],
    known: Mapping[int, Sequence[object] | None],
    wanted: Mapping[int, int | None],
) -> tuple["nw.LazyFrame[Any]", list[Wish]]:
    """The frame with rows, and what is wished of it for each requirement; `known` are values found to be repeated."""
    frame = cut(subject, population(subject, requirements))
    frame, windows = with_windows(subject, frame, [each for each in requirements if id(each) not in known])
    wishes = []
    for place, requirement in enumerate(requirements):
        many = wanted.get(id(requirement))
        if id(requirement) in known:
            wishes.append(_repeated(requirement, known[id(requirement)] or (), str(place), many))
        else:
            seen = windows.get(id(requirement), ())
            wishes.append(_wish(requirement, subject.floats, seen, str(place), None if seen else many))
    return frame, wishes


def _bad_strata(requirement: Requirement, keys: Keys, blocks: Sequence[Block]) -> int:
    """How many strata of `keys` have an item to show; one, where the requirement is about all together."""
    finest = [block for block in blocks if block.requirement is requirement and block.strata.names == keys]
    return sum(1 for block in finest for row in range(len(block)) if block.bad(row)) if finest else 1


def _wanted(requirement: Requirement, keys: Keys, blocks: Sequence[Block], limit: int) -> int | None:
    """How many items there are to show in all strata of `keys` together; None where that is not known."""
    for block in blocks:
        if block.requirement is requirement and block.strata.names == (keys if requirement.per else ()):
            return sum(min(limit, block.bad(row)) for row in range(len(block)))
    return None


def _wish(
    requirement: Requirement, floats: Mapping[str, bool], windows: tuple[nw.Expr, ...], name: str, wanted: int | None
) -> Wish:
    buckets = buckets_of(requirement, floats, windows)
    value = typed_name(requirement.column, AnyKind)
    return Wish(name, bad_items(buckets, requirement), finding_names(buckets), value, wanted)


def _repeated(requirement: Requirement, known: Sequence[object], name: str, wanted: int | None) -> Wish:
    """The items whose value is one of those known to be repeated."""
    value = typed_name(requirement.column, AnyKind)
    missing = nw.col(value).is_null()
    bad = surely(nw.col(value).is_in(list(known))) if known else nw.lit(False)
    finding = nw.when(missing).then(nw.lit("missing")).otherwise(nw.lit(requirement.criterion.over.repeats))
    return Wish(name, bad if requirement.optional else bad | missing, finding, value, wanted)

"""The second look: the first nonconforming items of each verdict that needs them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw
from attrs import evolve

from qa_run.engines.table import Expected, Shown, Told, Wish
from qa_run.judging.blocks import Block
from qa_run.judging.decisions import signals_of
from qa_run.model.judged import Signal
from qa_run.model.kinds import Any as AnyKind, typed_name
from qa_run.model.procedure import Requirement, Shape
from qa_run.model.verdict import Nonconformity
from qa_run.planning.buckets import bad_items, buckets_of, finding_names
from qa_run.planning.columns import kind_of, undecided
from qa_run.planning.measuring import Counted
from qa_run.planning.sight import Sight
from qa_run.planning.truths import surely
from qa_run.running.population import population
from qa_run.running.scanning import Measured
from qa_run.running.subject import Subject, clocks, cut, item_column
from qa_run.running.wanted import expected_items, wanted_apart
from qa_run.running.windows import in_sight, looks_beyond

if TYPE_CHECKING:
    from qa_run.engines.points import Point
    from qa_run.running.items_out import ItemsOut

Keys = tuple[str, ...]
Known = Mapping[str, tuple[Any, ...]]


def show_items(
    subject: Subject, measured: Measured, blocks: Sequence[Block], limit: int, out: "ItemsOut | None" = None
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
    if limit:
        _show_points(subject, blocks, limit)
        for block in blocks:
            if block.requirement.shape is Shape.ACROSS:
                _show_strata(block, limit)
    # what a class counts stands with the requirements that it counts
    own = [block for block in blocks if block.requirement.shape is Shape.ITEM and not block.requirement.members]
    over_all = [block for block in own if not block.strata.names]
    bad = [block for block in over_all if block.bad(0)]
    if out is not None and bad:
        requirements = [block.requirement for block in bad]
        frame, wishes = look_at(subject, requirements, {}, {}, measured)
        for requirement, wish in zip(requirements, wishes, strict=True):
            subject.engine.write(frame, wish, item_column(subject), subject.procedure, requirement, out)


def _show(subject: Subject, measured: Measured, blocks: Sequence[Block], limit: int) -> None:
    keys = tuple(
        key for key in subject.keys if any(key in names for block in blocks for names in block.requirement.per)
    )
    requirements = tuple({id(block.requirement): block.requirement for block in blocks}.values())
    shown = _found(subject, measured, keys, requirements, blocks, limit)
    by_requirement: dict[int, list[Shown]] = {}
    for each in shown:
        by_requirement.setdefault(id(requirements[int(each.wish)]), []).append(each)
    chosen: list[tuple[Block, int, list[Shown]]] = []
    for block in blocks:
        mine = by_requirement.get(id(block.requirement), [])
        columns = [keys.index(name) for name in block.strata.names]
        strata: dict[tuple[str | None, ...], list[Shown]] = {}
        for each in mine:
            strata.setdefault(tuple(each.stratum[column] for column in columns), []).append(each)
        for row in block.failed() if mine else ():
            chosen.append((block, row, _first(strata.get(block.strata.strata[row], []), limit)))
    # asked once for all, since a text file may have to be gone through to tell the lines
    every = list({id(each): each for _, _, items in chosen for each in items}.values())
    places = dict(zip(map(id, every), subject.engine.places(every), strict=True))
    for block, row, items in chosen:
        block.items[row] = tuple(_told_item(each, places[id(each)]) for each in items)


def _show_points(subject: Subject, blocks: Sequence[Block], limit: int) -> None:
    """Give the verdicts of sequences the first points that signal: one query for each set of strata."""
    for block in blocks:
        points = block.counts.points
        if points is None:
            continue
        chosen: list[tuple[int, Signal, int]] = []
        for row in range(len(block)):
            start, _ = points.of(tuple(block.strata.strata[row]))
            signals = signals_of(block.decide(row))[:limit]
            chosen += [(row, signal, start + signal.point) for signal in signals]
        if not chosen:
            continue
        told = points.tell([place for _, _, place in chosen])
        members = [member for each in told for place, member in enumerate(each.members) if not place or not member.item]
        shown = [Shown("", (), each.row, each.file, each.item, None, "") for each in members]
        places = dict(zip(map(id, members), subject.engine.places(shown), strict=True))
        over = block.requirement.over
        found: dict[int, list[Nonconformity]] = {}
        alone = over.single and not over.ordered
        for (row, signal, _), point in zip(chosen, told, strict=True):
            if point.time and (shown_by := clocks(subject.procedure.samples, subject.as_of)) is not None:
                point = evolve(point, time=shown_by.text(point.time))
            found.setdefault(row, []).append(_told_point(point, signal, places, alone))
        block.items.update({row: tuple(items) for row, items in found.items()})


def _told_point(point: "Point", signal: Signal, places: Mapping[int, str], alone: bool) -> Nonconformity:
    """A point that signals; its items go by their names, or else by their places.

    alone: it is an item like any other, in no order of time
    """
    place = places[id(point.members[0])]
    if alone:
        return Nonconformity(item=point.label, value=signal.value, finding=signal.finding, place=place)
    return Nonconformity(
        item=signal.item or point.label,
        value=signal.value,
        finding=signal.finding,
        place=place,
        time=point.time.removesuffix(" 00:00:00"),
        items=tuple(member.item or places[id(member)] for member in point.members),
        many=point.many,
    )


def _show_strata(block: Block, limit: int) -> None:
    """Give a comparison's verdict the first strata that it signals."""
    (across,) = block.strata.names
    names = block.counts.statistics.get("stratum", [()])[0]
    block.items[0] = tuple(
        Nonconformity(
            item=names[signal.point] or "(blank)",
            value=signal.value,
            finding=signal.finding,
            place=f"{across}={names[signal.point]}",
        )
        for signal in signals_of(block.decide(0))[:limit]
    )


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
    known = {id(block.requirement): block.counts.known for block in blocks if block.counts.known is not None}
    apart = wanted_apart(keys, blocks)
    wanted = {id(requirement): expected_items(requirement, keys, blocks, limit, apart) for requirement in requirements}
    planned = {id(requirement): place for place, requirement in enumerate(subject.requirements)}
    item = item_column(subject)
    told = [
        _told(
            requirement,
            measured.counted.get(planned[id(requirement)]),
            _there(requirement, blocks),
            known,
            wanted[id(requirement)],
            str(place),
        )
        for place, requirement in enumerate(requirements)
    ]
    enough = [each for each in told if each is not None]
    if measured.prepared is not None and len(enough) == len(told):
        return subject.engine.first_told(measured.prepared, enough, apart, item, limit)
    frame, wishes = look_at(subject, requirements, known, wanted, measured)
    return subject.engine.first(frame, wishes, apart, item, limit)


def _told(
    requirement: Requirement,
    counted: Counted | None,
    there: frozenset[str],
    known: Mapping[int, Known],
    expected: Expected | None,
    name: str,
) -> Told | None:
    """What the scan has told of the bad items; None where they have to be looked for with expressions of their own."""
    value = typed_name(requirement.column, AnyKind)
    values = known.get(id(requirement))
    findings: Mapping[str, str] = {}
    if values is not None:
        if not all(isinstance(each, str | int | float) for some in values.values() for each in some):
            return None
    elif counted is None or not counted.cheap:
        return None
    else:
        findings = {finding: measures[0] for finding, measures in counted.findings.items()}
    return Told(
        name=name,
        value=value,
        typed=value if values is not None else typed_name(requirement.column, kind_of(requirement.criterion)),
        there=there,
        findings=findings,
        expected=expected,
        known=values,
        undecided=undecided(requirement),
    )


def _there(requirement: Requirement, blocks: Sequence[Block]) -> frozenset[str]:
    """The findings that some item has."""
    found: set[str] = set()
    for counts in (block.counts for block in blocks if block.requirement is requirement):
        found |= {name for name, column in counts.findings.items() if any(column)}
        found |= {"missing"} if any(counts.missing) and not requirement.optional else set()
        found |= {"unreadable"} if any(counts.unreadable) else set()
    return frozenset(found)


def look_at(
    subject: Subject,
    requirements: Sequence[Requirement],
    known: Mapping[int, Known],
    wanted: Mapping[int, Expected | None],
    measured: Measured | None = None,
) -> tuple["nw.LazyFrame[Any]", list[Wish]]:
    """The frame with rows, and what is wished of it for each requirement; that which was `measured`, if it will do."""
    looked = [each for each in requirements if id(each) not in known]
    judged = measured.judged if measured is not None else None
    if judged is not None and judged.requirements.issuperset(map(id, looked)):
        frame, sight = judged.frame, judged.sight
    else:
        frame, sight = in_sight(subject, cut(subject, population(subject, requirements)), looked)
    wishes = []
    for place, requirement in enumerate(requirements):
        there = wanted.get(id(requirement))
        if id(requirement) in known:
            wishes.append(_of_known(requirement, known[id(requirement)], str(place), there))
        else:
            near = None if sight.beyond(requirement) and looks_beyond(requirement) else there
            wishes.append(_wish(requirement, sight, str(place), near))
    return frame, wishes


def _wish(requirement: Requirement, sight: Sight, name: str, expected: Expected | None) -> Wish:
    buckets = buckets_of(requirement, sight)
    value = typed_name(requirement.column, AnyKind)
    return Wish(name, bad_items(buckets, requirement), finding_names(buckets), value, expected)


def _of_known(requirement: Requirement, known: Known, name: str, expected: Expected | None) -> Wish:
    """The items whose value is one of those that are known to have a finding."""
    column = typed_name(requirement.column, AnyKind)
    value = nw.col(column)
    bad, finding = nw.lit(False) if requirement.optional else value.is_null(), nw.lit("missing")
    for called, values in known.items():
        if values:
            there = surely(value.is_in(list(values)))
            bad, finding = bad | there, nw.when(there).then(nw.lit(called)).otherwise(finding)
    return Wish(name, bad, finding, column, expected)

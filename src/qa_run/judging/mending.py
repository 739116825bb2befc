"""How a correction stands, from the lots that were seen since; and how often the same was promised."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import evolve

from qa_run.model.correction import Correction, CorrectionStanding, Effect, Promised, SeenLot
from qa_run.model.ordinal import ordinal

#: How many names stand in a list.
NAMES = 5
Said = tuple[Effect, str]


def together(seen: Iterable[SeenLot]) -> tuple[SeenLot, ...]:
    """Each lot once, in the order of time where all have one, else as they came. What was once found in a lot stays
    found: that it was sorted afterwards does not mend the process."""
    found: dict[str, SeenLot] = {}
    for each in seen:
        known = found.get(each.name)
        found[each.name] = each if known is None else _worse(known, each)
    lots = list(found.values())
    return tuple(sorted(lots, key=lambda lot: lot.when)) if all(lot.when for lot in lots) else tuple(lots)


def _worse(one: SeenLot, other: SeenLot) -> SeenLot:
    """The one of two looks at a lot that found the nonconformity, or left something undecided."""
    rank = [(each.bad, not each.decided, each.nonconforming, bool(each.items)) for each in (one, other)]
    return evolve(one if rank[0] > rank[1] else other, when=one.when or other.when)


def following(correction: Correction, lots: Sequence[SeenLot]) -> tuple[SeenLot, ...]:
    """The lots from the one on that is the first to be free of it."""
    start = next((place for place, lot in enumerate(lots) if lot.name == correction.from_lot), len(lots))
    return tuple(lots[start:])


def standing(
    correction: Correction, seen: Iterable[SeenLot], day: date, number: int = 1, trouble: str = ""
) -> CorrectionStanding:
    """How it stands on `day`; `trouble`: why the lots at hand tell nothing of it."""
    every = together(seen)
    lots = following(correction, every)
    state, said = _state(correction, lots, day, trouble)
    if number > 1:
        said += f"; the {ordinal(number)} promise for the same thing"
    return CorrectionStanding(correction=correction, state=state, said=said, lots=every, number=number)


def _state(one: Correction, lots: Sequence[SeenLot], day: date, trouble: str) -> Said:
    if one.replaced_by:
        return Effect.REPLACED, f"it did not hold, and {one.replaced_by} took its place"
    bad = [lot for lot in lots if lot.bad]
    if bad:
        return Effect.RECURRED, f"mended from lot {one.from_lot} on, and found again in {_told(bad)}"
    free = sum(lot.free for lot in lots)
    if trouble:
        return Effect.UNVERIFIABLE, trouble
    if free >= one.lots:
        return Effect.VERIFIED, f"{free} lots from {one.from_lot} on are free of it"
    undecided = [lot.name for lot in lots if not lot.free]
    left = f"; not inspected: {', '.join(undecided[:NAMES])}" if undecided else ""
    if lots:
        return Effect.OPEN, f"{free} of {one.lots} lots from {one.from_lot} on are free of it so far{left}"
    if day <= one.due:
        return Effect.OPEN, f"due by {one.due}, from lot {one.from_lot} on"
    if one.done is not None:
        return Effect.OPEN, f"done on {one.done}, it says; no lot from {one.from_lot} on was seen yet"
    return Effect.OVERDUE, f"promised by {one.by} for {one.due}, and no lot from {one.from_lot} on was seen until {day}"


def _told(bad: Sequence[SeenLot]) -> str:
    """Which lots, how many in each, and which items."""
    told = []
    for lot in bad[:NAMES]:
        many = f"{lot.nonconforming} of {lot.inspected}" if lot.nonconforming else f"n {lot.inspected}"
        items = ", ".join(item.item for item in lot.items[:NAMES])
        told.append(f"lot {lot.name} ({many}{f': {items}' if items else ''})")
    more = f" and {len(bad) - NAMES} lots more" if len(bad) > NAMES else ""
    return ", ".join(told) + more


def promised_by(correction: Correction, broken: bool = False) -> Promised:
    """The correction as promises are counted."""
    asked, stratum, supplier = correction.nonconformity
    about = asked if isinstance(asked, str) else ", ".join(asked)
    named = correction.characteristic or ", ".join(dict.fromkeys(each.split("::")[1] for each in asked))
    return Promised(
        id=correction.id,
        nonconformity=about,
        characteristic=named,
        stratum=", ".join(f"{name}={value}" for name, value in stratum),
        supplier=supplier,
        promised=correction.promised.isoformat(),
        broken=broken or bool(correction.replaced_by),
    )


def numbers(corrections: Sequence[Correction], past: Iterable[Promised]) -> Mapping[str, int]:
    """Of each correction by its id the how-manieth promise for the same thing it is, with those that are on record but
    stand in the file no more."""
    known = {each.id for each in corrections}
    every = [promised_by(each) for each in corrections] + [each for each in past if each.id not in known]
    found: Counter[tuple[str, str, str]] = Counter()
    told: dict[str, int] = {}
    for each in sorted(every, key=lambda one: (one.promised, one.id)):
        thing = each.nonconformity, each.stratum, each.supplier
        found[thing] += 1
        told[each.id] = found[thing]
    return told

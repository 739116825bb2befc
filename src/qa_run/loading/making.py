"""One requirement made from a criterion as written and from what holds around it."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from qa_run.errors import Place
from qa_run.loading.criteria import Criteria, Units, Written
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING
from qa_run.loading.nodes import Entry, MapNode
from qa_run.loading.strata import Sets
from qa_run.model.conditions import Scope
from qa_run.model.procedure import Requirement, Shape
from qa_run.offers import shape_of


@frozen(eq=False, repr=False)
class Around:
    """What holds for all requirements of a characteristic. `per` is None where the samples do not tell."""

    characteristic: str
    units: Units
    title: str
    optional: bool
    per: Sets | None


@frozen(eq=False, repr=False)
class Case:
    """The case that a requirement belongs to, and, where it changes a line of the characteristic, that line."""

    id: str
    place: Place
    changed: Mapping[str, tuple[Place, str]]


def made(
    written: Written,
    scope: Scope,
    around: Around,
    given: Mapping[str, Any],
    criteria: Criteria,
    faults: Faults,
    case: Case | None = None,
) -> Requirement | None:
    """The requirement, or None after faults. `given` are the core keys that hold for it."""
    shape = shape_of(written.offer.what)
    criterion, as_written = criteria.built_and_written(written, around.units, faults)
    acceptance = _acceptance(given.get("accept"), shape, criteria, faults)
    if criterion is MISSING or acceptance is MISSING:
        return None
    name = given.get("id") or written.offer.name
    base, kind = (case.changed.get(written.offer.full_name) if case else None) or (None, "")
    requirement = Requirement(
        characteristic=around.characteristic,
        column=_column(criterion, around),
        id=f"{name}:{case.id}" if case else name,
        criterion=criterion,
        name=written.offer.name,
        plugin=written.offer.plugin,
        shape=shape,
        place=base or written.place,
        title=around.title,
        severity=given.get("class"),
        acceptance=acceptance,
        at_least=given.get("inspect", 0),
        scope=scope,
        case=case.id if case else "",
        skip_unknown=given.get("when_unknown") == "skip",
        may_be_none=given.get("may_be_none", False),
        optional=around.optional,
        because=given.get("because", ""),
        how=given.get("how", ()),
        unit=around.units.unit,
        recorded_in=around.units.recorded_in,
        per=given.get("per", around.per or ()),
        overrides=written.place if base else None,
        override=kind,
        written=as_written,
        accepts=given.get("accept") is not None,
        tags=given.get("tags", ()),
    )
    if hasattr(criterion, "belongs_to"):
        try:
            criterion.belongs_to(requirement.characteristic, requirement.id, requirement.unit_recorded)
        except ValueError as error:
            faults.add(written.place_of(str(error).partition(" ")[0]), str(error))
            return None
    return requirement


def _acceptance(accept: Entry | None, shape: Shape, criteria: Criteria, faults: Faults) -> Any:
    if shape is not Shape.ITEM:
        return None
    rules = criteria.host.acceptance
    if accept is None:
        offer = rules.get("at_most")
        return offer.what(at_most=0) if offer else None
    if not isinstance(accept.value, MapNode):
        faults.add(accept.value.place, "accept says by which rule", "as in accept: {at_most: 3} or {at_most: 1 %}")
        return MISSING
    before = len(faults.found)
    found = criteria.written(accept.value, rules, (), faults, "accept")
    if len(faults.found) > before:
        return MISSING
    if len(found) != 1:
        what = "two rules of acceptance contradict each other: keep one" if found else "accept names no rule"
        faults.add(accept.value.place, what, "" if found else "as in accept: {at_most: 3}")
        return MISSING
    return criteria.built(found[0], Units(), faults)


def _column(criterion: Any, around: Around) -> str:
    """The recorded column: of a criterion that names it itself (`judged`), that one, unless the characteristic does."""
    named = getattr(criterion, "judged", "")
    return named if named and around.units.column == around.characteristic else around.units.column

"""From the keys of a characteristic to its requirements."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve, frozen

from qa_run.errors import Place
from qa_run.loading.criteria import Criteria, Units, Written
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, read
from qa_run.loading.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from qa_run.loading.strata import sets_of
from qa_run.model.procedure import Requirement, Scope, Severity, Shape, When
from qa_run.offers import shape_of

OF_REQUIREMENT = ("id", "class", "accept", "inspect", "when", "when_unknown", "may_be_none", "because", "per", "cases")
OF_CHARACTERISTIC = ("title", "column", "unit", "recorded_in", "optional", "how", "called", "requirements")
_OF_CASE = ("id", "class", "accept", "inspect", "when", "because")
_SCALARS: dict[str, Any] = {
    "id": str,
    "because": str,
    "title": str,
    "may_be_none": bool,
    "optional": bool,
}


@frozen
class Around:
    """What holds for all requirements of a characteristic unless one says otherwise."""

    characteristic: str
    units: Units
    title: str
    optional: bool
    per: tuple[tuple[str, ...], ...]
    given: dict[str, Any]


def requirements_of(
    name: str, node: MapNode, criteria: Criteria, per: tuple[tuple[str, ...], ...], faults: Faults
) -> tuple[Requirement, ...]:
    """The requirements of the characteristic `name`; without one of them a characteristic is a fault."""
    own = _core(node, OF_CHARACTERISTIC + OF_REQUIREMENT, criteria, per, faults)
    around = Around(
        characteristic=name,
        units=criteria.characteristics.get(name, Units(column=name)),
        title=own.get("title", ""),
        optional=own.get("optional", False),
        per=per,
        given=own,
    )
    found = _requirements(node, OF_CHARACTERISTIC + OF_REQUIREMENT, around, own, criteria, faults)
    listed = node.get("requirements")
    if isinstance(listed, ListNode):
        for item in listed.items:
            if isinstance(item, MapNode):
                mine = {**own, **_core(item, OF_REQUIREMENT, criteria, per, faults)}
                found += _requirements(item, OF_REQUIREMENT, around, mine, criteria, faults, needed=True)
            else:
                faults.add(item.place, "a requirement is keys with values, as in {lower: 75}")
    elif listed is not None:
        faults.add(listed.place, "requirements are a list, each with a dash before it")
    if not found and not faults.found:
        faults.add(node.place, f"the characteristic {name!r} requires nothing: name a criterion, such as present: true")
    _distinct(found, faults)
    return tuple(found)


def _core(
    node: MapNode, known: Sequence[str], criteria: Criteria, per: tuple[tuple[str, ...], ...], faults: Faults
) -> dict[str, Any]:
    """The core keys of `node`, read; what cannot be read is left out after a fault."""
    values: dict[str, Any] = {}
    for entry in node.entries:
        key = entry.key.text
        if key not in known:
            continue
        value: Any = MISSING
        if key in _SCALARS:
            value = read(_SCALARS[key], entry.value, faults, criteria.nested(Units()))
        elif key == "class":
            value = _severity(entry.value, faults)
        elif key == "when":
            value = criteria.when(entry.value, faults) or MISSING
        elif key == "when_unknown":
            value = _word(entry.value, ("skip", "find"), faults)
        elif key == "inspect":
            value = _at_least(entry.value, faults)
        elif key == "per":
            value = sets_of(entry.value, per, faults)
        elif key == "accept":
            value = entry
        if value is not MISSING:
            values[key] = value
    return values


def _severity(node: Node, faults: Faults) -> Any:
    word = _word(node, tuple(severity.value for severity in Severity), faults)
    return MISSING if word is MISSING else Severity(word)


def _word(node: Node, allowed: tuple[str, ...], faults: Faults) -> Any:
    if isinstance(node, ScalarNode) and node.text in allowed:
        return node.text
    text = f"{node.text!r} is none of" if isinstance(node, ScalarNode) else "one word is due here, one of"
    faults.add(node.place, f"{text} {', '.join(allowed)}")
    return MISSING


def _at_least(node: Node, faults: Faults) -> Any:
    inner = node.get("at_least") if isinstance(node, MapNode) and len(node.entries) == 1 else None
    if isinstance(inner, ScalarNode) and isinstance(inner.value, int) and not isinstance(inner.value, bool):
        if inner.value >= 1:
            return inner.value
    faults.add(node.place, "inspect says how many items it takes", "write inspect: {at_least: 20}")
    return MISSING


def _requirements(
    node: MapNode,
    core: Sequence[str],
    around: Around,
    given: dict[str, Any],
    criteria: Criteria,
    faults: Faults,
    needed: bool = False,
) -> list[Requirement]:
    written = criteria.written(node.entries, criteria.host.criteria, core, faults, "a characteristic")
    if needed and not written and not faults.found:
        faults.add(node.place, "this requirement names no criterion")
    if "id" in given and len(written) > 1:
        entry = node.get("id")
        faults.add(entry.place if entry else node.place, "one id cannot name several requirements: list them apart")
    accept = node.entry("accept")
    counted = [item for item in written if shape_of(item.offer.what) is Shape.ITEM]
    if accept and written and not counted and node.get("requirements") is None:
        name = written[0].offer.name
        faults.add(accept.key.place, f"accept counts items, and {name} judges one number of all of them: leave it out")
    base = Scope(within=(given["when"],)) if "when" in given else Scope()
    cases = _cases(node.get("cases"), written, base, around, given, criteria, faults)
    otherwise = evolve(base, without=tuple(when for _, when in cases))
    own = [_made(item, otherwise, around, given, criteria, faults) for item in written]
    apart = [requirement for requirements, _ in cases for requirement in requirements]
    return [requirement for requirement in (*own, *apart) if requirement is not None]


def _cases(
    node: Node | None,
    written: Sequence[Written],
    base: Scope,
    around: Around,
    given: dict[str, Any],
    criteria: Criteria,
    faults: Faults,
) -> list[tuple[list[Requirement | None], When]]:
    """The requirements of each case with its condition; the first case that holds is the one that counts."""
    found: list[tuple[list[Requirement | None], When]] = []
    if node is not None and (not isinstance(node, ListNode) or not node.items):
        faults.add(node.place, "cases are a list, each with an id, a when and what differs")
    for item in node.items if isinstance(node, ListNode) else ():
        if not isinstance(item, MapNode) or item.get("id") is None or item.get("when") is None:
            faults.add(item.place, "a case has an id, a when and what differs", "as in {id: ny, when: {state: NY}, lower: 140}")
            continue
        mine = _core(item, _OF_CASE, criteria, around.per, faults)
        if "when" not in mine or "id" not in mine:
            continue
        scope = Scope((*base.within, mine["when"]), tuple(when for _, when in found))
        own = criteria.written(item.entries, criteria.host.criteria, _OF_CASE, faults, "a case")
        merged = _merged(written, own)
        values = {**given, **mine}
        values.pop("id")
        requirements = [
            _made(one, scope, around, values, criteria, faults, case=mine["id"], first=given.get("id")) for one in merged
        ]
        found.append((requirements, mine["when"]))
    return found


def _merged(base: Sequence[Written], own: Sequence[Written]) -> list[Written]:
    """What holds in a case: its own keys over those of the characteristic."""
    mine = {item.offer.full_name: item for item in own}
    merged = []
    for item in base:
        over = mine.pop(item.offer.full_name, None)
        if over and item.offer.flat and isinstance(over.node, MapNode) and isinstance(item.node, MapNode):
            names = {entry.key.text for entry in over.node.entries}
            kept = tuple(entry for entry in item.node.entries if entry.key.text not in names)
            over = evolve(over, node=MapNode((*kept, *over.node.entries), over.place))
        merged.append(over or item)
    return [*merged, *mine.values()]


def _made(
    written: Written,
    scope: Scope,
    around: Around,
    given: dict[str, Any],
    criteria: Criteria,
    faults: Faults,
    case: str = "",
    first: str | None = None,
) -> Requirement | None:
    shape = shape_of(written.offer.what)
    criterion, as_written = criteria.built_and_written(written, around.units, faults)
    accept: Entry | None = given.get("accept")
    acceptance, rule = _acceptance(accept, shape, criteria, faults)
    if criterion is MISSING or acceptance is MISSING:
        return None
    name = first or given.get("id") or written.offer.name
    return Requirement(
        characteristic=around.characteristic,
        column=around.units.column,
        id=f"{name}:{case}" if case else name,
        criterion=criterion,
        name=written.offer.name,
        plugin=written.offer.plugin,
        shape=shape,
        place=written.place,
        title=around.title,
        severity=given.get("class"),
        acceptance=acceptance,
        acceptance_name=rule,
        at_least=given.get("inspect", 0),
        scope=scope,
        skip_unknown=given.get("when_unknown") == "skip",
        may_be_none=given.get("may_be_none", False),
        optional=around.optional,
        because=given.get("because", ""),
        unit=around.units.unit,
        recorded_in=around.units.recorded_in,
        per=given.get("per", around.per),
        written=as_written,
    )


def _acceptance(accept: Entry | None, shape: Shape, criteria: Criteria, faults: Faults) -> tuple[Any, str]:
    if shape is not Shape.ITEM:
        return None, ""
    rules = criteria.host.acceptance
    if accept is None:
        offer = rules.get("at_most")
        return (offer.what(at_most=0), offer.name) if offer else (None, "")
    if not isinstance(accept.value, MapNode):
        faults.add(accept.value.place, "accept says by which rule", "as in accept: {at_most: 3} or {at_most: 1 %}")
        return MISSING, ""
    found = criteria.written(accept.value.entries, rules, (), faults, "accept")
    if len(found) != 1:
        if found:
            faults.add(accept.value.place, "two rules of acceptance contradict each other: keep one")
        elif not faults.found:
            faults.add(accept.value.place, "accept names no rule", "as in accept: {at_most: 3}")
        return MISSING, ""
    return criteria.built(found[0], Units(), faults), found[0].offer.name


def _distinct(found: Sequence[Requirement], faults: Faults) -> None:
    seen: dict[str, Place] = {}
    for requirement in found:
        if requirement.id in seen:
            faults.add(
                requirement.place,
                f"two requirements of {requirement.characteristic!r} would have the name {requirement.id!r}",
                f"give this one an id of its own; the first is in line {seen[requirement.id].line}",
            )
        seen[requirement.id] = requirement.place

"""From the keys of a characteristic to its requirements."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve

from qa_run.errors import Place
from qa_run.loading.cases import cases_of
from qa_run.loading.core_keys import OF_CHARACTERISTIC, OF_REQUIREMENT, core_values
from qa_run.loading.criteria import Criteria, Units
from qa_run.loading.faults import Faults
from qa_run.loading.making import Around, made
from qa_run.loading.neighbours import with_neighbours
from qa_run.loading.nodes import ListNode, MapNode
from qa_run.loading.strata import Sets
from qa_run.model.conditions import Scope
from qa_run.model.procedure import Requirement, Shape

_KNOWN = OF_CHARACTERISTIC + OF_REQUIREMENT
_ELSEWHERE = dict.fromkeys(OF_CHARACTERISTIC, "it belongs to the characteristic, above requirements:")


def requirements_of(
    name: str, node: MapNode, criteria: Criteria, per: Sets | None, faults: Faults
) -> tuple[Requirement, ...]:
    """The requirements of the characteristic `name`; a characteristic without one is a fault."""
    before = len(faults.found)
    own = core_values(node, _KNOWN, criteria, per, faults)
    around = Around(
        characteristic=name,
        units=criteria.characteristics.get(name, Units(column=name)),
        title=own.get("title", ""),
        optional=own.get("optional", False),
        per=per,
    )
    found = _requirements(node, _KNOWN, around, own, criteria, faults)
    listed = node.get("requirements")
    if isinstance(listed, ListNode):
        inherited = {key: value for key, value in own.items() if key != "id"}
        for item in listed.items:
            if isinstance(item, MapNode):
                mine = {**inherited, **core_values(item, OF_REQUIREMENT, criteria, per, faults)}
                mine["tags"] = tuple(dict.fromkeys((*own.get("tags", ()), *mine.get("tags", ()))))
                found += _requirements(item, OF_REQUIREMENT, around, mine, criteria, faults)
            else:
                faults.add(item.place, "a requirement is keys with values, as in {lower: 75}")
    if listed is not None and (not isinstance(listed, ListNode) or not listed.items):
        faults.add(listed.place, "requirements are a list, each with a dash before it")
    if len(faults.found) == before:
        found = with_neighbours(found, found, faults, last=True)
        _effective(name, node, found, faults)
    _distinct(found, faults)
    return tuple(found)


def _requirements(
    node: MapNode,
    core: Sequence[str],
    around: Around,
    given: Mapping[str, Any],
    criteria: Criteria,
    faults: Faults,
) -> list[Requirement]:
    """The requirements that `node` writes itself, and those of its cases."""
    before = len(faults.found)
    flat = core is _KNOWN
    where, elsewhere = ("a characteristic", {}) if flat else ("a requirement", _ELSEWHERE)
    written = criteria.written(node, criteria.host.criteria, core, faults, where, elsewhere)
    if not flat and not written and node.get("cases") is None and len(faults.found) == before:
        faults.add(node.place, "this requirement names no criterion")
    identified = node.entry("id")
    alone = not written and node.get("cases") is None
    if identified and (alone or len(written) > 1) and len(faults.found) == before:
        several = "several requirements: list them apart" if written else "a requirement that is not there"
        faults.add(identified.key.place, f"one id cannot name {several}")
    base = Scope(within=(given["when"],)) if "when" in given else Scope()
    cases = cases_of(node.get("cases"), written, base, around, given, criteria, faults)
    otherwise = evolve(base, without=cases.conditions)
    own = [made(item, otherwise, around, given, criteria, faults) for item in written]
    found = [*(requirement for requirement in own if requirement is not None), *cases.requirements]
    found = with_neighbours(found, found, faults)
    if len(faults.found) == before and (not flat or node.get("requirements") is None):
        _counted(node, found, faults)
    return found


def _counted(node: MapNode, found: Sequence[Requirement], faults: Faults) -> None:
    """A fault where a key beside these requirements could have no effect on any of them."""
    accept, names = node.entry("accept"), ", ".join(dict.fromkeys(requirement.name for requirement in found))
    if accept and found and all(requirement.shape is not Shape.ITEM for requirement in found):
        message = f"accept counts items, and {names} judges one number of all of them: leave it out"
        faults.add(accept.key.place, message)
    conditional = any(requirement.scope for requirement in found)
    for key in ("when_unknown", "may_be_none"):
        entry = node.entry(key)
        if entry and found and not conditional:
            faults.add(
                entry.key.place, f"{key} says what a when: means, and there is none", "add when:, or leave it out"
            )


def _effective(name: str, node: MapNode, found: Sequence[Requirement], faults: Faults) -> None:
    """A fault where a characteristic requires nothing, or accepts what no requirement of it counts."""
    if not found:
        message = f"the characteristic {name!r} requires nothing"
        faults.lacks(node.place, message, "name a criterion, such as present: true")
        return
    if node.get("requirements") is not None:
        _counted(node, found, faults)


def _distinct(found: Sequence[Requirement], faults: Faults) -> None:
    seen: dict[str, Place] = {}
    for requirement in found:
        if requirement.id in seen:
            faults.add(
                requirement.overrides or requirement.place,
                f"two requirements of {requirement.characteristic!r} would have the name {requirement.id!r}",
                f"give this one an id of its own; the first is in line {seen[requirement.id].line}",
            )
        seen.setdefault(requirement.id, requirement.place)

"""The cases of a requirement: what differs where a condition holds. The first that holds is the one that counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from qa_run.errors import Place
from qa_run.loading.core_keys import OF_CASE, OF_REQUIREMENT, core_values
from qa_run.loading.criteria import Criteria, Written
from qa_run.loading.faults import Faults
from qa_run.loading.making import Around, Case, made
from qa_run.loading.merging import is_null
from qa_run.loading.nodes import Entry, ListNode, MapNode, Node
from qa_run.loading.overriding import kind_of_change, worst
from qa_run.model.conditions import Scope, When
from qa_run.model.procedure import Requirement

_ELSEWHERE = {key: "it stands beside cases:, for all of them together" for key in OF_REQUIREMENT if key not in OF_CASE}


@frozen(eq=False, repr=False)
class Cases:
    """The requirements of all cases, and the conditions of the cases, which the requirement itself leaves out."""

    requirements: tuple[Requirement, ...]
    conditions: tuple[When, ...]


def cases_of(
    node: Node | None,
    written: Sequence[Written],
    base: Scope,
    around: Around,
    given: Mapping[str, Any],
    criteria: Criteria,
    faults: Faults,
) -> Cases:
    """What stands in `cases:`, over the criteria `written` beside it."""
    if node is not None and (not isinstance(node, ListNode) or not node.items):
        faults.add(node.place, "cases are a list, each with an id, a when and what differs")
    requirements: list[Requirement | None] = []
    before: list[When] = []
    ids: dict[str, Place] = {}
    for item in node.items if isinstance(node, ListNode) else ():
        lacks = [key for key in ("id", "when") if not isinstance(item, MapNode) or item.get(key) is None]
        if lacks or not isinstance(item, MapNode):
            message = f"a case has an id, a when and what differs; here {' and '.join(lacks)} is missing"
            faults.add(item.place, message, "as in {id: ny, when: {state: NY}, lower: 140}")
            continue
        mine = core_values(item, OF_CASE, criteria, around.per, faults)
        own = criteria.written(item, criteria.host.criteria, OF_CASE, faults, "a case", _ELSEWHERE)
        if "when" not in mine or "id" not in mine:
            continue
        if mine["id"] in ids:
            hint = f"the first is in line {ids[mine['id']].line}"
            faults.add(item.place, f"two cases have the id {mine['id']!r}", hint)
        ids.setdefault(mine["id"], item.place)
        merged = _merged(written, own)
        if not merged:
            faults.add(item.place, "neither this case nor the characteristic around it names a criterion")
        case = Case(mine.pop("id"), item.place, _changed(written, own))
        scope = Scope((*base.within, mine["when"]), tuple(before))
        requirements += [made(one, scope, around, {**given, **mine}, criteria, faults, case) for one in merged]
        before.append(mine["when"])
    return Cases(tuple(requirement for requirement in requirements if requirement is not None), tuple(before))


def _merged(base: Sequence[Written], own: Sequence[Written]) -> list[Written]:
    """What holds in a case: its own keys over those of the characteristic."""
    mine = {item.offer.full_name: item for item in own}
    merged = []
    for item in base:
        over = mine.pop(item.offer.full_name, None)
        beside = getattr(item.offer.what, "laid_over", False)
        if over and (item.offer.flat or beside) and isinstance(over.node, MapNode) and isinstance(item.node, MapNode):
            names = set(over.node.keys())
            kept = tuple(entry for entry in item.node.entries if entry.key.text not in names)
            left = tuple(each for each in over.node.entries if not (beside and _removed(each, item.node)))
            over = evolve(over, node=MapNode((*left, *kept), over.place))
        merged.append(over or item)
    return [*merged, *mine.values()]


def _removed(entry: Entry, base: MapNode) -> bool:
    """Whether `null` removes what the base says; of what it does not say, `null` is no value."""
    return is_null(entry.value) and base.get(entry.key.text) is not None


def _changed(base: Sequence[Written], own: Sequence[Written]) -> dict[str, tuple[Place, str]]:
    """For each criterion that a case writes anew: where the characteristic has it, and whether it got weaker."""
    found: dict[str, tuple[Place, str]] = {}
    for item in own:
        was = next((old for old in base if old.offer.full_name == item.offer.full_name), None)
        if was is None:
            continue
        if not isinstance(item.node, MapNode) or not isinstance(was.node, MapNode):
            found[item.offer.full_name] = was.place, "changed"
            continue
        kinds = []
        for entry in item.node.entries:
            old = was.node.get(entry.key.text)
            kinds.append(kind_of_change(entry.key.text, old, entry.value) if old else "stronger")
        found[item.offer.full_name] = was.place, worst(kinds)
    return found

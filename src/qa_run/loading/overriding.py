"""What a line that overrides another one does to the requirement: make it weaker, stronger, or go."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from qa_run.errors import Place
from qa_run.loading.core_keys import OF_CHARACTERISTIC, OF_REQUIREMENT, SEVERITIES
from qa_run.loading.fields import keys_of
from qa_run.loading.nodes import ListNode, MapNode, Node, ScalarNode, plain
from qa_run.model.numerals import shown
from qa_run.model.procedure import Override, Requirement
from qa_run.model.quantities import Quantity, Tolerance

_HIGHER_IS_STRONGER = ("lower", "above", "at_least", "confidence")
_HIGHER_IS_WEAKER = ("upper", "below", "at_most", "over_all", "aql")
_TRUE_IS_WEAKER = ("optional", "may_be_none")
#: Kinds from the one that must be seen most to the one that harms nobody.
_RANKS = ("gone", "weaker", "changed", "stronger")
#: What the core keys do where the base has none of them; other keys of a characteristic require something more.
_ADDED = {
    "accept": "weaker", "optional": "weaker", "may_be_none": "weaker", "when": "weaker", "when_unknown": "weaker",
    "only": "weaker", "exclude": "weaker", "rejected": "weaker", "inspect": "stronger", "requirements": "stronger",
    "title": "", "because": "", "how": "", "called": "", "id": "", "tags": "",
}  # fmt: skip
_REMOVED = {
    "accept": "stronger", "optional": "stronger", "may_be_none": "stronger", "when": "changed", "rejected": "stronger",
    "only": "stronger", "exclude": "stronger", "cases": "changed", "inspect": "weaker", "requirements": "gone",
}  # fmt: skip
_TEXTS = ("title", "because", "how", "called", "tags")
_CORE = (*OF_CHARACTERISTIC, *OF_REQUIREMENT)
#: Below these a limit asks nothing of an item: what a higher one means for the requirement cannot be told from it.
_INDIRECT = frozenset(("when", "only", "of"))
_SECTIONS = ("draft", "samples", "characteristics", "only", "exclude", "inspect", "accept")


def worst(kinds: Iterable[str]) -> str:
    """The kind that stands for several."""
    return min(kinds, key=_RANKS.index, default="changed")


def kind_of_change(key: str, was: Node, now: Node, same_unit: bool = True) -> str:
    """Whether `now` under `key` asks for more or for less than `was`; `changed` where that cannot be told."""
    old, new = plain(was), plain(now)
    if key in _TRUE_IS_WEAKER and isinstance(new, bool):
        return "weaker" if new else "stronger"
    if key == "class" and old in SEVERITIES and new in SEVERITIES:
        return "stronger" if SEVERITIES.index(str(new)) < SEVERITIES.index(str(old)) else "weaker"
    if key == "draft":
        return "stronger" if new is True else "weaker"
    if key == "when_unknown":
        return "weaker" if new == "skip" else "stronger"
    if key in ("one_of", "none_of") and isinstance(old, list) and isinstance(new, list):
        fewer, more = all(value in old for value in new), all(value in new for value in old)
        return ("stronger" if fewer == (key == "one_of") else "weaker") if fewer != more else "changed"
    try:
        if key == "tolerance":
            return _of_tolerance(Tolerance.parse(old), Tolerance.parse(new), same_unit)
        if key in _HIGHER_IS_STRONGER or key in _HIGHER_IS_WEAKER:
            return _of_limit(Quantity.parse(old), Quantity.parse(new), key in _HIGHER_IS_STRONGER, same_unit)
    except ValueError:  # what cannot be read is told as a fault by whoever builds it
        pass
    return "changed"


def _of_limit(was: Quantity, now: Quantity, higher_is_stronger: bool, same_unit: bool) -> str:
    if was.unit != now.unit or was.value == now.value or not same_unit:
        return "changed"
    return "stronger" if (now.value > was.value) == higher_is_stronger else "weaker"


def _of_tolerance(was: Tolerance, now: Tolerance, same_unit: bool) -> str:
    if was.unit != now.unit or not same_unit:
        return "changed"
    if now.minus >= was.minus and now.plus <= was.plus:
        return "stronger"
    return "weaker" if now.minus <= was.minus and now.plus >= was.plus else "changed"


def overrides_of(base: MapNode, merged: MapNode, over: MapNode) -> tuple[Override, ...]:
    """What `over`, laid over `base` and giving `merged`, changes and removes, and what it adds to weaken."""
    found: list[Override] = []
    walk = _Walk(base, over)
    for section in _SECTIONS:
        was, now = base.entry(section), merged.entry(section)
        if was and now and section == "draft":
            found += walk.one(section, was.value, now.value, ())
        elif was and now:
            found += walk.between(was.value, now.value, (section,))
        elif was or (now and _ADDED.get(section)):
            found += walk.one(section, was.value if was else None, now.value if now else None, ())
    return tuple(found)


def changes_of(old: MapNode, new: MapNode) -> tuple[Override, ...]:
    """All that is not the same in two trees, with what is new, of which overrides that harm nobody tell nothing."""
    return tuple(_Walk(old, new, every=True).between(old, new, ()))


@frozen(eq=False, repr=False)
class _Walk:
    """Follows two trees side by side; `under` and `over` are the whole ones, which tell the places.

    every: whether texts and characteristics that are new are told as well, and the order of cases
    """

    under: MapNode
    over: MapNode
    same_unit: bool = True
    every: bool = False

    def between(self, was: Node, now: Node, path: tuple[str, ...]) -> Iterator[Override]:
        if isinstance(was, MapNode) and isinstance(now, MapNode):
            units = [plain(unit) for node in (was, now) if (unit := node.get("unit"))]
            walk = evolve(self, same_unit=self.same_unit and units[:1] == units[1:])
            for entry in was.entries:
                yield from walk.one(entry.key.text, entry.value, now.get(entry.key.text), path)
            for entry in now.entries:
                if was.get(entry.key.text) is None:
                    yield from walk.one(entry.key.text, None, entry.value, path)
            return
        if path[-1] in ("requirements", "cases") and isinstance(was, ListNode) and isinstance(now, ListNode):
            yield from self._lists(was, now, path)
            return
        key = path[-2] if path[-2:-1] == ("aql",) else path[-1]  # an AQL of each class
        kind = "changed" if _INDIRECT.intersection(path[:-1]) else kind_of_change(key, was, now, self.same_unit)
        yield Override(path, self._place(path), _inside(self.under, path), kind, written(was), written(now))

    def one(self, key: str, was: Node | None, now: Node | None, path: tuple[str, ...]) -> Iterator[Override]:
        here = (*path, key)
        if was is not None and now is not None:
            if plain(was) != plain(now):
                yield from self.between(was, now, here)
        elif was is not None:
            yield Override(here, self._place(here), _inside(self.under, here), _removed(here), written(was), "")
        elif now is not None and (kind := _added(here, now) or ("added" if self.every else "")):
            yield Override(here, self._place(here), _inside(self.under, path), kind, "", written(now))

    def _lists(self, was: ListNode, now: ListNode, path: tuple[str, ...]) -> Iterator[Override]:
        """Lists are replaced as a whole; items are told apart by their id, else by what they require."""
        left = {_name(item): item for item in now.items}
        order = [_name(item) for item in was.items if _name(item) in left]
        if self.every and path[-1] == "cases" and order != [name for name in left if name in order]:
            yield Override(path, now.place, was.place, "changed", ", ".join(order), ", ".join(left))
        for item in was.items:
            other = left.pop(_name(item), None)
            if other is None:
                here = (*path, _name(item))
                yield Override(here, self._place(path), item.place, "gone", written(item), "")
            elif plain(item) != plain(other):
                for found in self.between(item, other, (*path, _name(item))):
                    below = found.path[len(path) + 1 :]
                    yield evolve(found, place=_inside(other, below), base=_inside(item, below))
        for name, item in left.items():
            kind = "stronger" if path[-1] == "requirements" else "changed"
            yield Override((*path, name), item.place, was.place, kind, "", written(item))

    def _place(self, path: tuple[str, ...]) -> Place:
        return _inside(self.over, path)


def _inside(node: Node, path: tuple[str, ...]) -> Place:
    """The place of the last key on the path that is written below `node`."""
    place = node.place
    for step in path:
        entry = node.entry(step) if isinstance(node, MapNode) else None
        if entry is None:
            return place
        place, node = entry.key.place, entry.value
    return place


def _name(item: Node) -> str:
    if not isinstance(item, MapNode):
        return written(item)
    own = item.get("id")
    return written(own) if own else "+".join(each.key.text for each in item.entries if each.key.text not in _CORE)


def _removed(path: tuple[str, ...]) -> str:
    if _INDIRECT.intersection(path[:-1]):
        return "changed"
    if path[0] in _REMOVED or path[0] == "samples":
        return _REMOVED.get(path[-1], "changed")
    if path[-1] in _REMOVED or (path[-1] in _CORE and len(path) > 2):
        return _REMOVED.get(path[-1], "changed")
    return "gone"


def _added(path: tuple[str, ...], now: Node) -> str:
    if _INDIRECT.intersection(path[:-1]):
        return "changed"
    if path[0] == "samples":
        return _ADDED.get(path[-1], "") if len(path) == 2 else ""
    if len(path) == 2 and path[0] == "characteristics":
        return ""
    if path[-1] in ("optional", "may_be_none") and plain(now) is not True:
        return ""
    if path[-1] in _ADDED:
        return _ADDED[path[-1]]
    return "changed" if path[-1] in _CORE or "accept" in path else "stronger"


def written(node: Node) -> str:
    """What stands at `node`, on one line."""
    if isinstance(node, ScalarNode):
        return shown(node.value) if isinstance(node.value, bool | Decimal | None) else node.text
    if isinstance(node, ListNode):
        return f"[{', '.join(map(written, node.items))}]"
    return "{" + ", ".join(f"{entry.key.text}: {written(entry.value)}" for entry in node.entries) + "}"


def attached(requirements: Iterable[Requirement], overrides: Iterable[Override]) -> tuple[Requirement, ...]:
    """The requirements, each with the place of the line that overrides it, where one does.

    `place` is then where the base has it.
    """
    overrides = tuple(overrides)
    return tuple(_attached(requirement, overrides) for requirement in requirements)


def _attached(requirement: Requirement, overrides: tuple[Override, ...]) -> Requirement:
    mine = [override for override in overrides if _is_about(override, requirement)]
    if not mine:
        return requirement
    telling = next(override for override in mine if override.kind == worst(each.kind for each in mine))
    if requirement.overrides and worst((requirement.override, telling.kind)) == requirement.override:
        return requirement  # a case that says more than the base does
    moved = requirement.place in {override.place for override in mine}
    return evolve(
        requirement,
        place=telling.base if moved else requirement.place,
        overrides=telling.place,
        override=telling.kind,
    )


def _is_about(override: Override, requirement: Requirement) -> bool:
    if override.path[:2] != ("characteristics", requirement.characteristic) or len(override.path) < 3:
        return False
    key, *below = override.path[2:]
    names = (requirement.name, f"{requirement.plugin}.{requirement.name}", *_flat_keys(requirement.criterion))
    if key in ("requirements", "cases"):
        name = requirement.id.partition(":")[0 if key == "requirements" else 2]
        return bool(below) and (below[0] == name or below[0].split("+")[0] in names)
    return key in names or (key in _CORE and key not in _TEXTS)


def _flat_keys(criterion: Any) -> tuple[str, ...]:
    cls: Any = type(criterion)
    offered = getattr(cls, "__qa_criterion__", None)
    return tuple(key for key, _, _ in keys_of(cls)) if offered and offered.flat else ()

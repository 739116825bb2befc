"""Reading `per:`: one list is one set of columns, a list of lists is several sets."""

from typing import Any, TypeAlias

from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING
from qa_run.loading.nodes import ListNode, Node, ScalarNode

Sets: TypeAlias = tuple[tuple[str, ...], ...]


def sets_of(node: Node, allowed: Sets | None, faults: Faults) -> Any:
    """The sets of columns that `node` names; with `allowed`, only those among them. MISSING after a fault."""
    sets = _sets(node)
    if sets is None:
        faults.add(node.place, "per is a list of columns, or a list of such lists", "as in per: [shop, shift]")
        return MISSING
    if len(set(sets)) < len(sets):
        faults.add(node.place, "per names one set of columns twice")
        return MISSING
    for names in sets:
        if len(set(names)) < len(names) or "" in names:
            faults.add(node.place, f"per names a column twice or not at all: {', '.join(names)}")
            return MISSING
        if allowed is not None and names not in allowed:
            known = "; ".join(f"[{', '.join(each)}]" for each in allowed) or "none"
            faults.add(node.place, f"per can only narrow what samples.per says ({known})", "add it there")
            return MISSING
    return sets


def _sets(node: Node) -> Sets | None:
    if isinstance(node, ScalarNode):
        names = _names((node,))
        return (names,) if names else None
    if not isinstance(node, ListNode):
        return None
    if all(isinstance(item, ListNode) and item.items for item in node.items):
        found = [_names(item.items) for item in node.items if isinstance(item, ListNode)]
        several = tuple(names for names in found if names is not None)
        return several if len(several) == len(found) else None
    names = _names(node.items)
    return (names,) if names else None


def _names(nodes: tuple[Node, ...]) -> tuple[str, ...] | None:
    """The texts of the nodes, unless one of them is none."""
    texts = [node.text.strip() for node in nodes if isinstance(node, ScalarNode) and node.value is not None]
    return tuple(texts) if len(texts) == len(nodes) else None

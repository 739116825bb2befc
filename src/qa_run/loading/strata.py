"""Reading `per:`: one list is one set of columns, a list of lists is several sets."""

from typing import Any

from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING
from qa_run.loading.nodes import ListNode, Node, ScalarNode


def sets_of(node: Node, allowed: tuple[tuple[str, ...], ...] | None, faults: Faults) -> Any:
    """The sets of columns that `node` names; with `allowed`, only those among them. MISSING after a fault."""
    if isinstance(node, ScalarNode) and node.value is not None:
        sets: tuple[tuple[str, ...], ...] = ((node.text,),)
    elif isinstance(node, ListNode) and all(isinstance(item, ScalarNode) for item in node.items):
        names = tuple(item.text for item in node.items if isinstance(item, ScalarNode))
        sets = (names,) if names else ()
    elif isinstance(node, ListNode) and all(isinstance(item, ListNode) for item in node.items):
        sets = tuple(
            tuple(part.text for part in item.items if isinstance(part, ScalarNode))
            for item in node.items
            if isinstance(item, ListNode)
        )
    else:
        faults.add(node.place, "per is a list of columns, or a list of such lists", "as in per: [shop, shift]")
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

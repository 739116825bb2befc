"""Which rows of an item an observation means: conditions, or names of events for short."""

from collections.abc import Callable, Iterator
from typing import Any

from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING
from qa_run.loading.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from qa_run.loading.suggest import did_you_mean
from qa_run.model.conditions import When, Where
from qa_run.model.folding import folded_text
from qa_run.model.samples import Events


def rows_where(event: str, node: Node, when: Callable[[Node, Faults], When | None], faults: Faults) -> Any:
    """The conditions that `node` writes, which `when` makes; `event` is the column that names the events.

    `complaint` is short for the events of that name; true means all rows."""
    if isinstance(node, ScalarNode) and node.value is True and not node.quoted:
        return None  # all of them
    written = node
    if isinstance(node, ScalarNode) or (
        isinstance(node, ListNode) and all(isinstance(each, ScalarNode) for each in node.items)
    ):
        if not event:
            hint = "write events: {name: …} under samples, or name the column here"
            faults.add(node.place, "it is not said which column names the events", hint)
            return MISSING
        key = ScalarNode(place=node.place, value=event, text=event, quoted=True)
        written = MapNode((Entry(key, node),), node.place)
    conditions = when(written, faults)
    return MISSING if conditions is None else Where(conditions, tuple(_parts(node)))


def check_kinds(events: Events, node: Node, faults: Faults) -> bool:
    """Whether what `node` asks of the column of the events are kinds that there are; each other one is a fault.

    It is a name, a list of names, or a criterion that lists them."""
    before = len(faults.found)
    written = node.entries[0].value if isinstance(node, MapNode) and len(node.entries) == 1 else node
    ignored = written.get("ignoring") if isinstance(written, MapNode) else None
    signs = () if ignored is None else ("case", "spaces", "accents")
    known = {folded_text(kind, signs) for kind in events.kinds}
    for each in _named(node):
        if folded_text(each.text, signs) not in known:
            hint = did_you_mean(each.text, events.kinds) or f"known: {', '.join(events.kinds)}"
            faults.add(each.place, f"no event is called {each.text!r}, says kinds: under samples.events", hint)
    return len(faults.found) == before


#: The criteria that compare with names, and the keys in which these stand.
_COMPARING = ("equals", "one_of", "none_of", "value", "values")


def _named(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, ListNode):
        for each in node.items:
            yield from _named(each)
    elif isinstance(node, MapNode):
        for entry in node.entries:
            if entry.key.text in _COMPARING:
                yield from _named(entry.value)


def _parts(node: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(node, MapNode):
        for entry in node.entries:
            yield entry.key.text, _said(entry.value)
    else:
        yield "", _said(node)


def _said(node: Node) -> tuple[str, ...]:
    """What a value may be, one after the other."""
    if isinstance(node, ScalarNode):
        return (node.text,)
    if isinstance(node, ListNode):
        return tuple(text for each in node.items for text in _said(each))
    return (", ".join(f"{entry.key.text} {' or '.join(_said(entry.value))}" for entry in node.entries),)

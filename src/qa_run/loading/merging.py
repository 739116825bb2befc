"""One tree laid over another: maps merge by key, lists are replaced, `null` removes. Every node keeps its place."""

import os
from pathlib import Path

from attrs import evolve

from qa_run.loading.nodes import Entry, ListNode, MapNode, Node, ScalarNode

#: Where a procedure names files, which are looked for beside the file that names them.
_PATHS = (("samples", "from"), ("samples", "of", "from"), ("samples", "lot", "size", "from"))


def is_null(node: Node) -> bool:
    """Whether `null` stands here, or nothing."""
    return isinstance(node, ScalarNode) and node.value is None and not node.quoted


def merged(base: MapNode, over: MapNode) -> MapNode:
    """`over` laid over `base`: in the order of the base, what is new behind it."""
    entries: list[Entry] = []
    for entry in base.entries:
        mine = over.entry(entry.key.text)
        if mine is None:
            entries.append(entry)
        elif not is_null(mine.value):
            entries.append(Entry(mine.key, _over(entry.value, mine.value)))
    known = set(base.keys())
    for entry in over.entries:
        if entry.key.text not in known and not is_null(entry.value):
            entries.append(Entry(entry.key, _without_nulls(entry.value)))
    return MapNode(tuple(entries), over.place)


def _over(base: Node, over: Node) -> Node:
    if isinstance(base, MapNode) and isinstance(over, MapNode):
        return merged(base, over)
    return _without_nulls(over)


def _without_nulls(node: Node) -> Node:
    """New maps without the keys that were to remove something, which have been told as faults."""
    return merged(MapNode((), node.place), node) if isinstance(node, MapNode) else node


def moved(root: MapNode, old: Path, new: Path) -> MapNode:
    """The tree with its relative paths written as they are from the folder `new`."""
    if old.resolve() == new.resolve():
        return root
    tree: Node = root
    for way in _PATHS:
        tree = _changed(tree, way, old, new)
    assert isinstance(tree, MapNode)
    return tree


def _changed(node: Node, way: tuple[str, ...], old: Path, new: Path) -> Node:
    if way:
        if not isinstance(node, MapNode):
            return node
        head, *rest = way
        entries = [
            Entry(each.key, _changed(each.value, tuple(rest), old, new)) if each.key.text == head else each
            for each in node.entries
        ]
        return MapNode(tuple(entries), node.place)
    if isinstance(node, ListNode):
        return evolve(node, items=tuple(_changed(item, (), old, new) for item in node.items))
    if not isinstance(node, ScalarNode) or not isinstance(node.value, str) or not node.text.strip():
        return node
    text = _from_there(node.text.strip(), old, new)
    return evolve(node, value=text, text=text)


def _from_there(text: str, old: Path, new: Path) -> str:
    if "://" in text or Path(text).is_absolute():
        return text
    try:
        return Path(os.path.relpath(old.resolve() / text, new.resolve())).as_posix()
    except ValueError:  # on another drive
        return (old.resolve() / text).as_posix()

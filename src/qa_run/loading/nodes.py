"""What stands in a file: a frozen tree of scalars, lists and maps, each with its place.

The three formats end here, so nothing behind this file knows which one a procedure was written in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from qa_run.errors import Fault, Place

Scalar: TypeAlias = bool | int | Decimal | str | None

#: Deeper than a person nests, and shallower than a recursive reader's stack.
MAX_DEPTH = 100

WORDS: dict[str, Scalar] = {"": None, "~": None, "null": None, "true": True, "false": False}
INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?")
#: No column holds a number of more digits than this; such a one stays text, before it costs memory or time.
MAX_DIGITS = 400


@frozen(repr=False)
class ScalarNode:
    """One value: what it means, what was written, and whether it stood in quotes (or in a block of text)."""

    value: Scalar
    text: str
    quoted: bool
    place: Place


@frozen(repr=False)
class ListNode:
    """Values in their order."""

    items: tuple[Node, ...]
    place: Place


@frozen(repr=False)
class Entry:
    """One key of a map and what stands under it. A key is always text: `key.text`."""

    key: ScalarNode
    value: Node


@frozen(repr=False)
class MapNode:
    """Keys and values in the order of the file. Where a key stands twice the first one counts, beside a fault."""

    entries: tuple[Entry, ...]
    place: Place

    def keys(self) -> tuple[str, ...]:
        """The keys as written, in their order."""
        return tuple(entry.key.text for entry in self.entries)

    def entry(self, name: str) -> Entry | None:
        """The entry with this key."""
        return next((entry for entry in self.entries if entry.key.text == name), None)

    def get(self, name: str) -> Node | None:
        """The value under this key."""
        entry = self.entry(name)
        return entry.value if entry else None


Node: TypeAlias = ScalarNode | ListNode | MapNode


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Each fault once, in the order of the places."""
    return tuple(sorted(set(faults)))


@frozen(repr=False)
class Parsed:
    """What reading a text gave: its tree, unless the text broke off, and every fault on the way."""

    root: Node | None
    faults: tuple[Fault, ...] = field(default=(), converter=in_order)


def resolve(text: str) -> Scalar:
    """What a word without quotes means: YAML 1.2's core rules without their surprises.

    Whatever is not plainly empty, `true`, `false` or a decimal number stays text: `no`, `12:30`, `007`, `0x1F`, `.inf`.
    A number with a point or an exponent keeps the digits it was written with.
    """
    if text in WORDS:
        return WORDS[text]
    if len(text) <= MAX_DIGITS:
        if INTEGER.fullmatch(text):
            return int(text)
        if DECIMAL.fullmatch(text) and (number := Decimal(text)).adjusted() in range(-MAX_DIGITS, MAX_DIGITS):
            return number
    return text


def doubled(entries: Iterable[Entry]) -> list[Fault]:
    """A fault for every key that stands a second time in one map."""
    lines: dict[str, int] = {}
    faults = []
    for entry in entries:
        name, place = entry.key.text, entry.key.place
        if name in lines:
            faults.append(Fault(place, f"key '{name}' stands twice; the first is in line {lines[name]}"))
        lines.setdefault(name, place.line)
    return faults


def is_whole(text: str) -> bool:
    """Whether the text has no half characters, which escapes can write and no report could be saved with."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def plain(node: Node) -> object:
    """The tree without places, as dicts, lists and scalars: what a JSON Schema validator takes."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    found: dict[str, object] = {}
    for entry in node.entries:
        if entry.key.text not in found:
            found[entry.key.text] = plain(entry.value)
    return found


def at(node: Node, path: Iterable[str | int]) -> Node:
    """The node that a validator's path leads to; where the path leaves the tree, the last node on it."""
    for step in path:
        below: Node | None = None
        if isinstance(node, MapNode):
            below = node.get(str(step))
        elif isinstance(node, ListNode) and isinstance(step, int) and -len(node.items) <= step < len(node.items):
            below = node.items[step]
        if below is None:
            return node
        node = below
    return node


def key_place(node: Node, name: str) -> Place:
    """Where this key of a map is written; the place of the node itself if it has no such key."""
    entry = node.entry(name) if isinstance(node, MapNode) else None
    return entry.key.place if entry else node.place

"""YAML, read from the parser's events: it keeps the places and both of two equal keys, which plain loading drops.

What in YAML can surprise a reader of a procedure is refused where it stands: tags, merge keys, keys that are no text,
several documents, aliases that hold themselves or unfold without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

import yaml

from qa_run.errors import Fault, Place
from qa_run.loading.nodes import (
    MAX_DEPTH,
    Entry,
    ListNode,
    MapNode,
    Node,
    Parsed,
    ScalarNode,
    doubled,
    is_whole,
    resolve,
)
from qa_run.loading.yaml_faults import in_words, unprintable

#: How many values all aliases of a file may stand for. Shared defaults need dozens; a bomb needs billions.
MAX_ALIASED = 100_000

#: `exactly:4`, but neither a time nor an address nor a path.
GLUED = re.compile(r"([A-Za-z_][\w-]*):(?![/\\])\S")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str, file: str) -> Parsed:
    """The tree of a YAML text; without a root if the text cannot be followed to its end."""
    text = text.removeprefix("\ufeff")
    if faults := unprintable(text, file):
        return Parsed(None, faults)
    reader = _Reader(file, yaml.parse(text, Loader=LOADER))
    try:
        root = reader.document()
    except yaml.MarkedYAMLError as problem:
        return Parsed(None, [*reader.faults, in_words(problem, text, file)])
    except _EndlessError:
        return Parsed(None, reader.faults)
    except (ValueError, OverflowError) as problem:  # the pure parser on an escape beyond the last character
        return Parsed(None, [*reader.faults, Fault(Place(file), f"YAML cannot read this file: {problem}")])
    return Parsed(root, reader.faults)


class _EndlessError(Exception):
    """The text nests deeper, or unfolds further, than it can be followed."""


class _Anchored(NamedTuple):
    """What an alias stands for, with the number of its values and the levels below it."""

    node: Node
    size: int
    height: int


class _Reader:
    """Builds nodes from events. `None` among the anchors is one whose content is still being read."""

    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self.file = file
        self.events = events
        self.faults: list[Fault] = []
        self.anchors: dict[str, _Anchored | None] = {}
        self.size = self.deepest = self.aliased = 0

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if root:
                self.refuse(self.place(event), "a second document begins here", "one file holds one procedure")
                break
            root = self.node(self.next(), 0)
            self.check_glued(root)
        if root is None or (isinstance(root, ScalarNode) and not root.text and not root.quoted):
            self.refuse(Place(self.file), "the file is empty")
            return None
        return root

    def node(self, event: yaml.NodeEvent, depth: int) -> Node:
        place = self.place(event)
        if depth > MAX_DEPTH:
            self.too_deep(place)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, place, depth)
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(place, f"the tag '{tag}' is not allowed", "text that begins with '!' stands in quotes")
        if event.anchor:
            self.anchors[event.anchor] = None
        size, deepest = self.size, self.deepest
        self.size, self.deepest = size + 1, depth
        node = self.content(event, place, depth)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(node, self.size - size, self.deepest - depth)
        self.deepest = max(self.deepest, deepest)
        return node

    def content(self, event: yaml.NodeEvent, place: Place, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            quoted = bool(event.style)
            if quoted and not is_whole(event.value):
                self.refuse(place, "this text holds half a character (an escape \\ud800 to \\udfff)")
            return ScalarNode(event.value if quoted else resolve(event.value), event.value, quoted, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return ListNode(tuple(self.node(below, depth + 1) for below in self.until(yaml.SequenceEndEvent)), place)
        entries = []
        for key_event in self.until(yaml.MappingEndEvent):
            key = self.key(key_event, depth + 1)
            value_event = self.next()
            value = self.node(value_event, depth + 1)
            if key:
                entries.append(Entry(key, value))
            if key and not isinstance(value_event, yaml.AliasEvent):
                self.check_glued(value, key)
        self.faults += doubled(entries)
        return MapNode(tuple(entries), place)

    def key(self, event: yaml.NodeEvent, depth: int) -> ScalarNode | None:
        place = self.place(event)
        key = self.node(event, depth)
        if not isinstance(key, ScalarNode):
            self.refuse(place, "a list or a map cannot be a key", "text with brackets or braces stands in quotes")
            return None
        if key.quoted:
            return ScalarNode(key.value, key.text, True, place)
        if key.text == "<<":
            self.refuse(place, "merge keys '<<' are not allowed", "write the keys out, or use 'extends'")
            return None
        if not key.text:
            self.refuse(place, "a key is missing before ':'")
        elif key.text != key.text.strip():
            shown = key.text.strip()
            self.refuse(place, f"invisible characters stand around the key '{shown}'", "type ordinary spaces")
        return ScalarNode(key.value, key.text, False, place)

    def alias(self, event: yaml.AliasEvent, place: Place, depth: int) -> Node:
        name = event.anchor or ""
        anchored = self.anchors.get(name)
        if anchored is None:
            if name in self.anchors:
                self.refuse(place, f"the alias '*{name}' stands inside its own anchor '&{name}'")
            else:
                hint = "text that begins with '*' stands in quotes"
                self.refuse(place, f"no anchor '&{name}' stands before this", hint)
            return ScalarNode(None, "", False, place)
        if depth + anchored.height > MAX_DEPTH:
            self.too_deep(place)
        if self.aliased + anchored.size > MAX_ALIASED:
            self.refuse(place, f"the aliases of this file unfold to more than {MAX_ALIASED} values")
            raise _EndlessError
        self.aliased += anchored.size
        self.size += anchored.size
        self.deepest = max(self.deepest, depth + anchored.height)
        return anchored.node

    def check_glued(self, value: Node, key: ScalarNode | None = None) -> None:
        """Refuses `exactly:4`, which YAML takes for a text, where a map was meant."""
        if not isinstance(value, ScalarNode) or value.quoted:
            return
        suspect = value
        if key and value.place.line == key.place.line:
            if value.text or key.quoted:
                return
            suspect = key
        if found := GLUED.match(suspect.text):
            self.refuse(suspect.place, f"after '{found[1]}:' a space is missing", "or put the text in quotes")

    def next(self) -> yaml.NodeEvent:
        """The next event where the parser promises the begin of a node."""
        return cast(yaml.NodeEvent, next(self.events))

    def until(self, end: type[yaml.Event]) -> Iterator[yaml.NodeEvent]:
        while not isinstance(event := self.next(), end):
            yield event

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def refuse(self, place: Place, message: str, hint: str = "") -> None:
        self.faults.append(Fault(place, message, hint))

    def too_deep(self, place: Place) -> None:
        self.refuse(place, f"this nests more than {MAX_DEPTH} levels deep")
        raise _EndlessError

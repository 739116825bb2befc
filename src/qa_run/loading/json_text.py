"""JSON, read strictly and with places.

The standard reader tells the place of its first problem and of nothing else, and keeps the last of two equal keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder

from attrs import define, field, frozen

from qa_run.errors import Fault
from qa_run.loading.lines import Lines
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

SPACE = re.compile(r"[ \t\n\r]*")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
WORD = re.compile(r"[^\s,:\[\]{}\"]+")
STRINGS = JSONDecoder()
WORDS = frozenset({"null", "true", "false"})
NO_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity"})


def parse(text: str, file: str) -> Parsed:
    """The tree of a JSON text; without a root if the text is not JSON."""
    text = text.removeprefix("\ufeff")
    reader = _Reader(text, Lines.of(text, file))
    try:
        return Parsed(reader.document(), reader.faults)
    except _BrokenError as broken:
        return Parsed(None, [*reader.faults, Fault(reader.lines.place(broken.position), broken.message, broken.hint)])


@frozen(eq=False, repr=False)
class _BrokenError(Exception):
    """The text cannot be followed behind this position."""

    position: int
    message: str
    hint: str = ""


@define(eq=False, repr=False)
class _Reader:
    """Walks over the text; `position` is the next character to read."""

    text: str
    lines: Lines
    faults: list[Fault] = field(factory=list)
    position: int = 0

    def document(self) -> Node:
        if not self.next():
            raise _BrokenError(0, "the file is empty")
        root = self.node(0)
        if self.next():
            raise _BrokenError(self.position, "something stands behind the end of the value")
        return root

    def next(self) -> str:
        """The next character that is not space; empty at the end of the text."""
        found = SPACE.match(self.text, self.position)
        self.position = found.end() if found else self.position
        return self.text[self.position : self.position + 1]

    def node(self, depth: int) -> Node:
        first, start = self.next(), self.position
        if depth > MAX_DEPTH:
            raise _BrokenError(start, f"this nests more than {MAX_DEPTH} levels deep")
        if first == "{":
            entries = []
            for _ in self.until("}", start):
                key = self.key()
                entries.append(Entry(key, self.node(depth + 1)))
            self.faults += doubled(entries)
            return MapNode(tuple(entries), self.lines.place(start))
        if first == "[":
            return ListNode(tuple([self.node(depth + 1) for _ in self.until("]", start)]), self.lines.place(start))
        return self.string() if first == '"' else self.word()

    def until(self, closing: str, start: int) -> Iterator[None]:
        """Steps over the brackets and commas around what the caller reads."""
        unclosed = _BrokenError(start, f"the '{self.text[start]}' opened here is never closed")
        self.position += 1
        if self.next() == closing:
            self.position += 1
            return
        while self.next():
            yield
            found, comma = self.next(), self.position
            self.position += 1
            if found == closing:
                return
            if not found:
                raise unclosed
            if found != ",":
                raise _BrokenError(comma, f"',' or '{closing}' is missing before this")
            if self.next() == closing:
                raise _BrokenError(comma, f"a comma stands before '{closing}'", "delete it")
        raise unclosed

    def key(self) -> ScalarNode:
        if self.next() != '"':
            raise _BrokenError(self.position, "a key in double quotes is missing here")
        key = self.string()
        if self.next() != ":":
            raise _BrokenError(self.position, f"':' is missing after the key '{key.text}'")
        self.position += 1
        return key

    def string(self) -> ScalarNode:
        start = self.position
        try:
            value, self.position = STRINGS.raw_decode(self.text, start)
        except JSONDecodeError as problem:
            raise _string_problem(problem, start) from None
        place = self.lines.place(start)
        if not is_whole(value):
            self.faults.append(Fault(place, "this text holds half a character (an escape \\ud800 to \\udfff)"))
        return ScalarNode(value, value, True, place)

    def word(self) -> ScalarNode:
        start = self.position
        found = WORD.match(self.text, start)
        if not found:
            raise _BrokenError(start, "a value is missing here")
        self.position, word = found.end(), found[0]
        place = self.lines.place(start)
        if word in NO_NUMBERS:
            self.faults.append(Fault(place, f"{word} is no number that can be required"))
            return ScalarNode(word, word, False, place)
        if word in WORDS or NUMBER.fullmatch(word):
            return ScalarNode(resolve(word), word, False, place)
        if word.startswith(("//", "/*", "#")):
            raise _BrokenError(start, "JSON has no comments", "delete it, or write YAML or TOML")
        raise _BrokenError(start, f"'{word[:40]}' is not a value of JSON", "text stands in double quotes")


def _string_problem(problem: JSONDecodeError, start: int) -> _BrokenError:
    if problem.msg.startswith("Unterminated"):
        return _BrokenError(start, "the quote opened here is never closed")
    if problem.msg.startswith("Invalid control"):
        return _BrokenError(problem.pos, "a line end or a tab stands inside quotes", "write \\n or \\t")
    return _BrokenError(problem.pos, "JSON knows no such escape", "a backslash is written \\\\")

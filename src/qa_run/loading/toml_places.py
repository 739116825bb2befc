"""Where the keys and values of a TOML text stand, which the standard reader does not tell.

It looks only for places: whether the text is TOML, and what its values are, the standard reader says. Where this one
loses its way it stops and keeps what it has found.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import TypeAlias

from attrs import define, field

from qa_run.errors import Fault, Place
from qa_run.loading.lines import Lines
from qa_run.loading.nodes import MAX_DEPTH

#: Keys, and numbers of list items, from the root down.
Path: TypeAlias = tuple[str | int, ...]

SPACE = re.compile(r"[ \t]*")
SPACE_AND_LINES = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
VALUE = re.compile(
    r'''"""(?:\\.|"{0,2}[^"\\])*"{3,5}|'{3}(?:'{0,2}[^'])*'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*\''''
    r"""|[0-9]{4}-[0-9]{2}-[0-9]{2}[ ][0-9:.]+(?:Z|[-+][0-9:]+)?|[^\s,\]}#"']+""",
    re.DOTALL,
)


@define(eq=False, repr=False)
class Places:
    """The place of each key, the place and the written form of each value, and the keys that stand twice."""

    keys: dict[Path, Place] = field(factory=dict)
    values: dict[Path, tuple[Place, str]] = field(factory=dict)
    doubled: list[Fault] = field(factory=list)


def find_places(text: str, lines: Lines) -> Places:
    """The places in a text that may or may not be good TOML."""
    finder = _Finder(text, lines)
    try:
        finder.statements()
    except _LostError:
        return finder.found
    return finder.found


class _LostError(Exception):
    """What stands here is not TOML, or nests too deeply."""


@define(eq=False, repr=False)
class _Finder:
    """Walks over the text. `settled` are paths that nothing may define again; `lengths` counts the tables of arrays."""

    text: str
    lines: Lines
    found: Places = field(factory=Places)
    settled: set[Path] = field(factory=set)
    lengths: Counter[Path] = field(factory=Counter)
    position: int = 0

    def statements(self) -> None:
        table: Path = ()
        while self.skip(SPACE_AND_LINES):
            if self.text[self.position] == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        start = self.position
        brackets = "[[" if self.text.startswith("[[", start) else "["
        self.position += len(brackets)
        parts = self.dotted()
        self.expect("]" * len(brackets))
        path: Path = ()
        for name, at in parts[:-1]:
            path = self.mention((*path, name), at)
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
        path = (*path, parts[-1][0])
        if brackets == "[":
            self.settle(path, parts[-1][1])
        self.mention(path, parts[-1][1], start)
        if brackets == "[[":
            self.lengths[path] += 1
            path = (*path, self.lengths[path] - 1)
            self.found.values[path] = self.lines.place(start), ""
        return path

    def pair(self, table: Path) -> None:
        parts = self.dotted()
        path = table
        for name, at in parts[:-1]:
            path = self.mention((*path, name), at)
            self.settled.add(path)
        path = (*path, parts[-1][0])
        self.settle(path, parts[-1][1])
        self.mention(path, parts[-1][1])
        self.expect("=")
        self.skip(SPACE)
        self.value(path)

    def value(self, path: Path) -> None:
        start = self.position
        opened = self.text[start : start + 1]
        if len(path) > MAX_DEPTH:
            raise _LostError
        if opened and opened in "[{":
            self.position += 1
            self.inside("]" if opened == "[" else "}", path)
        elif written := VALUE.match(self.text, start):
            self.position = written.end()
        else:
            raise _LostError
        self.found.values[path] = self.lines.place(start), self.text[start : self.position]

    def inside(self, closing: str, path: Path) -> None:
        number = 0
        while (character := self.skip(SPACE_AND_LINES)) != closing:
            if character == ",":
                self.position += 1
            elif closing == "]":
                self.value((*path, number))
                number += 1
            else:
                self.pair(path)
        self.position += 1

    def dotted(self) -> list[tuple[str, int]]:
        """The parts of a key, each with its position."""
        parts: list[tuple[str, int]] = []
        while True:
            self.skip(SPACE)
            name = KEY.match(self.text, self.position)
            if not name or len(parts) >= MAX_DEPTH:
                raise _LostError
            parts.append((_unquoted(name[0]), self.position))
            self.position = name.end()
            if self.skip(SPACE) != ".":
                return parts
            self.position += 1

    def settle(self, path: Path, position: int) -> None:
        if path in self.settled:
            first = self.found.keys[path].line
            message = f"key '{path[-1]}' stands twice; the first is in line {first}"
            self.found.doubled.append(Fault(self.lines.place(position), message))
        self.settled.add(path)

    def mention(self, path: Path, position: int, begins: int | None = None) -> Path:
        """Notes the first place of a key, and of the table it may turn out to hold."""
        self.found.keys.setdefault(path, self.lines.place(position))
        self.found.values.setdefault(path, (self.lines.place(position if begins is None else begins), ""))
        return path

    def skip(self, what: re.Pattern[str]) -> str:
        """The next character behind what is skipped; empty at the end of the text."""
        skipped = what.match(self.text, self.position)
        self.position = skipped.end() if skipped else self.position
        return self.text[self.position : self.position + 1]

    def expect(self, mark: str) -> None:
        self.skip(SPACE)
        if not self.text.startswith(mark, self.position):
            raise _LostError
        self.position += len(mark)


def _unquoted(key: str) -> str:
    if key[0] == "'" or (key[0] == '"' and "\\" not in key):
        return key[1:-1]
    if key[0] != '"':
        return key
    try:
        return str(tomllib.loads(f"key = {key}")["key"])
    except tomllib.TOMLDecodeError:
        raise _LostError from None

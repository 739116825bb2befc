"""TOML: the values from the standard reader, the places from our own."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from decimal import Decimal

from attrs import define, field

from qa_run.errors import Fault, Place
from qa_run.loading.lines import Lines
from qa_run.loading.nodes import (
    MAX_DEPTH,
    MAX_DIGITS,
    Entry,
    ListNode,
    MapNode,
    Node,
    Parsed,
    ScalarNode,
    resolve,
)
from qa_run.loading.toml_places import Path, Places, find_places

WHERE = re.compile(r"(.*) \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)", re.DOTALL)
#: Python refuses to read such a number, and the message has no place.
TOO_LONG = re.compile("[0-9_]{4300,}")
TWICE = re.compile("Cannot overwrite|Cannot declare|Cannot mutate|Duplicate inline")
#: How the standard reader's messages begin, what they mean, and what to do.
WORDS = (
    ("Unterminated|Expected \"'+\"|Illegal character '.n'", "a quote is opened and never closed", ""),
    ("Invalid value", "no value stands here", "text stands in double quotes"),
    ("Expected '=' after a key", "'=' is missing after the key", ""),
    ("Expected newline", "something stands behind the end of the value", "text stands in double quotes, as a whole"),
    ("Invalid initial|Invalid statement", "a key is missing here", "one with spaces or accents stands in quotes"),
    ("Unescaped '.'", "double quotes know no such escape", "a backslash is written \\\\"),
    ("Expected '\\]+' at the end of", "']' is missing at the end of this line", ""),
    ("Unclosed", "the brackets are never closed", ""),
    (TWICE.pattern, "this is defined a second time", ""),
)
TOO_LARGE = 10**MAX_DIGITS


def parse(text: str, file: str) -> Parsed:
    """The tree of a TOML text; without a root if the text is not TOML."""
    text = text.removeprefix("\ufeff")
    lines = Lines.of(text, file)
    try:
        values = tomllib.loads(text, parse_float=_number)
    except RecursionError:
        return Parsed(None, [_too_deep(Place(file))])
    except ValueError as problem:
        return Parsed(None, _refused(str(problem), text, lines))
    if not values:
        return Parsed(None, [Fault(Place(file), "the file is empty")])
    builder = _Builder(find_places(text, lines))
    try:
        return Parsed(builder.node(values, (), Place(file)), builder.faults)
    except _EndlessError:
        return Parsed(None, builder.faults)


class _EndlessError(Exception):
    """The values nest deeper than they can be followed."""


@define(eq=False, repr=False)
class _Builder:
    """Joins values and places; what has no place of its own stands where its table does."""

    places: Places
    faults: list[Fault] = field(factory=list)

    def node(self, value: object, path: Path, around: Place) -> Node:
        place, written = self.places.values.get(path, (around, ""))
        if len(path) > MAX_DEPTH:
            self.faults.append(_too_deep(place))
            raise _EndlessError
        if isinstance(value, dict):
            return MapNode(tuple(self.entry(key, below, path, place) for key, below in value.items()), place)
        if isinstance(value, list):
            return ListNode(tuple(self.node(item, (*path, n), place) for n, item in enumerate(value)), place)
        return self.scalar(value, written, place)

    def entry(self, key: str, value: object, path: Path, around: Place) -> Entry:
        place = self.places.keys.get((*path, key), around)
        return Entry(ScalarNode(key, key, False, place), self.node(value, (*path, key), place))

    def scalar(self, value: object, written: str, place: Place) -> ScalarNode:
        if isinstance(value, str):
            return ScalarNode(value, value, True, place)
        if isinstance(value, date | time | datetime):
            return ScalarNode(value.isoformat(), value.isoformat(), False, place)
        if isinstance(value, bool):
            return ScalarNode(value, str(value).lower(), False, place)
        if isinstance(value, int | Decimal) and abs(value) < TOO_LARGE:
            return ScalarNode(value, written or str(value), False, place)
        self.faults.append(Fault(place, f"{written[:40]} is no number that can be required"))
        return ScalarNode(written, written, False, place)


def _number(text: str) -> Decimal:
    number = resolve(text.replace("_", ""))
    return number if isinstance(number, Decimal) else Decimal("Infinity")


def _refused(problem: str, text: str, lines: Lines) -> list[Fault]:
    """The fault behind a message of the standard reader, and all keys that stand twice, of which it tells one."""
    doubled = find_places(text, lines).doubled
    if doubled and TWICE.match(problem):
        return doubled
    told = WHERE.fullmatch(problem)
    message = told[1] if told else problem
    place = lines.place(len(text.rstrip()))
    if told and told[2]:
        place = Place(lines.file, int(told[2]), int(told[3]))
    too_long = None if told else TOO_LONG.search(text)
    if too_long:
        return [*doubled, Fault(lines.place(too_long.start()), "this number is too long")]
    for beginning, meaning, hint in WORDS:
        if re.match(beginning, message):
            return [*doubled, Fault(place, meaning, hint)]
    return [*doubled, Fault(place, f"this is not TOML: {message}")]


def _too_deep(place: Place) -> Fault:
    return Fault(place, f"this nests more than {MAX_DEPTH} levels deep")

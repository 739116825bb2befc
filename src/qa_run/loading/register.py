"""Files that are a list of entries under one key, read with every fault in its place: concessions and corrections."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import field, frozen

from qa_run.errors import Fault, Place, SpecErrors
from qa_run.loading.discovering import shown
from qa_run.loading.document import read_document
from qa_run.loading.faults import Faults
from qa_run.loading.nodes import ListNode, MapNode, Node, ScalarNode
from qa_run.loading.scalars import Schema, described
from qa_run.loading.suggest import did_you_mean

Read = Callable[[Node], Any]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@frozen(kw_only=True, eq=False, repr=False)
class Kind:
    """What can stand under a key, as a reader of nodes (a ValueError says what is wrong) and as JSON Schema."""

    read: Read
    schema: Schema


@frozen(kw_only=True, eq=False, repr=False)
class Key:
    """A key of an entry."""

    kind: Kind
    means: str
    needed: bool = False
    hint: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Written:
    """An entry as it was read: the values of its keys, where the entry and each key stands."""

    place: Place
    values: Mapping[str, Any]
    places: Mapping[str, Place] = field(factory=dict)


@frozen(kw_only=True, eq=False, repr=False)
class Register:
    """A kind of file: the key that its list stands under, and the keys of an entry."""

    name: str
    title: str
    keys: Mapping[str, Key]

    def read(self, path: Path, here: Path) -> tuple[str, str, tuple[Written, ...], Faults]:
        """The name of the file, its digest, its entries, and the faults found on the way."""
        document = read_document(path, shown(path, here))
        faults = Faults(list(document.faults))
        entries = tuple(self._entries(document.root, document.shown, faults))
        seen: dict[str, Place] = {}
        for entry in entries:
            name, place = entry.values.get("id", ""), entry.places.get("id", entry.place)
            if name and name in seen:
                faults.add(place, f"the id {name} stands twice; the first is in line {seen[name].line}")
            seen.setdefault(name, place)
        return document.shown, document.text_sha256, entries, faults

    def _entries(self, root: Node | None, file: str, faults: Faults) -> Iterator[Written]:
        wanted = f"write {self.name}: and a list of entries, or {self.name}: [] for none"
        if not isinstance(root, MapNode):
            if not faults.found:
                faults.add(root.place if root is not None else Place(file), f"no {self.name} stand here", wanted)
            return
        for entry in root.entries:
            if entry.key.text != self.name:
                hint = did_you_mean(entry.key.text, [self.name]) or f"known: {self.name}"
                faults.add(entry.key.place, f"unknown key '{entry.key.text}'", hint)
        listed = root.get(self.name)
        if listed is None:
            if not faults.found:
                faults.add(root.place, f"no {self.name} stand here", wanted)
        elif not isinstance(listed, ListNode):
            faults.add(listed.place, f"{self.name}: a list of entries is due here, not {described(listed)}", wanted)
        else:
            yield from (self._entry(item, faults) for item in listed.items)

    def _entry(self, node: Node, faults: Faults) -> Written:
        if not isinstance(node, MapNode):
            faults.add(node.place, f"an entry with keys is due here, not {described(node)}")
            return Written(place=node.place, values={})
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        for entry in node.entries:
            name = entry.key.text
            if name in values or name in places:
                continue  # the reader of the file told that it stands twice
            places[name] = entry.key.place
            if name not in self.keys:
                hint = did_you_mean(name, self.keys) or f"known: {', '.join(self.keys)}"
                faults.add(entry.key.place, f"unknown key '{name}'", hint)
                continue
            try:
                values[name] = self.keys[name].kind.read(entry.value)
            except ValueError as error:
                faults.add(entry.value.place, f"{name}: {error}")
        for name, key in self.keys.items():
            if key.needed and name not in places:
                faults.add(node.place, f"the key '{name}' is missing here", key.hint)
        return Written(place=node.place, values=values, places=places)

    def schema(self) -> Schema:
        """The JSON Schema, for editors."""
        entry = {
            "type": "object",
            "properties": {name: {"description": key.means, **key.kind.schema} for name, key in self.keys.items()},
            "required": [name for name, key in self.keys.items() if key.needed],
            "additionalProperties": False,
        }
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.title,
            "type": "object",
            "properties": {self.name: {"type": "array", "items": entry}},
            "required": [self.name],
            "additionalProperties": False,
        }


def refused(faults: Faults) -> None:
    """Raise what was found, if anything was."""
    if faults.found:
        raise SpecErrors(faults.found)


def ordered(entry: Written, first: str, second: str, faults: Faults, why: str) -> None:
    """A fault where the day `second` lies before the day `first`."""
    one, other = entry.values.get(first), entry.values.get(second)
    if one is not None and other is not None and other < one:
        faults.found.append(Fault(entry.places[second], f"{second}: {other} lies before {first}: {one}", why))


def _scalar(node: Node) -> ScalarNode:
    if not isinstance(node, ScalarNode):
        raise ValueError(f"a single value is due here, not {described(node)}")
    if (node.value is None and not node.quoted) or not node.text.strip():
        raise ValueError("nothing stands here where a text is due")
    return node


def _label(node: Node) -> str:
    """What something is called, as it stands there: `007` stays `007`."""
    found = _scalar(node)
    if isinstance(found.value, bool):
        raise ValueError(f"{found.text} is no name; if it is one, put it in quotes")
    return found.text.strip()


def _words(node: Node) -> str:
    """Something that a person says."""
    found = _scalar(node)
    if not isinstance(found.value, str) or not any(sign.isalpha() for sign in found.text):
        raise ValueError(f"{described(found)} says nothing to a person; write it in words")
    return found.text.strip()


def _labels(node: Node) -> tuple[str, ...]:
    parts = node.items if isinstance(node, ListNode) else (node,)
    if not parts:
        raise ValueError("the list is empty; leave the key out where nothing is limited")
    found = tuple(map(_label, parts))
    for place, each in enumerate(found):
        if each in found[:place]:
            raise ValueError(f"{each} stands twice")
    return found


def _identity(node: Node) -> str:
    text = _label(node)
    if not _ID.fullmatch(text):
        raise ValueError(f"{text!r} is no id: letters, digits and . _ - make one, 80 at most")
    return text


def _day(node: Node) -> date:
    found = _scalar(node)
    text = found.text.strip()
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text!r} is no day; write it as 2026-03-15")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} is a day that no calendar has") from None


def _count(node: Node) -> int:
    found = _scalar(node)
    if isinstance(found.value, bool) or not isinstance(found.value, int) or found.quoted or found.value < 1:
        raise ValueError(f"{described(found)} is no whole number above 0")
    return found.value


def _digests(node: Node) -> tuple[str, ...]:
    found = _labels(node)
    for each in found:
        if not _DIGEST.fullmatch(each):
            raise ValueError(f"{each!r} is no digest of a requirement (64 of 0-9 and a-f); qa-run concede writes it")
    return found


def _stratum(node: Node) -> dict[str, str]:
    if not isinstance(node, MapNode) or not node.entries:
        raise ValueError(f"columns with their values are due here, as in {{shop: Milano}}, not {described(node)}")
    return {entry.key.text: _label(entry.value) for entry in node.entries}


def _patterns(node: Node) -> tuple[str, ...]:
    found = _labels(node)
    for each in found:
        if each.count("::") != 2 or not all(each.split("::")):
            raise ValueError(f"{each!r} is no node id: specs/ham.yaml::ham_slices::exactly, with * for what is open")
    return found


_TEXT: Schema = {"type": "string", "minLength": 1}
_NAME: Schema = {"type": ["string", "number"], "minLength": 1}
_ONE_OR_MORE: Schema = {"anyOf": [_NAME, {"type": "array", "items": _NAME, "minItems": 1, "uniqueItems": True}]}
_SIGNS: Schema = {"type": "string", "pattern": f"^{_DIGEST.pattern}$"}
IDENTITY = Kind(read=_identity, schema={**_NAME, "pattern": f"^{_ID.pattern}$"})
LABEL = Kind(read=_label, schema=_NAME)
LABELS = Kind(read=_labels, schema=_ONE_OR_MORE)
WORDS = Kind(read=_words, schema=_TEXT)
DAY = Kind(read=_day, schema={"type": "string", "format": "date", "pattern": f"^{_DAY.pattern}$"})
COUNT = Kind(read=_count, schema={"type": "integer", "minimum": 1})
DIGESTS = Kind(read=_digests, schema={"anyOf": [_SIGNS, {"type": "array", "items": _SIGNS, "minItems": 1}]})
STRATUM = Kind(read=_stratum, schema={"type": "object", "minProperties": 1, "additionalProperties": _NAME})
PATTERNS = Kind(read=_patterns, schema=_ONE_OR_MORE)

"""The keys that a characteristic and its requirements may have whatever is installed, and how each is read."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from qa_run.loading.criteria import Criteria, Units
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, read
from qa_run.loading.nodes import ListNode, MapNode, Node, ScalarNode
from qa_run.loading.scalars import show
from qa_run.loading.strata import Sets, sets_of
from qa_run.loading.suggest import did_you_mean
from qa_run.model.procedure import Severity

OF_REQUIREMENT = (
    "id", "class", "tags", "accept", "inspect", "when", "when_unknown", "may_be_none", "because", "per", "cases",
)  # fmt: skip
OF_CHARACTERISTIC = ("title", "column", "unit", "recorded_in", "optional", "how", "called", "requirements")
OF_CASE = ("id", "class", "accept", "inspect", "when", "because")
SEVERITIES = tuple(severity.value for severity in Severity)
UNKNOWN_CONDITIONS = ("skip", "find")
_TAG = re.compile(r"[\w./-]+")
_TYPES: Mapping[str, Any] = {
    "title": str,
    "because": str,
    "may_be_none": bool,
    "optional": bool,
    "called": Mapping[str, tuple[str, ...]],
}


def core_values(
    node: MapNode, known: Sequence[str], criteria: Criteria, per: Sets | None, faults: Faults
) -> dict[str, Any]:
    """The core keys of `node`, read; what cannot be read is left out after a fault. `accept` stays an entry."""
    values: dict[str, Any] = {}
    for entry in node.entries:
        key = entry.key.text
        if key not in known or key in values:
            continue
        value: Any = MISSING
        if key in _TYPES:
            value = read(_TYPES[key], entry.value, faults, criteria.nested(Units()))
        elif key == "id":
            value = name_of(entry.value, "an id", faults)
        elif key == "class":
            value = _severity(entry.value, faults)
        elif key == "when":
            value = criteria.when(entry.value, faults) or MISSING
        elif key == "when_unknown":
            value = word_of(entry.value, UNKNOWN_CONDITIONS, faults)
        elif key == "inspect":
            value = least_of(entry.value, faults)
        elif key == "per":
            value = sets_of(entry.value, per, faults)
        elif key == "how":
            value = steps_of(entry.value, faults)
        elif key == "tags":
            value = tags_of(entry.value, faults)
        elif key == "accept":
            value = entry
        if value is not MISSING:
            values[key] = value
    return values


def name_of(node: Node, what: str, faults: Faults) -> Any:
    """A text that names something, and so is not empty."""
    value = read(str, node, faults, nothing_nested)
    if value is not MISSING and not value.strip():
        faults.add(node.place, f"nothing stands here where {what} is due")
        return MISSING
    return value if value is MISSING else value.strip()


def nothing_nested(node: Node, faults: Faults) -> Any:
    faults.add(node.place, "a criterion cannot stand here")
    return MISSING


def _severity(node: Node, faults: Faults) -> Any:
    word = word_of(node, SEVERITIES, faults)
    return MISSING if word is MISSING else Severity(word)


def word_of(node: Node, allowed: tuple[str, ...], faults: Faults) -> Any:
    if isinstance(node, ScalarNode) and node.text in allowed:
        return node.text
    text = f"{show(node.value)} is none of" if isinstance(node, ScalarNode) else "one word is due here, one of"
    hint = did_you_mean(node.text, allowed) if isinstance(node, ScalarNode) else ""
    faults.add(node.place, f"{text} {', '.join(allowed)}", hint)
    return MISSING


def least_of(node: Node, faults: Faults) -> Any:
    """The number of items in `inspect: {at_least: 20}`."""
    inner = node.get("at_least") if isinstance(node, MapNode) and len(node.entries) == 1 else None
    number = inner.value if isinstance(inner, ScalarNode) else None
    if isinstance(number, int) and not isinstance(number, bool) and number >= 1:
        return number
    place = inner.place if inner else node.place
    faults.add(place, "inspect says how many items it takes at least", "write inspect: {at_least: 20}")
    return MISSING


def steps_of(node: Node, faults: Faults) -> Any:
    """The work steps of a `how:`."""
    if not isinstance(node, ListNode):
        faults.add(node.place, "how is a list of work steps, in their order")
        return MISSING
    return read(tuple[str, ...], node, faults, nothing_nested)


def tags_of(node: Node, faults: Faults) -> Any:
    """The words of `tags: [portion, hot]`; one word alone is a list of one."""
    nodes = node.items if isinstance(node, ListNode) else (node,)
    found: list[str] = []
    for each in nodes:
        tag = name_of(each, "a tag", faults)
        if tag is MISSING:
            return MISSING
        if tag in SEVERITIES:
            faults.add(each.place, f"{tag} is a class, and cannot be a tag as well", f"write class: {tag}")
        elif not _TAG.fullmatch(tag) or tag in ("and", "or", "not"):
            hint = "letters, digits and _ - . / make a tag, as in hot-holding"
            faults.add(each.place, f"{tag!r} cannot be a tag: -m could not name it", hint)
        found.append(unicodedata.normalize("NFC", tag))
    return tuple(dict.fromkeys(found))

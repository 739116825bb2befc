"""The `exclude:` section: items that are left out, each for a reason that is written down."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qa_run.errors import Place
from qa_run.loading.core_keys import name_of, nothing_nested
from qa_run.loading.criteria import Criteria
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, read
from qa_run.loading.nodes import ListNode, MapNode, Node
from qa_run.loading.scalars import described
from qa_run.loading.suggest import did_you_mean
from qa_run.model.exclusion import Exclusion
from qa_run.model.quantities import Share
from qa_run.model.samples import Samples

KEYS = ("when", "items", "lots", "because", "until", "at_most")
_WAYS = ("when", "items", "lots")
_AS_IN = "as in exclude: [{items: [S-17], because: dropped on the floor}]"


def exclusions_of(node: Node, criteria: Criteria, samples: Samples | None, faults: Faults) -> tuple[Exclusion, ...]:
    """What `node` leaves out, in its order: the first entry that holds for an item is the one that counts it."""
    if not isinstance(node, ListNode) or not node.items:
        faults.add(node.place, "exclude is a list of what is left out, each with the reason", _AS_IN)
        return ()
    found: list[Exclusion] = []
    named: dict[tuple[str, str], Place] = {}
    for entry in node.items:
        if not isinstance(entry, MapNode):
            faults.add(entry.place, f"an exclusion is keys with values, not {described(entry)}", _AS_IN)
            continue
        exclusion = _exclusion(entry, criteria, faults)
        if samples is not None:
            _check_named(entry, samples, faults)
        if exclusion is not None:
            _check_once(exclusion, entry, named, faults)
            found.append(exclusion)
    return tuple(found)


def _exclusion(node: MapNode, criteria: Criteria, faults: Faults) -> Exclusion | None:
    before = len(faults.found)
    for entry in node.entries:
        if entry.key.text not in KEYS:
            hint = did_you_mean(entry.key.text, KEYS) or f"known: {', '.join(KEYS)}"
            faults.add(entry.key.place, f"unknown key {entry.key.text!r} in an exclusion", hint, "unknown-key")
    if node.get("because") is None:
        faults.add(node.place, "an exclusion without its reason", "write because: and what happened", "missing")
    ways = [key for key in _WAYS if node.get(key) is not None]
    if len(ways) != 1:
        told = "names nothing that it leaves out" if not ways else f"has {' and '.join(ways)}"
        faults.add(node.place, f"an exclusion {told}", "it takes one of when, items and lots")
    values = {key: read_it(inner, faults) for key, read_it in _READ.items() if (inner := node.get(key)) is not None}
    if (condition := node.get("when")) is not None:
        values["when"] = criteria.when(condition, faults)
    if len(faults.found) > before:
        return None
    return Exclusion(place=node.place, **values)


def _because(node: Node, faults: Faults) -> Any:
    reason = name_of(node, "the reason", faults)
    return MISSING if reason is MISSING else " ".join(reason.split())


def _names(node: Node, faults: Faults) -> Any:
    names = read(tuple[str, ...], node, faults, nothing_nested)
    if names is not MISSING and not (names and all(name.strip() for name in names)):
        faults.add(node.place, "nothing stands here where a name is due")
    return MISSING if names is MISSING else tuple(name.strip() for name in names)


def _until(node: Node, faults: Faults) -> Any:
    text = read(str, node, faults, nothing_nested)
    try:
        return MISSING if text is MISSING else date.fromisoformat(text)
    except ValueError:
        faults.add(node.place, f"{text!r} is no date", "write the last day on which it holds, as in 2026-03-31")
        return MISSING


def _at_most(node: Node, faults: Faults) -> Any:
    value = read(int | Share, node, faults, nothing_nested)
    if isinstance(value, int) and value < 1:
        faults.add(node.place, f"at_most is a number of items, or a share of them, not {value}", "as in at_most: 2 %")
    return value


_READ: Mapping[str, Any] = {
    "items": _names,
    "lots": _names,
    "because": _because,
    "until": _until,
    "at_most": _at_most,
}


def _check_named(node: MapNode, samples: Samples, faults: Faults) -> None:
    """Items and lots can be listed only where the samples say which column names them."""
    for key, known, hint in (
        ("items", samples.item, "write item: COLUMN under samples, or when: here"),
        ("lots", samples.lot, "write lot: COLUMN under samples, or when: here"),
    ):
        entry = node.entry(key)
        if entry is not None and known is None:
            faults.add(entry.key.place, f"{key} are listed here, and the samples do not say what names them", hint)


def _check_once(exclusion: Exclusion, node: MapNode, named: dict[tuple[str, str], Place], faults: Faults) -> None:
    """A fault for each name that stands twice: of two reasons only the first would count."""
    for key, names in (("items", exclusion.items), ("lots", exclusion.lots)):
        written = node.get(key)
        for at, name in enumerate(names):
            place = written.items[at].place if isinstance(written, ListNode) else exclusion.place
            first = named.setdefault((key, name), place)
            if first is not place:
                faults.add(place, f"{name!r} is excluded twice", f"the first time at {first}")

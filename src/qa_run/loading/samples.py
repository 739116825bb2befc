"""The `samples:` section."""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from qa_run.errors import Place
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, build, read
from qa_run.loading.nodes import MapNode, Node, ScalarNode
from qa_run.loading.strata import sets_of
from qa_run.model.samples import Format, Listed, Lot, Samples

KEYS = (
    "from", "item", "of", "lot", "time", "time_zone", "per", "expected", "columns", "format", "rejected",
)  # fmt: skip


@frozen
class WrittenItem:
    """`item: {column: id, repeats: allowed}`"""

    column: str
    repeats: Literal["allowed"] | None = None


@frozen
class WrittenOf:
    """`of: {from: kits.csv, key: kit_id}`"""

    from_: str = field(alias="from_")
    key: str


@frozen
class WrittenSize:
    """`size: {column: lot_size}`"""

    column: str


@frozen
class WrittenLot:
    """`lot: {column: batch, size: 1200}`"""

    column: str
    size: int | WrittenSize | None = None


@frozen
class WrittenRejected:
    """`rejected: {at_most: 3}`: how many lines that cannot be read are borne with."""

    at_most: int


def samples_of(node: Node | None, base: str, place: Place, faults: Faults) -> Samples | None:
    """The samples that `node` describes; None after faults."""
    if not isinstance(node, MapNode):
        faults.add(node.place if node else place, "the samples are missing", "write samples: with from: and item:")
        return None
    before = len(faults.found)
    from qa_run.loading.suggest import did_you_mean

    for entry in node.entries:
        if entry.key.text not in KEYS:
            hint = _LATER.get(entry.key.text) or did_you_mean(entry.key.text, KEYS) or f"known: {', '.join(KEYS)}"
            faults.add(entry.key.place, f"unknown key {entry.key.text!r} in samples", hint)
    values: dict[str, Any] = {"place": node.place, "base": base}
    for key, take in _TAKE.items():
        inner = node.get(key)
        if inner is not None:
            taken = take(inner, faults)
            if taken is not MISSING:
                values |= taken
    if node.get("from") is None:
        faults.add(node.place, "samples need a from:", "the file, or a pattern such as samples/*.csv")
    return Samples(**values) if len(faults.found) == before else None


_LATER = {
    "references": "references are not part of this version yet",
    "events": "events are not part of this version yet",
}


def _no_nesting(node: Node, faults: Faults) -> Any:
    faults.add(node.place, "a criterion cannot stand here")
    return MISSING


def _built(cls: Any, node: Node, faults: Faults) -> Any:
    return build(cls, node, faults, _no_nesting)


def _from(node: Node, faults: Faults) -> Any:
    paths = read(tuple[str, ...], node, faults, _no_nesting)
    return MISSING if paths is MISSING else {"paths": paths}


def _item(node: Node, faults: Faults) -> Any:
    item = _built(WrittenItem, node, faults)
    return MISSING if item is MISSING else {"item": item.column, "repeats_allowed": item.repeats == "allowed"}


def _of(node: Node, faults: Faults) -> Any:
    if isinstance(node, ScalarNode) and node.text == "rows":
        return {"of_rows": True}
    if not isinstance(node, MapNode):
        faults.add(node.place, "of says where the list of items is", "of: {from: kits.csv, key: kit_id}, or of: rows")
        return MISSING
    of = _built(WrittenOf, node, faults)
    return MISSING if of is MISSING else {"of": Listed(place=node.place, path=of.from_, key=of.key)}


def _lot(node: Node, faults: Faults) -> Any:
    lot = _built(WrittenLot, node, faults)
    if lot is MISSING:
        return MISSING
    column = lot.size.column if isinstance(lot.size, WrittenSize) else None
    if isinstance(lot.size, int) and lot.size < 1:
        faults.add(node.place, f"a lot of {lot.size} items is none")
    return {"lot": Lot(column=lot.column, size=lot.size if column is None else None, size_column=column)}


def _time_zone(node: Node, faults: Faults) -> Any:
    name = read(str, node, faults, _no_nesting)
    if name is MISSING:
        return MISSING
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, OSError):
        faults.add(node.place, f"{name!r} is no time zone", "write it as in Europe/Rome")
        return MISSING
    return {"time_zone": name}


def _per(node: Node, faults: Faults) -> Any:
    sets = sets_of(node, None, faults)
    return MISSING if sets is MISSING else {"per": sets}


def _texts(key: str, wanted: Any) -> Any:
    def take(node: Node, faults: Faults) -> Any:
        value = read(wanted, node, faults, _no_nesting)
        return MISSING if value is MISSING else {key: value}

    return take


def _format(node: Node, faults: Faults) -> Any:
    value = _built(Format, node, faults) if isinstance(node, MapNode) else MISSING
    if not isinstance(node, MapNode):
        faults.add(node.place, "format is keys with values", "as in format: {delimiter: ';', decimal: ','}")
    if value is MISSING:
        return MISSING
    for key, allowed in (("decimal", (".", ",")), ("until", ("blank",))):
        inner = node.get(key) if isinstance(node, MapNode) else None
        if isinstance(inner, ScalarNode) and inner.text not in allowed:
            faults.add(inner.place, f"{key} is {' or '.join(map(repr, allowed))}, not {inner.text!r}")
    for key in ("delimiter", "quote"):
        inner = node.get(key) if isinstance(node, MapNode) else None
        if isinstance(inner, ScalarNode) and len(inner.text) != 1:
            faults.add(inner.place, f"the {key} is one character, not {inner.text!r}", 'a tab is written "\\t"')
    if isinstance(node, MapNode) and value.decimal is not None and value.decimal == value.delimiter:
        faults.add(node.place, f"{value.decimal!r} cannot both separate fields and mark decimals")
    return {"format": value}


def _rejected(node: Node, faults: Faults) -> Any:
    value = _built(WrittenRejected, node, faults)
    return MISSING if value is MISSING else {"rejected_at_most": value.at_most}


_TAKE: Mapping[str, Any] = {
    "from": _from,
    "item": _item,
    "of": _of,
    "lot": _lot,
    "time": _texts("time", str),
    "time_zone": _time_zone,
    "per": _per,
    "expected": _texts("expected", Mapping[str, tuple[str, ...]]),
    "columns": _texts("columns", Mapping[str, str]),
    "format": _format,
    "rejected": _rejected,
}


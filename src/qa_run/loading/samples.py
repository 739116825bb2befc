"""The `samples:` section."""

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from qa_run.errors import Place
from qa_run.loading.core_keys import name_of, nothing_nested
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, build, read
from qa_run.loading.nodes import MapNode, Node, ScalarNode
from qa_run.loading.scalars import described
from qa_run.loading.strata import sets_of
from qa_run.loading.suggest import did_you_mean
from qa_run.model.samples import Format, Listed, Lot, LotList, Samples

KEYS = (
    "from", "item", "events", "of", "lot", "time", "time_zone", "per", "expected", "references", "columns", "format",
    "rejected",
)  # fmt: skip


@frozen(eq=False, repr=False)
class WrittenItem:
    """`item: {column: id, repeats: allowed}`"""

    column: str
    repeats: Literal["allowed"] | None = None


@frozen(eq=False, repr=False)
class WrittenOf:
    """`of: {from: kits.csv, key: kit_id}`"""

    from_: str = field(alias="from_")
    key: str


@frozen(eq=False, repr=False)
class WrittenSize:
    """`size: {column: lot_size}`, or the list that has the column: `{from: lots.csv, key: batch, column: made}`"""

    column: str
    from_: str | None = field(default=None, alias="from_")
    key: str | None = None


@frozen(eq=False, repr=False)
class WrittenLot:
    """`lot: {column: batch, size: 1200}`"""

    column: str
    size: int | WrittenSize | None = None


@frozen(eq=False, repr=False)
class WrittenRejected:
    """`rejected: {at_most: 3}`: how many lines that cannot be read are borne with."""

    at_most: int


def samples_of(node: Node | None, base: str, place: Place, faults: Faults) -> Samples | None:
    """The samples that `node` describes; None after faults."""
    if node is None:
        faults.lacks(place, "the samples are missing", "write samples: with from: and item:")
        return None
    if not isinstance(node, MapNode):
        faults.add(node.place, f"samples are keys with values, not {described(node)}", "such as from: and item:")
        return None
    before = len(faults.found)
    for entry in node.entries:
        if entry.key.text not in KEYS:
            hint = did_you_mean(entry.key.text, KEYS) or f"known: {', '.join(KEYS)}"
            faults.add(entry.key.place, f"unknown key {entry.key.text!r} in samples", hint, "unknown-key")
    values: dict[str, Any] = {"place": node.place, "base": base}
    for key, take in _TAKE.items():
        inner = node.get(key)
        if inner is not None:
            taken = take(inner, faults)
            if taken is not MISSING:
                values |= taken
    if node.get("from") is None:
        faults.lacks(node.place, "samples need a from:", "the file, or a pattern such as samples/*.csv")
    _check_expected(node, values, faults)
    _check_events(node, values, faults)
    return Samples(**values) if len(faults.found) == before else None


def _check_events(node: MapNode, values: Mapping[str, Any], faults: Faults) -> None:
    """An item without any event has no row, and would read as passed: what should be there has to be said."""
    events = node.entry("events")
    if events is None:
        return
    if node.get("item") is None:
        faults.add(events.key.place, "events belong to items, and the samples name none", "write item: under samples")
    if node.get("of") is None:
        hint = "write of: {from: orders.csv, key: order_id}, or of: rows where only what was recorded counts"
        faults.add(events.key.place, "an item without events has no row here, and nobody would miss it", hint)
    if values.get("repeats_allowed"):
        faults.add(events.key.place, "an item has many rows where rows are events: leave repeats out")


def _check_expected(node: MapNode, values: Mapping[str, Any], faults: Faults) -> None:
    """Values are expected of the columns of `per` and of the lots only: elsewhere nobody would miss them."""
    expected = node.get("expected")
    known = {name for names in values.get("per", ()) for name in names}
    known |= {values["lot"].column} if "lot" in values else set()
    if isinstance(expected, MapNode) and ("per" in values or node.get("per") is None):
        for entry in expected.entries:
            if entry.key.text not in known:
                hint = did_you_mean(entry.key.text, known) or "add it to per:"
                faults.add(
                    entry.key.place, f"{entry.key.text!r} is expected here, but samples.per does not name it", hint
                )


def _built(cls: Any, node: Node, faults: Faults) -> Any:
    before = len(faults.found)
    value = build(cls, node, faults, nothing_nested)
    names = ("column", "key", "from_")
    if value is not MISSING and any(not getattr(value, name, "x").strip() for name in names):
        faults.add(node.place, "nothing stands here where a name is due")
    return value if len(faults.found) == before else MISSING


def _from(node: Node, faults: Faults) -> Any:
    paths = read(tuple[str, ...], node, faults, nothing_nested)
    if paths is not MISSING and not (paths and all(path.strip() for path in paths)):
        faults.add(node.place, "nothing stands here where a file is due")
        return MISSING
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
    size, place = lot.size, node.place
    if isinstance(node, MapNode) and (written := node.get("size")) is not None:
        place = written.place
    if isinstance(size, int):
        if size < 1:
            faults.add(place, f"a lot of {size} items is none")
            return MISSING
        return {"lot": Lot(column=lot.column, size=size)}
    if size is None:
        return {"lot": Lot(column=lot.column)}
    if any(name is not None and not name.strip() for name in (size.column, size.from_, size.key)):
        faults.add(place, "nothing stands here where a name is due")
        return MISSING
    if (size.from_ is None) != (size.key is None):
        what = "the file" if size.from_ is None else "the column that names the lot in it"
        faults.add(place, f"a list of lots needs {what}", "as in size: {from: lots.csv, key: batch, column: made}")
        return MISSING
    if size.from_ is None or size.key is None:
        return {"lot": Lot(column=lot.column, size_column=size.column)}
    listed = LotList(place=place, path=size.from_, key=size.key, column=size.column)
    return {"lot": Lot(column=lot.column, sizes=listed)}


def _time(node: Node, faults: Faults) -> Any:
    name = name_of(node, "a column", faults)
    return MISSING if name is MISSING else {"time": name}


def _time_zone(node: Node, faults: Faults) -> Any:
    name = read(str, node, faults, nothing_nested)
    if name is MISSING:
        return MISSING
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        faults.add(node.place, f"{name!r} is no time zone", "write it as in Europe/Rome")
        return MISSING
    return {"time_zone": name}


def _per(node: Node, faults: Faults) -> Any:
    sets = sets_of(node, None, faults)
    return MISSING if sets is MISSING else {"per": sets}


def _texts(key: str, wanted: Any) -> Any:
    def take(node: Node, faults: Faults) -> Any:
        value = read(wanted, node, faults, nothing_nested)
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
    if value.header < 1:
        faults.add(node.place, f"header is the line of the headers, counted from 1, not {value.header}")
    for word in value.yes_no:
        if word not in ("true", "false"):
            faults.add(node.place, f"yes_no says what is written for true and for false, not for {word!r}")
    if isinstance(node, MapNode) and value.decimal is not None and value.decimal == value.delimiter:
        faults.add(node.place, f"{value.decimal!r} cannot both separate fields and mark decimals")
    return {"format": value}


def _rejected(node: Node, faults: Faults) -> Any:
    value = _built(WrittenRejected, node, faults)
    if value is not MISSING and value.at_most < 0:
        faults.add(node.place, f"at_most is a number of lines, not {value.at_most}")
        return MISSING
    return MISSING if value is MISSING else {"rejected_at_most": value.at_most}


def _events(node: Node, faults: Faults) -> Any:
    from qa_run.loading.references import events_of  # only logs of events pay for it

    return events_of(node, faults)


def _references(node: Node, faults: Faults) -> Any:
    from qa_run.loading.references import references_of  # only who looks items up pays for it

    return references_of(node, faults)


_TAKE: Mapping[str, Any] = {
    "from": _from,
    "item": _item,
    "of": _of,
    "lot": _lot,
    "time": _time,
    "time_zone": _time_zone,
    "per": _per,
    "expected": _texts("expected", Mapping[str, tuple[str, ...]]),
    "columns": _texts("columns", Mapping[str, str]),
    "format": _format,
    "rejected": _rejected,
    "events": _events,
    "references": _references,
}

"""What stands at the top of a procedure: which sections there are, its texts, its characteristics and their units."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from qa_run.loading import samples
from qa_run.loading.core_keys import name_of, nothing_nested
from qa_run.loading.criteria import Units
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, read
from qa_run.loading.nodes import MapNode, Node
from qa_run.loading.scalars import described
from qa_run.loading.suggest import did_you_mean
from qa_run.loading.unit_names import misspelt
from qa_run.loading.units import convert, is_unit

KEYS = (
    "procedure", "title", "revision", "effective", "owner", "product", "tags", "extends", "samples", "only", "exclude",
    "inspect", "accept", "observations", "characteristics", "called", "how", "because", "draft", "calendar",
)  # fmt: skip


def check_sections(root: MapNode, faults: Faults) -> None:
    """Refuse what is no section, and a procedure without a name."""
    for entry in root.entries:
        if entry.key.text not in KEYS:
            name = entry.key.text
            hint = f"write {name}: under samples" if name in samples.KEYS else did_you_mean(name, KEYS)
            faults.add(entry.key.place, f"unknown section {name!r}", hint or f"known: {', '.join(KEYS)}", "unknown-key")
    if root.get("procedure") is None:
        faults.lacks(root.place, "the name of the procedure is missing", "write procedure: and a short name")


def texts_of(root: MapNode, faults: Faults) -> dict[str, str]:
    """The texts that are written, by their keys."""
    values: dict[str, str] = {}
    for key in ("procedure", "title", "revision", "effective", "owner", "product", "because"):
        node = root.get(key)
        if node is not None:
            name = key == "procedure"
            value = name_of(node, "a name", faults) if name else read(str, node, faults, nothing_nested)
            if key == "effective" and value is not MISSING and not _is_date(value):
                faults.add(node.place, f"{value!r} is no date", "write it as in 2026-03-01")
            if name and value is not MISSING and "::" in value:
                faults.add(node.place, "'::' separates the parts of a node id and cannot stand in a name")
            if value is not MISSING:
                values[key] = value
    return values


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def characteristics_of(root: MapNode, faults: Faults) -> dict[str, MapNode]:
    """What is written of each characteristic, by its name."""
    node = root.get("characteristics")
    hint = "name at least one with what it requires"
    if node is None:
        faults.lacks(root.place, "the characteristics are missing", hint)
        return {}
    if not isinstance(node, MapNode) or not node.entries:
        faults.add(node.place, f"characteristics are names with what they require, not {described(node)}", hint)
        return {}
    found: dict[str, MapNode] = {}
    for entry in node.entries:
        if isinstance(entry.value, MapNode):
            found.setdefault(entry.key.text, entry.value)
        else:
            faults.add(entry.value.place, f"{entry.key.text!r} is keys with values", "as in {lower: 75, class: major}")
        if not entry.key.text.strip() or "::" in entry.key.text or entry.key.text.startswith("@"):
            faults.add(entry.key.place, f"{entry.key.text!r} cannot be the name of a characteristic")
    return found


def units_of(name: str, node: MapNode, faults: Faults) -> Units:
    """The column and the units of the characteristic `name`."""
    values: dict[str, str] = {}
    for key in ("unit", "recorded_in", "column"):
        inner = node.get(key)
        value = name_of(inner, f"the {key}", faults) if inner is not None else MISSING
        if value is not MISSING:
            values[key] = value
    recorded = node.entry("recorded_in")
    if recorded and "unit" not in values:
        faults.add(recorded.key.place, "recorded_in needs a unit beside it, which the limits are written in")
        values.pop("recorded_in", None)
    elif recorded and "recorded_in" in values:
        try:
            convert(Decimal(1), values["unit"], values["recorded_in"], difference=False)
        except ValueError as error:
            faults.add(recorded.value.place, str(error))
            del values["recorded_in"]
    unit = node.entry("unit")
    if unit and not recorded and (meant := misspelt(values.get("unit", ""), is_unit)):
        own = {word for words in called_of(node.get("called"), Faults()).values() for word in words}
        if values["unit"] not in own:
            hint = (
                f"did you mean '{meant}'? one of your own goes under called:, as in called: {{en: [{values['unit']}]}}"
            )
            faults.add(unit.value.place, f"no unit is called {values['unit']!r}", hint)
    return Units(values.get("unit", ""), values.get("recorded_in", ""), values.get("column", name))


def called_of(node: Node | None, faults: Faults) -> Mapping[str, tuple[str, ...]]:
    """What items, or a unit, are called in each language, in all forms."""
    if node is None:
        return {}
    value = read(Mapping[str, tuple[str, ...]], node, faults, nothing_nested)
    return {} if value is MISSING else value

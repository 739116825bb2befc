"""From a document to a procedure."""

from collections.abc import Mapping
from typing import Any

from qa_run.errors import Place
from qa_run.host import Host
from qa_run.loading.criteria import Criteria, Units
from qa_run.loading.faults import Faults
from qa_run.loading.fields import MISSING, read
from qa_run.loading.nodes import ListNode, MapNode, Node, ScalarNode
from qa_run.loading.requirements import requirements_of
from qa_run.loading.samples import samples_of
from qa_run.loading.suggest import did_you_mean
from qa_run.model.procedure import Override, Procedure, Requirement

KEYS = (
    "procedure", "title", "revision", "effective", "owner", "product", "extends", "samples", "only", "inspect",
    "characteristics", "called", "how", "because",
)  # fmt: skip
_LATER = {
    "observations": "observations are not part of this version yet",
    "accept": "sampling plans for a whole procedure are not part of this version yet",
    "references": "references belong into samples",
}


def procedure_of(
    root: MapNode,
    shown: str,
    base: str,
    host: Host,
    faults: Faults,
    sha256: str = "",
    extends: tuple[str, ...] = (),
    overrides: tuple[Override, ...] = (),
) -> Procedure | None:
    """The procedure that `root` describes; None after faults. `base` is the folder that its paths start from."""
    before = len(faults.found)
    start = root.place
    for entry in root.entries:
        if entry.key.text not in KEYS:
            hint = _LATER.get(entry.key.text) or did_you_mean(entry.key.text, KEYS) or f"known: {', '.join(KEYS)}"
            faults.add(entry.key.place, f"unknown section {entry.key.text!r}", hint)
    texts = _texts(root, faults)
    if "procedure" not in texts and root.get("procedure") is None:
        faults.add(start, "the name of the procedure is missing", "write procedure: and a short name")
    samples = samples_of(root.get("samples"), base, start, faults)
    nodes = _characteristics(root, start, faults)
    criteria = Criteria(host, {name: _units(name, node, faults) for name, node in nodes.items()})
    only = root.get("only")
    cut = criteria.when(only, faults) if only is not None else None
    per = samples.per if samples else ()
    found: list[Requirement] = []
    for name, node in nodes.items():
        own = Faults()
        found += requirements_of(name, node, criteria, per, own)
        faults.found += own.found
    at_least = _inspect(root.get("inspect"), faults)
    if samples is None or len(faults.found) > before:
        return None
    return Procedure(
        name=texts["procedure"],
        path=shown,
        place=start,
        samples=samples,
        requirements=tuple(_with_least(requirement, at_least) for requirement in found),
        **{key: texts.get(key, "") for key in ("title", "revision", "effective", "owner", "product")},
        sha256=sha256,
        extends=extends,
        overrides=overrides,
        only=cut,
        called=_called(root.get("called"), faults),
        how=_how(root.get("how"), faults),
    )


def _nothing_nested(node: Node, faults: Faults) -> Any:
    faults.add(node.place, "a criterion cannot stand here")
    return MISSING


def _texts(root: MapNode, faults: Faults) -> dict[str, str]:
    values: dict[str, str] = {}
    for key in ("procedure", "title", "revision", "effective", "owner", "product", "because"):
        node = root.get(key)
        if node is not None:
            value = read(str, node, faults, _nothing_nested)
            if value is not MISSING:
                values[key] = value
    return values


def _characteristics(root: MapNode, start: Place, faults: Faults) -> dict[str, MapNode]:
    node = root.get("characteristics")
    if not isinstance(node, MapNode) or not node.entries:
        faults.add(node.place if node else start, "no characteristics stand here", "name at least one with what it requires")
        return {}
    found: dict[str, MapNode] = {}
    for entry in node.entries:
        if isinstance(entry.value, MapNode):
            found[entry.key.text] = entry.value
        else:
            faults.add(entry.value.place, f"{entry.key.text!r} is keys with values", "as in {lower: 75, class: major}")
        if not entry.key.text.strip() or "::" in entry.key.text or entry.key.text.startswith("@"):
            faults.add(entry.key.place, f"{entry.key.text!r} cannot be the name of a characteristic")
    return found


def _units(name: str, node: MapNode, faults: Faults) -> Units:
    values: dict[str, str] = {}
    for key in ("unit", "recorded_in", "column"):
        inner = node.get(key)
        value = read(str, inner, faults, _nothing_nested) if inner is not None else MISSING
        if value is not MISSING:
            values[key] = value
    recorded = node.entry("recorded_in")
    if recorded and "unit" not in values:
        faults.add(recorded.key.place, "recorded_in needs a unit beside it, which the limits are written in")
    return Units(values.get("unit", ""), values.get("recorded_in", ""), values.get("column", name))


def _inspect(node: Node | None, faults: Faults) -> int:
    if node is None:
        return 0
    inner = node.get("at_least") if isinstance(node, MapNode) and len(node.entries) == 1 else None
    if isinstance(inner, ScalarNode) and isinstance(inner.value, int) and inner.value >= 1:
        return inner.value
    faults.add(node.place, "inspect says how many items it takes", "write inspect: {at_least: 20}")
    return 0


def _with_least(requirement: Requirement, at_least: int) -> Requirement:
    from attrs import evolve

    return requirement if requirement.at_least or not at_least else evolve(requirement, at_least=at_least)


def _called(node: Node | None, faults: Faults) -> Mapping[str, tuple[str, ...]]:
    if node is None:
        return {}
    value = read(Mapping[str, tuple[str, ...]], node, faults, _nothing_nested)
    return {} if value is MISSING else value


def _how(node: Node | None, faults: Faults) -> tuple[str, ...]:
    if node is None:
        return ()
    if not isinstance(node, ListNode):
        faults.add(node.place, "how is a list of work steps, in their order")
        return ()
    value = read(tuple[str, ...], node, faults, _nothing_nested)
    return () if value is MISSING else value

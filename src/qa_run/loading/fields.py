"""From what stands in a procedure to the fields of a frozen class, by the types that its fields have.

A type is known to the host by its entry in `scalars.TYPES`, or says itself how it is `written_as`; fields may also be
classes, lists, maps, other criteria and unions of these. A ValueError while a value or a class is built becomes a fault
at the node.
"""

from collections.abc import Callable, Collection, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from attrs import NOTHING, Attribute, fields, has, resolve_types

from qa_run.errors import Place, PluginError
from qa_run.loading.faults import Faults
from qa_run.loading.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from qa_run.loading.scalars import Schema, described, is_known, is_scalar, is_text, meant, value_of
from qa_run.loading.suggest import did_you_mean
from qa_run.model.columns import Column
from qa_run.model.conditions import Where
from qa_run.model.values import Nested

__all__ = [
    "MISSING",
    "NestedBuilder",
    "Schema",
    "build",
    "is_scalar",
    "keys_of",
    "options_of",
    "read",
    "short_key",
    "split_decimal",
    "typed_fields",
]


NestedBuilder = Callable[[Node, Faults], Any]
MISSING: Any = NOTHING
#: What marks a field that the host fills, and no procedure writes.
_GIVEN = frozenset({"qa_run.neighbour", "qa_run.procedure", "qa_run.events", "qa_run.own"})


@cache
def typed_fields(cls: Any) -> tuple["Attribute[Any]", ...]:
    """The fields of `cls` that a procedure writes, with their annotations resolved."""
    if any(isinstance(attribute.type, str) for attribute in fields(cls)):
        resolve_types(cls)
    return tuple(each for each in fields(cls) if each.init and not each.metadata.keys() & _GIVEN)


@cache
def keys_of(cls: Any) -> tuple[tuple[str, "Attribute[Any]", tuple[str, ...]], ...]:
    """The keys that `cls` takes: each with its field and the names of the inline fields on the way to it."""
    found: list[tuple[str, Attribute[Any], tuple[str, ...]]] = []
    for attribute in typed_fields(cls):
        if attribute.metadata.get("qa_run.inline"):
            inner: Any = attribute.type
            found += [(key, leaf, (attribute.name, *way)) for key, leaf, way in keys_of(inner)]
        else:
            found.append((attribute.name.rstrip("_"), attribute, ()))
    return tuple(found)


def short_key(cls: Any) -> str | None:
    """The key that a bare value goes to: the one marked `short`, else the only required one."""
    keys = keys_of(cls)
    marked = [key for key, attribute, _ in keys if attribute.metadata.get("qa_run.short")]
    needed = [key for key, attribute, _ in keys if attribute.default is NOTHING]
    return marked[0] if marked else needed[0] if len(needed) == 1 else None


def by_name_key(cls: Any) -> str | None:
    """The key of the map whose own keys may stand in its place, beside the others."""
    return next((key for key, attribute, _ in keys_of(cls) if attribute.metadata.get("qa_run.by_name")), None)


def options_of(wanted: Any) -> tuple[Any, ...]:
    """The types that a union allows, None apart: what may be left out is not written as nothing."""
    if get_origin(wanted) in (Union, UnionType):
        return tuple(option for option in get_args(wanted) if option is not NoneType)
    return (wanted,)


def build(cls: Any, node: Node, faults: Faults, nested: NestedBuilder, known: tuple[str, ...] = ()) -> Any:
    """An instance of `cls` from `node`, or MISSING after faults; `known` are keys that belong to somebody else."""
    names = {key: attribute for key, attribute, _ in keys_of(cls)}
    if not names and isinstance(node, MapNode) and not node.entries:
        return _bare(cls, node, faults)
    if not isinstance(node, MapNode) or _is_where(cls, names, node):
        key = short_key(cls)
        if key is None:
            return _bare(cls, node, faults)
        value = read(names[key].type, node, faults, nested)
        if value == ():
            faults.add(node.place, "the list is empty")
            return MISSING
        needed = [name for name, attribute in names.items() if attribute.default is NOTHING and name != key]
        for name in needed:
            faults.add(node.place, f"the key {name!r} is missing here", f"write {{{key}: …, {name}: …}}")
        return MISSING if value is MISSING or needed else _made(cls, {key: value}, node, faults)
    node = _gathered(cls, node, {*names, *known})
    values: dict[str, Any] = {}
    broken = False
    for entry in node.entries:
        key = entry.key.text
        if key in values:  # a doubled key, which the reader of the file has told
            continue
        if key in names:
            open_ = bool(names[key].metadata.get("qa_run.open"))
            values[key] = read(names[key].type, entry.value, faults, nested, open_)
            broken = broken or values[key] is MISSING
        elif key not in known:
            hint = split_decimal(node, key) or did_you_mean(key, names) or f"known: {', '.join(names) or 'none'}"
            faults.add(entry.key.place, f"unknown key {key!r}", hint, "unknown-key")
            broken = True
    for key, attribute in names.items():
        if attribute.default is NOTHING and key not in values:
            faults.add(node.place, f"the key {key!r} is missing here", "", "missing")
            broken = True
        elif values.get(key) == () and (attribute.default is NOTHING or key == short_key(cls)):
            faults.add(_value_place(node, key), f"the list {key!r} is empty")
            broken = True
    return MISSING if broken else _made(cls, values, node, faults)


def _gathered(cls: Any, node: MapNode, names: Collection[str]) -> MapNode:
    """`node` with the keys that are not in `names` under the key of the map that they belong to."""
    key = by_name_key(cls)
    others = tuple(entry for entry in node.entries if entry.key.text not in names)
    if key is None or not others or node.get(key) is not None:
        return node
    first = others[0].key
    head = ScalarNode(place=first.place, value=key, text=key, quoted=True)
    kept = tuple(entry for entry in node.entries if entry.key.text in names)
    return MapNode((*kept, Entry(head, MapNode(others, first.place))), node.place)


def _is_where(cls: Any, names: Mapping[str, "Attribute[Any]"], node: MapNode) -> bool:
    """Whether keys stand for conditions on rows, as in `count: {activity: mail}`, and not for fields of the class."""
    key = short_key(cls)
    if key is None or Where not in options_of(names[key].type):
        return False
    return bool(node.keys()) and not set(node.keys()) & set(names)


def _value_place(node: MapNode, key: str) -> Place:
    value = node.get(key)
    return value.place if value else node.place


def split_decimal(node: MapNode, key: str) -> str:
    """What to write where braces took a decimal comma for the end of a value: `{lower: 80,5}`."""
    names = node.keys()
    before = node.entries[names.index(key) - 1].value if names.index(key) else None
    if not key.isdigit() or not isinstance(before, ScalarNode) or isinstance(before.value, str | bool | None):
        return ""
    return f"write {before.text}.{key}"


def _bare(cls: Any, node: Node, faults: Faults) -> Any:
    keys = [key for key, _, _ in keys_of(cls)]
    needed = any(attribute.default is NOTHING for _, attribute, _ in keys_of(cls))
    if isinstance(node, ScalarNode) and node.value is True and not needed:
        return _made(cls, {}, node, faults)
    if keys:
        faults.add(node.place, f"{described(node)} stands here where keys were expected: {', '.join(keys)}")
    else:
        faults.add(node.place, f"only true can stand here, not {described(node)}", _opposite(cls, node))
    return MISSING


def _opposite(cls: type, node: Node) -> str:
    name = getattr(cls, "opposite", "")
    return f"write {name}: true" if name and isinstance(node, ScalarNode) and node.value is False else ""


def _made(cls: type, values: Mapping[str, Any], node: Node, faults: Faults) -> Any:
    """The instance; what its class refuses is a fault at the key that the message begins with, or at the node."""
    try:
        return _assembled(cls, values)
    except ValueError as error:
        place = node.place
        if isinstance(node, MapNode):
            named = [entry for entry in node.entries if str(error).startswith(f"{entry.key.text} ")]
            place = named[0].value.place if named else place
        faults.add(place, " ".join(str(error).split()) or f"{cls.__name__} refuses this")
        return MISSING


def _assembled(cls: Any, values: Mapping[str, Any]) -> Any:
    arguments: dict[str, Any] = {}
    for attribute in typed_fields(cls):
        key = attribute.name.rstrip("_")
        if attribute.metadata.get("qa_run.inline"):
            inner: Any = attribute.type
            own = {name: values[name] for name, _, _ in keys_of(inner) if name in values}
            arguments[attribute.alias or attribute.name] = _assembled(inner, own)
        elif key in values:
            arguments[attribute.alias or attribute.name] = values[key]
    return cls(**arguments)


def read(wanted: Any, node: Node, faults: Faults, nested: NestedBuilder, open_: bool = False) -> Any:
    """The value of type `wanted` that `node` stands for, or MISSING after a fault. With `open_`, names where events are
    meant may be those of something else."""
    options = options_of(wanted)
    if Nested in options:
        return nested(node, faults)
    if Where in options:
        if not hasattr(nested, "where"):
            faults.add(node.place, "conditions on rows cannot stand here")
            return MISSING
        return nested.where(node, faults, open_)
    several = [option for option in options if get_origin(option) is tuple]
    maps = [option for option in options if get_origin(option) in (dict, Mapping)]
    single = tuple(option for option in options if is_known(option))
    classes = [option for option in options if not is_scalar(option) and isinstance(option, type) and has(option)]
    if len(several) + len(maps) + len(single) + len(classes) < len(options):
        raise PluginError(f"a field has the type {wanted}, which no value of a procedure can be read as")
    if isinstance(node, MapNode) and (maps or classes):
        return _mapping(maps[0], node, faults, nested) if maps else build(classes[0], node, faults, nested)
    if several and (isinstance(node, ListNode) or not single):
        return _several(get_args(several[0])[0], node, faults, nested)
    if single:
        return _scalar(single, node, faults)
    return build(classes[0], node, faults, nested) if classes else _mapping(maps[0], node, faults, nested)


def _several(wanted: Any, node: Node, faults: Faults, nested: NestedBuilder) -> Any:
    takes_maps = any(not is_known(option) for option in options_of(wanted))
    nodes = node.items if isinstance(node, ListNode) else (node,)
    if isinstance(node, MapNode) and not takes_maps:
        faults.add(node.place, f"a list is due here, not {described(node)}")
        return MISSING
    values = [read(wanted, item, faults, nested) for item in nodes]
    return MISSING if any(value is MISSING for value in values) else tuple(values)


def _mapping(wanted: Any, node: Node, faults: Faults, nested: NestedBuilder) -> Any:
    if not isinstance(node, MapNode):
        faults.add(node.place, f"keys with values are due here, not {described(node)}")
        return MISSING
    values = {entry.key.text: read(get_args(wanted)[1], entry.value, faults, nested) for entry in node.entries}
    return MISSING if any(value is MISSING for value in values.values()) else values


def _scalar(options: tuple[Any, ...], node: Node, faults: Faults) -> Any:
    if isinstance(node, MapNode) and Column in options and node.keys() == ("column",):
        node, options = node.entries[0].value, (Column,)
    if isinstance(node, MapNode):
        faults.add(node.place, f"a single value is due here, not {described(node)}")
        return MISSING
    reasons: list[str] = []
    for option in sorted(meant(options, node), key=is_text):  # a text would take whatever stands there
        try:
            return value_of(option, node)
        except ValueError as error:
            reasons.append(str(error))
    faults.add(node.place, "; or ".join(dict.fromkeys(reasons)))
    return MISSING

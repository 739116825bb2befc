"""From what stands in a procedure to the fields of a frozen class, by the types that its fields have.

A type is known to the host by its entry in `TYPES`: how its JSON Schema looks and how a node becomes a value. A
ValueError while a value or a class is built becomes a fault at the node.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from attrs import NOTHING, Attribute, fields, has, resolve_types

from qa_run.loading.faults import Faults
from qa_run.loading.nodes import ListNode, MapNode, Node, ScalarNode
from qa_run.loading.suggest import did_you_mean
from qa_run.model.values import Column, Difference, Duration, Nested, Pattern, Quantity, Share, Tolerance, Value

Schema = dict[str, Any]


NestedBuilder = Callable[[Node, Faults], Any]
MISSING: Any = NOTHING


def _whole(written: object) -> int:
    if isinstance(written, bool) or not isinstance(written, int):
        raise ValueError(f"{_show(written)} is not a whole number")
    return written


def _decimal(written: object) -> Decimal:
    if isinstance(written, bool) or not isinstance(written, int | Decimal):
        raise ValueError(f"{_show(written)} is not a number" + _comma(written))
    return Decimal(written)


def _yes(written: object) -> bool:
    if not isinstance(written, bool):
        raise ValueError(f"{_show(written)} is neither true nor false")
    return written


def _show(written: object) -> str:
    if isinstance(written, bool):
        return "true" if written else "false"
    return "nothing" if written is None else repr(written) if isinstance(written, str) else str(written)


def _comma(written: object) -> str:
    text = str(written)
    parts = text.split(",")
    return f"; write {text.replace(',', '.')}" if len(parts) == 2 and "".join(parts).isdigit() else ""


def _text(node: ScalarNode) -> str:
    return node.text.strip() if not node.quoted else node.text


_NUMBER_OR_TEXT: Schema = {"type": ["number", "string"]}
TYPES: Mapping[Any, tuple[Schema, Callable[[Any], Any]]] = {
    int: ({"type": "integer"}, _whole),
    float: ({"type": "number"}, lambda written: float(_decimal(written))),
    Decimal: ({"type": "number"}, _decimal),
    bool: ({"type": "boolean"}, _yes),
    Quantity: (_NUMBER_OR_TEXT, Quantity.parse),
    Difference: (_NUMBER_OR_TEXT, Difference.parse),
    Duration: ({"type": "string", "examples": ["10 min"]}, Duration.parse),
    Tolerance: ({"anyOf": [_NUMBER_OR_TEXT, {"type": "array", "items": _NUMBER_OR_TEXT, "minItems": 2, "maxItems": 2}]}, Tolerance.parse),
    Share: ({"type": "string", "pattern": "%|percent", "examples": ["1 %"]}, Share.parse),
    Pattern: ({"type": "string", "format": "regex"}, Pattern.parse),
    Value: ({"type": ["number", "string", "boolean"]}, Value.parse),
    Column: ({"type": "string", "minLength": 1}, Column.parse),
}


@cache
def typed_fields(cls: type) -> tuple["Attribute[Any]", ...]:
    """The fields of `cls` with their annotations resolved."""
    if any(isinstance(attribute.type, str) for attribute in fields(cls)):
        resolve_types(cls)
    return tuple(fields(cls))


@cache
def keys_of(cls: type) -> tuple[tuple[str, "Attribute[Any]", tuple[str, ...]], ...]:
    """The keys that `cls` takes: each with its field and the names of the inline fields on the way to it."""
    found: list[tuple[str, Attribute[Any], tuple[str, ...]]] = []
    for attribute in typed_fields(cls):
        if attribute.metadata.get("qa_run.inline"):
            inner = attribute.type
            assert inner is not None
            found += [(key, leaf, (attribute.name, *way)) for key, leaf, way in keys_of(inner)]
        else:
            found.append((attribute.name.rstrip("_"), attribute, ()))
    return tuple(found)


def short_key(cls: type) -> str | None:
    """The key that a bare value goes to: the one marked `short`, else the only required one."""
    keys = keys_of(cls)
    marked = [key for key, attribute, _ in keys if attribute.metadata.get("qa_run.short")]
    needed = [key for key, attribute, _ in keys if attribute.default is NOTHING]
    return marked[0] if marked else needed[0] if len(needed) == 1 else None


def build(cls: type, node: Node, faults: Faults, nested: NestedBuilder, known: tuple[str, ...] = ()) -> Any:
    """An instance of `cls` from `node`, or MISSING after faults; `known` are keys that belong to somebody else."""
    keys = keys_of(cls)
    if not isinstance(node, MapNode):
        key = short_key(cls)
        if key is None:
            return _bare(cls, node, faults)
        attribute = next(attribute for name, attribute, _ in keys if name == key)
        value = read(attribute.type, node, faults, nested)
        if value == ():
            faults.add(node.place, "the list is empty")
            return MISSING
        return MISSING if value is MISSING else _made(cls, {key: value}, node, faults)
    values: dict[str, Any] = {}
    broken = False
    names = {key: attribute for key, attribute, _ in keys}
    for entry in node.entries:
        if entry.key.text in names:
            values[entry.key.text] = read(names[entry.key.text].type, entry.value, faults, nested)
            broken = broken or values[entry.key.text] is MISSING
        elif entry.key.text not in known:
            hint = did_you_mean(entry.key.text, names) or f"known: {', '.join(names) or 'none'}"
            faults.add(entry.key.place, f"unknown key {entry.key.text!r}", hint)
            broken = True
    for key, attribute in names.items():
        if attribute.default is NOTHING and values.get(key) == ():
            faults.add(node.place, f"the list {key!r} is empty")
            broken = True
        if attribute.default is NOTHING and key not in values:
            faults.add(node.place, f"the key {key!r} is missing here")
            broken = True
    return MISSING if broken else _made(cls, values, node, faults)


def _bare(cls: type, node: Node, faults: Faults) -> Any:
    keys = [key for key, _, _ in keys_of(cls)]
    if not isinstance(node, ScalarNode) or node.value is not True:
        if keys:
            faults.add(node.place, f"{_described(node)} stands here where keys were expected: {', '.join(keys)}")
        else:
            faults.add(node.place, f"only true can stand here, not {_described(node)}", _opposite(cls, node))
        return MISSING
    return _made(cls, {}, node, faults)


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
        faults.add(place, str(error))
        return MISSING


def _assembled(cls: type, values: Mapping[str, Any]) -> Any:
    arguments: dict[str, Any] = {}
    for attribute in typed_fields(cls):
        key = attribute.name.rstrip("_")
        if attribute.metadata.get("qa_run.inline"):
            inner = attribute.type
            assert inner is not None
            own = {name: values[name] for name, _, _ in keys_of(inner) if name in values}
            arguments[attribute.alias or attribute.name] = _assembled(inner, own)
        elif key in values:
            arguments[attribute.alias or attribute.name] = values[key]
    return cls(**arguments)


def read(wanted: Any, node: Node, faults: Faults, nested: NestedBuilder) -> Any:
    """The value of type `wanted` that `node` stands for, or MISSING after a fault."""
    options = _options(wanted)
    origin = get_origin(options[0])
    if len(options) == 1 and origin is tuple:
        return _several(get_args(options[0])[0], node, faults, nested)
    if len(options) == 1 and origin in (dict, Mapping):
        return _mapping(get_args(options[0])[1], node, faults, nested)
    if len(options) == 1 and options[0] is Nested:
        return nested(node, faults)
    classes = [option for option in options if isinstance(option, type) and has(option) and option not in TYPES]
    if classes and (isinstance(node, MapNode) or len(options) == 1):
        return build(classes[0], node, faults, nested)
    return _scalar(options, node, faults)


def _options(wanted: Any) -> tuple[Any, ...]:
    if get_origin(wanted) in (Union, UnionType):
        return tuple(option for option in get_args(wanted) if option is not NoneType)
    return (wanted,)


def _several(wanted: Any, node: Node, faults: Faults, nested: NestedBuilder) -> Any:
    nodes = node.items if isinstance(node, ListNode) else (node,)
    if isinstance(node, MapNode):
        faults.add(node.place, f"a list is due here, not {_described(node)}")
        return MISSING
    values = [read(wanted, item, faults, nested) for item in nodes]
    return MISSING if any(value is MISSING for value in values) else tuple(values)


def _mapping(wanted: Any, node: Node, faults: Faults, nested: NestedBuilder) -> Any:
    if not isinstance(node, MapNode):
        faults.add(node.place, f"keys with values are due here, not {_described(node)}")
        return MISSING
    values = {entry.key.text: read(wanted, entry.value, faults, nested) for entry in node.entries}
    return MISSING if any(value is MISSING for value in values.values()) else values


def _scalar(options: tuple[Any, ...], node: Node, faults: Faults) -> Any:
    wants_list = Tolerance in options and isinstance(node, ListNode)
    if not isinstance(node, ScalarNode) and not wants_list:
        faults.add(node.place, f"a single value is due here, not {_described(node)}")
        return MISSING
    reasons: list[str] = []
    for option in options:
        try:
            return _one(option, node)
        except ValueError as error:
            reasons.append(str(error))
    faults.add(node.place, min(reasons, key=len) if len(reasons) == 1 else _merged(reasons))
    return MISSING


def _merged(reasons: list[str]) -> str:
    return "; or ".join(dict.fromkeys(reasons))


def _one(option: Any, node: Node) -> Any:
    if option is Tolerance:
        parts = [part.value for part in node.items if isinstance(part, ScalarNode)] if isinstance(node, ListNode) else None
        return Tolerance.parse(node.value if isinstance(node, ScalarNode) else parts)
    assert isinstance(node, ScalarNode)
    if option is str:
        if node.value is None and not node.quoted:
            raise ValueError("nothing stands here where a text is due")
        return _text(node)
    if get_origin(option) is Literal:
        allowed = get_args(option)
        if node.text in allowed:
            return node.text
        hint = did_you_mean(node.text, [str(word) for word in allowed])
        raise ValueError(f"{node.text!r} is none of {', '.join(map(str, allowed))}" + (f" ({hint})" if hint else ""))
    if option is Column:
        return Column.parse(_text(node))
    return TYPES[option][1](node.value)


def _described(node: Node) -> str:
    if isinstance(node, MapNode):
        return "keys with values"
    return "a list" if isinstance(node, ListNode) else _show(node.value)

"""The JSON Schema of a class by the types of its fields: what `fields.build` takes, told to an editor."""

from collections.abc import Mapping
from inspect import cleandoc
from typing import Any, get_args, get_origin

from attrs import NOTHING

from qa_run.loading.fields import by_name_key, keys_of, options_of, short_key
from qa_run.loading.scalars import TYPES, Schema, is_known, show
from qa_run.model.conditions import Where
from qa_run.model.values import Nested

NESTED: Schema = {"$ref": "#/$defs/criterion"}
ROWS: Schema = {"$ref": "#/$defs/rows"}


def type_schema(wanted: Any) -> Schema:
    """The schema of what `fields.read` reads as this type."""
    found: list[Schema] = []
    options = options_of(wanted)
    for option in options:
        alone = len(options) == 1 or is_known(option) or get_origin(option) is not None
        schema = _one(option) if alone or option in (Nested, Where) else _whole(option)
        if schema not in found:
            found.append(schema)
    return found[0] if len(found) == 1 else {"anyOf": found}


def _one(option: Any) -> Schema:
    if option is Nested:
        return NESTED
    if option is Where:
        return ROWS
    if option in TYPES:
        return dict(TYPES[option][0])
    origin = get_origin(option)
    if origin is tuple:
        item = type_schema(get_args(option)[0])
        return {"anyOf": [{"type": "array", "items": item}, item]}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": type_schema(get_args(option)[1])}
    if get_args(option):
        words = [show(word) if isinstance(word, bool) else word for word in get_args(option)]
        return {"enum": [*words, *(word for word in get_args(option) if isinstance(word, bool))]}
    return class_schema(option)


def key_schemas(cls: type) -> dict[str, Schema]:
    """The keys of a class, each with its schema, its default and what its field says of itself."""
    found: dict[str, Schema] = {}
    for key, attribute, _ in keys_of(cls):
        schema = type_schema(attribute.type)
        if "$ref" in schema:
            schema = {"allOf": [schema]} if attribute.metadata.get("description") else schema
        if description := attribute.metadata.get("description"):
            schema["description"] = description
        if isinstance(attribute.default, bool | int | str) and attribute.default != "":
            schema = {**schema, "default": attribute.default}
        found[key] = schema
    return found


def class_schema(cls: type) -> Schema:
    """The schema of the value that a class is built from: its keys, and the short form where it has one."""
    whole, short = _whole(cls), short_key(cls)
    if not whole["properties"]:
        return {"const": True}
    if short is None:
        return whole if "required" in whole else {"anyOf": [{"const": True}, whole]}
    value = whole["properties"][short]
    if value == ROWS:
        return {"anyOf": [value, whole]}
    return {"anyOf": [{"not": {"type": "object"}, **value} if "type" not in value else value, whole]}


def _whole(cls: type) -> Schema:
    others: Schema | bool = False
    for key, field, _ in keys_of(cls):
        if key == by_name_key(cls):
            value = type_schema(get_args(field.type)[1])
            others = {"anyOf": [value, {"type": "null"}]} if getattr(cls, "laid_over", False) else value
    whole: Schema = {"type": "object", "properties": key_schemas(cls), "additionalProperties": others}
    needed = [key for key, attribute, _ in keys_of(cls) if attribute.default is NOTHING]
    return {**whole, "required": needed} if needed else whole


def described(cls: type, name: str, schema: Schema) -> Schema:
    """The schema under its name, with the docstring of the class as its description."""
    return {"title": name, "description": cleandoc(cls.__doc__ or name), **schema}

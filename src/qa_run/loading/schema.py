"""The JSON Schema of a procedure, composed from the core keys and from what the installed plugins offer."""

from collections.abc import Mapping
from typing import Any

from qa_run.host import Host, Offer, Offers
from qa_run.loading.core_keys import OF_CASE
from qa_run.loading.core_schemas import CHARACTERISTIC, PROCEDURE, REQUIREMENT, SAMPLES
from qa_run.loading.field_schemas import class_schema, described, key_schemas
from qa_run.loading.references import WrittenEvents, WrittenReference
from qa_run.loading.samples import WrittenItem, WrittenLot, WrittenOf, WrittenRejected
from qa_run.loading.scalars import TEXT, Schema
from qa_run.model.procedure import Shape
from qa_run.model.samples import Format
from qa_run.offers import shape_of

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_WRITTEN = {
    "item": WrittenItem, "of": WrittenOf, "lot": WrittenLot, "format": Format, "rejected": WrittenRejected,
    "events": WrittenEvents,
}  # fmt: skip


def procedure_schema(host: Host) -> Schema:
    """The schema for editors: closed, with what each key means, and looser where a file extends others."""
    complete = complete_schema(host)
    definitions = complete["$defs"]
    loose = {f"overriding_{name}": _loosened(schema) for name, schema in definitions.items()}
    return {
        "$schema": DRAFT,
        "title": "Procedure of qa-run",
        "description": "What must hold for a product or service, and where its recorded items are.",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/$defs/overriding_procedure"},
        "else": {"$ref": "#/$defs/procedure"},
        "$defs": {**definitions, **loose},
    }


def complete_schema(host: Host) -> Schema:
    """The schema of a procedure that stands alone, or that has been laid over its bases."""
    criteria, rules = _sorted(host.criteria), _sorted(host.acceptance)
    items = [offer for offer in criteria if shape_of(offer.what) is Shape.ITEM]
    whole = _properties(host.criteria, criteria, "criteria")
    single = _properties(host.criteria, items, "criteria")
    return {
        "$schema": DRAFT,
        "$ref": "#/$defs/procedure",
        "$defs": {
            "procedure": _closed(PROCEDURE, required=["procedure", "samples", "characteristics"]),
            "samples": _closed(_samples(), required=["from"]),
            "characteristic": _closed({**CHARACTERISTIC, **REQUIREMENT}, whole, minProperties=1),
            "requirement": _closed(REQUIREMENT, whole, minProperties=1),
            "case": _closed({key: REQUIREMENT[key] for key in OF_CASE}, whole, required=["id", "when"]),
            "accept": _closed({}, _properties(host.acceptance, rules, "acceptance"), minProperties=1),
            "criterion": _shortened(_closed({}, single, minProperties=1), single),
            "when": _when(),
            "rows": _rows(),
            "observation": _closed(
                {},
                _properties(host.observations, _sorted(host.observations), "observations"),
                minProperties=1,
                maxProperties=1,
            ),
            **{f"observations.{offer.full_name}": _definition(offer) for offer in _sorted(host.observations)},
            **{f"criteria.{offer.full_name}": _definition(offer) for offer in criteria},
            **{f"acceptance.{offer.full_name}": _definition(offer) for offer in rules},
        },
    }


def _sorted(offers: Offers) -> list[Offer]:
    return sorted(
        {offer.full_name: offer for offer in offers.by_name.values()}.values(), key=lambda each: each.full_name
    )


def _definition(offer: Offer) -> Schema:
    schema = {"properties": key_schemas(offer.what)} if offer.flat else class_schema(offer.what)
    return described(offer.what, offer.name, schema)


def _properties(offers: Offers, offered: list[Offer], kind: str) -> Mapping[str, Any]:
    """The keys that these offers are written with. Names with the plugin are taken too, but not proposed."""
    plain: dict[str, Schema] = {}
    full: dict[str, Schema] = {}
    for offer in offered:
        where = f"#/$defs/{kind}.{offer.full_name}"
        if offer.flat:
            plain |= {key: {"$ref": f"{where}/properties/{key}"} for key in key_schemas(offer.what)}
        else:
            if offers.get(offer.name) is offer:
                plain[offer.name] = {"$ref": where}
            full["^" + offer.full_name.replace(".", "\\.") + "$"] = {"$ref": where}
    return {"properties": plain, "patternProperties": full}


def _closed(core: Mapping[str, Schema], offered: Mapping[str, Any] | None = None, **more: Any) -> Schema:
    offered = offered or {"properties": {}, "patternProperties": {}}
    schema: Schema = {"type": "object", "properties": {**core, **offered["properties"]}}
    if offered["patternProperties"]:
        schema["patternProperties"] = offered["patternProperties"]
    return {**schema, "additionalProperties": False, **more}


def _shortened(whole: Schema, single: Mapping[str, Any]) -> Schema:
    """One criterion inside another, or in a condition: a value stands for `equals`, a list for `one_of`."""
    forms = [
        {"not": {"type": kinds}, **single["properties"][name]} for name, kinds in _SHORT if name in single["properties"]
    ]
    return {"anyOf": [*forms, whole], "description": "A value, a list of values, or a criterion."}


_SHORT = (("equals", ["object", "array", "null"]), ("one_of", ["object", "null", "string", "number", "boolean"]))


def _when() -> Schema:
    group: Schema = {"type": "object", "additionalProperties": {"$ref": "#/$defs/criterion"}, "minProperties": 1}
    return {"anyOf": [group, {"type": "array", "items": group, "minItems": 1}]}


def _rows() -> Schema:
    """Which rows of an item: conditions, or names of events for short."""
    return {"anyOf": [{"$ref": "#/$defs/when"}, {"type": "array", "items": TEXT, "minItems": 1}, TEXT]}


def _samples() -> dict[str, Schema]:
    found = {
        key: {**class_schema(_WRITTEN[key]), **schema} if key in _WRITTEN else schema for key, schema in SAMPLES.items()
    }
    found["references"] = {
        "type": "object",
        "additionalProperties": class_schema(WrittenReference),
        "minProperties": 1,
        **SAMPLES["references"],
    }
    found["of"] = {"anyOf": [{"const": "rows"}, class_schema(WrittenOf)], **SAMPLES["of"]}
    found["format"] = {**class_schema(Format)["anyOf"][1], **SAMPLES["format"]}
    return found


def _loosened(schema: Any) -> Any:
    """What a file may write that is laid over another: any part of it, and null to remove."""
    if isinstance(schema, list):
        return [_loosened(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found: Schema = {}
    for key, value in schema.items():
        if key in ("required", "minProperties"):
            continue
        if key == "$ref":
            found[key] = value.replace("#/$defs/", "#/$defs/overriding_")
        elif key in ("properties", "patternProperties"):
            found[key] = {name: {"anyOf": [_loosened(each), {"type": "null"}]} for name, each in value.items()}
        elif key == "additionalProperties" and isinstance(value, dict):
            found[key] = {"anyOf": [_loosened(value), {"type": "null"}]}
        else:
            found[key] = _loosened(value) if key not in ("enum", "examples", "default", "const") else value
    return found

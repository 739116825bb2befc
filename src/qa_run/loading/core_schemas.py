"""What an editor is told about the keys that every procedure has. A test holds them against the builder's lists."""

from qa_run.loading.core_keys import SEVERITIES, UNKNOWN_CONDITIONS
from qa_run.loading.scalars import TEXT, TYPES, Schema
from qa_run.model.quantities import Share

NAME: Schema = {**TEXT, "minLength": 1}
TEXTS: Schema = {"anyOf": [{"type": "array", "items": TEXT}, TEXT]}
_FILES: Schema = {"anyOf": [{"type": "array", "items": NAME, "minItems": 1}, NAME]}
_YES: Schema = {"type": "boolean"}
_WHEN: Schema = {"$ref": "#/$defs/when"}
_PER: Schema = {"anyOf": [{"type": "array", "items": {"anyOf": [NAME, {"type": "array", "items": NAME}]}}, NAME]}
_INSPECT: Schema = {
    "type": "object",
    "properties": {"at_least": {"type": "integer", "minimum": 1}},
    "additionalProperties": False,
    "required": ["at_least"],
}
_STEPS: Schema = {"type": "array", "items": TEXT}
_TAGS: Schema = {"anyOf": [{"type": "array", "items": NAME}, NAME]}
_CALLED: Schema = {"type": "object", "additionalProperties": TEXTS}
_EXCLUSION: Schema = {
    "type": "object",
    "properties": {
        "when": {"allOf": [_WHEN], "description": "The items that are left out; undecidable ones stay in."},
        "items": {**_FILES, "description": "The names of items that are left out."},
        "lots": {**_FILES, "description": "The names of lots that are left out."},
        "because": {**NAME, "description": "The reason, which stands in every report."},
        "until": {"type": "string", "format": "date", "description": "The last day on which it holds."},
        "at_most": {
            "anyOf": [{"type": "integer", "minimum": 1}, TYPES[Share][0]],
            "description": "How many items, or which share of them, it may leave out; beyond that nothing passes.",
        },
    },
    "additionalProperties": False,
    "required": ["because"],
}

REQUIREMENT: dict[str, Schema] = {
    "id": {**NAME, "description": "The end of the node id; needed where one criterion comes twice."},
    "class": {"enum": list(SEVERITIES), "description": "How grave a nonconformity is."},
    "tags": {**_TAGS, "description": "Words to select it by, with -m; those of the procedure hold besides."},
    "accept": {"allOf": [{"$ref": "#/$defs/accept"}], "description": "How many nonconforming items are borne with."},
    "inspect": {**_INSPECT, "description": "How many items it takes for a verdict; fewer are not_inspected."},
    "when": {
        "allOf": [_WHEN],
        "description": "The items that the requirement is about: keys are all-of, a list any-of.",
    },
    "when_unknown": {
        "enum": list(UNKNOWN_CONDITIONS),
        "description": "What becomes of an item whose condition cannot be decided: a finding, or skipped.",
    },
    "may_be_none": {**_YES, "description": "A condition that holds for no item is not_applicable, not not_inspected."},
    "because": {**TEXT, "description": "The reason, for messages and the handbook."},
    "per": {**_PER, "description": "The strata that get a verdict each, among those of samples.per."},
    "cases": {
        "type": "array",
        "items": {"$ref": "#/$defs/case"},
        "minItems": 1,
        "description": "What differs where a condition holds; the first case that holds counts.",
    },
}
CHARACTERISTIC: dict[str, Schema] = {
    "title": {**TEXT, "description": "What people call it."},
    "column": {**NAME, "description": "The recorded column, where its header is not the name of the characteristic."},
    "unit": {**NAME, "description": "The unit of the limits, and of the column unless recorded_in says other."},
    "recorded_in": {**NAME, "description": "The unit of the column, where it differs from that of the limits."},
    "optional": {**_YES, "description": "Whether a value may be missing. One that cannot be read may not."},
    "how": {**_STEPS, "description": "The work steps, in their order."},
    "called": {**_CALLED, "description": "Its name in several languages."},
    "requirements": {
        "type": "array",
        "items": {"$ref": "#/$defs/requirement"},
        "minItems": 1,
        "description": "Several requirements on one characteristic.",
    },
}
PROCEDURE: dict[str, Schema] = {
    "procedure": {**NAME, "description": "The short name of the procedure."},
    "title": {**TEXT, "description": "What people call it."},
    "revision": {**TEXT, "description": "Which edition of the procedure this is."},
    "effective": {"type": "string", "format": "date", "description": "The day from which it holds, as in 2026-03-01."},
    "owner": {**TEXT, "description": "Who answers for it."},
    "product": {**TEXT, "description": "The type of product or service."},
    "tags": {**_TAGS, "description": "Words to select it by, with -m: they hold for all its requirements."},
    "extends": {**_FILES, "description": "The file, or files, that this one is laid over, relative to this file."},
    "samples": {"allOf": [{"$ref": "#/$defs/samples"}], "description": "Where the recorded items are."},
    "only": {
        "allOf": [_WHEN],
        "description": "The items that the procedure is about; the others are counted and shown.",
    },
    "exclude": {
        "type": "array",
        "items": _EXCLUSION,
        "minItems": 1,
        "description": "Items that are not judged, each for a reason; the first entry that holds counts them.",
    },
    "inspect": {**_INSPECT, "description": "How many items each verdict takes; fewer are not_inspected."},
    "accept": {
        "allOf": [{"$ref": "#/$defs/accept"}],
        "description": "The sampling plan of each class of nonconformities, over all characteristics of the class.",
    },
    "observations": {
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/observation"},
        "minProperties": 1,
        "description": "Values that no column records, each with the kind that makes it.",
    },
    "characteristics": {
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/characteristic"},
        "minProperties": 1,
        "description": "The features of the product or service, each with what it requires.",
    },
    "called": {**_CALLED, "description": "What an item is called, as in {en: [sandwich, sandwiches]}."},
    "how": {**_STEPS, "description": "The work steps, in their order."},
    "because": {**TEXT, "description": "The reason for the procedure."},
    "draft": {**_YES, "description": "Whether nobody has decided yet what it requires: a draft releases nothing."},
    "calendar": {
        "type": "object",
        "description": "When the business is open, in the time zone of the samples: what business time goes by.",
        "properties": {
            "hours": {
                "type": "object",
                "additionalProperties": TEXTS,
                "minProperties": 1,
                "description": 'The hours of the week, as in {mon-fri: ["09:00-13:00", "14:00-18:00"]}.',
            },
            "holidays": {
                "description": "The days on which it is closed: a list, or {from: holidays.csv, column: day}.",
                "anyOf": [
                    TEXTS,
                    {
                        "type": "object",
                        "properties": {"from": NAME, "column": NAME},
                        "required": ["from", "column"],
                        "additionalProperties": False,
                    },
                ],
            },
        },
        "required": ["hours"],
        "additionalProperties": False,
    },
}
SAMPLES: dict[str, Schema] = {
    "from": {**_FILES, "description": "Files or patterns, relative to this file: samples/{shop}/*.csv."},
    "item": {"description": "The column that identifies an item, or {column: id, repeats: allowed}."},
    "events": {"description": "A row is an event of an item: the column that names it, who did it, and its kinds."},
    "references": {"description": "Files that items are looked up in, each with the key by which a row is found."},
    "of": {"description": "The list of what should be there, {from: kits.csv, key: kit_id}, or rows."},
    "lot": {
        "description": "The column that names the lot, or {column: batch, size: 1200}; the size may also be a column, "
        "size: {column: lot_size}, or stand in a list of lots, size: {from: lots.csv, key: batch, column: made}."
    },
    "time": {**NAME, "description": "The column with the time of an item."},
    "time_zone": {**TEXT, "description": "The zone of times that name none, as in Europe/Rome."},
    "per": {**_PER, "description": "A verdict for each value of these columns, and one over all."},
    "expected": {
        "type": "object",
        "additionalProperties": TEXTS,
        "description": "The strata that should be there: one without items is not_inspected.",
    },
    "columns": {
        "type": "object",
        "additionalProperties": TEXT,
        "description": "The recorded headers of the columns that this procedure calls otherwise.",
    },
    "format": {"description": "How the files are written, as far as it should not be found out."},
    "rejected": {"description": "How many lines that cannot be read are borne with: {at_most: 3}."},
}

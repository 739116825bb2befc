"""What is required, as a digest: whoever wrote something for a requirement can tell whether it still says the same."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from attrs import NOTHING, fields, has

from qa_run.errors import Place
from qa_run.model.columns import Column
from qa_run.model.conditions import Scope
from qa_run.model.procedure import Requirement
from qa_run.model.values import Nested

#: What a requirement asks beside its criterion, its rule of acceptance and its conditions.
_ASKED = ("column", "name", "plugin", "unit", "at_least", "skip_unknown", "may_be_none", "optional")


def requirement_digest(requirement: Requirement, revision: str = "") -> str:
    """SHA-256 over the criterion with its values, limits and unit, the acceptance, the class, and the conditions.

    Titles, reasons and places do not count, nor how a number is written (80 is 80.0), nor the unit in which samples
    happen to be recorded. `revision` is that of the procedure; blank where it does not matter.
    """
    from hashlib import sha256  # a plain run asks for no digest and need not load the library

    told = json.dumps([revision, _of_requirement(requirement)], ensure_ascii=True, separators=(",", ":"))
    return sha256(told.encode()).hexdigest()


def _of_requirement(requirement: Requirement) -> Any:
    return {
        **{name: _plain(getattr(requirement, name)) for name in _ASKED},
        "class": requirement.severity.value if requirement.severity else "",
        "counted_in": requirement.counted_in.value if requirement.counted_in else "",
        "criterion": _plain(requirement.criterion if requirement.written is None else requirement.written),
        "acceptance": _plain(requirement.acceptance),
        "when": _of_scope(requirement.scope),
        "members": [_of_requirement(member) for member in requirement.members],
    }


def _of_scope(scope: Scope) -> Any:
    return [
        [
            [[[each.column, each.name, _plain(each.criterion)] for each in group] for group in when.any_of]
            for when in part
        ]
        for part in (scope.within, scope.without)
    ]


def _plain(value: Any) -> Any:
    """`value` as JSON knows it, the same for all that means the same."""
    kind = type(value)
    if value is None or kind is str or kind is bool:
        return value
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float | Decimal):
        return {"number": _number(value)}
    if isinstance(value, Column):  # as what it is read follows from the criterion, and is settled later
        return {"column": value.name}
    if isinstance(value, Nested):
        inner = value.criterion if value.written is None else value.written
        return {"criterion": [value.name, value.plugin, _plain(inner)]}
    if has(kind):  # before what may be a mapping, which takes longer to find out
        return _of_attributes(value)
    if isinstance(value, Mapping):
        return {"mapping": sorted([str(_plain(key)), _plain(inner)] for key, inner in value.items())}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return {"set": sorted(json.dumps(_plain(inner), sort_keys=True) for inner in value)}
    if isinstance(value, timedelta):
        return {"microseconds": value // timedelta(microseconds=1)}
    if isinstance(value, datetime | date | time):
        return {"time": value.isoformat()}
    return _of_object(value)


def _of_object(value: Any) -> Any:
    """An object that is no attrs class, by the name of its class and what it keeps."""
    told = vars(value) if hasattr(value, "__dict__") else {}
    plain = {key: _plain(told[key]) for key in sorted(told) if not key.startswith("_")}
    return {type(value).__name__: plain or _said(value)}


def _of_attributes(value: Any) -> Any:
    """An object by the name of its class and what was written into it. What was left out stays out, so that a new
    option of a criterion does not change what was required before there was one."""
    kept: dict[str, Any] = {}
    for attribute in fields(type(value)):
        inner = getattr(value, attribute.name)
        counts = attribute.init and attribute.eq is not False and not isinstance(inner, Place)
        if counts and not _left_out(inner, attribute.default):
            kept[attribute.name] = _plain(inner)
    return {type(value).__name__: {key: kept[key] for key in sorted(kept)}}


def _left_out(value: Any, default: Any) -> bool:
    if value is None or (value is False and default is False):
        return True
    return not value and default is not NOTHING and isinstance(value, tuple | str | Mapping)


def _said(value: Any) -> str:
    """What an object of a plugin says of itself; not where it lies in memory."""
    told = repr(value)
    return "" if " at 0x" in told else told


def _number(value: float | Decimal) -> str:
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return str(exact.normalize() + 0) if exact.is_finite() else str(exact)

"""The values in the fields of what plugins offer: found, and changed, however deep they stand."""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import Attribute, evolve, fields, has

from qa_run.model.conditions import Where
from qa_run.model.kinds import Any as AnyKind
from qa_run.model.values import Column


def values_in(made: Any) -> Iterator[Any]:
    """The values of all fields of `made`, those of its parts among them."""
    for attribute in fields(type(made)):
        value = getattr(made, attribute.name)
        for each in value if isinstance(value, tuple) else (value,):
            yield each
            if _is_part(each):
                yield from values_in(each)


def with_kinds(made: Any) -> Any:
    """`made` with its columns knowing as what they are read: as their field says, else as the class does."""
    kind = getattr(made, "reads", AnyKind)

    def change(value: Any, attribute: "Attribute[Any]") -> Any:
        read = attribute.metadata.get("qa_run.kind", kind)
        if isinstance(value, Column):
            return value.read_as(read)
        if isinstance(value, tuple) and value and all(isinstance(each, Column) for each in value):
            return tuple(each.read_as(read) for each in value)
        return with_kinds(value) if _is_part(value) else value

    return _evolved(made, change)


def with_wheres(made: Any, change: Callable[[Where], Where]) -> Any:
    """`made` with each of its conditions on rows changed."""

    def changed(value: Any, _: "Attribute[Any]") -> Any:
        if isinstance(value, Where):
            return change(value)
        if isinstance(value, tuple) and any(isinstance(each, Where) for each in value):
            return tuple(change(each) if isinstance(each, Where) else each for each in value)
        return with_wheres(value, change) if _is_part(value) else value

    return _evolved(made, changed)


def _evolved(made: Any, change: Callable[[Any, "Attribute[Any]"], Any]) -> Any:
    changed: dict[str, Any] = {}
    for attribute in fields(type(made)):
        before = getattr(made, attribute.name)
        after = change(before, attribute)
        if after is not before and attribute.init:
            changed[attribute.alias or attribute.name] = after
    return evolve(made, **changed) if changed else made


def _is_part(value: Any) -> bool:
    """Whether `value` is an object with fields of its own in which columns may stand."""
    return has(type(value)) and not isinstance(value, Column | Where)

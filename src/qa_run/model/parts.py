"""The values in the fields of what plugins offer: found, and changed, however deep they stand."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from attrs import Attribute, evolve, fields, has

from qa_run.model.columns import Column
from qa_run.model.conditions import Where
from qa_run.model.kinds import Any as AnyKind


def values_in(made: Any) -> Iterator[Any]:
    """The values of all fields of `made`, of its tuples and mappings each, and those of its parts among them."""
    for attribute in fields(type(made)):
        for each in _elements(getattr(made, attribute.name)):
            yield each
            if _is_part(each):
                yield from values_in(each)


def columns_in(made: Any) -> list[Column]:
    """The columns that `made` names, as what they are read, in the order of its fields."""
    return [value for value in values_in(with_kinds(made)) if isinstance(value, Column)]


def with_kinds(made: Any) -> Any:
    """`made` with its columns knowing as what they are read: as their field says, else as the class does."""
    kind = getattr(made, "reads", AnyKind)

    def change(value: Any, attribute: "Attribute[Any]") -> Any:
        if isinstance(value, Column):
            return value.read_as(attribute.metadata.get("qa_run.kind", kind))
        return with_kinds(value) if _is_part(value) else value

    return _evolved(made, change)


def changed_in(made: Any, kind: type, change: Callable[[Any], Any]) -> Any:
    """`made` with each of its values of the type `kind` changed."""

    def changed(value: Any, _: "Attribute[Any]") -> Any:
        if isinstance(value, kind):
            return change(value)
        return changed_in(value, kind, change) if _is_part(value) else value

    return _evolved(made, changed)


def _elements(value: Any) -> Collection[Any]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, tuple) else (value,)


def _evolved(made: Any, change: Callable[[Any, "Attribute[Any]"], Any]) -> Any:
    found: dict[str, Any] = {}
    for attribute in fields(type(made)):
        if not attribute.init:
            continue
        before = getattr(made, attribute.name)
        after: Any
        if isinstance(before, Mapping):
            after = {key: change(each, attribute) for key, each in before.items()}
        elif isinstance(before, tuple):
            after = tuple(change(each, attribute) for each in before)
        else:
            after = change(before, attribute)
        if any(new is not old for new, old in zip(_elements(after), _elements(before), strict=True)):
            found[attribute.alias or attribute.name] = after
    return evolve(made, **found) if found else made


def _is_part(value: Any) -> bool:
    """Whether `value` is an object with fields of its own in which columns may stand."""
    return has(type(value)) and not isinstance(value, Column | Where)

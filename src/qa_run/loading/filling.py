"""What the host puts into a criterion that is built: the files it names, the calendar, what the procedure says."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, fields

from qa_run.loading.units import UnitError
from qa_run.model.beside import Beside
from qa_run.model.business import BusinessTime

if TYPE_CHECKING:
    from qa_run.model.calendar import Calendar

_CALENDAR = 'write calendar: {hours: {mon-fri: "09:00-18:00"}} beside samples:'


def filled(
    instance: Any, folder: Path | None, calendar: "Calendar | Literal['faulty'] | None", texts: Mapping[str, str]
) -> Any:
    """`instance` with all of it. Raises UnitError with the key at which something is wrong."""
    return _with_texts(_with_calendar(_with_files(instance, folder), calendar), texts)


def _with_files(instance: Any, folder: Path | None) -> Any:
    """`instance` with what is in the files that it names; what it refuses of one is told at its key."""
    named = {name: value for name, value in _fields_of(instance) if isinstance(value, Beside)}
    if folder is None:
        return instance
    for name, value in named.items():
        path, key = folder / value.way, name.rstrip("_")
        try:
            text = path.read_bytes().decode("utf-8") if path.exists() else None
        except (OSError, UnicodeDecodeError) as error:
            raise UnitError(f"{value.way} cannot be read: {error}", key) from error
        try:
            instance = evolve(instance, **{name: evolve(value, text=text)})
        except ValueError as error:
            raise UnitError(f"{value.way} {error}", key) from error
    return instance


def _with_calendar(instance: Any, calendar: "Calendar | Literal['faulty'] | None") -> Any:
    """`instance` with the calendar that its business times go by."""
    named = {name: value for name, value in _fields_of(instance) if isinstance(value, BusinessTime)}
    if not named:
        return instance
    if calendar is None:
        name, value = next(iter(named.items()))
        raise UnitError(f"{value} needs a calendar, and the procedure has none: {_CALENDAR}", name.rstrip("_"))
    known = None if calendar == "faulty" else calendar
    return evolve(instance, **{name: evolve(value, calendar=known) for name, value in named.items()})


def _with_texts(instance: Any, texts: Mapping[str, str]) -> Any:
    """`instance` with what it asks of the procedure."""
    asked = {each.name: each.metadata.get("qa_run.procedure") for each in fields(type(instance))}
    known = {name: texts.get(text, "") for name, text in asked.items() if text}
    return evolve(instance, **known) if known else instance


def _fields_of(instance: Any) -> Iterable[tuple[str, Any]]:
    return ((each.name, getattr(instance, each.name)) for each in fields(type(instance)))

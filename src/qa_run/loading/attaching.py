"""What the host puts into what a procedure writes: the files that are named there, and the calendar to go by."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, fields

from qa_run.loading.units import UnitError
from qa_run.model.beside import Beside
from qa_run.model.business import BusinessTime
from qa_run.model.procedure import makes_its_value

if TYPE_CHECKING:
    from qa_run.model.calendar import Calendar

_HINT = 'write calendar: {hours: {mon-fri: "09:00-18:00"}} beside samples:'


def attached(
    instance: Any, folder: Path | None, calendar: "Calendar | Literal['faulty'] | None", texts: Mapping[str, str]
) -> Any:
    """`instance` with what is in the files that it names, with the calendar that its business times go by, and with
    what it asks of the `texts` of the procedure.

    A UnitError tells of which key something is refused, a ValueError of all of it.
    """
    for attribute in fields(type(instance)):
        value = getattr(instance, attribute.name)
        if text := attribute.metadata.get("qa_run.procedure"):
            instance = evolve(instance, **{attribute.name: texts.get(text, "")})
        elif isinstance(value, Beside) and folder is not None:
            instance = _with_file(instance, attribute.name, value, folder)
        elif isinstance(value, BusinessTime):
            if calendar is None:
                raise UnitError(_lacking(value), attribute.name.rstrip("_"))
            instance = evolve(instance, **{attribute.name: _timed(value, calendar)})
    return _with_inner_times(instance, calendar) if makes_its_value(instance) else instance


def _with_file(instance: Any, name: str, value: Beside, folder: Path) -> Any:
    path, key = folder / value.way, name.rstrip("_")
    try:
        text = path.read_bytes().decode("utf-8") if path.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise UnitError(f"{value.way} cannot be read: {error}", key) from error
    try:
        return evolve(instance, **{name: evolve(value, text=text)})
    except ValueError as error:  # several lines may be wrong, each told as ":LINE: what"
        told = [str(each) for each in error.args] or [""]
        named = [f"{value.way}{'' if each.startswith(':') else ' '}{each}" for each in told]
        raise UnitError(named[0], key, tuple(named[1:])) from error


def _with_inner_times(instance: Any, calendar: "Calendar | Literal['faulty'] | None") -> Any:
    """The same for business times that stand deeper, in the parts of what makes its own value."""
    from qa_run.model.parts import changed_in, values_in  # only what has parts pays for it

    times = [value for value in values_in(instance) if isinstance(value, BusinessTime)]
    if not times:
        return instance
    if calendar is None:
        raise ValueError(_lacking(times[0]))
    return changed_in(instance, BusinessTime, lambda value: _timed(value, calendar))


def _timed(value: BusinessTime, calendar: "Calendar | Literal['faulty']") -> BusinessTime:
    return evolve(value, calendar=None if calendar == "faulty" else calendar)


def _lacking(value: BusinessTime) -> str:
    return f"{value} needs a calendar, and the procedure has none: {_HINT}"

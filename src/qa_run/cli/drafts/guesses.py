"""What the columns of a batch probably are. Each guess is marked as one in the draft."""

import re

from attrs import frozen

from qa_run.running.glancing import FEW, Column, Glance

_IDS = re.compile(
    r"(^|[_\W])(id|ids|no|nr|num|number|code|serial|sku|label|key|numero|numer|kod|codice)$|[a-z]I[dD]$", re.I
)
_LOTS = re.compile(r"(^|[_\W])(lot|batch|charge|lotto|partia|consignment|delivery)([_\W]|$)", re.I)
#: From this share of readable values on, what cannot be read is taken for a fault, not for another kind of value.
_NEARLY_ALL = 0.9
_ENOUGH = 5
_HARDLY_TWICE = 0.97


@frozen(eq=False, repr=False)
class Guesses:
    """The columns that are taken for the item and its time, and those that may be lots or strata; None for none."""

    item: str | None
    time: str | None
    lots: tuple[str, ...]
    strata: tuple[str, ...]


def is_number(column: Column) -> bool:
    """Whether its values are numbers, but for a few that cannot be read."""
    return not column.codes and _nearly(column.numbers, column.recorded)


def is_time(column: Column) -> bool:
    return not is_number(column) and _nearly(column.times, column.recorded)


def _nearly(some: int, recorded: int) -> bool:
    return bool(recorded) and (some == recorded or (recorded >= 10 and some >= _NEARLY_ALL * recorded))


def is_choice(column: Column) -> bool:
    """Whether a few values come again and again."""
    return 0 < column.distinct <= FEW and column.recorded >= 2 * column.distinct


def is_unique(column: Column, rows: int) -> bool:
    return rows > 1 and column.recorded == rows == column.distinct


def is_one(column: Column) -> bool:
    """Whether one value alone was seen, and often enough to say so."""
    return column.distinct == 1 and column.recorded >= _ENOUGH


def guesses_of(seen: Glance) -> Guesses:
    """The guesses for all columns together."""
    item = _item(seen)
    lots = tuple(column.name for column in seen.columns if _LOTS.search(column.name) and column.name != item)
    times = [column.name for column in seen.columns if is_time(column) and column.times == seen.rows]
    texts = [column for column in seen.columns if is_choice(column) and column.distinct > 1 and not is_number(column)]
    return Guesses(
        item=item,
        time=times[0] if times else None,
        lots=lots,
        strata=tuple(column.name for column in texts if column.name not in lots),
    )


def _item(seen: Glance) -> str | None:
    """The first column that is called like a number or a code, and has hardly a value twice; else the first of all,
    where it is unique."""
    fit = [each for each in seen.columns if not is_time(each) and (each.whole or not is_number(each))]
    named = [each.name for each in fit if _IDS.search(each.name) and _is_nearly_unique(each, seen.rows)]
    first = [each.name for each in fit[:1] if each is seen.columns[0] and is_unique(each, seen.rows)]
    return next(iter([*named, *first]), None)


def _is_nearly_unique(column: Column, rows: int) -> bool:
    """Copied rows are what a run is to find, and no reason to think of another column."""
    return rows > 1 and column.recorded == rows and column.distinct >= _HARDLY_TWICE * rows

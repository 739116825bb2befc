"""One example: how its good sample is made and read, and what is sown into it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sowing.faults import Answer, Fault, Row
from sowing.statistic import Alike, Statistic


@dataclass(frozen=True)
class Beside:
    """A file beside the sample: the list of what should be there, or what items are looked up in."""

    #: as in `samples/<example>-<name>.csv` and `samples/bad/<example>-<name>.csv`
    name: str
    #: the column by which faults find its lines
    key: str
    rows: Callable[[], list[Row]]
    #: what the procedure calls it, for `--samples PROCEDURE.AS=PATH`: `of`, or the name of a reference
    given_as: str = "of"


def themselves(rows: Sequence[Row], _: Mapping[str, Sequence[Row]]) -> Sequence[Row]:
    """Without events, each line is an item."""
    return rows


@dataclass(frozen=True)
class Example:
    #: as in `samples/<name>-good.csv`, `samples/bad/<name>.csv` and `answers/<name>.json`
    name: str
    #: path of the procedure, as it starts the node ids
    spec: str
    #: its name in the procedure, for `--samples NAME=PATH`
    procedure: str
    #: the column that identifies one item
    item: str
    per: tuple[tuple[str, ...], ...]
    rows: Callable[[], list[Row]]
    faults: Callable[[Sequence[Row]], list[Fault]]
    statistics: tuple[Statistic, ...] = ()
    alike: tuple[Alike, ...] = ()
    #: what else a report must say of a sown sample
    watched: Callable[[Sequence[Row]], list[Answer]] = lambda _: []
    #: of a log, the columns by whose texts its lines are ordered
    ordered_by: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    #: from the lines, and those of the files beside them by name, to items: what statistics are made of
    items: Callable[[Sequence[Row], Mapping[str, Sequence[Row]]], Sequence[Row]] = themselves
    #: fewer items are not judged
    at_least: int = 1
    #: a file of promises that is held against the sample
    corrections: str = ""
    delimiter: str = ","
    decimal: str = "."

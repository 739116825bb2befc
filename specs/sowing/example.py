"""One example: how its good sample is made and read, and what is sown into it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sowing.faults import Answer, Fault, Row
from sowing.statistic import Alike, Statistic


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
    #: fewer items are not judged
    at_least: int = 1
    delimiter: str = ","
    decimal: str = "."

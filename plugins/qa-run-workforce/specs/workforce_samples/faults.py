"""A fault: what it changes in good samples and in the training records, and what a report must then say."""

import random
from collections.abc import Callable, Sequence

from attrs import field, frozen

from workforce_samples.rows import Row

Change = dict[str, str] | Callable[[Row], dict[str, str]]
Answer = list[tuple[str, str, str]]


@frozen
class Fault:
    """Cells to change, each by item and column; cells of the records, by person, task, revision and column; and what
    a report must say: item, characteristic, finding."""

    name: str
    cells: dict[tuple[str, str], str]
    answer: Answer
    records: dict[tuple[str, ...], str] = field(factory=dict)
    #: characteristics that are met and yet marginal
    marginal: tuple[str, ...] = ()
    #: lines of a log that are left out, and some that are written once more, each with another time
    dropped: tuple[str, ...] = ()
    again: dict[str, str] = field(factory=dict)


@frozen
class Sower:
    """Sows a fault in so many rows, none in one that has another."""

    key: str
    rows: Sequence[Row]
    taken: set[str] = field(factory=set)

    def sown(
        self, name: str, count: int, where: Callable[[Row], bool], change: Change, told: Sequence[tuple[str, str]]
    ) -> Fault:
        free = [row for row in self.rows if row[self.key] not in self.taken and where(row)]
        picked = random.Random(name).sample(free, count)
        self.taken.update(row[self.key] for row in picked)
        cells = {
            (row[self.key], column): text
            for row in picked
            for column, text in (change(row) if callable(change) else change).items()
        }
        return Fault(name, cells, [(row[self.key], *each) for row in picked for each in told])

    def of_all(
        self, name: str, where: Callable[[Row], bool], told: tuple[str, str], changed: dict[tuple[str, ...], str]
    ) -> Fault:
        """A fault of the records: whatever was done by it is told, but for what another fault has touched."""
        return Fault(name, {}, [(row[self.key], *told) for row in self.rows if where(row)], changed)

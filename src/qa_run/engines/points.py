"""What an engine collects of a sequence: its points as arrays, in their order, stratum by stratum."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from qa_run.model.labels import Labels
from qa_run.model.windows import Subgroups


@frozen(eq=False, repr=False)
class Collect:
    """What is collected.

    columns: of each point, an expression of its only item, or an Aggregate over its items
    value:   the column that must be there: an item without it is on no point
    keys:    the columns that tell sequences apart
    labels:  of each point, where it is a single item, texts; null where there is none
    """

    columns: Mapping[str, Any]
    value: Any
    over: Subgroups
    keys: tuple[str, ...] = ()
    item: str | None = None
    labels: Mapping[str, Any] = field(factory=dict)


@frozen(eq=False, repr=False)
class Point:
    """Where a point stands: what its subgroup is called, and its first item."""

    label: str
    time: str
    file: int
    row: int | None


@frozen(eq=False, repr=False)
class Points:
    """The points of all sequences, one sequence after the other.

    columns: numpy arrays of one length; what is null is NaN
    strata:  of each sequence its keys, and the first of its points; they are in order
    tell:    what the points at some places are called, and where they begin
    find:    the places of the points that are called so
    labels:  texts of the points
    unplaced: how many items, or subgroups of them, have no place, since their time or their subgroup is missing
    """

    columns: Mapping[str, Any]
    strata: Sequence[tuple[tuple[str, ...], int]]
    length: int
    tell: Callable[[Sequence[int]], list[Point]]
    find: Callable[[Sequence[str]], list[int]]
    unplaced: int = 0
    labels: Mapping[str, Labels] = field(factory=dict)

    def of(self, stratum: tuple[str, ...]) -> tuple[int, int]:
        """The first point of a sequence, and the one behind its last; none where there is no such sequence."""
        for place, (keys, start) in enumerate(self.strata):
            if keys == stratum:
                return start, self.strata[place + 1][1] if place + 1 < len(self.strata) else self.length
        return 0, 0

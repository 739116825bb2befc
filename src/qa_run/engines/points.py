"""What an engine collects of a sequence: its points as arrays, in their order, stratum by stratum."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import field, frozen

from qa_run.model.labels import Labels
from qa_run.model.windows import Subgroups

Keys = tuple[str, ...]
#: How many of the items of a point are told by name.
NAMED = 10


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
class Member:
    """An item that a point is made of: what it is called, if anything, and where it is written."""

    item: str | None
    file: int
    row: int


@frozen(eq=False, repr=False)
class Point:
    """What a point is called, when it began, and the first of the `many` items that it is made of."""

    label: str
    time: str
    members: tuple[Member, ...]
    many: int = 1


@frozen(eq=False, repr=False)
class Points:
    """The points of all sequences, one sequence after the other.

    columns:  numpy arrays of one length; what is null is NaN
    strata:   of each sequence its keys, and the first of its points; they are in order
    tell:     what is known of the points at some places, in the order of these
    find:     where points that are called by some names stand, each with its name
    unplaced: of each sequence how many items have no place, since their time, subgroup or phase is missing
    times:    of each point its time in microseconds since 1970; None where there is no time
    phases:   of each point the number of its phase in `names`; None where there are no phases
    labels:   texts of the points
    """

    columns: Mapping[str, Any]
    strata: Sequence[tuple[Keys, int]]
    length: int
    tell: Callable[[Sequence[int]], list[Point]]
    find: Callable[[Sequence[str]], list[tuple[int, str]]]
    unplaced: Mapping[Keys, int]
    times: Any = None
    phases: Any = None
    names: tuple[str, ...] = ()
    labels: Mapping[str, Labels] = field(factory=dict)

    @cached_property
    def ends(self) -> Mapping[Keys, tuple[int, int]]:
        """Of each sequence its first point, and the one behind its last."""
        both = spans([start for _, start in self.strata], self.length)
        found = {keys: span for (keys, _), span in zip(self.strata, both, strict=True)}
        if len(found) < len(self.strata):
            raise ValueError("strata that differ only in outer spaces are no sequences of their own")
        return found

    def of(self, stratum: Keys) -> tuple[int, int]:
        """The first point of a sequence, and the one behind its last; none where there is no such sequence."""
        return self.ends.get(stratum, (0, 0))


def spans(starts: Sequence[int], length: int) -> list[tuple[int, int]]:
    """Where each sequence begins and ends; they begin at `starts`, and `length` is behind the last point of all."""
    return list(zip(starts, [*starts[1:], length], strict=True)) if starts else []


def numbered(starts: Sequence[int], place: int) -> int:
    """The number, from 1, of a point in its sequence; sequences begin at `starts`."""
    return place - starts[bisect_right(starts, place) - 1] + 1


def by_number(starts: Sequence[int], length: int, labels: Sequence[str]) -> list[tuple[int, str]]:
    """Where the points stand whose number in their sequence is one of `labels`."""
    found = []
    for start, end in spans(starts, length):
        for label in labels:
            place = start + int(label) - 1 if label.isdecimal() else end
            if start <= place < end:
                found.append((place, label))
    return found

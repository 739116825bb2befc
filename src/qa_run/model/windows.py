"""What a criterion may look at beyond one item: those before it, those of the same value, those of one subgroup."""

from attrs import frozen

from qa_run.model.columns import Column


@frozen(repr=False)
class Ordered:
    """Items in the order of a column: `findings(value, previous)` also gets the last value before that can be read.

    Items that agree in the columns `within` are a sequence of their own. Where times are equal, the order is that of
    the values, rising or with `falling` the other way: it must not depend on the order of the rows. A finding of an
    item without a place in the order (`by` or one of `within` is missing) is null, and it is nobody's previous item.
    """

    by: Column
    within: tuple[Column, ...] = ()
    falling: bool = False


@frozen(repr=False)
class Grouped:
    """Items that share the value: `findings(value, together)` also gets how many they are.

    by: another column, whose value they share in its place; null for an item that has none there

    With `repeats` the criterion says that its only finding, of that name, is `together > 1`. The host may then find
    the repeated ones without grouping, by one ordered pass over a column that comes sorted.
    """

    repeats: str = ""
    by: Column | None = None


@frozen(repr=False)
class Subgroups:
    """How the items of a sequence become its points, in the order of time.

    by:    the column that names the subgroup of an item; without it, `size` items in a row are one
    size:  1 makes each item a point: what is collected are then values, not aggregates
    phase: the column that tells the stretches of a sequence apart; no subgroup lies in two of them
    ordered: whether it matters in which order of time the points stand; else it is that of the rows, and a time that
             is missing takes nobody out

    Points stand in the order of the earliest time of their items, or, where the samples name no time, of the rows.
    Items that are left over at the end of a sequence, too few for a whole subgroup, make a smaller one.
    """

    by: Column | None = None
    size: int = 1
    time: Column | None = None
    phase: Column | None = None
    ordered: bool = True

    @property
    def single(self) -> bool:
        """Whether each item is a point."""
        return self.by is None and self.size == 1

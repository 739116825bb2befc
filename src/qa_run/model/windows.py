"""What an item criterion may look at beyond its own item."""

from attrs import frozen

from qa_run.model.values import Column


@frozen
class Ordered:
    """Items in the order of a column: `findings(value, previous)` also gets the last value before that can be read.

    Items that agree in the columns `within` are a sequence of their own. Where times are equal, the order is that of
    the values, rising or with `falling` the other way: it must not depend on the order of the rows. A finding of an
    item without a place in the order (`by` or one of `within` is missing) is null, and it is nobody's previous item.
    """

    by: Column
    within: tuple[Column, ...] = ()
    falling: bool = False


@frozen
class Grouped:
    """Items that share the value: `findings(value, together)` also gets how many they are.

    With `repeats` the criterion says that its only finding, of that name, is `together > 1`. The host may then find
    the repeated ones without grouping, by one ordered pass over a column that comes sorted.
    """

    repeats: str = ""

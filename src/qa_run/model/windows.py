"""What an item criterion may look at beyond its own item."""

from attrs import frozen

from qa_run.model.values import Column


@frozen
class Ordered:
    """Items in the order of a column: `findings(value, previous)` also gets the value of the item before."""

    by: Column


@frozen
class Grouped:
    """Items that share the value: `findings(value, together)` also gets how many they are.

    With `repeats` the criterion says that its only finding, of that name, is `together > 1`. The host may then find
    the repeated ones without grouping, by one ordered pass over a column that comes sorted.
    """

    repeats: str = ""

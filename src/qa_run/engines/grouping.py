"""What an engine is asked for where rows are events of items: one row for each item."""

from collections.abc import Mapping

from attrs import frozen

from qa_run.engines.wanted import Wanted
from qa_run.model.taking import Take


@frozen(kw_only=True, eq=False, repr=False)
class Grouping:
    """Rows with one key in ITEM become one row.

    carried: columns of which an item has the value that all its rows have that record one; nothing where they differ,
             and that reads as a value that cannot be read; of `time` it has the first
    keys:    key columns, blank where the rows differ
    takes:   what is taken of the rows, by the name of its column
    time:    the column that tells the order of the rows; blank where nothing asks for one
    made:    what is asked for of the list of items beside the samples
    """

    carried: tuple[Wanted, ...]
    keys: tuple[str, ...]
    takes: Mapping[str, Take]
    time: str = ""
    made: tuple[Wanted, ...] = ()

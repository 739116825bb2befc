"""What an engine is asked for where rows are events of items: one row for each item."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.table import FILE, ITEM, ROW
from qa_run.engines.wanted import Wanted
from qa_run.model.observation import Take


@frozen(kw_only=True, eq=False, repr=False)
class Grouping:
    """Rows with one key in ITEM become one row.

    carried: columns of which an item has the value that all its rows have that record one; nothing where they differ,
             and that reads as a value that cannot be read
    keys:    key columns, blank where the rows differ
    takes:   what is taken of the rows, by the name of its column
    time:    the column that tells the order of the rows; blank where nothing asks for one
    made:    what is asked for of the list of items beside the samples
    before:  of each column that holds the value of the row before within the item, the column whose value it is
    of_each: what else each row needs for what is taken of it
    """

    carried: tuple[Wanted, ...]
    keys: tuple[str, ...]
    takes: Mapping[str, Take]
    time: str = ""
    made: tuple[Wanted, ...] = ()
    before: Mapping[str, str] = {}
    of_each: Mapping[str, nw.Expr] = {}


def prepared(frame: "nw.LazyFrame[Any]", grouping: Grouping) -> "nw.LazyFrame[Any]":
    """`frame` with what its rows need for what is taken of them."""
    if grouping.before:
        told, order = ~nw.col(grouping.time).is_null(), (grouping.time, FILE, ROW)
        frame = frame.with_columns(told.alias(_TOLD))
        found = {name: nw.col(of).shift(1).over(ITEM, _TOLD, order_by=order) for name, of in grouping.before.items()}
        frame = frame.with_columns(**found)
        frame = frame.with_columns(**{name: nw.when(nw.col(_TOLD)).then(nw.col(name)) for name in found})
    return frame.with_columns(**grouping.of_each) if grouping.of_each else frame


_TOLD = "@told"

"""What lies before each event of an item, by Narwhals alone, on whatever engine the frame is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import narwhals as nw

from qa_run.engines.table import FILE, ITEM, ROW
from qa_run.model.taking import Before

#: Earlier than whatever is recorded: what is not there must not take part in a running greatest.
_NEVER = datetime(1, 1, 1)
_PLACED = "@placed"


def with_before(frame: "nw.LazyFrame[Any]", asked: Mapping[str, Before], time: str) -> "nw.LazyFrame[Any]":
    """`frame` with the columns that are asked for; an event without a time is before none, and none is before it."""
    frame = frame.with_columns((~nw.col(time).is_null()).alias(_PLACED))
    latest = {name: each for name, each in asked.items() if each.latest}
    frame = _with_latest(frame, latest, time) if latest else frame
    last = {name: each.of for name, each in asked.items() if not each.latest}
    found = {name: nw.col(of).shift(1).over(ITEM, _PLACED, order_by=(time, FILE, ROW)) for name, of in last.items()}
    frame = frame.with_columns(**found) if found else frame
    return frame.with_columns(**{name: nw.when(nw.col(_PLACED)).then(nw.col(name)) for name in asked})


def _with_latest(frame: "nw.LazyFrame[Any]", asked: Mapping[str, Before], time: str) -> "nw.LazyFrame[Any]":
    """Only strictly earlier events are before one: what holds of an event must not depend on the order of the rows.

    A running greatest says nothing by itself where times are equal; so it is taken up to each time, and then that of
    the time before.
    """
    never, placed = nw.lit(_NEVER).cast(nw.Datetime("us")), nw.col(_PLACED)
    counts = {name: (placed if each.where is None else placed & each.where) for name, each in asked.items()}
    steps: list[dict[str, nw.Expr]] = [
        {name: nw.when(counts[name]).then(nw.col(each.of)).fill_null(never) for name, each in asked.items()},
        {name: nw.col(name).cum_max().over(ITEM, order_by=time) for name in asked},
        {name: nw.col(name).max().over(ITEM, time) for name in asked},
        {name: nw.col(name).shift(1).over(ITEM, order_by=time).fill_null(never) for name in asked},
        {name: nw.col(name).min().over(ITEM, time) for name in asked},
        {name: nw.when(nw.col(name) > never).then(nw.col(name)) for name in asked},
    ]
    for step in steps:
        frame = frame.with_columns(**step)
    return frame

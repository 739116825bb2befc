"""Times of clocks that are put forward and back, in a frame: as instants, the same ones as DuckDB finds in files."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import narwhals as nw

from qa_run.model.kinds import READINGS
from qa_run.sources.clocks import Clocks, Stretch

_SECOND = timedelta(seconds=1)
Rows = Callable[["nw.LazyFrame[Any]"], list[tuple[Any, ...]]]


def instants(frame: "nw.LazyFrame[Any]", utc: Mapping[str, nw.Expr], clocks: Clocks, rows: Rows) -> dict[str, nw.Expr]:
    """Of each column of times the instants, null where the clocks showed them twice, and their two readings.

    utc: of each column where it is in UTC already, since the value names its offset
    """
    ends = {f"{name}@low": nw.col(name).min() for name in utc} | {f"{name}@high": nw.col(name).max() for name in utc}
    (found,) = rows(frame.select(**ends))
    there = [time for time in found if time is not None]
    if not there:
        return {f"{name}{reading}": nw.col(name) for name in utc for reading in READINGS}
    # one expression for each change of the clocks in the years of the data, and not for those of a lifetime
    near = clocks.between(min(there), max(there))
    columns: dict[str, nw.Expr] = {}
    for name, known in utc.items():
        time = nw.col(name)
        first, last = (
            nw.when(known).then(time).otherwise(_instant(time, stretches)) for stretches in (near.first, near.last)
        )
        columns |= {name: nw.when(first == last).then(first)} | {
            f"{name}{READINGS[0]}": first,
            f"{name}{READINGS[1]}": last,
        }
    return columns


def _instant(time: nw.Expr, stretches: Sequence[Stretch]) -> nw.Expr:
    steps, before, skipped = [nw.lit(0)], 0, nw.lit(False)
    for number, stretch in enumerate(stretches):
        if stretch.ahead is None:
            again = stretches[number + 1].start if number + 1 < len(stretches) else datetime.max
            skipped = skipped | ((time >= nw.lit(stretch.start)) & (time < nw.lit(again)))
            continue
        after = time >= nw.lit(stretch.start) if number else nw.lit(True)
        steps.append(nw.when(after).then(nw.lit(before - stretch.ahead)).otherwise(nw.lit(0)))
        before = stretch.ahead
    return nw.when(~skipped).then(time + nw.lit(_SECOND) * nw.sum_horizontal(*steps))

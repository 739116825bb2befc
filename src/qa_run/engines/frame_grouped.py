"""One row of all rows of an item, by Narwhals alone, on whatever engine the frame is."""

from typing import Any

import narwhals as nw

from qa_run.engines.grouping import Grouping
from qa_run.engines.table import AS_OF, DOUBT, FILE, ITEM, ROW
from qa_run.model.kinds import READINGS, Kind
from qa_run.model.taking import Take, Taken


def grouped(frame: "nw.LazyFrame[Any]", grouping: Grouping, zoned: bool) -> "nw.LazyFrame[Any]":
    """One row for each item of `frame`."""
    aggregates: list[nw.Expr] = []
    constant: list[str] = []
    for key in grouping.keys:
        frame = frame.with_columns(nw.when(nw.col(key) != "").then(nw.col(key)).alias(key))
        constant.append(key)
    for want in grouping.carried:
        constant.append(want.name)
        if zoned and want.kind is Kind.TIME:
            constant += [f"{want.name}{reading}" for reading in READINGS]
    constant = list(dict.fromkeys(constant))
    for name, take in grouping.takes.items():
        where = _within(take, grouping)
        frame = frame.with_columns(_taken(take, where, grouping.time).alias(name))
        if take.recorded:
            recorded = nw.when(where).then(nw.col(take.recorded))
            frame = frame.with_columns(recorded.alias(f"{name}|recorded"))
    for name in constant:
        aggregates += [nw.col(name).min().alias(f"{name}|low"), nw.col(name).max().alias(f"{name}|high")]
    aggregates += [_AGGREGATES[take.taken](nw.col(name)) for name, take in grouping.takes.items()]
    whole = [name for name, take in grouping.takes.items() if take.recorded]
    for name in whole:  # some engines sum nothing to 0
        aggregates += [nw.col(name).count().alias(f"{name}|n"), nw.col(f"{name}|recorded").count()]
    aggregates += [nw.col(ROW).min(), nw.col(FILE).min(), nw.col(AS_OF).min()]
    found = frame.group_by(ITEM).agg(*aggregates)
    same: dict[str, nw.Expr] = {
        name: nw.when(nw.col(f"{name}|low") == nw.col(f"{name}|high")).then(nw.col(f"{name}|low")) for name in constant
    }
    least = [want.name for want in grouping.carried if want.kind is Kind.ANY]
    least += [f"{grouping.time}{reading}" for reading in ("", *READINGS)]
    same |= {name: nw.col(f"{name}|low") for name in least if name in constant}
    same |= {
        name: nw.when((nw.col(f"{name}|n") > 0) & (nw.col(f"{name}|n") == nw.col(f"{name}|recorded"))).then(
            nw.col(name)
        )
        for name in whole
    }
    same |= {key: same[key].fill_null("") for key in grouping.keys}
    return found.with_columns(**same, **{DOUBT: nw.lit(False)})


def _taken(take: Take, where: nw.Expr, at: str) -> nw.Expr:
    """What of a row is taken, where it is meant; null where nothing is."""
    if take.taken is Taken.COUNT:
        return where.cast(nw.Int64).fill_null(0)
    of = nw.col(take.of)
    if take.taken in (Taken.VALUE_AT_FIRST, Taken.VALUE_AT_LAST):
        time = nw.col(at)
        told = nw.when(where & ~of.is_null()).then(time)
        end = (told.min() if take.taken is Taken.VALUE_AT_FIRST else told.max()).over(ITEM)
        return nw.when(where & (time == end)).then(of)
    return nw.when(where).then(of)


def _within(take: Take, grouping: Grouping) -> nw.Expr:
    where = nw.lit(True) if take.where is None else take.where.fill_null(False)
    for name, since in ((take.since, True), (take.until, False)):
        if name:
            bound = grouping.takes[name]
            time = nw.col(grouping.time)
            told = nw.when(_within(bound, grouping)).then(time)
            end = (told.min() if bound.taken is Taken.FIRST else told.max()).over(ITEM)
            where = where & (time >= end if since else time <= end)
    return where


_AGGREGATES = {
    Taken.COUNT: lambda column: column.sum(),
    Taken.KNOWN: lambda column: column.count(),
    Taken.FIRST: lambda column: column.min(),
    Taken.LAST: lambda column: column.max(),
    Taken.TOTAL: lambda column: column.sum(),
    Taken.DISTINCT: lambda column: column.n_unique() - column.is_null().any().cast(nw.Int64),
    Taken.VALUE_AT_FIRST: lambda column: column.min(),
    Taken.VALUE_AT_LAST: lambda column: column.max(),
    Taken.LEAST: lambda column: column.min(),
    Taken.GREATEST: lambda column: column.max(),
}

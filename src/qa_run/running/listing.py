"""A list of items, read as samples are: whatever reader knows the file, without a verdict on it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.duck import Duck
from qa_run.engines.duck_asked import MixedLineEnds
from qa_run.engines.duck_connection import connect
from qa_run.engines.table import ROW, key_name
from qa_run.errors import Place, SampleError, UsageError
from qa_run.loading.suggest import did_you_mean
from qa_run.model.aggregates import how_many, maximum, minimum
from qa_run.model.samples import Samples
from qa_run.offers import Reader
from qa_run.running.inspecting import mended
from qa_run.sources.digests import digest_of
from qa_run.sources.opening import open_source
from qa_run.sources.source import OpenFile


@frozen(kw_only=True, eq=False, repr=False)
class Listing:
    """The items of a list, each once, with its stratum, in the order of their names; and the digest of the file."""

    path: str
    sha256: str
    items: tuple[str, ...]
    strata: tuple[tuple[str, ...], ...]


def read_list(
    path: str, column: str, per: Sequence[str], readers: Sequence[Reader], scratch: Path, here: Path
) -> Listing:
    """The items that `column` of the list names. Raises SampleError for items that stand twice or have no name, and for
    lines that cannot be read: a list with holes is none to draw from."""
    source = open_source(Samples(place=Place("")), path, readers, scratch, here)
    if len(source.files) != 1:
        raise UsageError(f"{path}: a lot list is one file, here are {len(source.files)}")
    file = source.files[0]
    digest = digest_of(Path(file.path), file.shown)
    try:
        rows = _rows(file, column, per, scratch)
    except MixedLineEnds:
        rows = _rows(mended(file), column, per, scratch)
    check = getattr(file.recorded, "check", None)
    if check is not None:
        check()
    rows.sort()
    return Listing(
        path=file.shown,
        sha256=digest.unchanged(),
        items=tuple(row[0] for row in rows),
        strata=tuple(tuple(row[1:]) for row in rows),
    )


def _rows(file: OpenFile, column: str, per: Sequence[str], scratch: Path) -> list[tuple[str, ...]]:
    samples = Samples(place=Place(""))
    connection = connect([file], scratch)
    try:
        duck = Duck(connection, (file,), samples.format)
        _known([column, *per], duck)
        keys = {name: name for name in (column, *per)}
        frame = duck.typed((), keys, datetime.min)
        row = nw.col(ROW)
        measures = {"often": how_many(row), "first": minimum(row), "last": maximum(row)}
        found = duck.aggregate(frame, measures, [key_name(name) for name in keys])
        if rejected := list(duck.rejected()):
            raise SampleError(f"{rejected[0].place}: {rejected[0].reason}{_more(len(rejected), 'such line')}")
        names = [key_name(name) for name in keys]
        rows = list(zip(*(found[name] for name in names), strict=True))
        _once(rows, list(zip(found["often"], found["first"], found["last"], strict=True)), column, duck)
        return rows
    finally:
        connection.close()


def _known(columns: Sequence[str], duck: Duck) -> None:
    for name in columns:
        if name not in duck.headers():
            hint = did_you_mean(name, duck.headers()) or f"it has: {', '.join(duck.headers())}"
            raise UsageError(f"{duck.opened[0].shown}: the list has no column {name!r} ({hint})")


def _once(rows: Sequence[tuple[str, ...]], seen: Sequence[tuple[Any, Any, Any]], column: str, duck: Duck) -> None:
    """Refuse items without a name, and items that stand twice, in one stratum or in two."""
    if not rows:
        raise SampleError(f"{duck.opened[0].shown}: the list has no items")
    first: dict[str, int] = {}
    doubled: dict[str, int] = {}
    for (item, *_), (often, start, last) in sorted(zip(rows, seen, strict=True), key=lambda each: int(each[1][1])):
        if not item:
            (place,) = duck.files[0].places([int(start)])
            raise SampleError(f"{place}: no item is named in the column {column!r}")
        if often > 1 or item in first:
            doubled[item] = int(last)
        first.setdefault(item, int(start))
    for item, last in doubled.items():
        one, two = (duck.files[0].places([place])[0] for place in (first[item], last))
        more = _more(len(doubled), "item")
        raise SampleError(f"{two}: {item} stands in {one} already: each item has one chance{more}")


def _more(count: int, noun: str) -> str:
    return f" (and {count - 1} more {noun}{'s' if count > 2 else ''})" if count > 1 else ""

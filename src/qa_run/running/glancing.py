"""A look at a batch that no procedure knows yet: its columns, and what is recorded in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import narwhals as nw
from attrs import evolve, frozen

from qa_run.engines.duck import Duck
from qa_run.engines.duck_asked import MixedLineEnds
from qa_run.engines.duck_connection import connect
from qa_run.engines.table import ROW
from qa_run.engines.wanted import Wanted
from qa_run.errors import Place, SampleError
from qa_run.model.aggregates import distinct, how_many, how_often, maximum, minimum
from qa_run.model.columns import finite
from qa_run.model.kinds import Kind, typed_name
from qa_run.model.recorded import TextFile
from qa_run.model.samples import Format, Samples
from qa_run.offers import Reader
from qa_run.running.inspecting import mended
from qa_run.sources.opening import open_source
from qa_run.sources.source import OpenFile

#: So many different values of a text are still a choice of a few.
FEW = 12


@frozen(kw_only=True, eq=False, repr=False)
class Column:
    """What is recorded under one header.

    recorded, numbers, times: how many values there are, and how many can be read as that
    codes: how many begin with a nought before other digits, which no number keeps
    whole: whether all numbers are whole
    values: where they are few, all values and how often each stands
    unsure: why it was read as text only; blank where it was not
    """

    name: str
    recorded: int
    distinct: int
    longest: int
    numbers: int = 0
    codes: int = 0
    whole: bool = False
    least: float | None = None
    greatest: float | None = None
    times: int = 0
    first: str = ""
    last: str = ""
    values: Sequence[tuple[str, int]] = ()
    unsure: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Glance:
    """The files of a batch, how many rows they hold, how many lines could not be read, and the columns."""

    files: Sequence[str]
    rows: int
    rejected: Sequence[str]
    found: Sequence[str]
    columns: Sequence[Column]


def glance(path: str, written: Format, readers: Sequence[Reader], scratch: Path, here: Path) -> Glance:
    """A look at the files at `path`. Raises SampleError where they cannot be read without guessing."""
    source = open_source(Samples(place=Place(""), format=written), path, readers, scratch, here)
    files = source.files
    try:
        return _looked(files, written, scratch, source.found)
    except MixedLineEnds:
        return _looked(tuple(map(mended, files)), written, scratch, source.found)


def _looked(files: tuple[OpenFile, ...], written: Format, scratch: Path, found: Sequence[str]) -> Glance:
    connection = connect(files, scratch)
    try:
        duck = Duck(connection, files, written)
        headers = duck.headers()
        unsure = {header: why for header in headers if (why := _unsure(header, files))}
        kinds = {header: _kinds(unsure.get(header, "")) for header in headers}
        wanted = [Wanted(header, header, kind) for header in headers for kind in kinds[header]]
        frame = duck.typed(wanted, {}, datetime.min)
        measures: dict[str, Any] = {"rows": how_many(nw.col(ROW))}
        for place, header in enumerate(headers):
            measures |= {f"{place} {name}": each for name, each in _measures(header, kinds[header]).items()}
        table = duck.aggregate(frame, measures, [])
        for file in files:
            check = getattr(file.recorded, "check", None)
            if check is not None:
                check()
        columns = []
        for place, header in enumerate(headers):
            seen = {name.partition(" ")[2]: table[name][0] for name in measures if name.startswith(f"{place} ")}
            column = _column(header, seen, unsure.get(header, ""))
            if 0 < column.distinct <= FEW:
                some = duck.common(frame, typed_name(header, Kind.TEXT), FEW + 1)
                column = evolve(column, values=[(str(value), int(many)) for value, many in some if value is not None])
            columns.append(column)
        rejected = [f"{line.place}: {line.reason}" for line in duck.rejected()]
        shown = [file.shown for file in files]
        if not table["rows"][0] or not headers:
            raise SampleError(f"{', '.join(shown)}: there is no item to draw a procedure from")
        return Glance(files=shown, rows=int(table["rows"][0]), rejected=rejected, found=found, columns=columns)
    finally:
        connection.close()


def _unsure(header: str, files: Sequence[OpenFile]) -> str:
    texts = [file.recorded for file in files if isinstance(file.recorded, TextFile)]
    if any(header in text.ambiguous_decimals for text in texts):
        return 'its numbers can be read in two ways: write format: {decimal: "."} or {decimal: ","} under samples'
    if any(header in text.ambiguous_dates for text in texts):
        return "its dates can be read in two ways: write format: {dates: dd/mm/yyyy} or {dates: mm/dd/yyyy}"
    return ""


def _kinds(unsure: str) -> tuple[Kind, ...]:
    return (Kind.TEXT,) if unsure else (Kind.TEXT, Kind.NUMBER, Kind.TIME)


def _measures(header: str, kinds: Sequence[Kind]) -> Mapping[str, Any]:
    text = nw.col(typed_name(header, Kind.TEXT))
    found = {
        "recorded": how_many(text),
        "distinct": distinct(text),
        "longest": maximum(text.str.len_chars()),
        "codes": how_often(text.str.contains(r"^\s*0\d")),
    }
    if Kind.NUMBER in kinds:
        number = finite(nw.col(typed_name(header, Kind.NUMBER)))
        found |= {"numbers": how_many(number), "least": minimum(number), "greatest": maximum(number)}
        found |= {"broken": how_often(number.cast(nw.Float64()) % 1 != 0)}
    if Kind.TIME in kinds:
        time = nw.col(typed_name(header, Kind.TIME))
        found |= {"times": how_many(time), "first": minimum(time), "last": maximum(time)}
    return found


def _column(header: str, seen: Mapping[str, Any], unsure: str) -> Column:
    def count(name: str) -> int:
        return int(seen.get(name) or 0)

    def number(name: str) -> float | None:
        return None if seen.get(name) is None else float(seen[name])

    return Column(
        name=header,
        recorded=count("recorded"),
        distinct=count("distinct"),
        longest=count("longest"),
        numbers=count("numbers"),
        codes=count("codes"),
        whole=not count("broken"),
        least=number("least"),
        greatest=number("greatest"),
        times=count("times"),
        first=str(seen.get("first") or ""),
        last=str(seen.get("last") or ""),
        unsure=unsure,
    )

"""The same recorded values in every form in which an engine can meet them."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import frozen

from qa_run.engines.duck import Duck
from qa_run.engines.frames import frames
from qa_run.engines.table import Engine
from qa_run.model.kinds import Kind
from qa_run.model.recorded import ParquetFile, TextFile
from qa_run.model.samples import Format
from qa_run.sources.source import OpenFile

Columns = Mapping[str, Sequence[Any]]
_SQL_TYPES = {int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN", datetime: "TIMESTAMP", str: "VARCHAR"}
_WORDS = {"true": True, "false": False}


@frozen
class Layout:
    """An engine with a way to hand it values: as text, or in the type that the criterion reads where all have it.

    scanned: whether it is a frame that DuckDB scans, so that only how it is read tells it from others like it
    """

    name: str
    make: Callable[[Columns, Path], Engine]
    typed: bool = False
    scanned: bool = False


def layouts() -> list[Layout]:
    """All that are installed, on one connection to DuckDB; the first is what the others are held against."""
    one = _database().cursor()
    found = [
        Layout("DuckDB on CSV", lambda columns, folder: _csv(columns, folder, one)),
        Layout("DuckDB on CSV, every bucket counted", lambda columns, folder: _csv(columns, folder, one, roads=False)),
        Layout("DuckDB on Parquet", lambda columns, folder: _parquet(columns, folder, one)),
        Layout("DuckDB on typed Parquet", lambda columns, folder: _parquet(columns, folder, one), typed=True),
        Layout("DuckDB relation", lambda columns, _: frames(_relation(columns, one)), scanned=True),
    ]
    if find_spec("polars"):
        found += [
            Layout("Polars", lambda columns, _: frames(_polars(columns))),
            Layout("Polars, typed and lazy", lambda columns, _: frames(_polars(columns).lazy()), typed=True),
        ]
    if find_spec("pyarrow"):
        found.append(Layout("PyArrow", lambda columns, _: frames(_arrow(columns)), typed=True, scanned=True))
    if find_spec("pandas"):
        found.append(Layout("pandas", lambda columns, _: frames(_pandas(columns)), scanned=True))
    return found


@cache
def _database() -> Any:
    """One for the whole process: to open another takes as long as to judge a few values."""
    import duckdb

    return duckdb.connect()


def each_engine(every: Sequence[Layout], turn: int) -> Sequence[Layout]:
    """For the turn 0 all; else the first, and of each engine the one whose turn it is: reading is the same for all."""
    if turn == 0:
        return every
    engines: dict[str, list[Layout]] = {}
    for layout in every[1:]:
        engine = "frame" if layout.scanned else layout.name.split(maxsplit=1)[0].rstrip(",")
        engines.setdefault(engine, []).append(layout)
    return [every[0], *(several[turn % len(several)] for several in engines.values())]


def in_turn(every: Sequence[Layout], turn: int) -> Sequence[Layout]:
    """The first, which the others are held against, and the one of the others whose turn it is: a frame, a file, …"""
    others = every[1:]
    step = 5 if len(others) % 5 else 1  # of eight, four are DuckDB's: five on is a layout of another kind
    return [every[0], others[turn * step % len(others)]] if others else every


def one_scanned(every: Sequence[Layout], turn: int) -> Sequence[Layout]:
    """Of the frames that DuckDB scans the one whose turn it is, and all others."""
    scanned = [layout for layout in every if layout.scanned]
    return [layout for layout in every if not layout.scanned or layout is scanned[turn % len(scanned)]]


def listing(items: Sequence[str]) -> Layout:
    """The first layout, with a list of all items that there should be beside it: some have no row."""
    one = _database().cursor()

    def make(columns: Columns, folder: Path) -> Engine:
        duck, listed = _csv(columns, folder, one), _file({"item": items}, folder)
        return Duck(one.cursor(), duck.opened, Format(), listed=(listed,), key="item", item="item", events=True)

    return Layout("DuckDB on CSV, beside a list", make)


def as_recorded(value: Any) -> str | None:
    """A value of an example as a person would have recorded it."""
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def laid_out(columns: Columns, kinds: Mapping[str, Kind], typed: bool) -> dict[str, list[Any]]:
    """`columns` as text; with `typed`, each in the type of its kind if all of its values can have it."""
    texts = {name: [as_recorded(value) for value in values] for name, values in columns.items()}
    if not typed:
        return {name: list(values) for name, values in texts.items()}
    return {name: _in_kind(values, kinds.get(name, Kind.ANY)) for name, values in texts.items()}


def _in_kind(texts: Sequence[str | None], kind: Kind) -> list[Any]:
    plain = [None if text is None or not text.strip() else text.strip() for text in texts]
    try:
        if kind is Kind.NUMBER:
            numbers = [None if text is None else float(text) for text in plain]
            if any(text and text.lstrip("+-").isdigit() for text in plain) and all(_is_whole(each) for each in numbers):
                return [None if number is None else int(number) for number in numbers]
            return numbers
        if kind is Kind.TIME:
            return [None if text is None else datetime.fromisoformat(text) for text in plain]
        if kind is Kind.YES_NO:
            return [None if text is None else _WORDS[text] for text in plain]
    except (ValueError, KeyError):  # one of them is not readable: then all stay text
        pass
    return list(texts)


def _is_whole(number: float | None) -> bool:
    return number is None or (abs(number) < 2**53 and number == int(number))


def _csv(columns: Columns, folder: Path, connection: Any, roads: bool = True) -> Duck:
    return Duck(connection.cursor(), (_file(columns, folder),), Format(), roads=roads)


def _file(columns: Columns, folder: Path) -> OpenFile:
    path = folder / f"{len(list(folder.iterdir()))}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
    return OpenFile(shown=path.name, path=str(path), recorded=TextFile(path=path, names=tuple(columns)))


def _relation(columns: Columns, connection: Any) -> Any:
    types = {name: _type_of(values) for name, values in columns.items()}
    described = ", ".join(f'"{name}" {_SQL_TYPES[kind]}' for name, kind in types.items())
    connection.execute(f"create or replace temp table t ({described})")
    rows = list(zip(*columns.values(), strict=True))
    if rows:
        connection.executemany(f"insert into t values ({', '.join('?' * len(columns))})", rows)
    return connection.table("t")


def _parquet(columns: Columns, folder: Path, connection: Any) -> Duck:
    path = folder / f"{len(list(folder.iterdir()))}.parquet"
    _relation(columns, connection).write_parquet(str(path))
    opened = OpenFile(shown=path.name, path=str(path), recorded=ParquetFile(path=path))
    return Duck(connection.cursor(), (opened,), Format())


def _polars(columns: Columns) -> Any:
    import polars

    types: dict[type, Any] = {int: polars.Int64, float: polars.Float64, bool: polars.Boolean}
    types[datetime] = polars.Datetime("us")
    schema = {name: types.get(_type_of(values), polars.String) for name, values in columns.items()}
    return polars.DataFrame({name: list(values) for name, values in columns.items()}, schema=schema)


def _arrow(columns: Columns) -> Any:
    import pyarrow

    types = {int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_(), datetime: pyarrow.timestamp("us")}
    return pyarrow.table(
        {name: pyarrow.array(values, types.get(_type_of(values), pyarrow.string())) for name, values in columns.items()}
    )


def _pandas(columns: Columns) -> Any:
    import pandas

    return pandas.DataFrame({name: pandas.Series(list(values), dtype=object) for name, values in columns.items()})


def _type_of(values: Sequence[Any]) -> type:
    return next((type(value) for value in values if value is not None), str)

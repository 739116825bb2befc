"""A frame that somebody gives, made fit to be judged: scanned lazily, its rows numbered."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw
from attrs import frozen

from qa_run.engines.table import ROW
from qa_run.errors import SampleError


@frozen(eq=False, repr=False)
class Held:
    """A frame made fit to be judged: `columns` leads from recorded headers to the names that they have in `lazy`.

    With `numbered` the column ROW holds the place of each row; a frame on a cluster has no order to number.
    """

    lazy: "nw.LazyFrame[Any]"
    columns: Mapping[str, str]
    types: Mapping[str, Any]
    numbered: bool


def held(frame: Any) -> Held:
    """`frame`, its rows numbered where they have an order. Raises SampleError."""
    if isinstance(frame, nw.DataFrame) and not frame.implementation.is_polars():
        return _scanned(frame)
    columns = {name: name for name in frame.collect_schema().names()}
    if isinstance(frame, nw.DataFrame):
        return Held(frame.with_row_index(ROW).lazy(), columns, frame.schema, True)
    native: Any = nw.to_native(frame)
    if frame.implementation.is_polars():
        numbered = nw.from_native(native.with_row_index(ROW))
        return Held(numbered, columns, frame.collect_schema(), True)
    if on_duckdb(frame):
        return Held(nw.from_native(_numbered(native)), columns, frame.collect_schema(), True)
    return Held(frame, columns, frame.collect_schema(), False)


def _scanned(frame: "nw.DataFrame[Any]") -> Held:
    """An eager table, scanned by DuckDB under names that differ by more than their case."""
    import duckdb

    plain = {name: f"c{place}" for place, name in enumerate(frame.columns)}
    native = nw.to_native(frame.rename(plain))
    connection = duckdb.connect()
    connection.execute("set TimeZone='UTC'")  # or a column with a zone is told in that of the machine
    connection.execute("set pandas_analyze_sample=0")  # columns of mixed objects are read as text, never guessed
    try:
        relation = connection.from_arrow(native) if frame.implementation.is_pyarrow() else connection.from_df(native)
        lazy = nw.from_native(_numbered(relation))
        schema = lazy.collect_schema()
        connection.execute("set enable_external_access=false; set lock_configuration=true")
    except Exception as error:
        raise SampleError(f"the frame cannot be scanned: {str(error).splitlines()[0]}") from error
    return Held(lazy, plain, {name: schema[short] for name, short in plain.items()}, True)


def _numbered(relation: Any) -> Any:
    return relation.project(f'*, row_number() over () - 1 as "{ROW}"')


def on_duckdb(frame: Any) -> bool:
    """Whether a lazy frame is a relation of DuckDB, which collects without Narwhals."""
    return bool(frame.implementation.is_duckdb())


def rows_in(frame: Any) -> list[tuple[Any, ...]]:
    """The rows of a lazy frame: to collect a relation of DuckDB, Narwhals would ask for PyArrow."""
    rows: list[tuple[Any, ...]] = nw.to_native(frame).fetchall() if on_duckdb(frame) else frame.collect().rows()
    return rows

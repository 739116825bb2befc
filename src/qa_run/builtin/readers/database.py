"""SQLite files, opened so that nothing in them can change."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

from qa_run import Reading, SampleError, TextRows
from qa_run.readers import as_text, column_of, names_of, written_in

_SAMPLE = 5000


def read(reading: Reading) -> TextRows:
    """The table or view that `format: {table: …}` names, or the only one. Raises SampleError."""
    # costs a start-up that runs without databases need not pay
    import sqlite3

    shown, path = reading.shown, reading.path
    if not path.is_file():
        raise SampleError(f"{shown}: {'this is a folder' if path.is_dir() else 'no such file'}")
    uri = f"{path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            table = _table(connection, reading)
            quoted = '"' + table.replace('"', '""') + '"'
            cursor = connection.execute(f"select * from {quoted}")
            names, found = names_of([column[0] for column in cursor.description], f"{shown}, table {table}")
            skip = {column_of(names, name, shown): values for name, values in reading.format.skip.items()}
            sample = list(islice(cursor, _SAMPLE))
            left_out = sum(_is_skipped(row, skip) for row in _rows(uri, quoted)) if skip else 0
    except sqlite3.Error as error:
        raise SampleError(f"{shown}: not an SQLite file that can be read: {error}") from error
    written = written_in(names, sample, reading.format)
    sign = written.decimal.sign
    chosen = () if reading.format.table else (f"table {table}",)

    def rows() -> Iterator[list[str]]:
        try:
            for row in _rows(uri, quoted):
                if not _is_skipped(row, skip):
                    yield [as_text(cell, sign) for cell in row]
        except sqlite3.Error as error:
            raise SampleError(f"{shown}: {error}") from error

    def place(ordinals: Sequence[int]) -> list[str]:
        if not skip:
            return [f"{shown}:row {ordinal + 1}" for ordinal in ordinals]
        kept = (number for number, row in enumerate(_rows(uri, quoted), 1) if not _is_skipped(row, skip))
        numbers = list(islice(kept, max(ordinals, default=-1) + 1))
        return [f"{shown}:row {numbers[ordinal]}" for ordinal in ordinals]

    return TextRows(
        names=names,
        rows=rows(),
        place=place,
        skipped=left_out,
        found=(*chosen, *found, *written.decimal.found, *written.dates.found),
        decimal=sign,
        dates=written.dates.formats,
        ambiguous_decimals=written.decimal.ambiguous,
        ambiguous_dates=written.dates.ambiguous,
    )


def _table(connection: Any, reading: Reading) -> str:
    query = "select name from sqlite_master where type in ('table', 'view') order by name"
    tables = [name for (name,) in connection.execute(query) if not name.startswith("sqlite_")]
    listed, wanted = ", ".join(tables), reading.format.table
    if not tables:
        raise SampleError(f"{reading.shown}: the database holds no table")
    if wanted is None and len(tables) > 1:
        raise SampleError(f"{reading.shown}: which table? write `format: {{table: {tables[0]}}}` (tables: {listed})")
    if wanted is not None and wanted not in tables:
        raise SampleError(f"{reading.shown}: no table is called {wanted!r} (tables: {listed})")
    return tables[0] if wanted is None else wanted


def _rows(uri: str, quoted: str) -> Iterator[tuple[Any, ...]]:
    import sqlite3

    with closing(sqlite3.connect(uri, uri=True)) as connection:
        # text that is not UTF-8 is shown as it can be, rather than stopping the run
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        yield from connection.execute(f"select * from {quoted}")


def _is_skipped(row: Sequence[object], skip: dict[int, tuple[str, ...]]) -> bool:
    return any(as_text(row[at]).strip() in values for at, values in skip.items())

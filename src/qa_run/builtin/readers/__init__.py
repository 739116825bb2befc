"""The readers that come along; what reads a format is imported when the first file of that format is opened."""

from collections.abc import Callable
from importlib import import_module

from qa_run import Reader, Reading, Recorded


def _read(module: str) -> Callable[[Reading], Recorded]:
    def read(reading: Reading) -> Recorded:
        found: Recorded = import_module(f"qa_run.builtin.readers.{module}").read(reading)
        return found

    return read


READERS = (
    Reader("csv", (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz"), _read("delimited")),
    Reader("excel", (".xlsx", ".xlsm", ".xls", ".ods"), _read("workbook")),
    Reader("sqlite", (".sqlite", ".sqlite3", ".db"), _read("database")),
    Reader("json-lines", (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), _read("json_lines")),
    Reader("parquet", (".parquet", ".pq"), _read("parquet")),
)

"""The readers that come along: delimited text, workbooks, SQLite, JSON lines and Parquet."""

from collections.abc import Sequence

from qa_run.builtin.readers import database, delimited, json_lines, parquet, workbook
from qa_run.offers import Reader, hookimpl


@hookimpl
def qa_readers() -> Sequence[Reader]:
    """One reader for each kind of file."""
    return [delimited.READER, workbook.READER, database.READER, json_lines.READER, parquet.READER]

"""The readers that come along: delimited text, workbooks, SQLite, JSON lines and Parquet."""

from qa_run.builtin.readers import database, delimited, json_lines, parquet, workbook

READERS = (delimited.READER, workbook.READER, database.READER, json_lines.READER, parquet.READER)

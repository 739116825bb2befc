"""Readers that come along: a file a format."""

from qa_run import ParquetFile, Reader, Reading, TextFile


def _csv(reading: Reading) -> TextFile:
    import csv

    with reading.path.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
    delimiter = reading.format.delimiter or max(",;\t", key=first.count)
    names = tuple(name.strip() for name in next(csv.reader([first], delimiter=delimiter)))
    return TextFile(path=reading.path, names=names, delimiter=delimiter, decimal=reading.format.decimal or ".")


READERS = (
    Reader("csv", (".csv",), _csv),
    Reader("parquet", (".parquet",), lambda reading: ParquetFile(path=reading.path)),
)

"""Parquet files."""

from qa_run import ParquetFile, Reading, SampleError

_MARK = b"PAR1"


def read(reading: Reading) -> ParquetFile:
    """The file, once its two ends say that it is whole. Raises SampleError."""
    path, shown = reading.path, reading.shown
    if not path.is_file():
        raise SampleError(f"{shown}: {'this is a folder' if path.is_dir() else 'no such file'}")
    with path.open("rb") as file:
        start = file.read(4)
        size = file.seek(0, 2)
        file.seek(max(0, size - 8))
        footer = file.read(8)
    if start == b"PARE" or footer[4:] == b"PARE":
        raise SampleError(f"{shown}: the Parquet file is encrypted")
    if start != _MARK or footer[4:] != _MARK:
        raise SampleError(f"{shown}: not a Parquet file, or only a part of one")
    if int.from_bytes(footer[:4], "little") > size - 12:
        raise SampleError(f"{shown}: the Parquet file is broken: its footer is longer than the file")
    return ParquetFile(path=path)

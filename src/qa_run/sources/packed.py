"""The bytes of a recorded file, gzip taken off, with errors that a person can act on."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, cast

from qa_run.errors import SampleError

BLOCK = 1 << 20
LONGEST = 1 << 24
"""Of a line. DuckDB refuses lines of more than 2 MB, and tells; far longer ones it left out in silence."""
LOOKED_THROUGH = 1_000_000_000
"""Of a file, in bytes: a larger one is not looked through before it is read."""


@contextmanager
def open_bytes(path: Path, shown: str) -> Iterator[IO[bytes]]:
    """`path` opened for reading, unpacked where its name ends in `.gz`. Raises SampleError."""
    if path.is_dir():
        raise SampleError(f"{shown}: this is a folder, not a file")
    if path.exists() and not path.is_file():  # a pipe would be waited for, without end
        raise SampleError(f"{shown}: this is a pipe or a device, not a file; write what it gives to a file first")
    try:
        # a GzipFile reads as any binary file does, but is typed as one that also writes
        with cast("IO[bytes]", gzip.open(path)) if is_packed(path) else path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise SampleError(f"{shown}: no such file") from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SampleError(f"{shown}: not a whole gzip file: {error}") from error
    except OSError as error:
        raise SampleError(f"{shown}: cannot be read: {error.strerror or error}") from error


def is_packed(path: Path) -> bool:
    """Whether the name says that the file is packed with gzip."""
    return path.suffix.lower() == ".gz"


def holds(path: Path, shown: str, start: int, sign: bytes) -> bool:
    """Whether `sign` stands in the file from the byte `start` on. Of a packed file, and of one so large that looking
    takes long, nobody knows: it may. Raises SampleError."""
    if is_packed(path) or path.stat().st_size > LOOKED_THROUGH:
        return True
    with open_bytes(path, shown) as file:  # not mapped: a file that is shortened meanwhile would end the process
        file.seek(start)
        return any(sign in block for block in iter(partial(file.read, BLOCK), b""))


def head_of(path: Path, shown: str, size: int) -> bytes:
    """The first `size` bytes."""
    with open_bytes(path, shown) as file:
        return file.read(size)


def blocks(path: Path, shown: str) -> Iterator[bytes]:
    """The whole file, about a megabyte at a time and in whole lines, without the byte-order mark of UTF-8."""
    with open_bytes(path, shown) as file:
        first = True
        while block := file.read(BLOCK):
            block += file.readline()
            if len(block) > LONGEST and max(map(len, block.splitlines())) > LONGEST:
                raise SampleError(
                    f"{shown}: a line is longer than {LONGEST >> 20} MB; is a quote or a line end missing?"
                )
            # a line end of two bytes is not torn: readline goes on to the line feed
            yield block.removeprefix(codecs.BOM_UTF8) if first else block
            first = False

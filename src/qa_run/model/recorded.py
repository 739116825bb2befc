"""What a reader is asked, and what it may answer."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from qa_run.model.samples import Format


@frozen
class Rejected:
    """A line that cannot be read as a row: where, and why."""

    place: str
    reason: str


@frozen(kw_only=True)
class Reading:
    """What a reader is asked for: a file, how the procedure says it is written, and room for temporary files."""

    path: Path
    shown: str
    format: Format
    scratch: Path


@frozen(kw_only=True)
class TextFile:
    """Delimited UTF-8 text with a known dialect; the engine reads every field as text.

    skip:  physical lines before the first row of data, the header among them
    line:  of the ordinal of a row (from 0) the physical line in the file that was recorded; None: the file itself
    found: what the reader found out by itself, for `-v` and the report
    """

    path: Path
    names: tuple[str, ...]
    delimiter: str = ","
    quote: str = '"'
    skip: int = 1
    decimal: str = "."
    rows: int | None = None
    blank: int = 0
    skipped: int = 0
    rejected: tuple[Rejected, ...] = ()
    found: tuple[str, ...] = ()
    place: Callable[[Sequence[int]], Sequence[str]] | None = None


@frozen(kw_only=True)
class TextRows:
    """Rows of text or plain values that Python has at hand (a workbook, a small database); the host spools them.

    place: of the ordinals of rows (from 0) how people find them, such as `Sheet1!A5`
    """

    names: tuple[str, ...]
    rows: Iterable[Sequence[object]]
    place: Callable[[Sequence[int]], Sequence[str]]
    blank: int = 0
    skipped: int = 0
    rejected: tuple[Rejected, ...] = ()
    found: tuple[str, ...] = ()


@frozen(kw_only=True)
class JsonLines:
    """One JSON object a line; the engine takes the fields it needs out of the text."""

    path: Path
    found: tuple[str, ...] = ()


@frozen(kw_only=True)
class ParquetFile:
    """A columnar file that carries its own types."""

    path: Path
    found: tuple[str, ...] = ()


@frozen(kw_only=True)
class Frame:
    """Any frame that Narwhals takes, eager or lazy; it is judged on the engine that it came on."""

    frame: Any
    found: tuple[str, ...] = field(default=())


Recorded = TextFile | TextRows | JsonLines | ParquetFile | Frame

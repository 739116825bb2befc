"""What a reader is asked, and what it may answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from qa_run.model.samples import Format


@frozen(eq=False, repr=False)
class Rejected:
    """A line that cannot be read as a row: where, and why."""

    place: str
    reason: str


@frozen(kw_only=True, eq=False, repr=False)
class Reading:
    """What a reader is asked for: a file, how the procedure says it is written, and room for temporary files."""

    path: Path
    shown: str
    format: Format
    scratch: Path


@frozen(kw_only=True, eq=False, repr=False)
class TextFile:
    """Delimited UTF-8 text with a known dialect; the engine reads every field as text.

    skip:  physical lines before the first row of data, the header among them
    found: what the reader found out by itself, for `-v` and the report
    dates: of columns, the formats that dates are written in; columns that are not there hold ISO dates
    ambiguous_dates, ambiguous_decimals: columns that cannot be read as a time or a number before a format is declared
    place: of the ordinals of rows (from 0), and of the records that the engine refused, the places of the rows
    refused: of the records that the engine refused, as it counts records (from 1), the places
    check: what takes a look at the whole file, to be called beside the scan: the number of blank lines that `blank`
        does not hold yet; raises SampleError where bytes are not in the encoding
    mended: writes a copy that the engine can read, for when it stops at line ends of several kinds
    holds: whether a sign stands anywhere below the header; quick to tell
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
    dates: Mapping[str, tuple[str, ...]] = field(factory=dict)
    ambiguous_dates: tuple[str, ...] = ()
    ambiguous_decimals: tuple[str, ...] = ()
    place: Callable[..., Sequence[str]] | None = None
    refused: Callable[[Sequence[int]], Sequence[str]] | None = None
    check: Callable[[], int] | None = None
    mended: Callable[[], "TextFile"] | None = None
    holds: Callable[[bytes], bool] | None = None


@frozen(kw_only=True, eq=False, repr=False)
class TextRows:
    """Rows of text or plain values that Python has at hand (a workbook, a small database); the host spools them.

    place: of the ordinals of rows (from 0) how people find them, such as `Sheet1!A5`
    decimal, dates, ambiguous_dates, ambiguous_decimals: of values that are text, as in TextFile
    """

    names: tuple[str, ...]
    rows: Iterable[Sequence[object]]
    place: Callable[[Sequence[int]], Sequence[str]]
    blank: int = 0
    skipped: int = 0
    rejected: tuple[Rejected, ...] = ()
    found: tuple[str, ...] = ()
    decimal: str = "."
    dates: Mapping[str, tuple[str, ...]] = field(factory=dict)
    ambiguous_dates: tuple[str, ...] = ()
    ambiguous_decimals: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class JsonLines:
    """One JSON object a line; the engine takes the fields it needs out of the text.

    place: of lines by ordinal (from 0) as the engine counts them, which leaves out empty ones, the places
    check, mended: as in TextFile
    """

    path: Path
    found: tuple[str, ...] = ()
    place: Callable[[Sequence[int]], Sequence[str]] | None = None
    check: Callable[[], object] | None = None
    mended: Callable[[], "JsonLines"] | None = None


@frozen(kw_only=True, eq=False, repr=False)
class ParquetFile:
    """A columnar file that carries its own types."""

    path: Path
    found: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Frame:
    """Any frame that Narwhals takes, eager or lazy; it is judged on the engine that it came on."""

    frame: Any
    found: tuple[str, ...] = field(default=())


Recorded = TextFile | TextRows | JsonLines | ParquetFile | Frame

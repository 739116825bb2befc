"""Rows of cells, as a workbook or a database holds them, made into a table with a header."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from attrs import frozen

from qa_run.errors import SampleError
from qa_run.model.samples import Format
from qa_run.sources.dates import Dates, dates_of, strptime_formats
from qa_run.sources.decimals import Decimal, decimal_of
from qa_run.sources.heading import column_of, names_of

_ISO = strptime_formats("yyyy-mm-dd")
_SAMPLE = 5000


@frozen(kw_only=True, eq=False, repr=False)
class Grid:
    """A table: its names, its rows of cells, and the number that each row has where it was recorded (from 1)."""

    names: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    numbers: Sequence[int]
    blank: int = 0
    skipped: int = 0
    found: tuple[str, ...] = ()


def grid_of(cells: Sequence[Sequence[object]], asked: Format, where: str) -> Grid:
    """The table in `cells`, of which line `asked.header` is the header. Raises SampleError."""
    if len(cells) < asked.header or all(map(is_blank, cells[asked.header - 1])):
        raise SampleError(
            f"{where}: row {asked.header} holds no header; write `format: {{header: 2}}` if it is on row 2"
        )
    header = [as_text(cell) for cell in cells[asked.header - 1]]
    width = len(header)
    while not header[width - 1].strip() and all(is_blank(row[width - 1]) for row in cells[asked.header :]):
        width -= 1
    names, found = names_of(header[:width], f"{where}, row {asked.header}")
    skip = {column_of(names, name, where): values for name, values in asked.skip.items()}
    rows: list[Sequence[object]] = []
    numbers: list[int] = []
    blank = pending = skipped = 0
    for number, row in enumerate(cells[asked.header :], asked.header + 1):
        if all(map(is_blank, row)):
            if asked.until == "blank":
                break
            pending += 1
            continue
        # blank rows at the end are what formatting leaves behind; those between rows are counted
        blank, pending = blank + pending, 0
        if any(as_text(row[at]).strip() in values for at, values in skip.items()):
            skipped += 1
            continue
        rows.append(row[:width])
        numbers.append(number)
    return Grid(names=names, rows=rows, numbers=numbers, blank=blank, skipped=skipped, found=found)


def is_blank(cell: object) -> bool:
    """Whether nothing is recorded in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def as_text(cell: object, decimal: str = ".") -> str:
    """The cell as text that reads back as what it is: ISO dates, `true`, `4` for 4.0."""
    if isinstance(cell, str):  # most cells are
        return str(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        number = str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        return number.replace(".", decimal)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return _hours(cell)
    if isinstance(cell, bytes):
        return cell.hex()
    return str(cell)


def _hours(span: timedelta) -> str:
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


@frozen
class Written:
    """How those cells are written that hold numbers and dates as text; the others need no telling."""

    decimal: Decimal
    dates: Dates


def written_in(names: Sequence[str], rows: Iterable[Sequence[object]], asked: Format) -> Written:
    """What the text among the cells says of decimal signs and dates, which real numbers and dates do not need."""
    columns: dict[str, list[str]] = {name: [] for name in names}
    for _, row in zip(range(_SAMPLE), rows, strict=False):
        for name, cell in zip(names, row, strict=True):
            if isinstance(cell, str) and cell.strip():
                columns[name].append(cell)
    texts = {name: values for name, values in columns.items() if values}
    dates = dates_of(texts, asked.dates)
    return Written(decimal_of(texts, asked.decimal), Dates(_with_iso(dates.formats), dates.found, dates.ambiguous))


def _with_iso(formats: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Real dates stand among those written as text, and are handed on as ISO text."""
    return {name: tuple(dict.fromkeys((*each, *_ISO))) for name, each in formats.items()}

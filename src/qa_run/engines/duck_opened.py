"""The files of one sample as DuckDB has them, and those beside it: what they hold, before anything is asked of them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import define, field

from qa_run.engines import sql
from qa_run.engines.duck_files import DuckFile
from qa_run.engines.table import Shown
from qa_run.errors import SampleError
from qa_run.loading.suggest import did_you_mean
from qa_run.model.recorded import Rejected
from qa_run.model.samples import Format
from qa_run.sources.source import OpenFile

if TYPE_CHECKING:
    from qa_run.sources.clocks import Clocks

#: Bytes: of text, and of a file by columns, which holds as many rows in about a fifth of the room.
LARGE_FILE, LARGE_COLUMNS, MUCH = 16_000_000, 3_000_000, 1_000_000_000


@define(eq=False, repr=False)
class Opened:
    """The files of a sample on a DuckDB connection.

    listed: the lists of what should be there, in which `key` is the header that identifies an item
    item:   the header that identifies a recorded item
    events: whether a row is an event of an item
    """

    connection: Any
    opened: tuple[OpenFile, ...]
    format: Format
    listed: tuple[OpenFile, ...] = ()
    key: str = ""
    item: str = ""
    clocks: "Clocks | None" = None
    events: bool = False
    opened_references: Mapping[str, tuple[OpenFile, ...]] = field(factory=dict)
    references: Mapping[str, tuple[DuckFile, ...]] = field(factory=dict)
    files: tuple[DuckFile, ...] = ()
    lists: tuple[DuckFile, ...] = ()

    def __attrs_post_init__(self) -> None:
        every = [
            DuckFile(self.connection, place, file, self.format, self.clocks)
            for place, file in enumerate(self.opened + self.listed)
        ]
        self.files, self.lists = tuple(every[: len(self.opened)]), tuple(every[len(self.opened) :])
        number = len(every)
        for name, opened in self.opened_references.items():
            self.references = {
                **self.references,
                name: tuple(
                    DuckFile(self.connection, number + place, file, self.format, self.clocks)
                    for place, file in enumerate(opened)
                ),
            }
            number += len(opened)
        for file in self.lists:
            if self.key not in file.types:
                hint = did_you_mean(self.key, file.types) or f"it has: {', '.join(file.types)}"
                raise SampleError(f"{file.file.shown}: the list of items has no column {self.key!r} ({hint})")

    def headers(self) -> tuple[str, ...]:
        """The headers of all files, in the order in which they come."""
        return tuple(dict.fromkeys(header for file in self.files for header in file.types))

    def floats(self, header: str) -> bool:
        """Whether the column, read as a number, can hold what is not finite."""
        return any(sql.is_float(file.types.get(header, "")) for file in self.files)

    def columnar(self) -> bool:
        """Whether a second look at one column costs little."""
        return all(file.columnar() for file in self.files)

    def large(self) -> bool:
        """Whether there is so much that nothing is measured only because it is nice to know."""
        return self.size() > (LARGE_COLUMNS if self.columnar() else LARGE_FILE)

    def size(self) -> int:
        """How many bytes the samples are."""
        return size_of(self.opened)

    def plain(self) -> bool:
        """Whether a row of the frame is a row of one file."""
        return len(self.files) == 1 and not self.lists and not self.events and not self.references

    def keeps(self) -> bool:
        """Whether the values of a column are kept rather than read again: of text files, while there is room."""
        return not self.columnar() and self.size() <= MUCH

    def file_count(self) -> int:
        return len(self.files)

    def rejected(self) -> Sequence[Rejected]:
        """The lines that could not be read as rows; known after the first scan."""
        return [line for file in self.files for line in file.rejected()]

    def places(self, shown: Sequence[Shown]) -> list[str]:
        """Where people find the rows: `file:line`, the cell of a sheet, the number of the row."""
        by_file: dict[int, list[int]] = {}
        for each in shown:
            if each.row is not None:
                by_file.setdefault(each.file, []).append(each.row)
        told: dict[tuple[int, int | None], str] = {}
        for number, rows in by_file.items():
            told |= {(number, row): place for row, place in zip(rows, self.files[number].places(rows), strict=True)}
        nowhere = self.listed[0].shown if self.listed else ""
        return [told.get((each.file, each.row), nowhere) for each in shown]


def size_of(files: Sequence[OpenFile]) -> int:
    """How many bytes the files are, as they lie on the disk."""
    return sum(file.recorded.path.stat().st_size for file in files)

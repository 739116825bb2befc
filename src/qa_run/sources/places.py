"""Where rows stand in the file that was recorded: the physical line, as an editor shows it."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from qa_run.sources.records import Run


@frozen(eq=False, repr=False)
class FilePlaces:
    """The places of rows in a file that the engine reads as it was recorded.

    runs: the records of the file, gone through once for each call and only as far as needed
    skip: the records before the first row
    """

    shown: str
    runs: Callable[[], Iterable[Run]]
    skip: int

    def rows(self, ordinals: Sequence[int], refused: Sequence[int] = ()) -> list[str]:
        """The places of rows by ordinal (from 0), where the engine left out the records `refused` (from 1)."""
        left_out, wanted = sorted(set(refused)), sorted(set(ordinals), reverse=True)
        lines: dict[int, int] = {}
        record = before = 0
        for run in self.runs():
            if not wanted:
                break
            first, record = max(record, self.skip) + 1, record + run.count
            if run.blank or record < first:
                continue
            line = run.line + run.count - 1 - record
            out = left_out[bisect_left(left_out, first) : bisect_right(left_out, record)]
            count = record - first + 1 - len(out)
            while wanted and wanted[-1] < before + count:
                ordinal = wanted.pop()
                lines[ordinal] = line + _nth(first + ordinal - before, out)
            before += count
        return [_place(self.shown, lines.get(ordinal)) for ordinal in ordinals]

    def refused(self, records: Sequence[int]) -> list[str]:
        """The places of records, counted from 1 as the engine counts them."""
        wanted = sorted(set(records), reverse=True)
        lines: dict[int, int] = {}
        record = 0
        for run in self.runs():
            record += run.count
            while wanted and wanted[-1] <= record:
                number = wanted.pop()
                lines[number] = run.line + run.count - 1 - (record - number)
            if not wanted:
                break
        return [_place(self.shown, lines.get(number)) for number in records]


@frozen(eq=False, repr=False)
class CopyPlaces:
    """The places of rows in a copy made for the engine, of which each record came from one of `lines`."""

    shown: str
    lines: "array[int]"

    def rows(self, ordinals: Sequence[int], refused: Sequence[int] = ()) -> list[str]:
        """The places of rows by ordinal (from 0), where the engine left out the records `refused` (from 1)."""
        left_out = sorted(set(refused))
        return self.refused([_nth(ordinal + 1, left_out) for ordinal in ordinals])

    def refused(self, records: Sequence[int]) -> list[str]:
        """The places of records, counted from 1 as the engine counts them."""
        return [_place(self.shown, self.lines[number - 1] if number <= len(self.lines) else None) for number in records]


def _nth(record: int, left_out: Sequence[int]) -> int:
    """The number of a record that would be `record` if none were left out."""
    for number in left_out:
        if number > record:
            break
        record += 1
    return record


def _place(shown: str, line: int | None) -> str:
    return shown if line is None else f"{shown}:{line}"

"""What separates the fields of a text file: found by counting fields over lines, and refused where it is not plain."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from qa_run.errors import SampleError

DELIMITERS = (",", ";", "\t", "|")
_NAMES = {"\t": "tab"}
_DECIMALS = re.compile(r"\s*[+-]?\d+,\d+\s*")


@frozen(eq=False, repr=False)
class Counted:
    """How one delimiter cuts the records of a sample: the fields of the header, and how many lines agree with it."""

    delimiter: str
    header: int
    agreeing: int
    lines: int
    usual: int

    @property
    def fits(self) -> bool:
        return self.header > 1 and self.agreeing == self.lines

    @property
    def mostly(self) -> bool:
        return self.header > 1 and self.agreeing * 2 > self.lines


def delimiter_of(samples: Mapping[str, Sequence[str]], quote: str, shown: str, line: int = 1) -> str:
    """What separates the fields. Raises SampleError where that is not plain.

    `samples` holds for each of the DELIMITERS the records as written, of which the first is the header at `line`.
    """
    counted = [_count(sample, delimiter, quote) for delimiter, sample in samples.items()]
    for candidates in (
        [each for each in counted if each.fits],
        [each for each in counted if each.mostly],
        [each for each in counted if each.header > 1 and each.agreeing],
        [each for each in counted if each.header > 1 and each.lines],
    ):
        if len(candidates) == 1 and candidates[0].agreeing == 0 < candidates[0].lines:
            raise SampleError(_disagreeing(candidates[0], shown, line))
        if len(candidates) == 1:
            return candidates[0].delimiter
        if candidates:
            raise SampleError(_ambiguous(candidates, shown))
    elsewhere = [each for each in counted if each.usual > 1]
    sample = samples[DELIMITERS[0]]
    if elsewhere and not _is_decimal_column(sample):
        raise SampleError(_disagreeing(elsewhere[0], shown, line))
    text = "".join(sample)
    return next((delimiter for delimiter in DELIMITERS if delimiter not in text), "\x1f")


def name_of(delimiter: str) -> str:
    """The delimiter as people can see it."""
    return _NAMES.get(delimiter, f'"{delimiter}"')


def written(delimiter: str) -> str:
    """The delimiter as a procedure writes it."""
    return '"\\t"' if delimiter == "\t" else f'"{delimiter}"'


def split(records: Iterable[str], delimiter: str, quote: str) -> list[list[str]]:
    """The fields of records as written, quotes taken off."""
    csv.field_size_limit(1 << 30)
    rows: list[list[str]] = []
    for record in records:
        if not quote or quote not in record:
            rows.append(record.split(delimiter))
            continue
        reader = csv.reader([record], delimiter=delimiter, quotechar=quote)
        # a record with line ends in it is one row for the parser too, since it is given in one piece
        rows.append(next(reader, []))
    return rows


def _count(sample: Sequence[str], delimiter: str, quote: str) -> Counted:
    rows = split(sample, delimiter, quote)
    header, under = len(rows[0]), rows[1:]
    # one delimiter too many at the end of a line is what some programs write, and the engine bears it
    agreeing = sum(len(row) == header or (len(row) == header + 1 and not row[-1]) for row in under)
    usual, times = Counter(map(len, under)).most_common(1)[0] if under else (header, 0)
    return Counted(delimiter, header, agreeing, len(under), usual if times * 2 > len(under) else 1)


def _is_decimal_column(sample: Sequence[str]) -> bool:
    return all(_DECIMALS.fullmatch(record) or record.strip().isdigit() for record in sample[1:])


def _ambiguous(candidates: Sequence[Counted], shown: str) -> str:
    names = " and ".join(name_of(each.delimiter) for each in candidates)
    first = candidates[0]
    return (
        f"{shown}: the fields could be separated by {names}; say which: "
        f"`format: {{delimiter: {written(first.delimiter)}}}`"
    )


def _disagreeing(counted: Counted, shown: str, line: int) -> str:
    fields = "1 field" if counted.header == 1 else f"{counted.header} fields"
    said = f"`format: {{header: 3}}` if it is on line 3, or `format: {{delimiter: {written(counted.delimiter)}}}`"
    return (
        f"{shown}:{line}: by {name_of(counted.delimiter)}, the header has {fields}, "
        f"which most lines under it have not; write {said}"
    )

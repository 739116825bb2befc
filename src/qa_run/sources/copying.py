"""A copy of a text file without what is not to be read: blank lines, totals, what comes after the table."""

from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import frozen

from qa_run.sources.dialect import split
from qa_run.sources.records import from_line, records


@frozen(eq=False, repr=False)
class Copy:
    """What a copy holds: of each record the line it came from; and how many lines were left out, and why."""

    lines: "array[int]"
    blank: int
    skipped: int


@frozen(kw_only=True, eq=False, repr=False)
class Wish:
    """What to copy: the records under the header at line `header`.

    until_blank: stop at the first line that is blank, or holds delimiters only
    skip: of columns by number (from 0), the values that leave a row out
    """

    delimiter: str
    quote: str
    header: int = 1
    until_blank: bool = False
    skip: Mapping[int, frozenset[str]]


def copy(blocks: Iterable[bytes], target: Path, wish: Wish) -> Copy:
    """Write the records that `wish` asks for to `target`, one kind of line end between them."""
    lines = array("Q")
    blank = skipped = 0
    found = records(from_line(blocks, wish.header), wish.delimiter, wish.quote)
    next(found, None)
    with target.open("wb") as out:
        for line, text in found:
            plain = text.replace(wish.delimiter.encode(), b"") if wish.until_blank else text
            if wish.until_blank and not plain.strip():
                break
            if not text:
                blank += 1
                continue
            if wish.skip and _is_skipped(text, wish):
                skipped += 1
                continue
            lines.append(line + wish.header - 1)
            out.write(text + b"\n")
    return Copy(lines, blank, skipped)


def _is_skipped(text: bytes, wish: Wish) -> bool:
    cells = split([text.decode("utf-8", "replace")], wish.delimiter, wish.quote)[0]
    return any(at < len(cells) and cells[at].strip() in values for at, values in wish.skip.items())

"""Delimited text cut into records as the engine cuts it, so that a row's place in the file can be told.

A record is one row as written: mostly one line, more where a quoted field holds line ends. Blank lines are records too.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from attrs import define, frozen


@frozen(eq=False, repr=False)
class Run:
    """Records that follow one another, one line each. One of several lines, or a blank one, is a run of its own."""

    line: int
    count: int = 1
    blank: bool = False


def runs(blocks: Iterable[bytes], delimiter: str, quote: str) -> Iterator[Run]:
    """The records of a file given in blocks of whole lines. What can be counted in one go is."""
    cut = Cut.of(delimiter, quote)
    line = start = 1
    inside = False
    for block in blocks:
        if not inside and cut.is_plain(block):
            count = block.count(b"\n") + (not block.endswith(b"\n"))
            yield Run(line, count)
            line += count
            continue
        for text in block.splitlines(keepends=True):
            start = start if inside else line
            inside = cut.is_inside(text, inside)
            line += 1
            if not inside:
                yield Run(start, 1, start == line - 1 and not text.strip(b"\r\n"))
    if inside:
        yield Run(start)


@define(eq=False, repr=False)
class Lines:
    """The records of a file of text, and how many lines it has, once it is known that each of them is a record."""

    blocks: Callable[[], Iterable[bytes]]
    delimiter: str
    quote: str
    each: int | None = None

    def runs(self) -> Iterable[Run]:
        return runs(self.blocks(), self.delimiter, self.quote) if self.each is None else (Run(1, self.each),)

    def blank(self, header: int) -> int:
        """How many lines below the header are blank."""
        return sum(run.blank for run in self.runs() if run.line > header)

    def check(self, blocks: Iterable[bytes], header: int) -> int:
        """The same, in a quick look through `blocks`: only where a line may be blank, quotes are followed."""
        cut = Cut.of(self.delimiter, self.quote)
        lines, plain, doubtful = 0, True, False
        for block in blocks:
            doubtful = doubtful or may_have_blank(block)
            plain = plain and not doubtful and cut.has_a_record_each(block, first=not lines)
            if plain:
                lines += block.count(b"\n") + (not block.endswith(b"\n"))
        self.each = lines if plain else None
        return self.blank(header) if doubtful else 0


def records(blocks: Iterable[bytes], delimiter: str, quote: str) -> Iterator[tuple[int, bytes]]:
    """Each record with the number of its first line and its text, without the line end."""
    cut = Cut.of(delimiter, quote)
    line = start = 1
    parts: list[bytes] = []
    inside = False
    for block in blocks:
        if not inside and cut.is_plain(block):
            lines = block.splitlines()
            yield from enumerate(lines, line)
            line += len(lines)
            continue
        for text in block.splitlines(keepends=True):
            start = start if inside else line
            inside = cut.is_inside(text, inside)
            parts.append(text)
            line += 1
            if not inside:
                yield start, without_end(b"".join(parts))
                parts = []
    if parts:
        yield start, without_end(b"".join(parts))


def without_end(text: bytes) -> bytes:
    """`text` without the one line end that closes it."""
    return text[:-2] if text.endswith(b"\r\n") else text[:-1] if text.endswith((b"\n", b"\r")) else text


def ends_of(blocks: Iterable[bytes], delimiter: str, quote: str) -> set[bytes]:
    """The line ends that close records; the engine takes only one kind in a file."""
    cut = Cut.of(delimiter, quote)
    ends: set[bytes] = set()
    inside = False
    for block in blocks:
        returns = block.count(b"\r\n")
        if not inside and block.count(b"\r") == returns and cut.is_plain(block):
            feeds = block.count(b"\n") - returns
            ends |= {end for end, many in ((b"\n", feeds), (b"\r\n", returns)) if many}
            continue
        for text in block.splitlines(keepends=True):
            inside = cut.is_inside(text, inside)
            if not inside:
                ends.add(text[len(without_end(text)) :])
    return ends - {b""}


def from_line(blocks: Iterable[bytes], line: int) -> Iterator[bytes]:
    """The blocks from the physical `line` on."""
    left = line - 1
    for block in blocks:
        if not left:
            yield block
            continue
        lines = block.splitlines(keepends=True)
        dropped, left = min(left, len(lines)), max(0, left - len(lines))
        if dropped < len(lines):
            yield b"".join(lines[dropped:])


_TWO_FEEDS = re.compile(rb"\n\n")
_RETURN_AFTER_FEED = re.compile(rb"\n\r")


def may_have_blank(block: bytes) -> bool:
    """Whether in a `block` of whole lines two line ends may follow one another, or one stands first. A line of them
    that ends with a carriage return alone is taken for such a place: it is found quickly, and looked at again."""
    if block.startswith((b"\n", b"\r")) or _TWO_FEEDS.search(block):
        return True
    if b"\r" not in block:
        return False
    return _RETURN_AFTER_FEED.search(block) is not None or block.count(b"\r") != block.count(b"\r\n")


@frozen(eq=False, repr=False)
class Cut:
    """Tells where a record ends.

    regular: lines in which quotes stand only around whole fields, each on one line
    """

    delimiter: bytes
    quote: bytes
    closing: re.Pattern[bytes]
    regular: re.Pattern[bytes] | None = None

    @classmethod
    def of(cls, delimiter: str, quote: str) -> "Cut":
        mark, between = re.escape(quote.encode()), re.escape(delimiter.encode())
        closing = re.compile(mark + mark + b"|" + mark) if quote else re.compile(b"$")
        if len(quote.encode()) != 1:
            return cls(delimiter.encode(), quote.encode(), closing)
        # what stands before the quote is asked after it: a pattern that begins with one sign is searched for quickly
        opening = mark + rb"(?:(?<=\n" + mark + b")|(?<=" + between + mark + rb")|(?<=\A" + mark + b"))"
        inside = b"(?:[^" + mark + rb"\r\n]++|" + mark + mark + b")*+"
        ending = b"(?=" + between + rb"|\r?\n|\Z)"
        free = b"[^" + mark + b"]*+"
        regular = re.compile(b"(?:" + free + opening + inside + mark + ending + b")*+" + free)
        return cls(delimiter.encode(), quote.encode(), closing, regular)

    def is_plain(self, block: bytes) -> bool:
        """Whether each line of `block`, which begins a record, is a record with something in it: there are no quotes
        but around whole fields, and no blank lines."""
        return self.is_regular(block) and not may_have_blank(block)

    def is_regular(self, text: bytes) -> bool:
        """Whether no record goes on behind a line end in `text`, which begins one; not sure of every text."""
        if not self.quote or self.quote not in text:
            return True
        return self.regular is not None and self.regular.fullmatch(text) is not None

    def has_a_record_each(self, block: bytes, first: bool) -> bool:
        """Whether each line of `block`, none of which is blank, is a record; in the first one, quotes may stand in the
        header."""
        if not self.quote or self.quote not in block:
            return True
        head, _, rest = block.partition(b"\n")
        return first and self.quote not in rest and not self.is_inside(head, False)

    def is_inside(self, line: bytes, inside: bool) -> bool:
        """Whether a quoted field is open after `line`, where one was open before it if `inside`."""
        if not self.quote or self.quote not in line:
            return inside
        if not inside and self.is_regular(line):
            return False
        at = self._closed(line, 0) if inside else 0
        while at >= 0:
            first = line.find(self.quote, at)
            if first < 0:
                return False
            # the field in which it stands
            before = line.rfind(self.delimiter, at, first)
            at = at if before < 0 else before + len(self.delimiter)
            # the engine lets one space stand before a quote, and quotes open again after a closed one and spaces
            at += line.startswith(b" " + self.quote, at)
            while line.startswith(self.quote, at):
                at = self._closed(line, at + 1)
                if at < 0:
                    return True
            after = line.find(self.delimiter, max(at, first))
            if after < 0:
                return False
            at = after + len(self.delimiter)
        return True

    def _closed(self, line: bytes, at: int) -> int:
        """The place after the quote that closes the field, and after spaces; -1 where none does."""
        for match in self.closing.finditer(line, at):
            if match.end() - match.start() == 1:
                return match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip(b" "))
        return -1

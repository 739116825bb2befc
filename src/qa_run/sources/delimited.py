"""Delimited text opened: what is not declared is found out and said, and the engine is told how to read it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from attrs import evolve, frozen

from qa_run.errors import SampleError
from qa_run.model.recorded import Reading, TextFile
from qa_run.model.samples import Format
from qa_run.sources.dates import dates_of
from qa_run.sources.decimals import decimal_of
from qa_run.sources.dialect import DELIMITERS, delimiter_of, name_of, split
from qa_run.sources.encoding import Encoding, check_utf8, encoding_of, transcode, valid_blocks, valid_utf8
from qa_run.sources.heading import column_of, names_of
from qa_run.sources.packed import blocks, head_of, holds, is_packed, open_bytes
from qa_run.sources.places import CopyPlaces, FilePlaces
from qa_run.sources.records import Lines, ends_of, from_line, records, runs

HEAD = 1 << 16
SMALL = 1 << 22
_FEW, _LINES = 200, 2000
_MORE = 16


@frozen(kw_only=True, eq=False, repr=False)
class Text:
    """A text file in UTF-8 that was looked into.

    path: the recorded file, or a copy of it in UTF-8 with the same lines
    head: its first bytes, in whole lines
    small: whether it is so small that it was looked through to its end
    """

    reading: Reading
    path: Path
    head: bytes
    small: bool
    delimiter: str = ","
    quote: str = '"'
    names: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        return self.reading.shown

    @property
    def format(self) -> Format:
        return self.reading.format

    def blocks(self) -> Iterator[bytes]:
        return blocks(self.path, self.shown)

    def known(self) -> Iterable[bytes]:
        """What may be looked through before the run."""
        return self.blocks() if self.small else [self.head]

    def sample(self, delimiter: str, lines: int) -> list[str]:
        """The first records as written from the header on, blank ones left out."""
        found = (text.decode("utf-8", "replace") for _, text in records(self.under(), delimiter, self.quote))
        header = next(found, None)
        if header is None or not header.strip():
            raise SampleError(
                f"{self.shown}:{self.format.header}: there is no header here; is it on line 2? `format: {{header: 2}}`"
            )
        sample = [header]
        for text in islice(found, lines):
            if text.strip():
                sample.append(text)
            elif self.format.until == "blank":
                break
        return sample

    def under(self) -> Iterable[bytes]:
        return from_line([self.head], self.format.header)


def read_delimited(reading: Reading) -> TextFile:
    """The text file that `reading` asks for. Raises SampleError where it cannot be read without guessing."""
    asked = reading.format
    text, encoding = _text(reading)
    quote = '"' if asked.quote is None else asked.quote
    text = evolve(text, quote=_one("quote", quote) if quote else "")
    found = list(encoding.found or (("encoding utf-8",) if asked.encoding is None else ()))
    if asked.delimiter is None:
        samples = {delimiter: text.sample(delimiter, _FEW) for delimiter in DELIMITERS}
        text = evolve(text, delimiter=delimiter_of(samples, text.quote, text.shown, asked.header))
    else:
        text = evolve(text, delimiter=_one("delimiter", "\t" if asked.delimiter in ("tab", "\\t") else asked.delimiter))
    rows = split(text.sample(text.delimiter, _LINES), text.delimiter, text.quote)
    names, said = names_of(rows[0], f"{text.shown}:{asked.header}")
    text = evolve(text, names=names)
    if asked.delimiter is None:
        found.append(f"delimiter {name_of(text.delimiter)}" if len(names) > 1 else "one column")
    recorded = _copied(text) if _needs_copy(text) else _as_it_is(text)
    return _told(text, recorded, rows[1:], (*found, *said))


def _text(reading: Reading) -> tuple[Text, Encoding]:
    """The file, in UTF-8: as it is, or transcoded."""
    path, shown = reading.path, reading.shown
    head = head_of(path, shown, HEAD)
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        raise SampleError(f"{shown}: the file is empty, it has not even a header")
    encoding = encoding_of(head, reading.format.encoding, shown)
    if not encoding.is_utf8:
        path = reading.scratch / f"{path.name}-{len(list(reading.scratch.iterdir()))}.utf8"
        transcode(reading.path, encoding, path, shown)
    small = path.stat().st_size <= SMALL // (10 if is_packed(path) else 1)
    if encoding.is_utf8 and small:
        check_utf8(path, shown, reading.format.encoding)
    head = next(iter(blocks(path, shown)), b"") if small else _head(path, shown)
    if not small:
        valid_utf8(head, path, 0, shown, reading.format.encoding)
    return Text(reading=reading, path=path, head=head, small=small), encoding


def _head(path: Path, shown: str) -> bytes:
    with open_bytes(path, shown) as file:
        return (file.read(HEAD) + file.readline(SMALL)).removeprefix(b"\xef\xbb\xbf")


def _one(what: str, written: str) -> str:
    if len(written) != 1:
        raise SampleError(f"format: the {what} is one character, not {written!r}")
    return written


def _needs_copy(text: Text) -> bool:
    """Whether the engine would read what it should not, or stop, if it were given the file as it is."""
    asked = text.format
    if asked.until or asked.skip or len(ends_of(text.known(), text.delimiter, text.quote)) > 1:
        return True
    above = text.head.splitlines()[: asked.header - 1]
    if text.quote and any(text.quote.encode() in line for line in above):
        return True
    # of a file with one column, the engine takes blank lines for rows
    return len(text.names) == 1 and any(run.blank for run in runs(text.blocks(), text.delimiter, text.quote))


def _copied(text: Text) -> TextFile:
    asked, where = text.format, f"{text.shown}:{text.format.header}"
    skip = {column_of(text.names, name, where): frozenset(values) for name, values in asked.skip.items()}
    from qa_run.sources.copying import Wish, copy  # most files are read as they are

    wish = Wish(
        delimiter=text.delimiter,
        quote=text.quote,
        header=asked.header,
        until_blank=asked.until == "blank",
        skip=skip,
    )
    target = text.reading.scratch / f"{text.path.name}-{len(list(text.reading.scratch.iterdir()))}.copy"
    if not text.small:
        check_utf8(text.path, text.shown, asked.encoding)
    made = copy(text.blocks(), target, wish)
    places = CopyPlaces(text.shown, made.lines)
    return _file(text, target, 0, made.blank, made.skipped, places)


def _as_it_is(text: Text) -> TextFile:
    header = text.format.header
    lines = Lines(text.blocks, text.delimiter, text.quote)
    recorded = _file(text, text.path, header, 0, 0, FilePlaces(text.shown, lines.runs, header))
    if text.small:
        return evolve(recorded, blank=lines.blank(header))

    def check() -> int:
        return lines.check(valid_blocks(text.path, text.shown, text.format.encoding), header)

    return evolve(recorded, check=check, mended=partial(_copied, text))


def _file(text: Text, path: Path, skip: int, blank: int, skipped: int, places: FilePlaces | CopyPlaces) -> TextFile:
    return TextFile(
        path=path,
        names=text.names,
        delimiter=text.delimiter,
        quote=text.quote,
        skip=skip,
        blank=blank,
        skipped=skipped,
        place=places.rows,
        refused=places.refused,
        holds=partial(holds, path, text.shown, sum(map(len, text.head.splitlines(keepends=True)[:skip]))),
    )


def _told(text: Text, recorded: TextFile, rows: Sequence[Sequence[str]], found: tuple[str, ...]) -> TextFile:
    """`recorded` with what the values say of decimal signs and dates."""
    asked = text.format
    columns = _columns(text.names, rows)
    decimal, dates = decimal_of(columns, asked.decimal), dates_of(columns, asked.dates)
    if decimal.ambiguous or dates.ambiguous:
        columns = _columns(text.names, [*rows, *_more(text)])
        decimal, dates = decimal_of(columns, asked.decimal), dates_of(columns, asked.dates)
    return evolve(
        recorded,
        decimal=decimal.sign,
        dates=dates.formats,
        ambiguous_decimals=decimal.ambiguous,
        ambiguous_dates=dates.ambiguous,
        found=(*found, *decimal.found, *dates.found),
    )


def _columns(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Mapping[str, list[str]]:
    whole = [row for row in rows if len(row) >= len(names)]
    return {name: [row[at] for row in whole] for at, name in enumerate(names)}


def _more(text: Text) -> list[list[str]]:
    """Rows from all over a file, for when its first ones leave a question open."""
    parts: list[bytes] = []
    if text.small or is_packed(text.path):
        parts = list(islice(text.blocks(), 4))
    else:
        size = text.path.stat().st_size
        with open_bytes(text.path, text.shown) as file:
            for part in range(_MORE):
                file.seek(size * part // _MORE)
                file.readline()
                parts.append(file.read(HEAD) + file.readline())
    found = (row for part in parts for _, row in records([part], text.delimiter, text.quote))
    return split((row.decode("utf-8", "replace") for row in islice(found, 50 * _LINES)), text.delimiter, text.quote)

"""Which encoding a text file is in: read off its first bytes or declared, never guessed in silence."""

import codecs
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from attrs import frozen

from qa_run.errors import SampleError
from qa_run.sources.packed import BLOCK, blocks, open_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8 = ("utf-8", "ascii")


@frozen(eq=False, repr=False)
class Encoding:
    """A Python codec, and what to say about it where it was found out and is not plain UTF-8."""

    codec: str
    found: tuple[str, ...] = ()

    @property
    def is_utf8(self) -> bool:
        """Whether the engine reads the bytes as they are."""
        return self.codec in (*_UTF8, "utf-8-sig")


def encoding_of(head: bytes, declared: str | None, shown: str) -> Encoding:
    """The encoding of the file that begins with `head`. Raises SampleError where it must be declared."""
    marked = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    if declared is not None:
        try:
            known = codecs.lookup(declared).name
        except LookupError as error:
            raise SampleError(
                f"{shown}: no encoding is called {declared!r}; write `format: {{encoding: cp1252}}`"
            ) from error
        if marked and known.replace("_", "-")[:5] != marked[:5]:  # the mark of this file, where others have none
            return Encoding(marked, (f"encoding {marked.removesuffix('-sig')}, for its byte-order mark says so",))
        return Encoding(marked or known)
    if marked:
        return Encoding(marked, (f"encoding {marked.removesuffix('-sig')} with a byte-order mark",))
    if b"\0" in head:
        raise SampleError(_binary(head, shown))
    return Encoding("utf-8")


def _binary(head: bytes, shown: str) -> str:
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros.count(0) > len(zeros) * 0.4:
            return f"{shown}: this looks like UTF-16 without a byte-order mark; write `format: {{encoding: {codec}}}`"
    kinds = {
        b"PK\3\4": "an Excel workbook (.xlsx)",
        b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls)",
        b"PAR1": "Parquet",
    }
    kind = next((kind for start, kind in kinds.items() if head.startswith(start)), "no text")
    return f"{shown}: the content is {kind}, whatever the name says"


def check_utf8(path: Path, shown: str, declared: str | None) -> None:
    """Nothing where the whole file is UTF-8; else SampleError with the line and the byte."""
    for _ in valid_blocks(path, shown, declared):
        pass


def valid_blocks(path: Path, shown: str, declared: str | None) -> Iterator[bytes]:
    """The blocks of the file, each once it is known to be UTF-8. Raises SampleError."""
    for number, block in enumerate(blocks(path, shown)):
        valid_utf8(block, path, number, shown, declared)
        yield block


def _line_of(path: Path, shown: str, number: int) -> int:
    """The line with which the block of that number begins. Counted where it is asked for: few files are wrong."""
    before = islice(blocks(path, shown), number)
    return 1 + sum(block.count(b"\n") or block.count(b"\r") for block in before)


def valid_utf8(block: bytes, path: Path, number: int, shown: str, declared: str | None) -> None:
    """Nothing where the `block` of whole lines, the one of that number of `path`, is UTF-8; else SampleError."""
    if block.isascii():
        return
    try:
        block.decode()
    except UnicodeDecodeError as error:
        line = _line_of(path, shown, number)
        raise SampleError(_undecodable(block, error.start, line, shown, declared)) from error


def _undecodable(block: bytes, at: int, line: int, shown: str, declared: str | None) -> str:
    lines = block[:at].splitlines(keepends=True)
    line += len(lines) - (bool(lines) and not lines[-1].endswith((b"\n", b"\r")))
    what = f"{shown}:{line}: byte 0x{block[at]:02X} is not {declared or 'UTF-8'}"
    if declared:
        return f"{what}, which is the encoding declared"
    return f"{what}; say which encoding it is, in Western Europe most often `format: {{encoding: cp1252}}`"


def transcode(path: Path, encoding: Encoding, target: Path, shown: str) -> None:
    """Write `path` to `target` as UTF-8, line ends untouched. Raises SampleError with the line that does not fit."""
    with target.open("wb") as out:
        for text in _decoded(path, encoding.codec, shown):
            out.write(text.encode("utf-8", "surrogatepass"))


def _decoded(path: Path, codec: str, shown: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(codec)()
    line = 1
    with open_bytes(path, shown) as file:
        while True:
            block = file.read(BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                line += error.object[: error.start].decode(codec, "ignore").count("\n")
                bad = error.object[error.start]
                raise SampleError(
                    f"{shown}:{line}: byte 0x{bad:02X} is not {codec}, which is the encoding declared"
                ) from error
            line += text.count("\n")
            yield text
            if not block:
                return

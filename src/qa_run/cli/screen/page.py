"""The page that is written on: the one place where text meets the terminal, so the one place that makes it safe."""

import os
import shutil
from collections.abc import Iterable, Mapping
from typing import IO

from attrs import define, field, frozen

from qa_run.cli.screen.text import cut, width_of, wrapped
from qa_run.escaping.invisible import uncommanding, visible

_CODES = {"red": "31", "green": "32", "yellow": "33", "blue": "34", "bold": "1", "faint": "2"}
NARROW, UNKNOWN = 40, 80


@frozen(eq=False, repr=False)
class Span:
    """A piece of a line: text, made visible, and the names of how it looks (`bold red`)."""

    text: str = field(converter=visible)
    look: str = ""


Line = tuple[Span, ...]


def line(*pieces: str | Span) -> Line:
    """A line of pieces, plain text among them."""
    return tuple(piece if isinstance(piece, Span) else Span(piece) for piece in pieces)


def shortened(whole: Line, width: int) -> Line:
    """`whole` in at most `width` columns."""
    kept: list[Span] = []
    left = width
    for span in whole:
        kept.append(Span(cut(span.text, left), span.look))
        left -= width_of(span.text)
        if left <= 0:
            break
    return tuple(kept)


def labelled(label: str, text: str, width: int, look: str = "") -> list[Line]:
    """A short word before a text that may need several lines, which then stand under each other."""
    margin = 10
    first, *rest = wrapped(visible(text), width - margin)
    return [line(Span(label.ljust(margin), "faint"), Span(first, look)), *(
        line(" " * margin, Span(more, look)) for more in rest
    )]  # fmt: skip


def beside(label: str, text: str, room: int, width: int, indent: int = 2) -> list[Line]:
    """A text that may need several lines beside its label, or below one that is too long for its `room`."""
    lines = wrapped(visible(text), width - indent - room)
    fits = width_of(label) < room
    head = f"{label}{' ' * (room - width_of(label))}{lines[0]}" if fits else label
    margin = " " * indent
    return [line(margin + head), *(line(f"{margin}{'':{room}}{more}") for more in lines[fits:])]


def rule(sign: str, title: Line, width: int, look: str = "") -> Line:
    """`title` in the middle of a line of `sign`s."""
    taken = sum(width_of(span.text) for span in title) + 2
    left = max((width - taken) // 2, 1)
    right = max(width - taken - left, 1)
    return line(Span(sign * left + " ", look), *title, Span(" " + sign * right, look))


@define(eq=False, repr=False)
class Page:
    """A stream with a width, in colour or not. A reader who has left (`| head`) does not stop the run."""

    out: IO[str]
    width: int = UNKNOWN
    colour: bool = False
    terminal: bool = False
    gone: bool = False

    def write(self, lines: Iterable[Line]) -> None:
        for each in lines:
            self._put(uncommanding("".join(map(self._painted, each)).rstrip()) + "\n")
        self._flush()

    def _painted(self, span: Span) -> str:
        codes = ";".join(_CODES[word] for word in span.look.split())
        return f"\x1b[{codes}m{span.text}\x1b[0m" if codes and self.colour and span.text.strip() else span.text

    def _put(self, text: str) -> None:
        if self.gone:
            return
        try:
            self.out.write(text)
        except BrokenPipeError:
            self.gone = True

    def _flush(self) -> None:
        if self.gone:
            return
        try:
            self.out.flush()
        except BrokenPipeError:
            self.gone = True


def page_for(out: IO[str], colour: str, environment: Mapping[str, str] = os.environ) -> Page:
    """The page on `out`; `colour` is yes, no or auto, which asks NO_COLOR, FORCE_COLOR and then the terminal."""
    terminal = out.isatty()
    if colour != "auto":
        wanted = colour == "yes"
    elif environment.get("NO_COLOR"):
        wanted = False
    else:
        wanted = environment.get("FORCE_COLOR", "") not in ("", "0") or (terminal and environment.get("TERM") != "dumb")
    return Page(out, max(_width(out, environment), NARROW), wanted, terminal)


def _width(out: IO[str], environment: Mapping[str, str]) -> int:
    if environment.get("COLUMNS", "").isdigit() and int(environment["COLUMNS"]):
        return int(environment["COLUMNS"])
    if not out.isatty():
        return UNKNOWN
    try:
        return os.get_terminal_size(out.fileno()).columns or UNKNOWN
    except (OSError, ValueError):
        return shutil.get_terminal_size((UNKNOWN, 24)).columns

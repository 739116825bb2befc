"""Tables that fit: made by tabulate, in which every cell is first stood in for by signs of the same width."""

import re
from collections.abc import Sequence

from qa_run.cli.screen.page import Line, Span, line
from qa_run.cli.screen.text import cut, width_of

#: Tabulate counts signs, not columns, and trims spaces. So it lays out cells made of one private sign each, repeated
#: to the width of the text, which stand in for the text until the layout is done. No visible text holds such signs.
_FIRST = 0xF0000
_STAND_IN = re.compile(r"([\U000F0000-\U000FFFFD])\1*")
GAP, LEAST = 2, 6

Cell = str | Span


def table(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], width: int, right: Sequence[int] = (),
    keep_end: Sequence[int] = (), indent: int = 2,
) -> list[Line]:  # fmt: skip
    """A table in at most `width` columns.

    `right` are the places of the columns set to the right; what is too long is cut at its end, and in the columns
    `keep_end` at its start.
    """
    import tabulate  # only who prints a table pays for it

    spans = [[_span(cell, "faint") for cell in headers], *([_span(cell) for cell in row] for row in rows)]
    widths = _fitted([max(width_of(row[place].text) for row in spans) for place in range(len(headers))], width - indent)
    kept: list[Span] = []
    laid: list[list[str]] = []
    for row in spans:
        laid.append([])
        for place, span in enumerate(row):
            short = Span(cut(span.text, widths[place], place in keep_end), span.look)
            laid[-1].append(chr(_FIRST + len(kept)) * width_of(short.text))
            kept.append(short)
    text = tabulate.tabulate(
        laid, tablefmt="plain", disable_numparse=True,
        colalign=["right" if place in right else "left" for place in range(len(headers))],
    )  # fmt: skip
    return [_filled(each, kept, indent) for each in text.splitlines()]


def _span(cell: Cell, look: str = "") -> Span:
    return cell if isinstance(cell, Span) else Span(cell, look)


def _filled(text: str, kept: Sequence[Span], indent: int) -> Line:
    pieces: list[Cell] = [" " * indent]
    end = 0
    for found in _STAND_IN.finditer(text):
        pieces += [text[end : found.start()], kept[ord(found[1]) - _FIRST]]
        end = found.end()
    return line(*pieces)


def _fitted(widths: list[int], width: int) -> list[int]:
    """`widths` made to fit in `width`: what is too much is taken from the widest columns first."""
    over = sum(widths) + GAP * (len(widths) - 1) - width
    while over > 0 and max(widths) > LEAST:
        place = widths.index(max(widths))
        second = max((each for each in widths if each < widths[place]), default=LEAST)
        taken = min(over, max(widths[place] - max(second, LEAST), 1))
        widths[place] -= taken
        over -= taken
    return widths

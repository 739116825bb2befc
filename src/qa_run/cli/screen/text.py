"""Text that came from files, made fit for a terminal: nothing in it may move the cursor, and its width is known."""

import unicodedata
from functools import lru_cache

ELLIPSIS = "…"


def width_of(text: str) -> int:
    """How many columns of a terminal the visible `text` takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=1024)
def _width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def cut(text: str, width: int, keep_end: bool = False) -> str:
    """The visible `text` in at most `width` columns, with an ellipsis where something was left out."""
    if width_of(text) <= width:
        return text
    if width < 1:
        return ""
    kept = ""
    for sign in reversed(text) if keep_end else text:
        longer = sign + kept if keep_end else kept + sign
        if width_of(longer) > width - 1:
            break
        kept = longer
    return ELLIPSIS + kept if keep_end else kept + ELLIPSIS


def wrapped(text: str, width: int) -> list[str]:
    """The visible `text` in lines of at most `width` columns, broken at spaces; a longer word is broken anywhere."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width_of(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for sign in word:
            if width_of(lines[-1] + sign) > width:
                lines.append("")
            lines[-1] += sign
    return lines

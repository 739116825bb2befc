"""What is written on the page: text of which every sign can be seen, numbers that can be read, looks of outcomes."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import isfinite
from typing import Any

from attrs import frozen

from qa_run import Outcome

#: Signs that a browser acts upon, reorders by, or draws as nothing.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@frozen(eq=False, repr=False)
class Look:
    """How an outcome looks: a shape, a letter, a word; and the class that colours it, which says nothing alone."""

    shape: str
    letter: str
    word: str
    name: str


LOOKS = {
    Outcome.ERROR: Look("\u2715", "E", "error", "error"),
    Outcome.FAILED: Look("\u25c6", "F", "failed", "failed"),
    Outcome.NOT_INSPECTED: Look("\u25a1", "N", "not inspected", "uninspected"),
    Outcome.CONCEDED: Look("\u25c7", "C", "conceded", "conceded"),
    Outcome.MARGINAL: Look("\u25b2", "M", "marginal", "marginal"),
    Outcome.PASSED: Look("\u25cf", "P", "passed", "passed"),
    Outcome.NOT_APPLICABLE: Look("\u2013", "\u2013", "not applicable", "inapplicable"),
}


def visible(text: str) -> str:
    """`text` with what cannot be seen written out: a sign that turns the reading direction becomes `\\u202e`."""
    return _UNSEEN.sub(_written, text)


def _written(found: "re.Match[str]") -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def number(value: Any) -> str:
    """At most six significant digits, no needless zeros, a minus that is one; blank where there is none."""
    if value is None:
        return ""
    return _number(value) if type(value) in (int, float) else str(value)


@lru_cache(maxsize=4096, typed=True)
def _number(value: float) -> str:
    if not isfinite(value):
        return str(value)
    plain = f"{value:.6g}" if isinstance(value, float) else str(value)
    return f"\u2212{plain[1:]}" if plain.startswith("-") else plain


def share(value: float) -> str:
    """A share in per cent."""
    return f"{number(round(value * 100, 1 if abs(value) < 0.9995 else 0))} %"


def moment(microseconds: float) -> str:
    """A time of the samples, as their clocks showed it."""
    try:
        return (_EPOCH + timedelta(microseconds=microseconds)).strftime("%Y-%m-%d %H:%M:%S").removesuffix(" 00:00:00")
    except (OverflowError, ValueError):
        return ""


def clipped(text: str, most: int) -> str:
    """`text`, visible, in at most so many signs."""
    text = visible(text)
    return text if len(text) <= most else text[: most - 1] + "\u2026"

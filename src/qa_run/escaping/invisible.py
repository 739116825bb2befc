"""Everything that a reader does not see, and what the log of a pipeline takes for a command, written out."""

import unicodedata
from functools import lru_cache

#: Categories that a terminal acts upon, reorders by, or draws as nothing: control, format, surrogate, private use,
#: unassigned, and the separators of lines and paragraphs.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
#: Letters and marks that are drawn as nothing, or change how the sign before them is drawn.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | set(map(chr, range(0xFE00, 0xFE10)))
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    """`text` in one line, with everything invisible written out: an escape becomes `\\x1b`, a newline `\\n`."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if text.isprintable() and (text.isascii() or _BLANK.isdisjoint(text)):
        return text
    return "".join(map(_sign, text))


@lru_cache(maxsize=1024)
def _sign(sign: str) -> str:
    if unicodedata.category(sign) not in _UNSEEN and sign not in _BLANK:
        return sign
    code = ord(sign)
    if code < 0x100:
        return _NAMED.get(sign, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def uncommanding(line: str) -> str:
    """`line` as something that no pipeline carries out: GitHub takes a line that begins with `::` for a command, and
    it, Azure and TeamCity look for `##[`, `##vso[` and `##teamcity[` anywhere in it."""
    if "##" in line:
        line = line.replace("##", "#\\x23")
    inner = line.lstrip()
    if inner.startswith("::"):
        line = f"{line[: len(line) - len(inner)]}\\x3a{inner[1:]}"
    return line

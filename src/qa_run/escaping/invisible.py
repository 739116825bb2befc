"""Everything that a reader does not see, and what the log of a pipeline takes for a command, written out."""

import unicodedata
from functools import lru_cache

#: Categories that a terminal acts upon, reorders by, or draws as nothing: control, format, surrogate, private use,
#: unassigned, and the separators of lines and paragraphs.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    """`text` in one line, with everything invisible written out: an escape becomes `\\x1b`, a newline `\\n`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_sign(sign) for sign in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=1024)
def _sign(sign: str) -> str:
    if unicodedata.category(sign) not in _UNSEEN:
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

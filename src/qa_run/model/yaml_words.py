"""Text as it is written into a procedure, so that it is read back as this very text, whatever is in it."""

import re

#: What is nothing but itself in YAML: no number, no true or false, no sign that means something.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/%-]*[\w)%])?")
_MEANS = frozenset({"true", "false", "null", "nan", "inf", "infinity"})
_SIGNS = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def written(text: str) -> str:
    """`text`, in quotes where it could be read as something else."""
    if _PLAIN.fullmatch(text) and text.isprintable() and text.lower() not in _MEANS:
        return text
    return '"' + "".join(map(_sign, text)) + '"'


def _sign(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign.isprintable():
        return sign
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

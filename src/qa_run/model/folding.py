"""Making texts of people comparable: case, outer spaces, accents."""

import re
from collections.abc import Iterable

import narwhals as nw

_PLAIN = {
    "a": "àáâãäåāăą", "c": "çćĉċč", "d": "ďđ", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭįı",
    "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŉ", "o": "òóôõöøōŏő", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťŧț",
    "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
}  # fmt: skip
#: What people type for a space and do not see; engines do not agree on what a space is.
_SPACES = " \t\r\n\v\f\u00a0\u2007\u200b\u202f\u3000\ufeff"
#: Accents that follow their letter as signs of their own.
_MARKS = "[\u0300-\u036f]"


def folded(value: nw.Expr, ignoring: Iterable[str]) -> nw.Expr:
    """`value` without what is ignored: any of `case`, `spaces` (outer ones) and `accents`."""
    wanted = set(ignoring)
    if "spaces" in wanted:
        value = value.str.strip_chars(_SPACES)
    if "case" in wanted:
        value = value.str.to_lowercase()
    if "accents" in wanted:
        value = value.str.replace_all(_MARKS, "")
        for plain, accented in _PLAIN.items():
            value = value.str.replace_all(f"[{accented}]", plain)
            if "case" not in wanted:
                value = value.str.replace_all(f"[{accented.upper()}]", plain.upper())
    return value


def folded_text(value: str, ignoring: Iterable[str]) -> str:
    """The same for one text of a procedure."""
    wanted = set(ignoring)
    if "spaces" in wanted:
        value = value.strip(_SPACES)
    if "case" in wanted:
        value = value.lower()
    if "accents" in wanted:
        table: dict[str, str | int | None] = {sign: plain for plain, signs in _PLAIN.items() for sign in signs}
        table |= {
            sign.upper(): plain.upper() for plain, signs in _PLAIN.items() for sign in signs if len(sign.upper()) == 1
        }
        value = re.sub(_MARKS, "", value).translate(str.maketrans(table))
    return value

"""Node ids: stable, unique, and fit to be copied back as an argument."""

import unicodedata
from collections.abc import Sequence

_RESERVED = frozenset("%:=,[]")


def encoded(value: str) -> str:
    """`value` in NFC, with the signs that separate, control characters and outer spaces percent-encoded."""
    if value.isascii() and value.isprintable() and value == value.strip() and not _RESERVED & set(value):
        return value
    text = unicodedata.normalize("NFC", value)
    inner = text.strip()
    start = len(text) - len(text.lstrip())
    return "".join(
        _percent(sign)
        if sign in _RESERVED or unicodedata.category(sign) in ("Cc", "Cf") or not start <= place < start + len(inner)
        else sign
        for place, sign in enumerate(text)
    )


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode())


def stratum_key(names: Sequence[str], values: Sequence[str]) -> str:
    """`shop=Milano`, blank over all; no two strata have one key, whatever signs they hold."""
    return ",".join(f"{encoded(name)}={encoded(value)}" for name, value in zip(names, values, strict=True))


def node_id(path: str, characteristic: str, requirement: str, names: Sequence[str], values: Sequence[str]) -> str:
    """`specs/ham.yaml::ham_slices::exactly[shop=Milano]`"""
    keys = stratum_key(names, values)
    return f"{path}::{characteristic}::{requirement}" + (f"[{keys}]" if keys else "")

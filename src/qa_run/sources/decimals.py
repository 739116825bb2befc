"""Which decimal sign numbers are written with: found in the values of a sample, or left to be declared."""

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

_SURE = {",": re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?"), ".": re.compile(r"[+-]?\d*\.\d+(?:[eE][+-]?\d+)?")}
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


@frozen(eq=False, repr=False)
class Decimal:
    """The decimal sign of a source, and the columns whose numbers can be read in two ways."""

    sign: str = "."
    found: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


def decimal_of(columns: Mapping[str, Sequence[str]], declared: str | None = None) -> Decimal:
    """The decimal sign of sampled `columns`: `80,5` tells it, `1.234` may also be 1234 and tells nothing."""
    if declared is not None:
        return Decimal(declared)
    sure = {name: _sign(values) for name, values in columns.items()}
    signs = set("".join(sure.values()))
    if len(signs) > 1:
        return Decimal(found=('decimal "." and "," are both there',), ambiguous=tuple(filter(sure.get, sure)))
    if signs:
        sign = signs.pop()
        return Decimal(sign, (f'decimal "{sign}"',))
    return Decimal(ambiguous=tuple(name for name, values in columns.items() if _is_unsure(values)))


def _sign(values: Sequence[str]) -> str:
    """The decimal signs that the values of one column are sure of; none, one or both."""
    return "".join(sign for sign in _SURE if any(_is_sure(value.strip(), sign) for value in values if sign in value))


def _is_sure(value: str, sign: str) -> bool:
    return _SURE[sign].fullmatch(value) is not None and not _THOUSANDS.fullmatch(value)


def _is_unsure(values: Sequence[str]) -> bool:
    # most values have no sign in them, and need not be looked at closely
    return any(_THOUSANDS.fullmatch(value.strip()) for value in values if "." in value or "," in value)

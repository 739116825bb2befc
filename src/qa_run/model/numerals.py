"""Numbers as people write them: with a unit behind them, and in digits that stay readable."""

import re
from decimal import Decimal, InvalidOperation

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
LARGEST = 1.7976931348623157e308


def split_number(written: object, what: str = "a number") -> tuple[Decimal, str]:
    """The number and the unit of `written`: `135 degF` is (135, "degF"), 4 is (4, "")."""
    if isinstance(written, bool) or written is None:
        raise ValueError(f"{shown(written)} is not {what}")
    if isinstance(written, int | Decimal):
        return Decimal(written), ""
    if isinstance(written, float):
        return Decimal(repr(written)), ""
    text = str(written).strip()
    if match := _NUMBER.match(text):
        rest = text[match.end() :]
        if re.fullmatch(r",\d+\b[^.,]*", rest) and "." not in match.group():
            raise ValueError(f"{text!r} is not {what}; write {text.replace(',', '.', 1)}")
        if not re.match(r"[\d.,_]", rest.strip() or " "):
            try:
                return Decimal(match.group()), rest.strip()
            except InvalidOperation:  # an exponent beyond what decimals hold
                pass
    raise ValueError(f"{text!r} is not {what}")


def shown(value: object) -> str:
    """`value` as it is written in a procedure."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain_digits(value) if isinstance(value, Decimal) else str(value)


def plain_digits(value: Decimal) -> str:
    """All digits as written, without an exponent where that stays readable."""
    return f"{value:f}" if abs(value.adjusted()) < 16 else str(value)


def exact(value: Decimal) -> int | float:
    """The nearest number an engine compares with."""
    whole = value == value.to_integral_value() and abs(value) < 2**53
    return int(value) if whole else float(value)


def in_per_cent(value: Decimal) -> str:
    """What somebody meant who left out the sign: 20 is 20 %, and 0.01 a hundredth."""
    return plain_digits((value * 100).normalize() if 0 < value < 1 else value)

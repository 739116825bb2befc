"""The types that a field of a criterion can have beyond Python's own: what people write with units and signs.

Each has `parse(written)`, which takes what stands in the procedure (text, int or Decimal) and raises a ValueError
that says what to write instead.
"""

import re
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any as Any_

import narwhals as nw
from attrs import evolve, field, frozen

from qa_run.model.kinds import Any, Kind, Number, Text, YesNo, typed_name
from qa_run.saying import number_in, said

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
LARGEST = 1.7976931348623157e308
_PERCENT = ("%", "percent")
_SECONDS = {
    "s": 1, "sec": 1, "second": 1, "seconds": 1,
    "min": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400,
    "week": 604800, "weeks": 604800,
}  # fmt: skip


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


@frozen
class Quantity:
    """A number with or without a unit: `4`, `135 degF`. Converted to the recorded unit before it is compared."""

    value: Decimal
    unit: str = ""

    @classmethod
    def parse(cls, written: object) -> "Quantity":
        value, unit = split_number(written)
        return cls(value, "%" if unit in _PERCENT else unit)

    @property
    def number(self) -> int | float:
        """For comparing with a column: an int where it is whole, so that whole numbers stay exact."""
        return exact(self.value)

    def __str__(self) -> str:
        return f"{plain_digits(self.value)} {self.unit}".strip()

    def sentence(self, language: str) -> str:
        return f"{number_in(language, plain_digits(self.value))} {self.unit}".strip()


def exact(value: Decimal) -> int | float:
    """The nearest number an engine compares with."""
    whole = value == value.to_integral_value() and abs(value) < 2**53
    return int(value) if whole else float(value)


@frozen
class Tolerance:
    """How far from nominal: `4`, `5 %`, `[-3, 5]`, `2 g`. A difference, also where the unit has an offset zero."""

    minus: Decimal
    plus: Decimal
    unit: str = ""

    @classmethod
    def parse(cls, written: object) -> "Tolerance":
        if isinstance(written, list | tuple):
            if len(written) != 2:
                raise ValueError("a tolerance in two parts is [below, above], such as [-3, 5]")
            (low, unit), (high, second) = (split_number(part, "a tolerance") for part in written)
            if unit and second and unit != second:
                raise ValueError(f"the two parts of a tolerance have different units, {unit} and {second}")
            if low > high:
                raise ValueError(f"the tolerance's lower part {low} is above its upper part {high}")
            return cls(low, high, "%" if (unit or second) in _PERCENT else unit or second)
        value, unit = split_number(written, "a tolerance")
        if value < 0:
            raise ValueError(f"a tolerance is not negative: write {plain_digits(abs(value))}, or [{value}, 0]")
        return cls(-value, value, "%" if unit in _PERCENT else unit)

    def around(self, nominal: Decimal) -> tuple[Decimal, Decimal]:
        """The limits around `nominal`, in decimals: 80.1 and .3 give 80.4 and nothing near it."""
        if self.unit == "%":
            return nominal + abs(nominal) * self.minus / 100, nominal + abs(nominal) * self.plus / 100
        return nominal + self.minus, nominal + self.plus

    def sentence(self, language: str, unit: str = "") -> str:
        low, high = plain_digits(self.minus), plain_digits(self.plus)
        shift = f"± {high}" if self.minus == -self.plus else f"{low} / +{high}"
        return f"{number_in(language, shift)} {self.unit or unit}".strip()


@frozen
class Difference(Quantity):
    """A distance between two values of the characteristic: converted without the offset of its scale."""


@frozen
class Duration:
    """A length of time: `10 min`, `2 days`, `-30 s`."""

    length: timedelta
    written: str = field(eq=False)

    @classmethod
    def parse(cls, written: object) -> "Duration":
        value, unit = split_number(written, "a duration")
        if not unit:
            raise ValueError(f"the duration {shown(written)} has no unit: write it as in 10 min, 4 h or 2 days")
        if unit.startswith("business "):
            raise ValueError("business time cannot stand here: write s, min, h, days or weeks")
        if unit not in _SECONDS:
            raise ValueError(f"{unit!r} is no unit of time: write s, min, h, days or weeks")
        return cls(timedelta(microseconds=int(value * _SECONDS[unit] * 1_000_000)), str(written).strip())

    def __str__(self) -> str:
        return self.written

    def sentence(self, language: str) -> str:
        value, unit = split_number(self.written)
        return self.written if language == "en" else said(language, f"{{count}} {unit}", value)

    def in_hours(self, language: str = "en") -> str:
        """In words, and what it is in hours where days are meant: elapsed time, not the same hour on the clock."""
        words = self.sentence(language)
        if _SECONDS[split_number(self.written)[1]] < _SECONDS["day"]:
            return words
        return f"{words} ({number_in(language, f'{abs(self.length) / timedelta(hours=1):g}')} h)"


@frozen
class Share:
    """A part of the items: `1 %`. Always written with its sign, so that 1 is never taken for one per cent."""

    value: Decimal

    @classmethod
    def parse(cls, written: object) -> "Share":
        value, unit = split_number(written, "a share")
        if unit not in _PERCENT:
            raise ValueError(f"a share is written in per cent: write {in_per_cent(value)} %")
        if not 0 <= value <= 100:
            raise ValueError(f"a share lies between 0 % and 100 %, {shown(written)} does not")
        return cls(value / 100)

    def __str__(self) -> str:
        return f"{plain_digits((self.value * 100).normalize())} %"

    def sentence(self, language: str) -> str:
        return number_in(language, str(self))


def in_per_cent(value: Decimal) -> str:
    """What somebody meant who left out the sign: 20 is 20 %, and 0.01 a hundredth."""
    return plain_digits((value * 100).normalize() if 0 < value < 1 else value)


@frozen
class Pattern:
    """A regular expression of RE2, the same on every engine: no look-around, no back-references."""

    text: str

    @classmethod
    def parse(cls, written: object) -> "Pattern":
        from qa_run.model.patterns import check  # only procedures with patterns pay for it

        check(str(written))
        return cls(str(written))

    @property
    def portable(self) -> str:
        """The pattern with the classes of ASCII spelt out, where engines other than RE2 take all of Unicode."""
        from qa_run.model.patterns import spelt_out

        return spelt_out(self.text)

    def __str__(self) -> str:
        return self.text


@frozen
class Value:
    """One recorded value to compare with: a number, a text or true/false, as the procedure writes it."""

    value: int | Decimal | str | bool

    @classmethod
    def parse(cls, written: object) -> "Value":
        if not isinstance(written, int | Decimal | str | bool):
            raise ValueError(f"{shown(written)} is no value to compare with")
        return cls(written)

    @property
    def kind(self) -> Kind:
        if isinstance(self.value, bool):
            return YesNo
        return Text if isinstance(self.value, str) else Number

    @property
    def literal(self) -> int | float | str | bool:
        return exact(self.value) if isinstance(self.value, Decimal) else self.value

    def __str__(self) -> str:
        return shown(self.value)

    def sentence(self, language: str) -> str:
        return number_in(language, str(self)) if self.kind is Number else str(self)


def kind_of(values: "tuple[Value, ...]") -> Kind:
    """As what a column is read that is compared with `values`: as numbers only if all of them are numbers."""
    kinds = {value.kind for value in values}
    return kinds.pop() if len(kinds) == 1 else Text


def finite(value: nw.Expr) -> nw.Expr:
    """`value`, null where it is NaN or infinite: an engine may hold that NaN is more than any limit."""
    return nw.when((value <= LARGEST) & (value >= -LARGEST)).then(value)


@frozen
class Column:
    """Another recorded column. The host sees to it that it exists and is read as `kind`.

    reading: blank, or one of READINGS where it is a time that clocks may have shown twice
    """

    name: str
    kind: Kind = Any
    reading: str = ""

    @classmethod
    def parse(cls, written: object) -> "Column":
        if not isinstance(written, str) or not written.strip():
            raise ValueError(f"{shown(written)} is no name of a column")
        return cls(written)

    def read_as(self, kind: Kind) -> "Column":
        return evolve(self, kind=kind, reading=self.reading if kind is self.kind else "")

    @property
    def value(self) -> nw.Expr:
        """The column's value for the item at hand, null where it is missing, cannot be read or is not finite."""
        value = nw.col(typed_name(self.name, self.kind) + self.reading)
        return finite(value) if self.kind is Number else value

    def __str__(self) -> str:
        return self.name


@frozen
class Nested:
    """An item criterion inside a criterion (`share: {of: {present: true}}`), by the name it was offered under."""

    criterion: Any_
    name: str
    plugin: str
    written: Any_ = None

    def sentence(self, language: str) -> str:
        return str((self.written or self.criterion).sentence(language))

"""What people write with units and signs, as a field of a criterion can have it.

Each has `parse(written)`, which takes what stands in the procedure (text, int or Decimal) and raises a ValueError
that says what to write instead.
"""

from datetime import timedelta
from decimal import Decimal

from attrs import field, frozen

from qa_run.model.numerals import exact, in_per_cent, plain_digits, shown, split_number
from qa_run.saying import number_in, said

_PERCENT = ("%", "percent")
_SECONDS = {
    "s": 1, "sec": 1, "second": 1, "seconds": 1,
    "min": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400,
    "week": 604800, "weeks": 604800,
}  # fmt: skip


def _counted(language: str, digits: str, unit: str) -> str:
    """A number and its unit; the words of time are words of a language, other units are the same everywhere."""
    if language != "en" and unit in _SECONDS:
        return said(language, f"{{count}} {unit}", Decimal(digits))
    return f"{number_in(language, digits)} {unit}".strip()


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
        return _counted(language, plain_digits(self.value), self.unit)


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
        return self.written if language == "en" else _counted(language, plain_digits(value), unit)

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

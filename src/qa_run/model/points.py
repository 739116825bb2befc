"""Percentage points: how far one share lies from another."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from attrs import frozen

from qa_run.model.numerals import plain_digits, shown, split_number
from qa_run.saying import said

_NAMES = ("points", "point", "percentage points", "pp")


@frozen(repr=False)
class Points:
    """A difference of two shares: `5 points`. Always written so, since 5 % of a share is something else."""

    written_as: ClassVar[Mapping[str, Any]] = {"type": "string", "pattern": "point|pp", "examples": ["5 points"]}
    value: Decimal

    @classmethod
    def parse(cls, written: object) -> "Points":
        value, unit = split_number(written, "a difference of shares")
        if unit not in _NAMES:
            raise ValueError(f"a difference of shares is written in points: write {plain_digits(value)} points")
        if abs(value) > 100:
            raise ValueError(f"two shares are at most 100 points apart, {shown(written)} is more")
        return cls(value / 100)

    def __str__(self) -> str:
        return f"{plain_digits((self.value * 100).normalize())} {'point' if abs(self.value * 100) == 1 else 'points'}"

    def sentence(self, language: str) -> str:
        if language == "en":
            return str(self)
        return said(language, "{count} point|{count} points", Decimal(plain_digits((self.value * 100).normalize())))

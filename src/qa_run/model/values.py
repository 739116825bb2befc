"""What a recorded value is compared with: another value, a pattern, a criterion inside a criterion.

Each has `parse(written)` where it stands in a procedure, and raises a ValueError that says what to write instead.
"""

from decimal import Decimal
from typing import Any

from attrs import frozen

from qa_run.model.kinds import Kind, Number, Text, YesNo
from qa_run.model.numerals import exact, shown
from qa_run.saying import number_in


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


@frozen
class Nested:
    """An item criterion inside a criterion (`share: {of: {present: true}}`), by the name it was offered under."""

    criterion: Any
    name: str
    plugin: str
    written: Any = None

    def sentence(self, language: str) -> str:
        return str((self.written or self.criterion).sentence(language))

"""One value, or one of some values."""

from typing import Literal

import narwhals as nw
from attrs import frozen

from qa_run import Example, Kind, Text, Value, criterion, folded, kind_of, short
from qa_run.model.folding import folded_text

Ignored = Literal["case", "spaces", "accents"]


@criterion("exactly")
@frozen
class Exactly:
    """The recorded value is exactly this one: a count of slices, a size, a word.

    ham_slices: {exactly: 4}
    """

    value: Value
    finding = "not the value"
    examples = (
        Example(4, passes=("4", "4.0"), fails={"not the value": ("3", "5")}),
        Example("007", passes=("007",), fails={"not the value": ("7",)}),
    )

    @property
    def reads(self) -> Kind:
        return self.value.kind

    def sentence(self, language: str) -> str:
        return f"exactly {self.value}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value == self.value.literal


@criterion("equals")
@frozen
class Equals:
    """The recorded value equals this number, text or true/false; texts may ignore case, spaces or accents.

    seal: {equals: {value: intact, ignoring: [case, spaces]}}
    """

    value: Value = short()
    ignoring: tuple[Ignored, ...] = ()
    finding = "not the value"
    examples = (
        Example(True, passes=("true",), fails={"not the value": ("false",)}),
        Example("no", passes=("no",), fails={"not the value": ("No", "yes")}),
    )

    @property
    def reads(self) -> Kind:
        return self.value.kind

    def sentence(self, language: str) -> str:
        return f"equal to {self.value}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        if isinstance(self.value.literal, str):
            return folded(value, self.ignoring) == folded_text(self.value.literal, self.ignoring)
        return value == self.value.literal


@criterion("one_of")
@frozen
class OneOf:
    """The recorded value is one of these. They are compared as numbers only if all of them are numbers.

    roll: {one_of: [ciabatta, michetta, rosetta]}
    """

    values: tuple[Value, ...] = short()
    ignoring: tuple[Ignored, ...] = ()
    finding = "not allowed"
    examples = (
        Example(["no", "007"], passes=("no", "007"), fails={"not allowed": ("7", "NO")}),
        Example([1, 2], passes=("1", "2.0"), fails={"not allowed": ("3",)}),
    )

    @property
    def reads(self) -> Kind:
        return kind_of(self.values)

    def sentence(self, language: str) -> str:
        return f"one of {', '.join(map(str, self.values))}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return _among(value, self.values, self.ignoring)


@criterion("none_of")
@frozen
class NoneOf:
    """The recorded value is none of these.

    sauce: {none_of: [mayonnaise, mustard]}
    """

    values: tuple[Value, ...] = short()
    ignoring: tuple[Ignored, ...] = ()
    finding = "forbidden"
    examples = (Example(["test", "dummy"], passes=("S-1",), fails={"forbidden": ("test", "dummy")}),)

    @property
    def reads(self) -> Kind:
        return kind_of(self.values)

    def sentence(self, language: str) -> str:
        return f"none of {', '.join(map(str, self.values))}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return ~_among(value, self.values, self.ignoring)


def _among(value: nw.Expr, values: tuple[Value, ...], ignoring: tuple[Ignored, ...]) -> nw.Expr:
    if kind_of(values) is not Text:
        return value.is_in([each.literal for each in values])
    return folded(value, ignoring).is_in([folded_text(str(each), ignoring) for each in values])

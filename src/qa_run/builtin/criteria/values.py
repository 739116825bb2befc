"""One value, or one of some values."""

from typing import Literal

import narwhals as nw
from attrs import frozen

from qa_run import Example, Kind, Text, Value, criterion, folded, folded_text, kind_of, listed_in, said, short

Ignored = Literal["case", "spaces", "accents"]


@criterion("exactly")
@frozen(eq=False, repr=False)
class Exactly:
    """The recorded value is exactly this one: a count of slices, a size, a word.

    A number is compared as a number, so that 4.0 is 4; a text with every sign of it. In quotes a number is a text.

        ham_slices: {exactly: 4}
    """

    value: Value
    finding = "not the value"
    examples = (
        Example(
            4, passes=("4", "4.0", "4e0", " 4"), fails={"not the value": ("3", "5", "4.0001"), "unreadable": ("four",)}
        ),
        Example("007", passes=("007",), fails={"not the value": ("7", "007.0"), "missing": (None,)}),
        Example("no", passes=("no",), fails={"not the value": ("false", "NO")}),
        Example(0.1, passes=("0.1", "1e-1"), fails={"not the value": ("0.10000001",)}),
    )

    @property
    def reads(self) -> Kind:
        return self.value.kind

    def sentence(self, language: str) -> str:
        return said(language, "exactly {value}", value=self.value)

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value == self.value.literal


@criterion("equals")
@frozen(eq=False, repr=False)
class Equals:
    """The recorded value equals this number, text or true/false.

    With true or false the column is read as yes or no, in the words that `samples.format.yes_no` gives; without them
    only `true` and `false` are read, in any case. `ignoring` makes texts equal that differ in `case`, outer `spaces`
    or `accents`.

        sealed: {equals: true}
        stage: {equals: {value: hot, ignoring: [case, spaces]}}
    """

    value: Value = short()
    ignoring: tuple[Ignored, ...] = ()
    finding = "not the value"
    examples = (
        Example(
            True,
            passes=("true", "TRUE", " True "),
            fails={"not the value": ("false",), "unreadable": ("yes", "1"), "missing": ("",)},
        ),
        Example(False, passes=("false",), fails={"not the value": ("true",), "unreadable": ("no",)}),
        Example("no", passes=("no",), fails={"not the value": ("No", "yes", "false")}),
        Example(80.5, passes=("80.5", "80.50"), fails={"not the value": ("80",), "unreadable": ("80,5",)}),
        Example(
            {"value": "Caffè", "ignoring": ["case", "spaces", "accents"]},
            passes=("caffe", " CAFFÈ ", "caffe\u0300", "Caffè\u00a0"),
            fails={"not the value": ("caffa", "caf fe")},
        ),
    )

    @property
    def reads(self) -> Kind:
        return self.value.kind

    def sentence(self, language: str) -> str:
        return said(language, "equal to {value}", value=self.value)

    def conforms(self, value: nw.Expr) -> nw.Expr:
        if isinstance(self.value.literal, str):
            return folded(value, self.ignoring) == folded_text(self.value.literal, self.ignoring)
        return value == self.value.literal


@criterion("one_of")
@frozen(eq=False, repr=False)
class OneOf:
    """The recorded value is one of these.

    They are compared as numbers only if all of them are numbers, else as texts: `[no, 007]` are two texts, and so are
    `[1, x]`. `ignoring` makes texts equal that differ in `case`, outer `spaces` or `accents`.

        roll: {one_of: [ciabatta, michetta, rosetta]}
    """

    values: tuple[Value, ...] = short()
    ignoring: tuple[Ignored, ...] = ()
    finding = "not allowed"
    examples = (
        Example(["no", "007"], passes=("no", "007"), fails={"not allowed": ("7", "NO", "false", "no, 007")}),
        Example([1, 2], passes=("1", "2.0"), fails={"not allowed": ("3",), "unreadable": ("one",)}),
        Example([1, "x"], passes=("1", "x"), fails={"not allowed": ("1.0", "2"), "missing": (None,)}),
        Example("only", passes=("only",), fails={"not allowed": ("o",)}),
        Example(
            {"values": ["Łódź"], "ignoring": ["case", "accents"]},
            passes=("łodz", "LÓDZ"),
            fails={"not allowed": ("lod",)},
        ),
    )

    @property
    def reads(self) -> Kind:
        return kind_of(self.values)

    def sentence(self, language: str) -> str:
        if len(self.values) == 1:
            return said(language, "equal to {value}", value=self.values[0])
        return said(language, "one of {values}", values=listed_in(language, self.values))

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return _among(value, self.values, self.ignoring)


@criterion("none_of")
@frozen(eq=False, repr=False)
class NoneOf:
    """The recorded value is none of these.

    They are compared as numbers only if all of them are numbers, else as texts. A missing value is nonconforming too:
    nobody knows what it would have been. `ignoring` makes texts equal that differ in `case`, outer `spaces` or
    `accents`.

        sauce: {none_of: {values: [mayonnaise, mustard], ignoring: [case, spaces]}}
    """

    values: tuple[Value, ...] = short()
    ignoring: tuple[Ignored, ...] = ()
    finding = "forbidden"
    examples = (
        Example(["test", "dummy"], passes=("S-1", "Test"), fails={"forbidden": ("test", "dummy"), "missing": ("",)}),
        Example([0, 999], passes=("1",), fails={"forbidden": ("0", "-0", "999.0"), "unreadable": ("none",)}),
        Example(
            {"values": ["test"], "ignoring": ["case", "spaces"]}, passes=("tests",), fails={"forbidden": ("Test ",)}
        ),
    )

    @property
    def reads(self) -> Kind:
        return kind_of(self.values)

    def sentence(self, language: str) -> str:
        return said(language, "none of {values}", values=listed_in(language, self.values))

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return ~_among(value, self.values, self.ignoring)


def _among(value: nw.Expr, values: tuple[Value, ...], ignoring: tuple[Ignored, ...]) -> nw.Expr:
    if kind_of(values) is not Text:
        # one by one: engines refuse to look for whole numbers among fractions
        return nw.any_horizontal(*(value == each.literal for each in values), ignore_nulls=False)
    return folded(value, ignoring).is_in([folded_text(str(each), ignoring) for each in values])

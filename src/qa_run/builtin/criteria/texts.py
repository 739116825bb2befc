"""How a text is written."""

import narwhals as nw
from attrs import frozen

from qa_run import Example, Limits, Pattern, Text, criterion, inline


@criterion("matches")
@frozen
class Matches:
    """The recorded text matches a regular expression (RE2) somewhere; `^` and `$` tie it to the ends.

    label: {matches: '^[A-Z]{2}-[0-9]{4}$'}
    """

    pattern: Pattern
    reads = Text
    finding = "no match"
    examples = (Example("^S[0-9]{3}$", passes=("S001",), fails={"no match": ("s-17", "S0001")}),)

    def sentence(self, language: str) -> str:
        return f"matching {self.pattern}"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value.str.contains(self.pattern.text)


@criterion("length")
@frozen
class Length:
    """The recorded text has so many characters.

    note: {optional: true, length: {upper: 40}}
    """

    within: Limits = inline()
    reads = Text
    exclusive = True
    measured_in = "number"
    examples = (
        Example({"lower": 2, "upper": 3}, passes=("ab", "abc"), fails={"too short": ("a",), "too long": ("abcd",)}),
    )

    def sentence(self, language: str) -> str:
        return f"{self.within.sentence(language)} characters long"

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        count = value.str.len_chars()
        ends = {"too short": self.within.too_low(count), "too long": self.within.too_high(count)}
        return {name: where for name, where in ends.items() if where is not None}

"""How a text is written."""

import narwhals as nw
from attrs import frozen

from qa_run import Example, Limits, Pattern, Text, criterion, inline, said


@criterion("matches")
@frozen(eq=False, repr=False)
class Matches:
    r"""The recorded text matches a regular expression somewhere; `^` and `$` tie it to the ends.

    The expression is one of RE2, on every engine: no look-around, no back-references, and `\d`, `\w` and `\s` mean the
    digits, letters and blanks of ASCII. Put it between single quotes.

        label: {matches: '^S[0-9]{3}$'}
    """

    pattern: Pattern
    reads = Text
    finding = "no match"
    examples = (
        Example(
            "^S[0-9]{3}$",
            passes=("S001",),
            fails={"no match": ("s-17", "S0001", "xS001", "S001x"), "missing": (None, " ")},
        ),
        Example(r"^\d+\s[\w-]+$|é", passes=("12 g", "1 g-x", "café"), fails={"no match": ("12g", "g", "١٢ g", "1 ż")}),
    )

    def sentence(self, language: str) -> str:
        return said(language, "matching {pattern}", pattern=self.pattern)

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value.str.contains(self.pattern.portable)


@criterion("length")
@frozen(eq=False, repr=False)
class Length:
    """The recorded text has so many characters: letters and signs, not bytes.

    The keys are those of limits: `lower`, `upper`, `above`, `below`, or `nominal` with `tolerance`. Blanks count, also
    at the ends; so does an accent that is recorded as a sign of its own.

        summary: {length: {lower: 10, upper: 60}}
    """

    within: Limits = inline()
    reads = Text
    exclusive = True
    measured_in = "number"
    examples = (
        Example(
            {"lower": 2, "upper": 3},
            passes=("ab", "abc", "żół", "日本", "12", "a "),
            fails={"too short": ("a", "é"), "too long": ("abcd", "007.0"), "missing": ("",)},
        ),
        Example({"upper": 3}, passes=("a",), fails={"too long": ("żółw",)}),
    )

    def sentence(self, language: str) -> str:
        return self.within.sentence(language, "character long|characters long")

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        count = value.str.len_chars()
        ends = {"too short": self.within.too_low(count), "too long": self.within.too_high(count)}
        return {name: where for name, where in ends.items() if where is not None}

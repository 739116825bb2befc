"""Recorded or not."""

import narwhals as nw
from attrs import frozen

from qa_run import Any, Example, criterion, said


@criterion("present")
@frozen(eq=False, repr=False)
class Present:
    """Something is recorded: the value is neither blank nor one of the markers for a missing value.

    What is recorded need not be readable as anything. The contrary is `absent: true`.

        checked_by: {present: true}
    """

    reads = Any
    exclusive = True
    opposite = "absent"
    decides_missing = True
    examples = (Example(True, passes=("x", "0", "NA", "false", "nan"), fails={"missing": ("", "  ", None, "\t")}),)

    def sentence(self, language: str) -> str:
        return said(language, "recorded")

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        return {}  # what is missing the host finds by itself

    def of_missing(self, missing: nw.Expr) -> nw.Expr:
        return ~missing


@criterion("absent")
@frozen(eq=False, repr=False)
class Absent:
    """Nothing is recorded: the value is blank, or one of the markers for a missing value.

    The contrary is `present: true`.

        open_rework: {absent: true}
    """

    reads = Any
    opposite = "present"
    decides_missing = True
    judges_missing = True
    finding = "recorded"
    examples = (Example(True, passes=("", " ", None), fails={"recorded": ("x", "0", "no")}),)

    def sentence(self, language: str) -> str:
        return said(language, "not recorded")

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value.is_null()

    def of_missing(self, missing: nw.Expr) -> nw.Expr:
        return missing

"""Recorded or not."""

import narwhals as nw
from attrs import frozen

from qa_run import Any, Column, Example, column, criterion


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
        return "recorded"

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        return {}  # what is missing the host finds by itself

    def of_missing(self, missing: nw.Expr) -> nw.Expr:
        return ~missing


@criterion("absent")
@frozen(eq=False, repr=False)
class Absent:
    """Nothing is recorded: the value is blank, or one of the markers for a missing value.

        open_rework: {absent: true}
    """

    reads = Any
    opposite = "present"
    decides_missing = True
    judges_missing = True
    finding = "recorded"
    examples = (Example(True, passes=("", " ", None), fails={"recorded": ("x", "0", "no")}),)

    def sentence(self, language: str) -> str:
        return "not recorded"

    def conforms(self, value: nw.Expr) -> nw.Expr:
        return value.is_null()

    def of_missing(self, missing: nw.Expr) -> nw.Expr:
        return missing


@criterion("listed")
@frozen(eq=False, repr=False)
class Listed:
    """The item is recorded and stands in the list of what should be there. Nobody writes it: `samples.of` implies it.

    What the list has and nobody recorded is *not recorded*; what was recorded and the list lacks is *not in the list*.

        samples: {of: {from: kits.csv, key: kit_id}}
    """

    recorded: Column = column(reads=Any, default=Column("@recorded"))
    listed: Column = column(reads=Any, default=Column("@listed"))
    reads = Any
    exclusive = True
    judges_missing = True
    examples = (
        Example(
            {},
            passes=("K-1",),
            fails={"not recorded": (None,), "not in the list": ("K-3",)},
            columns={"@recorded": ("K-1", None, "K-3"), "@listed": ("K-1", "K-2", None)},
        ),
    )

    def sentence(self, language: str) -> str:
        return "recorded, and in the list"

    def findings(self, value: nw.Expr) -> dict[str, nw.Expr]:
        return {"not recorded": self.recorded.value.is_null(), "not in the list": self.listed.value.is_null()}

"""What a criterion is told of the row before, and counts and totals of expressions over rows."""

from collections.abc import Mapping

import narwhals as nw
import pytest
from attrs import frozen

from qa_run import Column, Example, ItemRows, Number, Rows, Text, criterion
from qa_run.testing import conformance
from qa_run.testing.judging import as_written


@criterion("never_twice")
@frozen
class NeverTwice:
    """Nothing is done twice in a row, nor more than `most` units altogether."""

    by: Column
    most: float
    reads = Text
    gives = Number
    over = ItemRows
    examples = (
        Example(
            {"by": "who", "most": 10},
            passes=("A", "D"),
            fails={"again": ("B",), "too much": ("C",)},
            columns={
                # the rows of A stand in the file in another order than they happened; one of D has no time
                "item": ("A", "B", "A", "B", "A", "C", "C", "D", "D"),
                "event": ("x",) * 9,
                "time": (
                    "2026-03-02 09:03", "2026-03-02 09:00", "2026-03-02 09:01", "2026-03-02 09:01", "2026-03-02 09:02",
                    "2026-03-02 09:00", "2026-03-02 09:01", "2026-03-02 09:00", None,
                ),
                "who": ("ann", "bob", "ann", "bob", "eva", "ann", "annabella", "ann", "ann"),
            },
        ),
    )  # fmt: skip

    def sentence(self, language: str) -> str:
        return f"never twice by the same {self.by}"

    def observe(self, rows: Rows) -> nw.Expr:
        again = rows.count(rows.preceding(self.by) == self.by.value)
        much = rows.total(self.by.value.str.len_chars(), ~self.by.value.is_null()) > self.most
        return nw.when(again > 0).then(1).otherwise(nw.when(much).then(2).otherwise(0))

    def findings(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        return {"again": value == 1, "too much": value == 2}


def test_the_row_before_is_known_on_every_engine() -> None:
    conformance(NeverTwice)


def test_who_goes_by_the_row_before_needs_a_time() -> None:
    made = as_written(NeverTwice, {"by": "who", "most": 10})

    with pytest.raises(ValueError, match="goes by time, and the samples have none"):
        made.observe(Rows(None, "x"))

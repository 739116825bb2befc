"""An item among the others: its value once only, or after the one before."""

from typing import Literal

import narwhals as nw
from attrs import frozen

from qa_run import Any, Column, Grouped, Number, Ordered, Time, criterion


@criterion("unique")
@frozen
class Unique:
    """No other item has the same value; every item that shares its value is nonconforming."""

    reads = Any
    over = Grouped(repeats="repeated")

    def sentence(self, language: str) -> str:
        return "recorded once only"

    def findings(self, value: nw.Expr, together: nw.Expr) -> dict[str, nw.Expr]:
        return {"repeated": together > 1}


@criterion("increases")
@frozen
class Increases:
    """Each value is greater than the one before it in time; with `by`, in the order of that column."""

    by: Column | None = None
    reads = Number

    @property
    def over(self) -> Ordered:
        return Ordered(by=(self.by or Column("")).read_as(Time))

    def sentence(self, language: str) -> str:
        return "greater than the one before"

    def findings(self, value: nw.Expr, previous: nw.Expr) -> dict[str, nw.Expr]:
        return {"not increasing": ~(previous.is_null() | (value > previous))}


@criterion("ordered")
@frozen
class OrderedValues:
    """The values never fall (`ascending`) or never rise (`descending`) in time."""

    direction: Literal["ascending", "descending"]
    by: Column | None = None
    reads = Number

    @property
    def over(self) -> Ordered:
        return Ordered(by=(self.by or Column("")).read_as(Time))

    def sentence(self, language: str) -> str:
        return "never less than the one before" if self.direction == "ascending" else "never more than the one before"

    def findings(self, value: nw.Expr, previous: nw.Expr) -> dict[str, nw.Expr]:
        kept = value >= previous if self.direction == "ascending" else value <= previous
        return {"out of order": ~(previous.is_null() | kept)}

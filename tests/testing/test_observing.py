"""The kit catches kinds of observations that are not what they say."""

from typing import Any as Anything, ClassVar

import narwhals as nw
import pytest
from attrs import frozen

from qa_run import Column, ItemRows, Number, Observed, Rows, Text, Where, observation
from qa_run.testing import conformance

ROWS = {"activity": ("call", "mail", "call"), "agent": ("ann", "bob", "ann")}


@observation("handovers")
@frozen
class Handovers:
    """How many people had an item, less the first."""

    column: Column
    of: Where | None = None
    reads = Text
    gives = Number
    over = ItemRows
    examples: ClassVar[tuple[Observed, ...]] = (
        Observed("agent", (1,), ROWS),
        Observed({"column": "agent", "of": "call"}, (0,), ROWS),
        Observed("agent", (None,)),
    )

    def sentence(self, language: str) -> str:
        return f"how often {self.column} changed"

    def observe(self, rows: Rows) -> nw.Expr:
        people = rows.distinct(self.column, self.of)
        return nw.when(people > 0).then(people - 1)


@observation("half")
@frozen
class Half:
    """Half of a column."""

    column: Column
    reads = Number
    gives = Number
    examples: ClassVar[tuple[Observed, ...]] = (Observed("weight", (2, None), {"weight": (4, "four")}),)

    def sentence(self, language: str) -> str:
        return f"half of {self.column}"

    def observe(self, rows: Rows) -> nw.Expr:
        return self.column.value / 2


def faults_of(kind: type) -> str:
    with pytest.raises(AssertionError) as caught:
        conformance(kind)
    return str(caught.value)


@pytest.mark.parametrize("kind", [Handovers, Half])
def test_an_honest_kind_conforms(kind: type) -> None:
    conformance(kind)


def test_examples_are_held_against_every_engine() -> None:
    @observation("half")
    @frozen
    class Wrong(Half):
        """Half of a column."""

        examples: ClassVar[tuple[Observed, ...]] = (Observed("weight", (3, None), {"weight": (4, "four")}),)

    told = faults_of(Wrong)
    assert "half: DuckDB on CSV: the example 'weight' is 2.0, expected 3" in told
    assert "half: Polars, typed and lazy: the example 'weight' is 2.0, expected 3" in told


def test_an_item_to_which_nothing_happened_is_held_against_its_example() -> None:
    @observation("handovers")
    @frozen
    class Careless(Handovers):
        """How many people had an item, less the first."""

        def observe(self, rows: Rows) -> nw.Expr:
            return rows.distinct(self.column, self.of) - 1

    assert "beside a list: the example 'agent' is -1, expected None" in faults_of(Careless)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"examples": ()}, "there is no example"),
        ({"gives": "a number"}, "it does not say what it gives"),
        ({"sentence": lambda self, language: ""}, "sentence('en') of 'weight' is no sentence"),
        ({"sentence": lambda self, language: {"en": "half"}[language]}, "sentence('it') of 'weight' raises KeyError"),
        ({"examples": (Observed({"colum": "weight"}, (2,), {"weight": (4,)}),)}, "cannot be read from a procedure"),
        ({"examples": (Observed("weight", (2,), {"weight": (4, 5)}),)}, "has 2 rows, and 1 values"),
        ({"examples": (Observed("weight", (2,), {"weight": (4,), "n": ()}),)}, "are not of one length"),
        ({"__doc__": None}, "there is no docstring"),
        ({"observe": lambda self, rows: nw.col("nowhere")}, "DuckDB on CSV: it cannot be observed"),
    ],
)
def test_what_is_lacking_is_told(changed: dict[str, Anything], told: str) -> None:
    kind = observation("half")(type("Other", (Half,), {"__doc__": Half.__doc__, **changed}))

    assert told in faults_of(kind)

"""An observation of a plugin that breaks is told under its own name; and what is taken of numbers that are none."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import narwhals as nw
import pytest
from attrs import frozen

from qa_run import (
    Column,
    ItemRows,
    Number,
    Observed,
    PluginError,
    Report,
    Rows,
    Where,
    column,
    hookimpl,
    observation,
    run,
)
from qa_run.testing import conformance

LOG = "case,activity,agent,at,grams\nA,call,ann,2026-03-01 09:00,4\nA,mail,eva,2026-03-01 10:00,5\n"
SAMPLES = "samples: {from: log.csv, item: case, time: at, events: {name: activity}, of: rows}\n"
ROWS = "samples: {from: log.csv, item: {column: case, repeats: allowed}}\n"


class OfRows:
    reads = Number
    gives = Number
    over = ItemRows

    def sentence(self, language: str) -> str:
        return "something"


@observation("dividing")
@frozen
class Dividing(OfRows):
    """It breaks while it is made."""

    agent: Column

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.count() * (1 // 0)


@observation("lost")
@frozen
class Lost(OfRows):
    """It looks for a column that is not there."""

    agent: Column

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.count() + nw.col("nowhere")


@observation("dividing_row")
@frozen
class DividingRow:
    """It breaks while it is made of one row."""

    agent: Column
    reads = Number
    gives = Number

    def sentence(self, language: str) -> str:
        return "something"

    def observe(self, rows: Rows) -> nw.Expr:
        return self.agent.value * (1 // 0)


@observation("lost_row")
@frozen
class LostRow(DividingRow):
    """It looks for a column that is not there."""

    def observe(self, rows: Rows) -> nw.Expr:
        return self.agent.value + nw.col("nowhere")


@observation("span")
@frozen
class Span(OfRows):
    """The greatest less the least value of a column."""

    column: Column = column(reads=Number)
    of: Where | None = None
    examples = (
        Observed("grams", (3,), {"grams": (4, 2, 5)}),
        Observed({"column": "grams", "of": "call"}, (1,), {"activity": ("call", "call", "mail"), "grams": (4, 5, "x")}),
        Observed("grams", (None,), {"grams": (4, "four")}),
        Observed("grams", (None,), {"grams": (4, "nan")}),
        Observed("grams", (1,), {"grams": (4, None, 5)}),
        Observed("grams", (None,), {"grams": (None,)}),
        Observed("grams", (None,)),
    )

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.greatest(self.column, self.of) - rows.least(self.column, self.of)


@observation("duration")
@frozen
class LengthOfTime(DividingRow):
    """It says that it gives a number."""

    def observe(self, rows: Rows) -> nw.Expr:
        return nw.lit(timedelta(minutes=5))


@observation("spelt")
@frozen
class Spelt(LengthOfTime):
    """It says that it gives a number, and gives what a number is written with."""

    def observe(self, rows: Rows) -> nw.Expr:
        return self.agent.value.cast(nw.String)


@observation("spelt_of_item")
@frozen
class SpeltOfItem(OfRows):
    """The same of an item."""

    agent: Column

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.count().cast(nw.String)


@observation("five")
@frozen
class Five(DividingRow):
    """It gives no expression."""

    def observe(self, rows: Rows) -> nw.Expr:
        return 5  # type: ignore[return-value]


@observation("counting")
@frozen
class Counting(DividingRow):
    """It does not say that it is made of the rows of an item."""

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.count()


@observation("counting_back")
@frozen
class CountingBack(Counting):
    """The same, of one that looks back."""

    looks_back = True


@observation("column_of_rows")
@frozen
class ColumnOfRows(OfRows):
    """It takes what one row holds for what an item has."""

    agent: Column

    def observe(self, rows: Rows) -> nw.Expr:
        return self.agent.value


@observation("back")
@frozen
class Back(DividingRow):
    """It does not say that it looks back."""

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.preceding(self.agent)


@observation("of_expression")
@frozen
class OfExpression(OfRows):
    """It asks of an expression what is asked of a column."""

    agent: Column

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.distinct(self.agent.value)  # type: ignore[arg-type]


@observation("both")
@frozen
class Both(OfRows):
    """It sees all rows, and says that it looks back."""

    agent: Column
    looks_back = True

    def observe(self, rows: Rows) -> nw.Expr:
        return rows.count()


class Plugin:
    @hookimpl
    def qa_observations(self) -> list[type]:
        return [
            *(Dividing, Lost, DividingRow, LostRow),
            *(LengthOfTime, Spelt, SpeltOfItem, Five, Counting, CountingBack, ColumnOfRows, Back, OfExpression),
        ]


def judged(folder: Path, kind: str, samples: str) -> Report:
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    (folder / "p.yaml").write_text(
        f"procedure: p\n{samples}observations: {{a: {{{kind}: {{agent: grams}}}}}}\n"
        "characteristics: {a: {upper: 1}, agent: {optional: true, one_of: [ann, eva]}}\n",
        encoding="utf-8",
    )
    return run("p.yaml", here=folder, more_plugins=[("mine", Plugin())])


@pytest.mark.parametrize(("kind", "samples"), [("dividing", SAMPLES), ("dividing_row", ROWS)])
def test_what_breaks_while_it_is_made_is_refused_at_its_place(tmp_path: Path, kind: str, samples: str) -> None:
    with pytest.raises(PluginError) as error:
        judged(tmp_path, kind, samples)

    told = f"plugin mine: observation {kind}, written at p.yaml:3:16, raised ZeroDivisionError: "
    assert str(error.value).startswith(told)


@pytest.mark.parametrize(("kind", "samples"), [("lost", SAMPLES), ("lost_row", ROWS)])
def test_what_breaks_over_the_samples_is_an_error_under_its_own_name(tmp_path: Path, kind: str, samples: str) -> None:
    report = judged(tmp_path, kind, samples)
    told: set[Any] = {each.message.partition("Error:")[0] for each in report.verdicts}

    assert all(each.startswith(f"plugin mine, observation a ({kind}, p.yaml:3:16): ") for each in told)
    assert report.exit_code == 3


@pytest.mark.parametrize(
    ("kind", "samples", "told"),
    [
        ("duration", ROWS, "observe gives Duration(time_unit='us'), where the class says gives = Number; a length of"),
        ("spelt", ROWS, "observe gives String, where the class says gives = Number"),
        ("spelt_of_item", SAMPLES, "observe gives String, where the class says gives = Number"),
        ("five", ROWS, "observe gives an expression of Narwhals, not 5"),
    ],
)
def test_what_is_not_of_the_kind_that_its_class_says_is_its_own_error(
    tmp_path: Path, kind: str, samples: str, told: str
) -> None:
    report = judged(tmp_path, kind, samples)
    (found,) = (each.message for each in report.verdicts if each.id == "p.yaml::a::limits")

    assert found.startswith(f"plugin mine, observation a ({kind}, p.yaml:3:16): TypeError: {told}")
    assert report.exit_code == 3


@pytest.mark.parametrize(
    ("kind", "samples", "told"),
    [
        (
            "counting",
            ROWS,
            "observe asks for the rows of an item, and sees one row; write over = ItemRows",
        ),
        ("back", SAMPLES, "observe asks for the rows before one; write looks_back = True in the class"),
        ("of_expression", SAMPLES, "rows are asked for a Column, such as a field of the class, not for a "),
    ],
)
def test_what_is_asked_of_rows_that_are_not_seen_is_refused(tmp_path: Path, kind: str, samples: str, told: str) -> None:
    with pytest.raises(PluginError) as error:
        judged(tmp_path, kind, samples)

    assert f"observation {kind}, written at p.yaml:3:16, raised TypeError: {told}" in str(error.value)


def test_who_sees_all_rows_of_an_item_does_not_look_back(tmp_path: Path) -> None:
    class Odd:
        @hookimpl
        def qa_observations(self) -> list[type]:
            return [Both]

    with pytest.raises(PluginError, match="Both sees all rows of an item"):
        run("p.yaml", here=tmp_path, more_plugins=[("mine", Odd())])


def test_a_column_of_the_rows_is_asked_of_rows(tmp_path: Path) -> None:
    report = judged(tmp_path, "column_of_rows", SAMPLES)
    (found,) = (each.message for each in report.verdicts if each.id == "p.yaml::a::limits")

    assert found.endswith("(what the rows of an item hold is asked of rows, as in rows.total(self.column))")


def test_the_least_and_the_greatest_of_numbers_are_unknown_where_one_is_none() -> None:
    conformance(Span)

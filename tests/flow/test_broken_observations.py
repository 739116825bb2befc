"""An observation of a plugin that breaks is told under its own name; and what is taken of numbers that are none."""

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


class Plugin:
    @hookimpl
    def qa_observations(self) -> list[type]:
        return [Dividing, Lost, DividingRow, LostRow]


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


def test_the_least_and_the_greatest_of_numbers_are_unknown_where_one_is_none() -> None:
    conformance(Span)

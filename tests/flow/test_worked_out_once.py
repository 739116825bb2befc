"""What an observation asks to be worked out once is one column of the query, and what comes of it is as written out."""

from pathlib import Path
from typing import Any

import narwhals as nw
import pytest
from attrs import frozen
from scans import asked

from qa_run import Column, ItemRows, Number, Observed, Report, Rows, Text, Time, hookimpl, observation, run
from qa_run.testing import conformance

CSV = "case,activity,agent,at,grams\nA,call,ann,2026-03-01 09:00,4\nA,mail,eva,2026-03-01 10:00,5\n"
OF_ROWS = "samples: {from: log.csv, item: case, time: at, events: {name: activity}, of: rows}\n"
ONE_ROW = "samples: {from: log.csv, item: {column: case, repeats: allowed}}\n"


@observation("power")
@frozen
class Power:
    """The eighth power, from step to step."""

    column: Column
    reads = Number
    gives = Number
    examples = (Observed("grams", (256, 1, None), {"grams": (2, -1, None)}),)

    def sentence(self, language: str) -> str:
        return f"the eighth power of {self.column}"

    def observe(self, rows: Rows) -> nw.Expr:
        (second,) = rows.once_per_row(self.column.value * self.column.value)  # of one row there is no difference
        fourth, half = rows.once(second * second, second / 2)
        (eighth,) = rows.once(fourth * half * half * 4)
        return eighth


@observation("waits")
@frozen
class Waits:
    """The longest minutes between two rows, and those rows that were that long, in thousands."""

    column: Column
    reads = Time
    gives = Number
    over = ItemRows
    examples = (
        Observed(
            "time",
            (1030,),
            {"activity": "x" * 3, "time": ("2026-03-02 09:00", "2026-03-02 09:30", "2026-03-02 09:40")},
        ),
        Observed(
            "time",
            (2010,),
            {"activity": "x" * 3, "time": ("2026-03-02 09:20", "2026-03-02 09:00", "2026-03-02 09:10")},
        ),
        Observed("time", (None,), {"activity": "x", "time": ("2026-03-02 09:00",)}),
    )

    def sentence(self, language: str) -> str:
        return "the longest wait"

    def observe(self, rows: Rows) -> nw.Expr:
        (wait,) = rows.once_per_row((self.column.value - rows.preceding(self.column)).dt.total_minutes())
        (ten,) = rows.once_per_row(wait == 10)
        longest, tens = rows.once(rows.greatest(wait), rows.count(ten))
        thousands = nw.when(longest == 10).then(tens).otherwise(nw.lit(1))
        return thousands * 1000 + longest


@observation("mistaken")
@frozen
class Mistaken:
    """It asks to work out something of a column that is not there."""

    column: Column
    reads = Number
    gives = Number

    def sentence(self, language: str) -> str:
        return "nothing"

    def observe(self, rows: Rows) -> nw.Expr:
        (found,) = rows.once(nw.col("nowhere") + 1)
        return found


@observation("mistaken_rows")
@frozen
class MistakenRows(Mistaken):
    """The same, of the rows of an item: what is known of the item only."""

    over = ItemRows

    def observe(self, rows: Rows) -> nw.Expr:
        (found,) = rows.once_per_row(rows.count() + 1)
        return rows.total(found)


@observation("of_the_row")
@frozen
class OfTheRow(MistakenRows):
    """It takes what one row holds for what the item has."""

    def observe(self, rows: Rows) -> nw.Expr:
        (found,) = rows.once(self.column.value)
        return found


@observation("long")
@frozen
class Long:
    """A long text, of which four copies are made."""

    column: Column
    reads = Text
    gives = Number

    def sentence(self, language: str) -> str:
        return "a length"

    def observe(self, rows: Rows) -> nw.Expr:
        (text,) = rows.once(self.column.value.str.replace_all("ann[aeiou]", "a needle"))
        return sum((text.str.len_chars() * factor for factor in (2, 3, 4)), text.str.len_chars())


class Plugin:
    @hookimpl
    def qa_observations(self) -> list[type]:
        return [Power, Waits, Mistaken, MistakenRows, OfTheRow, Long]


def judged(folder: Path, kind: str, samples: str, characteristics: str, of: str = "grams") -> Report:
    (folder / "log.csv").write_text(CSV, encoding="utf-8")
    (folder / "p.yaml").write_text(
        f"procedure: p\n{samples}observations: {{a: {{{kind}: {of}}}}}\ncharacteristics: {{{characteristics}}}\n",
        encoding="utf-8",
    )
    return run("p.yaml", here=folder, more_plugins=[("mine", Plugin())])


@pytest.mark.parametrize("kind", [Power, Waits])
def test_what_is_worked_out_once_is_what_it_stands_for_on_every_engine(kind: type) -> None:
    conformance(kind)


def test_several_ask_beside_one_another(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(
        f"procedure: p\n{ONE_ROW}observations: {{a: {{power: grams}}, b: {{power: a}}, c: {{long: agent}}}}\n"
        "characteristics: {a: {upper: 70000}, b: {lower: 1}, c: {exactly: 30}}\n",
        encoding="utf-8",
    )
    found = run("p.yaml", here=tmp_path, more_plugins=[("mine", Plugin())])
    items: dict[str, Any] = {each.characteristic: [item.value for item in each.items] for each in found.verdicts}

    assert {name: values for name, values in items.items() if values} == {"a": [390625.0]}


@pytest.mark.parametrize(
    ("kind", "samples", "missing"),
    [("mistaken", ONE_ROW, "nowhere"), ("mistaken_rows", OF_ROWS, "@a|0"), ("of_the_row", OF_ROWS, "grams")],
)
def test_a_step_that_breaks_is_told_under_the_name_of_who_asked(
    tmp_path: Path, kind: str, samples: str, missing: str
) -> None:
    report = judged(tmp_path, kind, samples, "a: {upper: 1}, agent: {optional: true, one_of: [ann, eva]}")
    told: set[Any] = {each.message.partition("Error:")[0] for each in report.verdicts}

    assert all(each.startswith(f"plugin mine, observation a ({kind}, p.yaml:3:16): ") for each in told), told
    assert all(missing in (each.message or "") for each in report.verdicts)
    assert report.exit_code == 3


def test_a_long_expression_stands_in_the_query_once(tmp_path: Path) -> None:
    with asked() as told:
        report = judged(tmp_path, "long", ONE_ROW, "a: {upper: 1}", of="agent")
        (verdict,) = report.verdicts

    assert [item.value for item in verdict.items] == [30.0, 30.0]
    assert [one.query.count("a needle") for one in told if "a needle" in one.query] == [1]

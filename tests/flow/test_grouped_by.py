"""Criteria that look at how many items share the value of another column than the one that they judge."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import narwhals as nw
import pytest
from attrs import frozen

from qa_run import Column, Grouped, Text, Verdict, criterion, hookimpl, run


@criterion("own")
@frozen
class Own:
    """Nobody else has the same in that column."""

    column: Column
    reads = Text

    @property
    def over(self) -> Grouped:
        return Grouped(by=self.column)

    def sentence(self, language: str) -> str:
        return f"has {self.column} alone"

    def findings(self, value: nw.Expr, together: nw.Expr) -> dict[str, nw.Expr]:
        return {"shared": (together > 1).fill_null(False)}


@hookimpl
def qa_criteria() -> list[type]:
    return [Own]


SPEC = """procedure: keys
samples: {from: rows.csv, item: id, per: [shop]}
characteristics:
  who: {own: key, WHEN}
"""
ROWS = [
    ("1", "ann", "k1", "A"),
    ("2", "bob", "k2", "A"),
    ("3", "eva", "k1", "B"),
    ("4", "kim", "", "B"),
    ("5", "lea", "", "B"),
]


def shared(folder: Path, when: str = "", samples: Any = None) -> list[str | None]:
    lines = ["id,who,key,shop", *map(",".join, ROWS)]
    (folder / "rows.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "p.yaml").write_text(SPEC.replace("WHEN", when), encoding="utf-8")
    plugin = SimpleNamespace(qa_criteria=qa_criteria)
    report = run(folder / "p.yaml", samples=samples, more_plugins=[("mine", plugin)])
    (verdict,) = [each for each in report.verdicts if each.characteristic == "who" and not each.per]
    return items(verdict)


def items(verdict: Verdict) -> list[str | None]:
    return [item.item for item in verdict.items if item.finding == "shared"]


def test_items_share_the_value_of_another_column_over_all_strata(tmp_path: Path) -> None:
    assert shared(tmp_path) == ["1", "3"]


def test_whoever_has_no_value_there_shares_none(tmp_path: Path) -> None:
    assert shared(tmp_path, "when: {shop: {equals: B}}") == ["3"]


def test_a_frame_is_judged_alike(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(ROWS, schema=["id", "who", "key", "shop"], orient="row")

    assert shared(tmp_path, samples=frame) == ["1", "3"]

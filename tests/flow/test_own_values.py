"""Criteria that make their own value: observed of a row or of the events of an item, and judged like any other."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import narwhals as nw
import pytest
from attrs import frozen

from qa_run import (
    BusinessTime,
    Column,
    Duration,
    Example,
    ItemRows,
    Number,
    OneRow,
    Report,
    Rows,
    SpecErrors,
    Text,
    Where,
    criterion,
    hookimpl,
    short,
)
from qa_run.builtin import plugin
from qa_run.host import CORE, make_host
from qa_run.session import Options, carry_out
from qa_run.testing import conformance


@criterion("complete")
@frozen
class Complete:
    """Of each part there is as many as must be."""

    parts: Mapping[str, int] = short()
    column_of: Mapping[str, Column] = {}
    reads = Number
    gives = Text
    over = OneRow
    examples = (
        Example({"parts": {"hook": 2, "nail": 1}, "column_of": {"hook": "hook", "nail": "nail"}},
                passes=("A",), fails={"hook wrong": ("B", "D"), "nail wrong": ("C",)},
                columns={"item": ("A", "B", "C", "D"), "hook": ("2", "1", "2", None), "nail": ("1", "0", "5", "1")}),
    )  # fmt: skip

    def sentence(self, language: str) -> str:
        return "complete: " + ", ".join(f"{many} {part}" for part, many in self.parts.items())

    def observe(self, rows: Rows) -> nw.Expr:
        found: nw.Expr = nw.lit("complete")
        for part, many in reversed(self.parts.items()):
            there = self.column_of[part].value.fill_null(0)
            found = nw.when(there == many).then(found).otherwise(nw.lit(f"{part} wrong"))
        return found

    def findings(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        return {f"{part} wrong": value == f"{part} wrong" for part in self.parts}


@frozen
class Step:
    """A step and how long it may take."""

    step: Where
    within: Duration | BusinessTime


@criterion("answered_in")
@frozen
class AnsweredIn:
    """After the first, each step follows in time."""

    first: Where
    steps: tuple[Step, ...] = short()
    gives = Text
    over = ItemRows
    examples = (
        Example({"first": "asked", "steps": [{"step": "answered", "within": "2 business hours"}]},
                passes=("A", "C"), fails={"answered late": ("B", "D"), "not yet due": ("E",)}, as_of="2026-03-09 10:30",
                calendar={"hours": {"mon-fri": "09:00-18:00"}},
                columns={"item": ("A", "A", "B", "B", "C", "D", "E"),
                         "event": ("asked", "answered", "asked", "answered", "called", "asked", "asked"),
                         "time": ("2026-03-06 17:00", "2026-03-09 09:59", "2026-03-06 17:00", "2026-03-09 10:01",
                                  "2026-03-06 17:00", "2026-03-06 17:00", "2026-03-06 17:40")}),
    )  # fmt: skip

    def sentence(self, language: str) -> str:
        return ", ".join(f"{each.step} within {each.within}" for each in self.steps)

    def observe(self, rows: Rows) -> nw.Expr:
        start = rows.first(self.first)
        found: nw.Expr = nw.lit("in time")
        for each in reversed(self.steps):
            end = rows.first(each.step, since=start)
            late = (rows.past(each.within, start, end) > 0) | (end.is_null() & (rows.past(each.within, start) > 0))
            due = ~start.is_null() & end.is_null()
            found = nw.when(due).then(nw.lit(None, nw.String)).otherwise(found)
            found = nw.when(late).then(nw.lit(f"{each.step} late")).otherwise(found)
        return found

    def pending(self, as_of: nw.Expr) -> nw.Expr:
        return nw.lit(True)

    def findings(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        return {f"{each.step} late": value == f"{each.step} late" for each in self.steps}


@pytest.mark.parametrize("made", [Complete, AnsweredIn])
def test_the_kit_judges_its_examples(made: type) -> None:
    conformance(made)


KITS = """\
procedure: kits
samples: {from: kits.csv, item: kit, of: {from: packed.csv, key: kit}}
called: {en: [kit, kits]}
characteristics:
  contents:
    complete: {parts: {hook: 2}, column_of: {hook: hooks}}
    cases:
      - {id: large, when: {size: L}, complete: {parts: {hook: 4}, column_of: {hook: hooks}}}
"""


class Offering:
    """What a stranger's module offers."""

    @hookimpl
    def qa_criteria(self) -> list[type]:
        return [Complete, AnsweredIn]


HOST = make_host([(CORE, plugin)], more=[("mine", Offering())])


def judged(folder: Path, text: str) -> Report:
    written(folder, text)
    return carry_out(Options(paths=["p.yaml"], here=folder, as_of=datetime(2026, 3, 9, 13, 0)), HOST)


def written(folder: Path, text: str) -> None:
    (folder / "kits.csv").write_text("kit,size,hooks\nA,S,2\nB,L,2\nC,L,4\nD,S,1\n", encoding="utf-8")
    (folder / "packed.csv").write_text("kit\nA\nB\nC\nD\n", encoding="utf-8")
    (folder / "log.csv").write_text(
        "case,what,at\n1,asked,2026-03-06 17:00\n1,answered,2026-03-09 09:30\n2,asked,2026-03-06 17:00\n"
        "3,asked,2026-03-09 12:00\n",
        encoding="utf-8",
    )
    (folder / "p.yaml").write_text(text, encoding="utf-8")


def test_each_requirement_has_a_value_of_its_own(tmp_path: Path) -> None:
    report = judged(tmp_path, KITS)

    found = {verdict.id: dict(verdict.buckets.findings) for verdict in report.verdicts if "contents" in verdict.id}
    assert found == {
        "p.yaml::contents::complete": {"hook wrong": 1},
        "p.yaml::contents::complete:large": {"hook wrong": 1},
    }
    items = {item.item: item.value for verdict in report.verdicts for item in verdict.items}
    assert items == {"B": "hook wrong", "D": "hook wrong"}


LOG = """\
procedure: calls
calendar: {hours: {mon-fri: "09:00-18:00"}}
samples: {from: log.csv, item: case, time: at, events: {name: what}, of: rows}
characteristics:
  handling: {answered_in: {first: asked, steps: [{step: answered, within: 2 business hours}]}}
"""


def test_business_time_passes_between_events(tmp_path: Path) -> None:
    verdict = next(each for each in judged(tmp_path, LOG).verdicts if each.characteristic == "handling")

    assert verdict.buckets.conforming == 1
    assert verdict.buckets.not_yet_due == 1
    assert dict(verdict.buckets.findings) == {"answered late": 1}
    assert [item.item for item in verdict.items] == ["2"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('calendar: {hours: {mon-fri: "09:00-18:00"}}\n', ""), "p.yaml:4:14: 2 business hours needs a calendar"),
        (("time: at, ", ""), "p.yaml:5:14: answered_in goes by time, and the samples have none"),
        (("handling: {", "handling: {column: what, "), "answered_in makes its own value and reads no column 'what'"),
        (("events: {name: what}, of: rows", "per: [what]"), "it is not said which column names the events"),
        (("step: answered", "step: answred, stap: x"), "unknown key 'stap'"),
        (
            ("characteristics:", "only: {handling: {answered_in: {first: asked, steps: []}}}\ncharacteristics:"),
            "answered_in makes its own value and cannot stand here",
        ),
    ],
)
def test_what_cannot_be_made_is_refused_with_its_place(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    assert change[0] in LOG
    with pytest.raises(SpecErrors) as refused:
        judged(tmp_path, LOG.replace(*change))
    assert told in str(refused.value)

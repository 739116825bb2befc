"""Findings that are true of an item together: the first one names it, however many there are and however it is read."""

import csv
import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import narwhals as nw
import polars
import pytest
from attrs import frozen
from scans import asked

from qa_run import Number, Text, criterion, hookimpl, run

HOST = "cannot be judged"
#: Each with where it is true; None where nobody can tell.
RULES: dict[str, Any] = {
    "even": lambda x: x % 2 == 0,
    "small": lambda x: x < 20,
    "unlucky": lambda x: None if x == 13 else False,
    "of three": lambda x: x % 3 == 0,
    "large": lambda x: x > 80,
    "of five": lambda x: x % 5 == 0,
}


@criterion("ruled")
@frozen
class Ruled:
    """A number that breaks none of so many rules."""

    many: int
    reads = Number

    def sentence(self, language: str) -> str:
        return f"none of {self.many} rules"

    def findings(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        found = {
            "even": value % 2 == 0,
            "small": value < 20,
            "unlucky": nw.when(value != 13).then(nw.lit(False)),
            "of three": value % 3 == 0,
            "large": value > 80,
            "of five": value % 5 == 0,
        }
        return dict(list(found.items())[: self.many])


@criterion("needled")
@frozen
class Needled:
    """A text in which two long patterns are not found."""

    reads = Text

    def sentence(self, language: str) -> str:
        return "no needle"

    def findings(self, value: nw.Expr) -> Mapping[str, nw.Expr]:
        return {"needle": value.str.contains("a needle"), "pin": value.str.contains("a pin")}


class Plugin:
    @hookimpl
    def qa_criteria(self) -> list[type]:
        return [Ruled, Needled]


def sample(seed: int) -> list[dict[str, str]]:
    draw = random.Random(seed)
    values = [*(str(draw.randrange(100)) for _ in range(300)), *["13"] * 5, *[""] * 3, "many", "n/a"]
    draw.shuffle(values)
    return [
        {"id": str(place), "x": value, "y": draw.choice("ab"), "other": draw.choice(["1", "1", ""])}
        for place, value in enumerate(values)
    ]


def expected(row: Mapping[str, str], many: int, when: bool) -> str:
    if when and row["other"] != "1":
        return "unreadable condition" if not row["other"] else ""
    if not row["x"]:
        return "missing"
    if not row["x"].isdigit():
        return "unreadable"
    found = {name: rule(int(row["x"])) for name, rule in list(RULES.items())[:many]}
    first = next((name for name, true in found.items() if true), "")
    return first or (HOST if None in found.values() else "")


@pytest.mark.parametrize("form", ["csv", "frame"])
@pytest.mark.parametrize("when", [False, True])
@pytest.mark.parametrize("many", [1, 3, 4, 6])
def test_the_first_finding_names_the_item(tmp_path: Path, many: int, when: bool, form: str) -> None:
    rows = sample(many)
    with (tmp_path / "x.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    within = ", when: {other: 1}" if when else ""
    (tmp_path / "p.yaml").write_text(
        "procedure: p\nsamples: {from: x.csv, item: {column: id, repeats: allowed}}\n"
        f"characteristics: {{x: {{ruled: {many}{within}}}}}\n",
        encoding="utf-8",
    )
    frame = polars.DataFrame([{name: value or None for name, value in row.items()} for row in rows])
    given = {"samples": frame} if form == "frame" else {}
    report = run("p.yaml", here=tmp_path, items=1000, more_plugins=[("mine", Plugin())], **given)
    (verdict,) = report.verdicts

    told = {row["id"]: finding for row in rows if (finding := expected(row, many, when))}
    assert {item.item: item.finding for item in verdict.items} == told
    counts = Counter(told.values())
    assert {name: count for name, count in verdict.buckets.findings.items() if count} == {
        name: count for name, count in counts.items() if name in {*RULES, HOST}
    }
    assert verdict.buckets.conforming == sum(not expected(row, many, when) for row in rows) - (
        sum(when and row["other"] != "1" and bool(row["other"]) for row in rows)
    )


def test_each_finding_stands_in_the_query_once(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,x\n1,a needle\n2,a pin\n3,hay\n", encoding="utf-8")
    (tmp_path / "p.yaml").write_text(
        "procedure: p\nsamples: {from: x.csv, item: {column: id, repeats: allowed}}\n"
        "characteristics: {x: {needled: true}}\n",
        encoding="utf-8",
    )
    with asked() as told:
        report = run("p.yaml", here=tmp_path, more_plugins=[("mine", Plugin())])
        (verdict,) = report.verdicts

    assert [(item.item, item.finding) for item in verdict.items] == [("1", "needle"), ("2", "pin")]
    for pattern in ("'a needle'", "'a pin'"):
        assert [one.query.count(pattern) for one in told if pattern in one.query] == [1]

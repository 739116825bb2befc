"""An oven, its lots, and how a run of it ends."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from qa_run.cli.main import main

Row = tuple[str, str, str, str, str]
PROCEDURE = """\
procedure: oven
revision: 3
samples: {from: oven.csv, item: tray, lot: batch, time: baked_at, per: [%s]}
characteristics:
  core: {unit: degC, lower: 75, class: critical}
  burnt: {equals: "no"}
"""
CORE, COMO = "specs/oven.yaml::core::limits", "specs/oven.yaml::core::limits[shop=Como]"
WHO = ("--reason", "sold hot", "--by", "Anna Rossi", "--approved", "2026-03-01", "--until", "2026-03-15")
DAY = ("--as-of", "2026-03-08")


def trays(*bad: str, lots: Iterable[int] = range(1, 4), burnt: Iterable[str] = ()) -> list[Row]:
    """Four trays a lot, every second of them from Como; those that are `bad` did not get hot enough."""
    rows: list[Row] = []
    for batch in lots:
        for place in range(4):
            name, shop = f"T{batch}{place}", "Como" if place % 2 else "Roma"
            core, edge = "74" if name in bad else "78", "yes" if name in burnt else "no"
            rows.append((name, f"B{batch}", f"2026-03-{batch:02} 1{place}:00:00", shop, f"{core},{edge}"))
    return rows


def baked(folder: Path, rows: Iterable[Row], per: str = "shop", procedure: str = PROCEDURE) -> None:
    """Write the procedure and its samples."""
    (folder / "specs").mkdir(exist_ok=True)
    (folder / "specs" / "oven.yaml").write_text(procedure % per if "%s" in procedure else procedure, encoding="utf-8")
    lines = ["tray,batch,baked_at,shop,core,burnt", *map(",".join, rows)]
    (folder / "specs" / "oven.csv").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def ran(*words: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON report of a run of `specs`."""
    code = main(["specs", "-qq", "--json", "report.json", *(DAY if "--as-of" not in words else ()), *words])
    return code, json.loads(Path("report.json").read_text(encoding="utf-8"))


def ends(report: dict[str, Any]) -> dict[str, str]:
    """How the verdicts ended, those that passed aside, by the last part of their ids."""
    told = ((each["id"].partition("::")[2], each["outcome"]) for each in report["verdicts"])
    return {name: outcome for name, outcome in told if outcome != "passed"}


def states(report: dict[str, Any], name: str = "concessions") -> dict[str, str]:
    return {each["id"]: each["state"] for each in report[name]}


Edit = Callable[[str], str]


def edited(path: str, change: Edit) -> None:
    file = Path(path)
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
